"""The service on a small archive: questions, search, summaries, the library, the doctor."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes.contract import ANSWER_KEYS, ARTICLE_KEYS, HIT_KEYS
from fakes.embedder import HashedWords

from qa.config import Config
from qa.drafts import ArticleDraft
from qa.errors import AnswerNotFound, ArticleNotFound, InvalidInput, StoreError, StoreLocked
from qa.ingesting import IngestReport
from qa.results import article_json
from qa.service import Dateline
from vectorstore.models import Filter
from vectorstore.store import Store

REPORT = (
    "Tehran was not informed in advance of the Oct 7 attack, Reuters reported, citing three"
    " senior officials.\n\nThe officials described a meeting in Tehran early in November."
)
DENIAL = (
    "Hamas denied the Reuters report that Tehran was not informed in advance of the Oct 7 attack,"
    ' calling it "baseless".'
)
FERRY = "The ferry Halcyon returned to service on Monday.\n\nRepairs had taken three weeks."
LATER = "Officials in Tehran said in December that the Oct 7 attack had come as a surprise to them."
QUESTION = "Was Tehran informed in advance of the Oct 7 attack?"


def draft(name: str, text: str, **members: Any) -> ArticleDraft:
    return ArticleDraft(text=text, origin=f"/news/{name}", external_id=name, **members)


DRAFTS = (
    draft("report", REPORT, title="Tehran not told", source="Post", published="2023-11-15"),
    draft("denial", DENIAL, title="Report denied", source="Courier", published="2023-11-16"),
    draft("ferry", FERRY, source="Courier", published="2023-11-20", authors=("A. Writer",)),
    draft("later", LATER, title="A surprise", source="Post", published="2023-12-20"),
    draft("undated", "The undated Halcyon is a ferry.", title="Undated", source="Third"),
)

Open = Callable[..., Dateline]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens a service on a fake embedding model; all are closed at the test's end."""
    services: list[Dateline] = []

    def open_service(folder: str = "archive", **settings: Any) -> Dateline:
        config = Config(data_dir=tmp_path / folder, **settings)
        services.append(Dateline(config, Store(config.data_dir, HashedWords())))
        return services[-1]

    yield open_service
    for service in services:
        service.close()


@pytest.fixture
def filled(opened: Open) -> Dateline:
    service = opened()
    service.ingest_drafts(DRAFTS)
    return service


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dateline]:
    """The same archive on the real model; tests leave it as it is."""
    config = Config(data_dir=tmp_path_factory.mktemp("real"))
    with Dateline.open(config, owner="tests") as service:
        service.ingest_drafts(DRAFTS)
        yield service


def id_of(service: Dateline, name: str) -> str:
    (found,) = [a.id for a in service.articles().items if a.external_id == name]
    return found


def texts_match(service: Dateline, document: dict[str, Any]) -> None:
    for citation in document["citations"]:
        article = service.article(citation["article_id"])
        assert article.text[citation["start"] : citation["end"]] == citation["quote"]


# --- questions ----------------------------------------------------------------------------------


def test_an_answer_has_the_contracts_members_and_exact_quotes(real: Dateline) -> None:
    answer = json.loads(json.dumps(real.ask(QUESTION).as_json()))
    assert answer.keys() >= ANSWER_KEYS
    assert answer["question"] == QUESTION
    assert answer["status"] in ("answered", "disputed")
    assert answer["verdict"] in ("disputed", "not_established")
    assert {"report", "denial"} <= {
        real.article(citation["article_id"]).external_id for citation in answer["citations"]
    }
    texts_match(real, answer)
    numbers = [citation["number"] for citation in answer["citations"]]
    assert numbers == list(range(1, len(numbers) + 1))
    for sentence in answer["sentences"]:
        assert sentence["citations"]
        assert set(sentence["citations"]) <= set(numbers)
        assert sentence["text"] in answer["text"]
    assert answer["answered_by"]["kind"] == "extractive"
    assert answer["timings_ms"].keys() >= {"search", "answer", "total"}


def test_what_the_archive_does_not_say_is_not_found(real: Dateline) -> None:
    answer = real.ask("Who won the 2022 World Cup?")
    assert (answer.status, answer.verdict) == ("not_found", None)
    assert (answer.sentences, answer.citations) == ((), ())


