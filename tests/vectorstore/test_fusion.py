"""Two channels into one ranking."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.fusion import DENSE_WEIGHT, Found, fuse

COSINES = st.floats(-1, 1, width=32)
BM25 = st.floats(0.125, 60, width=32)


def channels(scores: st.SearchStrategy[float]) -> st.SearchStrategy[Found]:
    """Passage ids with scores, best first, as an index gives them."""
    return st.dictionaries(st.integers(1, 30), scores, max_size=15).map(
        lambda found: sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def test_the_arithmetic_by_hand() -> None:
    fused = fuse([(1, 0.5), (2, 0.25)], [(2, 8.0), (3, 2.0)], {3: -0.5})
    w = DENSE_WEIGHT
    expected = {1: w * 0.5, 2: w * 0.25 + (1 - w) * 1.0, 3: (1 - w) * 0.25}
    assert {item.id: item.score for item in fused} == pytest.approx(expected)
    assert {item.id: item.ranks for item in fused} == {
        1: {"dense": 1}, 2: {"dense": 2, "lexical": 1}, 3: {"lexical": 2}}  # fmt: skip
    assert {item.id: item.scores for item in fused} == {
        1: {"dense": 0.5},
        2: {"dense": 0.25, "lexical": 8.0},
        3: {"dense": -0.5, "lexical": 2.0},
    }


def test_nothing_found_is_nothing() -> None:
    assert fuse([], [], {}) == []


@given(channels(COSINES), channels(BM25))
def test_each_passage_once_best_first_equal_ones_by_id(dense: Found, lexical: Found) -> None:
    fused = fuse(dense, lexical, {})
    assert {item.id for item in fused} == dict(dense).keys() | dict(lexical).keys()
    assert len({item.id for item in fused}) == len(fused)
    order = [(-item.score, item.id) for item in fused]
    assert order == sorted(order)
    assert all(0 <= item.score <= 1 + 1e-9 and math.isfinite(item.score) for item in fused)


@given(channels(COSINES), channels(BM25))
def test_the_first_of_both_channels_is_first(dense: Found, lexical: Found) -> None:
    dense, lexical = [(99, 1.0), *dense], [(99, 60.0), *lexical]
    fused = fuse(dense, lexical, {})
    assert fused[0].score == max(item.score for item in fused) == pytest.approx(1.0)
    assert next(item for item in fused if item.id == 99).score == pytest.approx(1.0)


@given(channels(COSINES), channels(BM25))
def test_each_channel_keeps_its_own_order(dense: Found, lexical: Found) -> None:
    ranked = {item.id: item.ranks for item in fuse(dense, lexical, {})}
    for name, found in (("dense", dense), ("lexical", lexical)):
        assert [ranked[number][name] for number, _ in found] == list(range(1, len(found) + 1))
        absent = ranked.keys() - dict(found).keys()
        assert all(name not in ranked[number] for number in absent)
