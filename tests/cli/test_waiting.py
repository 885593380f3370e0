"""Commands on an archive whose passages wait for their vectors."""

import json
from pathlib import Path

import pytest
from fakes.archives import made_up, marker
from fakes.asleep import fill


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "data", [made_up(number) for number in range(4)])
    return tmp_path / "data"


def test_a_search_embeds_a_few_first(dateline, folder: Path) -> None:
    found = dateline("search", marker(2), "--json", "--data-dir", folder)
    assert found.err == ""
    assert found.json["hits"][0]["ranks"].keys() == {"dense", "lexical"}


def test_the_doctor_tells_and_mends(dateline, folder: Path) -> None:
    def checks(*options: str) -> dict[str, str]:
        done = dateline("doctor", *options, "--json", "--data-dir", folder)
        assert done.status == 0
        return {check["name"]: check["detail"] for check in done.json["checks"]}

    assert "4 passages wait" in checks("--no-repair")["vectors"]
    assert "4 passages were waiting" in checks()["vectors"]
    assert "vectors" not in checks()


def test_an_ingestion_goes_on_with_what_waits(dateline, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "more.json").write_text(json.dumps({"text": "One more."}), encoding="utf-8")
    assert dateline("ingest", tmp_path / "more.json", "--data-dir", folder).status == 0
    checks = dateline("doctor", "--no-repair", "--json", "--data-dir", folder).json["checks"]
    assert "vectors" not in {check["name"] for check in checks}