def test_an_answer_has_a_permalink(real: Dateline) -> None:
    answer = real.ask(QUESTION)
    assert real.answer(answer.id) == json.loads(json.dumps(answer.as_json()))
    assert real.ask(QUESTION).id != answer.id
    summary = real.summarise([id_of(real, "ferry")])
    assert real.answer(summary.id) == json.loads(json.dumps(summary.as_json()))
    with pytest.raises(AnswerNotFound):
        real.answer("no-such")


def test_as_of_hides_what_came_later(real: Dateline) -> None:
    everything = real.search("Tehran Oct 7 attack").hits
    assert "later" in {hit.article.external_id for hit in everything}
    before = Filter(as_of=date(2023, 11, 30))
    assert "later" not in {
        hit.article.external_id for hit in real.search("Tehran Oct 7", filter=before).hits
    }
    answer = real.ask(QUESTION, filter=before)
    assert answer.as_of == "2023-11-30"
    assert all((c.published or "") <= "2023-11-30" for c in answer.citations)
    first_day = Filter(as_of=date(2023, 11, 15))
    assert {c.published for c in real.ask(QUESTION, filter=first_day).citations} == {"2023-11-15"}
    assert real.ask(QUESTION, filter=Filter(as_of=date(2001, 1, 1))).status == "not_found"
    summary = real.summarise(about="the Oct 7 attack", filter=before)
    assert all((c.published or "") <= "2023-11-30" for c in summary.citations)


def test_white_space_in_a_question_is_of_no_account(real: Dateline) -> None:
    assert real.ask(f"  {QUESTION.replace(' ', chr(10))}\t").question == QUESTION


def test_half_characters_in_a_question_do_no_harm(real: Dateline) -> None:
    assert real.ask("Who \udcff is \ud800 it?").question == "Who \ufffd is \ufffd it?"
    assert real.search("\udcff", filter=Filter(sources=("\udcff",))).hits == ()


def test_threads_may_ask_at_the_same_time(real: Dateline) -> None:
    expected = real.ask(QUESTION)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: real.ask(QUESTION), range(8)))
    assert {answer.text for answer in answers} == {expected.text}
    assert len({answer.id for answer in answers}) == 8
    for answer in answers:
        assert real.answer(answer.id)["text"] == expected.text


# --- what cannot be asked -----------------------------------------------------------------------

BACKWARDS = Filter(date_from=date(2023, 12, 1), date_to=date(2023, 11, 1))


@pytest.mark.parametrize(
    ("field", "call"),
    [
        ("question", lambda s: s.ask("")),
        ("question", lambda s: s.ask(" \n\t ")),
        ("question", lambda s: s.ask("why " * 600)),
        ("from", lambda s: s.ask("why", filter=BACKWARDS)),
        (
            "from",
            lambda s: s.ask(
                "why", filter=Filter(date_from=date(2023, 12, 1), as_of=date(2023, 11, 1))
            ),
        ),
        ("answerer", lambda s: s.ask("why", answerer="oracle")),
        ("query", lambda s: s.search("")),
        ("query", lambda s: s.search("x" * 2_001)),
        ("k", lambda s: s.search("x", k=0)),
        ("k", lambda s: s.search("x", k=-1)),
        ("k", lambda s: s.search("x", k=1_001)),
        ("from", lambda s: s.search("x", filter=BACKWARDS)),
        ("about", lambda s: s.summarise()),
        ("about", lambda s: s.summarise(about="   ")),
        ("about", lambda s: s.summarise(["a"], about="ferries")),
        ("article_ids", lambda s: s.summarise([str(n) for n in range(51)])),
        ("limit", lambda s: s.articles(limit=0)),
        ("limit", lambda s: s.articles(limit=-1)),
        ("limit", lambda s: s.articles(limit=10**30)),
        ("from", lambda s: s.articles(filter=BACKWARDS)),
        ("cursor", lambda s: s.articles(cursor="x")),
        ("cursor", lambda s: s.articles(cursor="1.x")),
        ("cursor", lambda s: s.articles(cursor="１.１")),
        ("cursor", lambda s: s.articles(cursor="1." + "9" * 37)),
        ("cursor", lambda s: s.articles(cursor="9" * 10_000)),
    ],
)
def test_what_cannot_be_used_is_named_with_a_way_out(
    filled: Dateline, field: str, call: Callable[[Dateline], object]
) -> None:
    with pytest.raises(InvalidInput) as caught:
        call(filled)
    assert caught.value.field == field
    assert caught.value.reason
    assert caught.value.remedy


