from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.archives import assert_whole, every_article, opened
from fakes.embedder import HashedWords

from qa.drafts import ArticleDraft, ReadFailure
from qa.ingesting import IngestProgress, ingest
from vectorstore.errors import EmbeddingError
from vectorstore.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "archive") as store:
        yield store


def draft(number: int, text: str = "", **members: object) -> ArticleDraft:
    text = text or f"Ferry number zq{number} sails."
    known = {"external_id": str(number), "source": "Courier", "origin": f"/news/d.jsonl:{number}"}
    return ArticleDraft(text=text, **(known | members))


def test_a_report_counts_what_became_of_each(store: Store) -> None:
    failure = ReadFailure("/news/d.jsonl:9", "not valid JSON. Mend the line.")
    report = ingest(store, [draft(1), failure, draft(2)])
    assert (report.new, report.updated, report.unchanged) == (2, 0, 0)
    assert report.failed == (failure,)
    assert report.passages == 2
    assert report.seconds >= 0
    assert sorted(report.article_ids) == sorted(item.id for item in every_article(store))
    document = json.loads(json.dumps(report.as_json()))
    assert document["failed"] == [{"origin": failure.origin, "reason": failure.reason}]
    assert_whole(store)


def test_the_same_again_changes_nothing_and_embeds_nothing(store: Store) -> None:
    first = ingest(store, [draft(1), draft(2)])
    embedded = store.embedder.embedded
    again = ingest(store, [draft(1), draft(2)])
    assert (again.new, again.updated, again.unchanged, again.passages) == (0, 0, 2, 0)
    assert again.article_ids == first.article_ids
    assert store.embedder.embedded == embedded
    assert [item.revision for item in every_article(store)] == [1, 1]


def test_a_changed_article_is_replaced_under_its_id(store: Store) -> None:
    first = ingest(store, [draft(1), draft(2)])
    again = ingest(store, [draft(1, "The ferry zqchanged sank."), draft(2)])
    assert (again.new, again.updated, again.unchanged) == (0, 1, 1)
    assert again.article_ids == first.article_ids
    article = store.catalog.article(first.article_ids[0])
    assert (article.text, article.revision) == ("The ferry zqchanged sank.", 2)
    assert store.search("zqchanged", 1)[0].article.id == article.id
    assert all(hit.article.text != "Ferry number zq1 sails." for hit in store.search("zq1", 5))
    assert_whole(store)


def test_duplicates_in_one_run_are_one_article(store: Store) -> None:
    elsewhere = draft(1, origin="/elsewhere.jsonl:1")
    report = ingest(store, [draft(1), draft(1), elsewhere])
    assert (report.new, report.unchanged) == (1, 2)
    assert [item.id for item in every_article(store)] == list(report.article_ids)


def test_nothing_at_all_is_a_report_too(store: Store) -> None:
    report = ingest(store, [])
    assert (report.new, report.failed, report.article_ids) == (0, (), ())
    only = ingest(store, [ReadFailure("/a", "empty.")])
    assert (only.new, len(only.failed)) == (0, 1)


def test_what_is_read_is_found_afterwards(store: Store) -> None:
    ingest(store, [draft(number) for number in range(40)])
    assert store.search("zq39", 1)[0].article.external_id == "39"


class Broken(Exception):
    pass


def breaking_off(after: int) -> Iterator[ArticleDraft]:
    for number in range(after):
        yield draft(number)
    raise Broken


def test_when_the_reading_breaks_off_the_batches_before_stay(store: Store) -> None:
    with pytest.raises(Broken):
        ingest(store, breaking_off(70))
    kept = every_article(store)
    assert len(kept) == 64
    assert_whole(store)
    assert store.search("zq5", 1)[0].article.external_id == "5"
    again = ingest(store, [draft(number) for number in range(70)])
    assert (again.new, again.unchanged) == (6, 64)


def test_when_the_model_fails_what_was_read_stays_and_waits(tmp_path: Path) -> None:
    with opened(tmp_path / "archive", HashedWords(fail_after=40)) as store:
        with pytest.raises(EmbeddingError):
            ingest(store, [draft(number) for number in range(70)])
        assert len(every_article(store)) == 64
        assert store.search("zq63", 1)[0].article.external_id == "63"
        store.embedder.fail_after = None
        assert ingest(store, [draft(number) for number in range(70)]).new == 6
        assert_whole(store)


class Watched:
    """A store that notes what it is given at once."""

    def __init__(self, store: Store) -> None:
        self.catalog, self._store = store.catalog, store
        self.batches: list[list[int]] = []

    def add(self, articles):
        self.batches.append([len(article.text) for article in articles])
        return self._store.add(articles)

    def sync(self) -> None:
        self._store.sync()


def test_batches_are_bounded_in_articles_and_in_characters(store: Store) -> None:
    watched = Watched(store)
    ingest(watched, (draft(number) for number in range(100)))
    assert max(map(len, watched.batches)) == 32
    assert sum(map(len, watched.batches)) == 100

    watched = Watched(store)
    long = "Word. " * 20_000
    ingest(watched, (draft(200 + number, f"{number} {long}") for number in range(5)))
    assert [len(batch) for batch in watched.batches if batch] == [2, 2, 1]


def test_drafts_are_taken_one_by_one(store: Store) -> None:
    taken = []

    def drafts() -> Iterator[ArticleDraft]:
        for number in range(64):
            taken.append(number)
            yield draft(number)

    seen = []
    ingest(store, drafts(), lambda progress: seen.append((progress.articles, len(taken))))
    assert seen[0] == (32, 32)


def test_progress_tells_how_far_it_is(store: Store) -> None:
    drafts = [ReadFailure("/bad", "empty."), *(draft(number) for number in range(33))]
    seen: list[IngestProgress] = []
    ingest(store, drafts, seen.append)
    assert [(item.articles, item.failed) for item in seen] == [(32, 1), (33, 1)]
    assert seen[0].origin == "/news/d.jsonl:31"
