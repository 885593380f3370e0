"""The passages that an answerer is given."""

from fakes.hits import hit
from hypothesis import given
from hypothesis import strategies as st

from qa.results import ordered
from qa.spreading import spread
from vectorstore.models import Hit


def hits(names: str) -> list[Hit]:
    return [hit(f"Passage {place}.", id=name) for place, name in enumerate(names)]


def names(found: list[Hit]) -> str:
    return "".join(item.article.id for item in found)


def test_one_article_does_not_crowd_out_the_other_half() -> None:
    assert names(spread(hits("aaaaaaabba"), 6)) == "aaaabb"
    assert names(spread(hits("aaaaaaabcdb"), 6)) == "aabcdb"


def test_one_article_alone_fills_all_places() -> None:
    assert names(spread(hits("aaaaaaaa"), 6)) == "aaaaaa"


@given(st.text("abcd", max_size=40), st.integers(1, 15))
def test_as_many_as_can_be_in_their_order_and_the_best_among_them(text: str, count: int) -> None:
    found = hits(text)
    chosen = spread(found, count)
    assert len(chosen) == min(count, len(found))
    places = [found.index(item) for item in chosen]
    assert places == sorted(places)
    assert chosen[:1] == found[:1]
    most = -(-count // 3)
    kept = sum(min(most, text.count(name)) for name in set(text))
    if kept >= count:
        assert max(names(chosen).count(name) for name in set(text)) <= most


def test_hits_in_the_order_of_their_days() -> None:
    days = ["2023-05-01", None, "2023-05-03", "2023-05-01"]
    found = [hit("x", id=name, published=day) for name, day in zip("abcd", days, strict=True)]
    assert names(ordered(found, "newest")) == "cadb"
    assert names(ordered(found, "oldest")) == "adcb"
    assert names(ordered(found, "relevance")) == "abcd"
