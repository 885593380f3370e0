from __future__ import annotations

from dataclasses import replace

from fakes.hits import article
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.candidates import Candidate
from qa.answering.ranking import ranked, relevance

shares = st.floats(0, 1)
cosines = st.floats(-1, 1, width=32)
candidates = st.builds(
    Candidate,
    article=st.just(article("A sentence.")),
    start=st.just(0),
    end=st.just(11),
    before=st.just(""),
    cover=shares,
    context=shares,
    nearness=cosines,
    fits=st.booleans(),
    rank=st.integers(0, 50),
    around=cosines,
    passage=cosines,
    gives=st.booleans(),
    pinned=st.booleans(),
    wished=shares,
    meant=shares,
)


@given(candidates, candidates)
def test_no_good_sign_makes_a_sentence_less_relevant(item: Candidate, other: Candidate) -> None:
    better = replace(
        item,
        cover=max(other.cover, item.cover),
        context=max(other.context, item.context),
        nearness=max(other.nearness, item.nearness),
        around=max(other.around, item.around),
        passage=max(other.passage, item.passage),
        pinned=other.pinned or item.pinned,
        meant=max(other.meant, item.meant),
        fits=True,
        gives=True,
        wished=max(other.wished, item.wished),
        rank=min(other.rank, item.rank),
    )
    assert relevance(better) >= relevance(item)


@given(st.lists(candidates, max_size=8))
def test_the_best_comes_first(items: list[Candidate]) -> None:
    scores = [relevance(item) for item in ranked(items)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == len(items)