# --- search -------------------------------------------------------------------------------------


def test_search_gives_the_contracts_members(filled: Dateline) -> None:
    found = json.loads(json.dumps(filled.search("ferry Halcyon", k=3).as_json()))
    assert found.keys() >= {"query", "hits", "timings_ms"}
    assert found["query"] == "ferry Halcyon"
    for hit in found["hits"]:
        assert hit.keys() >= HIT_KEYS
        assert hit["ranks"].keys() == {"dense", "lexical"}
        text = filled.article(hit["article_id"]).text
        assert text[hit["start"] : hit["end"]] == hit["text"]
    assert found["hits"][0]["external_id"] in ("ferry", "undated")


def test_k_bounds_the_hits(filled: Dateline) -> None:
    assert len(filled.search("ferry", k=1).hits) == 1
    assert len({h.passage.id for h in filled.search("the", k=1_000).hits}) == len(
        filled.search("the", k=1_000).hits
    )


def test_filters_on_source_and_article(filled: Dateline) -> None:
    courier = filled.search("Tehran", filter=Filter(sources=("Courier",))).hits
    assert {hit.article.source for hit in courier} == {"Courier"}
    one = id_of(filled, "ferry")
    only = filled.search("Tehran", filter=Filter(article_ids=(one,))).hits
    assert {hit.article.id for hit in only} == {one}


# --- summaries ----------------------------------------------------------------------------------


def test_a_summary_of_chosen_articles_in_order_of_their_dates(filled: Dateline) -> None:
    ids = [id_of(filled, name) for name in ("denial", "report", "denial")]
    summary = filled.summarise(ids)
    document = json.loads(json.dumps(summary.as_json()))
    assert document.keys() >= ANSWER_KEYS - {"question", "verdict"}
    assert document["article_ids"] == [ids[1], ids[0]]
    assert document["sentences"]
    texts_match(filled, document)


def test_a_summary_of_an_unknown_article_names_it(filled: Dateline) -> None:
    with pytest.raises(ArticleNotFound, match="no-such"):
        filled.summarise(["no-such"])


# --- the library --------------------------------------------------------------------------------


