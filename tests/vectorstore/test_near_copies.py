"""Which pairs are found to be copies, on a few hundred of them; one half was tuned on.

docs/retrieval.md has the figures, of which the floors here are a little short.
"""

from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from fakes.copy_pairs import Pair, pairs, sample_texts, texts_of
from fakes.grouping import groups, write
from fakes.grouping import pairs as pairs_found

from qa.drafts import ArticleDraft
from qa.preparing import prepared
from vectorstore.catalog import Catalog
from vectorstore.models import Article

HALVES = ("tune", "held-out")
PRECISION = 0.99
RECALL = 0.985
RECALL_BY_KIND = {
    "exact": 1.0,
    "headline": 1.0,
    "cut": 1.0,
    "reordered": 1.0,
    "house style": 1.0,
    "edited": 1.0,
    "edited and cut": 1.0,
    "merged": 0.92,
    "rewritten by hand": 1.0,
}
MOST_WRONG_BY_KIND = {"mould: notice": 1}  # pairs; none of any other kind


def as_ingested(text: str, name: str) -> Article:
    return prepared(ArticleDraft(text, name, title=f"Headline of {name}", single=True))


@pytest.fixture(scope="module")
def labelled() -> list[Pair]:
    return pairs()


@pytest.fixture(scope="module")
def found(labelled: list[Pair], tmp_path_factory: pytest.TempPathFactory) -> set[Pair]:
    """The pairs found in archives that hold all texts of a half."""
    copies: set[Pair] = set()
    for half in HALVES:
        own = [pair for pair in labelled if pair.half == half]
        texts = dict.fromkeys(text for pair in own for text in (pair.first, pair.second))
        articles = {text: as_ingested(text, f"text-{i}") for i, text in enumerate(texts)}
        with closing(Catalog(tmp_path_factory.mktemp("pairs") / "c.sqlite3")) as catalog:
            write(catalog, articles.values())
            keys = {(a, b) for a, b, _ in pairs_found(catalog)}
        copies |= {
            pair
            for pair in own
            if pair.first == pair.second
            or (articles[pair.first].key, articles[pair.second].key) in keys
        }
    return copies


def test_the_set_is_what_it_says(labelled: list[Pair]) -> None:
    """Changing the set means measuring again."""
    counts = Counter((pair.half, pair.copies) for pair in labelled)
    assert counts == {
        ("tune", True): 227, ("tune", False): 618,
        ("held-out", True): 291, ("held-out", False): 629,
    }  # fmt: skip
    kinds = {kind: {p.half for p in labelled if p.kind == kind} for kind in RECALL_BY_KIND}
    assert all(halves == set(HALVES) for halves in kinds.values())


@pytest.mark.parametrize("half", HALVES)
def test_precision_and_recall(labelled: list[Pair], found: set[Pair], half: str) -> None:
    own = [pair for pair in labelled if pair.half == half]
    right = sum(pair.copies for pair in own if pair in found)
    assert right / sum(pair in found for pair in own) >= PRECISION
    assert right / sum(pair.copies for pair in own) >= RECALL


@pytest.mark.parametrize("kind", RECALL_BY_KIND)
def test_recall_by_kind(labelled: list[Pair], found: set[Pair], kind: str) -> None:
    own = [pair for pair in labelled if pair.kind == kind]
    assert own
    assert all(pair.copies for pair in own)
    assert sum(pair in found for pair in own) / len(own) >= RECALL_BY_KIND[kind]


def test_look_alikes_are_no_copies(labelled: list[Pair], found: set[Pair]) -> None:
    wrong = Counter(pair.kind for pair in found if not pair.copies)
    assert wrong <= Counter(MOST_WRONG_BY_KIND), wrong


def test_the_sample_archive_has_one_wire_story(tmp_path: Path) -> None:
    articles = [as_ingested(text, number) for number, text in sample_texts().items()]
    with closing(Catalog(tmp_path / "c.sqlite3")) as catalog:
        write(catalog, articles)
        assert groups(catalog) == {frozenset(f"file:{name}" for name in ("017", "018", "019"))}


@pytest.mark.parametrize("name", ["zh-bridge", "ja-train", "th-flood"])
def test_languages_without_spaces(name: str, tmp_path: Path) -> None:
    first, second = texts_of("stories.txt")[name], texts_of("rewritten.txt")[name]
    others = [text for key, text in texts_of("stories.txt").items() if key != name]
    articles = [as_ingested(text, str(i)) for i, text in enumerate([first, second, *others])]
    with closing(Catalog(tmp_path / "c.sqlite3")) as catalog:
        write(catalog, articles)
        assert groups(catalog) == {frozenset({"file:0", "file:1"})}
