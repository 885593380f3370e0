"""Copies of a story are one hit, of the article that stands for them, and k hits are k stories."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fakes.archives import opened
from fakes.copy_pairs import stories
from fakes.grouping import printed
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.results import SearchResult, article_json
from vectorstore.models import Article, Filter, Hit
from vectorstore.store import Store

STORIES = stories()
FERRY, BANK = STORIES["ferry"], STORIES["bank"]
QUESTION = "Where did the ferry run aground and why did its steering fail?"


def head(text: str, paragraphs: int) -> str:
    return "\n\n".join(text.split("\n\n")[:paragraphs])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path, passage_chars=400) as found:
        yield found


def added(store: Store, *articles: Article) -> dict[str, str]:
    store.add(articles)
    store.sync()
    return {article.key: article.id for article in articles}


def about_the_ferry(hits: list[Hit]) -> list[Hit]:
    return [hit for hit in hits if "sandbank" in hit.passage.text]


def keys(hits: list[Hit]) -> list[str]:
    return [hit.article.key for hit in hits]


def test_five_copies_and_an_independent_report_are_two_hits(store: Store) -> None:
    ids = added(
        store,
        printed("post", f"{FERRY} (Reuters)", published="2025-03-05", source="Post"),
        printed("wire", f"HALDEN BAY (Reuters) - {FERRY}", published="2025-03-04T09:00:00Z"),
        printed("cut", head(FERRY, 5), published="2025-03-05", source="Herald"),
        printed("edited", FERRY.replace("said", "stated"), published="2025-03-06"),
        printed("credited", f"{FERRY}\n\n(With inputs from agencies)", published="2025-03-04"),
        printed(
            "independent",
            "A fisherman saw the ferry run onto the sandbank. Its steering did fail, he told us, "
            "and he rowed out with his son to help the first passengers ashore.",
            published="2025-03-04",
        ),
    )
    first, second = sorted(
        about_the_ferry(store.search(QUESTION, 10)), key=lambda hit: -len(hit.copies)
    )
    assert first.article.key == "credited"  # the earliest
    assert set(first.copies) == {ids[key] for key in ("post", "wire", "cut", "edited")}
    assert second.article.key == "independent"
    assert second.copies == ()


def test_the_agencys_own_stands_before_earlier_copies(store: Store) -> None:
    added(
        store,
        printed("paper", FERRY, published="2025-03-03", source="Post", wire="Reuters"),
        printed("agency", f"{FERRY} ", published="2025-03-05", source="Reuters"),
    )
    assert keys(about_the_ferry(store.search(QUESTION, 5))) == ["agency"]


@pytest.mark.parametrize(
    ("source", "wire"),
    [
        ("Associated Press", "AP"),
        ("www.reuters.com", "Reuters"),
        ("AFP", "agencies, AFP"),
        ("AP", "AP and Reuters"),
    ],
)
def test_agencies_go_by_several_names(store: Store, source: str, wire: str) -> None:
    added(
        store,
        printed("paper", FERRY, published="2025-03-03", source="Post", wire=wire),
        printed("agency", f"{FERRY} ", published="2025-03-05", source=source),
    )
    assert keys(about_the_ferry(store.search(QUESTION, 5))) == ["agency"]


def test_only_admitted_articles_stand_for_others_or_are_listed(store: Store) -> None:
    ids = added(
        store,
        printed("first", FERRY, published="2025-03-04", source="Post"),
        printed("second", f"{FERRY} ", published="2025-03-06", source="Herald"),
        printed("third", f"{FERRY}  ", published="2025-03-08", source="Herald"),
    )

    def found(**bounds: object) -> tuple[str, set[str]]:
        (hit,) = about_the_ferry(store.search(QUESTION, 5, Filter(**bounds)))  # type: ignore[arg-type]
        return hit.article.key, set(hit.copies)

    assert found() == ("first", {ids["second"], ids["third"]})
    assert found(sources=("Herald",)) == ("second", {ids["third"]})
    assert found(as_of=date(2025, 3, 6)) == ("first", {ids["second"]})
    assert found(date_from=date(2025, 3, 7)) == ("third", set())
    assert found(article_ids=(ids["third"], ids["second"])) == ("second", {ids["third"]})


def test_a_passage_that_the_first_copy_lacks_is_shown_from_another(store: Store) -> None:
    ids = added(
        store,
        printed("cut", head(FERRY, 3), published="2025-03-04"),
        printed("whole", FERRY, published="2025-03-05"),
        printed("also whole", f"{FERRY} ", published="2025-03-06"),
    )
    hits = store.search("What will the electric vessel that replaces the ferry cost?", 10)
    (found,) = [hit for hit in hits if "electric vessel" in hit.passage.text]
    assert found.article.key == "whole"
    assert set(found.copies) == {ids["cut"], ids["also whole"]}
    (start,) = about_the_ferry(hits)
    assert start.article.key == "cut"


def test_what_is_shown_is_a_passage_of_the_article_that_stands(store: Store) -> None:
    added(
        store,
        printed("first", f"Staff report. {FERRY}", published="2025-03-04"),
        printed("second", FERRY, published="2025-03-05"),
    )
    for hit in store.search(QUESTION, 20):
        assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
        assert hit.passage.article_id == hit.article.id
        assert hit.article.key == "first"


def test_a_corrected_figure_is_not_hidden(store: Store) -> None:
    ids = added(
        store,
        printed("first", FERRY, published="2025-03-04"),
        printed("corrected", FERRY.replace("212 passengers", "221 passengers"),
                published="2025-03-06"),
        printed("late copy", FERRY.replace("212 passengers", "221 passengers") + "\n\nEnds.",
                published="2025-03-07"),
    )  # fmt: skip
    hits = about_the_ferry(store.search(QUESTION, 10))
    shown = {hit.article.key: "212" in hit.passage.text for hit in hits}
    assert shown.pop("first") is True
    assert list(shown.values()) == [False]
    assert all(len(hit.copies) == 2 for hit in hits)
    assert {ids["first"]} <= set(hits[0].copies) | {hits[0].article.id}


def test_added_figures_and_other_datelines_are_no_corrections(store: Store) -> None:
    metric = FERRY.replace("nine knots", "nine knots (17 km/h)").replace("5:40 a.m.", "0540")
    top = "Ferry aground\n\nBy Mara Lindt\n\nUpdated 23 March 2025, 10:41"
    added(
        store,
        printed("first", f"LONDON, Nov 23 (Reuters) - {FERRY}", published="2025-03-04"),
        printed("metric", f"PARIS, Nov 24 (AFP) - {metric}", published="2025-03-06"),
        printed("saved", f"{top}\n\n{FERRY}\n\n(Editing by Lou Marsh 77)", published="2025-03-06"),
        printed("again", top.replace("23", "24").replace("41", "59") + f"\n\n{FERRY}"),
    )
    hits = store.search(QUESTION, 30)
    assert {hit.article.key for hit in hits} == {"first"}


def test_k_counts_hits_after_copies_were_put_together(store: Store) -> None:
    """Though the copies fill every place of the first rounds."""
    brief = STORIES["brief"]
    added(store, *(printed(f"copy-{i}", brief) for i in range(450)), printed("b", BANK))
    assert len(store.catalog.passages_of(printed("copy-1", "").id)) == 1
    first, *others = store.search("Where did the light aircraft come down on Sunday?", 3)
    assert len(first.copies) == 449
    assert [hit.article.key for hit in others] == ["b", "b"]


def test_passages_of_a_text_of_two_stories_belong_to_either_story(store: Store) -> None:
    ids = added(
        store,
        printed("ferry", FERRY, published="2025-03-06"),
        printed("bank", BANK, published="2025-03-06"),
        printed("digest", f"{FERRY}\n\n{BANK}", published="2025-03-01"),
    )
    (ferry,) = about_the_ferry(store.search(QUESTION, 20))
    assert (ferry.article.key, ferry.copies) == ("ferry", (ids["digest"],))
    hits = store.search("How much does Norlund Bank pay for Castell Credit?", 20)
    (bank,) = [hit for hit in hits if "7.4 billion" in hit.passage.text]
    assert (bank.article.key, bank.copies) == ("bank", (ids["digest"],))
    hits = store.search(QUESTION, 20, Filter(date_to=date(2025, 3, 2)))
    assert {(hit.article.key, hit.copies) for hit in hits} == {("digest", ())}


def test_a_scrap_that_the_splitting_left_over_is_no_hit_of_its_own(store: Store) -> None:
    brief = STORIES["brief"]
    scattered = brief.replace("board has", "board" + " " * 400 + "has")
    added(
        store,
        printed("first", brief, published="2025-03-04"),
        printed("second", scattered, published="2025-03-05"),
    )
    scraps = [passage.text for passage in store.catalog.passages_of(printed("second", "").id)]
    assert "has been informed." in scraps
    assert keys(store.search("aircraft accident board informed", 9)) == ["first"]


def test_a_later_passage_keeps_to_the_article_that_was_shown_first(store: Store) -> None:
    """Of copies of one day any could stand for all; not one for each passage."""
    added(store, *(printed(f"copy-{i}", f"{FERRY}{' ' * i}") for i in range(4)))
    assert len({hit.article.key for hit in store.search(QUESTION, 30)}) == 1


def test_a_deleted_copy_is_listed_no_more(store: Store) -> None:
    ids = added(store, printed("a", FERRY), printed("b", f"{FERRY} "), printed("c", f"{FERRY}  "))
    store.delete(ids["a"])
    (hit,) = about_the_ferry(store.search(QUESTION, 5))
    assert {hit.article.id, *hit.copies} == {ids["b"], ids["c"]}


def test_the_json_lists_copies(store: Store) -> None:
    ids = added(store, printed("a", FERRY), printed("b", f"{FERRY} "))
    document = SearchResult(QUESTION, tuple(store.search(QUESTION, 1)), {}).as_json()
    (hit,) = document["hits"]
    assert {hit["article_id"], *hit["copies"]} == set(ids.values())
    assert article_json(store.catalog.article(ids["a"]))["copies"] == [ids["b"]]


@settings(max_examples=25, deadline=None)
@given(
    editions=st.lists(
        st.tuples(
            st.sampled_from([FERRY, head(FERRY, 4), BANK, f"{FERRY}\n\n{BANK}"]),
            st.sampled_from([None, "2025-03-04", "2025-03-05", "2025-03-06T10:00:00+01:00"]),
            st.sampled_from(["Post", "Herald", "Reuters"]),
        ),
        min_size=1,
        max_size=6,
    ),
    where=st.builds(
        Filter,
        as_of=st.none() | st.just(date(2025, 3, 5)),
        sources=st.sampled_from([(), ("Post",), ("Herald", "Reuters")]),
    ),
)
def test_hits_are_whole_whatever_is_stored(
    editions: list[tuple[str, str | None, str]],
    where: Filter,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Every hit is admitted, of its article, shown once, and lists admitted copies; no story of
    the archive that the filter admits is missing."""
    with opened(tmp_path_factory.mktemp("hits"), passage_chars=400) as store:
        store.add(
            [
                printed(f"key-{i}", text + " " * i, published=published, source=source)
                for i, (text, published, source) in enumerate(editions)
            ]
        )
        store.sync()
        hits = store.search(f"{QUESTION} Norlund Bank Castell", 200, where)
        admitted = {article.id for _, article in store.catalog.page(99, None, where, None)}
        assert len({hit.passage.id for hit in hits}) == len(hits)
        for hit in hits:
            assert hit.article.id in admitted
            assert set(hit.copies) <= admitted - {hit.article.id}
            assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
        assert {i for hit in hits for i in (hit.article.id, *hit.copies)} == admitted
        assert hits == sorted(hits, key=lambda hit: -hit.score)