def test_pages_follow_each_other_newest_first(filled: Dateline) -> None:
    seen, cursor = [], None
    for _ in range(10):
        page = filled.articles(limit=2, cursor=cursor)
        assert page.total == len(DRAFTS)
        seen += [article.external_id for article in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == ["later", "ferry", "denial", "report", "undated"]


def test_articles_are_found_by_words_of_title_or_outlet(filled: Dateline) -> None:
    assert {a.external_id for a in filled.articles(text="denied").items} == {"denial"}
    assert filled.articles(text="Courier").total == 2
    assert filled.articles(text="%").items == ()
    assert filled.articles(text="\udcff").items == ()


def test_an_article_has_the_contracts_members(filled: Dateline) -> None:
    article = filled.article(id_of(filled, "ferry"))
    document = json.loads(json.dumps(article_json(article)))
    assert document.keys() >= ARTICLE_KEYS
    assert document["external_id"] == "ferry"
    assert document["text"] == FERRY
    assert document["authors"] == ["A. Writer"]
    assert document["title_inferred"] is True
    assert document["revision"] == 1


def test_what_is_deleted_is_gone_everywhere(filled: Dateline) -> None:
    one = id_of(filled, "ferry")
    filled.delete(one)
    with pytest.raises(ArticleNotFound, match=one):
        filled.article(one)
    with pytest.raises(ArticleNotFound):
        filled.delete(one)
    assert one not in {hit.article.id for hit in filled.search("ferry", k=100).hits}
    assert filled.sources() == [("Post", 2), ("Courier", 1), ("Third", 1)]
    again = filled.ingest_drafts(DRAFTS)
    assert (again.new, again.unchanged) == (1, 4)


def test_a_permalink_outlives_its_article(filled: Dateline) -> None:
    summary = filled.summarise([id_of(filled, "ferry")])
    filled.delete(id_of(filled, "ferry"))
    assert filled.answer(summary.id)["text"] == summary.text


@pytest.mark.parametrize("kind", [str, Path])
def test_one_path_is_taken_for_a_list_of_one(opened: Open, tmp_path: Path, kind: type) -> None:
    path = tmp_path / "one.txt"
    path.write_text("The quay at Sund was closed on Monday.", "utf-8")
    assert opened().ingest(kind(path)).new == 1


def test_files_are_read_and_named_when_they_cannot_be(opened: Open, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Title: Good\n\nThe ferry is back.", encoding="utf-8")
    bad.write_bytes(b"")
    service = opened()
    report: IngestReport = service.ingest([good, str(bad), tmp_path / "away.txt"])
    assert report.new == 1
    assert [failure.origin for failure in report.failed] == [str(bad), str(tmp_path / "away.txt")]
    assert all(failure.reason for failure in report.failed)


# --- state --------------------------------------------------------------------------------------


def test_health_counts(filled: Dateline) -> None:
    health = filled.health()
    assert health["ready"] is True
    assert health["articles"] == len(DRAFTS)
    assert health["passages"] >= len(DRAFTS)
    assert (health["dense"], health["lexical"]) == ("ready", "ready")
    assert health["embedder"] == "hashed-words"


def test_the_doctor_finds_all_well(filled: Dateline) -> None:
    checks = filled.doctor()
    assert [check.name for check in checks] == [
        "catalog", "lexical index", "dense index", "embedding model", "language model",
    ]  # fmt: skip
    assert all(check.ok for check in checks), checks


def test_the_doctor_mends_an_index_and_says_so(filled: Dateline) -> None:
    filled.store.lexical.reset()
    looked = {check.name: check for check in filled.doctor(repair=False)}
    assert not looked["lexical index"].ok
    assert looked["lexical index"].remedy
    mended = {check.name: check for check in filled.doctor()}
    assert mended["lexical index"].ok
    assert "made whole" in mended["lexical index"].detail
    assert "lexical" in filled.search("Halcyon", k=1).hits[0].ranks


@pytest.mark.parametrize("index", ["dense", "lexical"])
@pytest.mark.parametrize("wreck", ["gone", "garbage"])
def test_a_wrecked_index_is_made_anew_from_the_catalog(
    opened: Open, tmp_path: Path, index: str, wreck: str
) -> None:
    with opened() as service:
        service.ingest_drafts(DRAFTS)
    folder = tmp_path / "archive" / index
    if wreck == "gone":
        shutil.rmtree(folder)
    else:
        for path in folder.rglob("*"):
            if path.is_file():
                path.write_bytes(b"\xff\x00garbage" * 50)
    again = opened()
    assert all(check.ok for check in again.doctor())
    hit = again.search("Halcyon returned", k=1).hits[0]
    assert hit.article.external_id == "ferry"
    assert hit.ranks.keys() == {"dense", "lexical"}


def test_the_doctor_names_a_model_server_that_is_away(opened: Open) -> None:
    service = opened(llm_base_url="http://127.0.0.1:9/v1", llm_model="m", llm_max_retries=0)
    check = service.doctor()[-1]
    assert (check.name, check.ok) == ("language model", False)
    assert "127.0.0.1:9" in check.detail
    assert check.remedy


def test_one_owner_at_a_time(opened: Open, tmp_path: Path) -> None:
    service = opened()
    config = replace(service.config, lock_wait_s=0.0)
    with pytest.raises(StoreLocked, match=f"{config.data_dir} is in use by"):
        Store(config.data_dir, HashedWords())


def test_a_wrecked_file_of_answers_does_not_keep_the_folder_locked(tmp_path: Path) -> None:
    tmp_path.joinpath("answers.sqlite3").write_bytes(b"no database" * 100)
    config = Config(data_dir=tmp_path, lock_wait_s=0.0)
    with pytest.raises(StoreError, match="answers.sqlite3"):
        Dateline.open(config)
    tmp_path.joinpath("answers.sqlite3").unlink()
    Dateline.open(config).close()
