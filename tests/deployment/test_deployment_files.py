"""Dockerfile, compose files, unit and the page about them say what the code does."""

from __future__ import annotations

import configparser
import re
import subprocess
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from fakes.chroma import chroma_running

from qa.cli.parser import make_parser
from qa.config import Config, load_config

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operation.md").read_text("utf-8")
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = ["compose.yaml", "compose.model.yaml", "compose.chroma.yaml"]
SETTINGS = {item.name for item in fields(Config)}
TEXTS = {
    name: (ROOT / name).read_text("utf-8")
    for name in ("Dockerfile", *COMPOSE, "deploy/dateline.service", "docs/operation.md")
}


def compose(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def instructions() -> list[tuple[str, str]]:
    joined = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.M))
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in joined.splitlines() if line]


@pytest.mark.parametrize("name", TEXTS)
def test_every_variable_named_is_a_setting(name: str) -> None:
    named = set(re.findall(r"\bDATELINE_([A-Z_]+)\b", TEXTS[name]))
    assert {word.lower() for word in named - {"API_KEY"}} <= SETTINGS  # of the command line's --url


def test_the_image_runs_as_nobody_of_weight_and_says_how_it_is() -> None:
    found = dict(instructions())
    last_stage = DOCKERFILE.rpartition("FROM ")[2]
    assert found["USER"] == "dateline"
    assert last_stage.index("USER dateline") < last_stage.index("ENTRYPOINT")
    assert found["STOPSIGNAL"] == "SIGTERM"
    assert found["VOLUME"] == "/data"
    assert "/healthz" in found["HEALTHCHECK"]
    assert found["ENTRYPOINT"] == '["dateline"]'


def test_the_image_is_built_of_what_is_there() -> None:
    allowed = set((ROOT / ".dockerignore").read_text("utf-8").splitlines())
    for word, rest in instructions():
        if word == "COPY" and "--from" not in rest:
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in allowed


def test_the_settings_of_the_image_are_read(tmp_path: Path) -> None:
    environ = dict(
        pair.split("=", 1)
        for word, rest in instructions()
        if word == "ENV"
        for pair in rest.split()
    )
    config = load_config(environ, config_file=None).config
    assert (config.host, config.log_format, config.data_dir) == ("0.0.0.0", "json", Path("/data"))
    assert not config.allow_anyone


@pytest.mark.parametrize("name", COMPOSE)
def test_no_service_is_open_to_the_world_or_more_than_it_needs(name: str) -> None:
    services = compose(name)["services"]
    assert services
    for service, described in services.items():
        for port in described.get("ports", []):
            assert port.startswith("127.0.0.1:")
        if name == "compose.yaml" or service != "app":
            assert described["read_only"] is True
            assert described["cap_drop"] == ["ALL"]
            assert "no-new-privileges:true" in described["security_opt"]


@pytest.mark.parametrize("name", COMPOSE)
def test_services_are_pinned_examined_and_keep_what_they_hold(name: str) -> None:
    described = compose(name)
    declared = described.get("volumes", {})
    for service, found in described["services"].items():
        for volume in found.get("volumes", []):
            source = volume.partition(":")[0]
            assert source in declared or source.startswith("./")
        if service == "app":  # built here, and its image says how it is
            load_config(found.get("environment", {}), config_file=None)
            continue
        assert re.search(r":\S*\d", found["image"])
        assert found["healthcheck"]["test"][0] == "CMD"


def test_the_chroma_server_of_the_compose_file_is_the_one_that_is_tested(tmp_path: Path) -> None:
    services = compose("compose.chroma.yaml")["services"]
    server, command = services["chroma"], services["chroma"]["command"]
    assert f"chromadb=={server['image'].partition(':')[2]}\n" in CONSTRAINTS
    port = command[command.index("--port") + 1]
    assert services["app"]["environment"]["DATELINE_CHROMA_URL"] == f"http://chroma:{port}"
    assert f"chroma:{command[command.index('--path') + 1]}" in server["volumes"]
    with chroma_running(tmp_path) as chroma:
        check = [word.replace(port, str(chroma.port)) for word in server["healthcheck"]["test"][1:]]
        assert subprocess.run(check, check=False).returncode == 0
        chroma.kill()
        assert subprocess.run(check, check=False, capture_output=True).returncode != 0


def test_the_model_of_the_compose_file_is_where_the_app_looks() -> None:
    services = compose("compose.model.yaml")["services"]
    address = services["app"]["environment"]["DATELINE_LLM_BASE_URL"]
    command = services["model"]["command"]
    assert address == f"http://model:{command[command.index('--port') + 1]}/v1"
    assert services["app"]["depends_on"]["model"]["condition"] == "service_healthy"


def test_a_stop_has_the_time_that_the_server_takes() -> None:
    from qa.web.server import GRACE_S

    assert int(compose("compose.yaml")["services"]["app"]["stop_grace_period"][:-1]) > GRACE_S
    assert int(unit()["Service"]["timeoutstopsec"]) > GRACE_S


def unit() -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.read_string(TEXTS["deploy/dateline.service"])
    return read


def test_the_unit_starts_a_command_that_there_is() -> None:
    program, *arguments = unit()["Service"]["execstart"].split()
    assert program == "/opt/dateline/bin/dateline"
    assert make_parser().parse_args(arguments).log_format == "json"
    for name in ("nonewprivileges", "protecthome", "privatetmp", "dynamicuser"):
        assert unit()["Service"][name] == "yes"


def test_every_command_of_the_page_is_one() -> None:
    commands = re.findall(r"^(?:DATELINE_\S+ |OTEL_\S+ )*dateline (.+)$", PAGE, re.M)
    assert len(commands) >= 5
    for line in commands:
        make_parser().parse_args(re.sub(r'"[^"]*"', "x", line).split())


def test_the_defaults_of_the_page_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \| `?(\d[\d,]*(?:/minute)?)`? \|", PAGE, re.M)
    assert len(rows) >= 5
    for name, default in rows:
        assert default.replace(",", "") == str(getattr(Config(), name))
