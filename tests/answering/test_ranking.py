from __future__ import annotations

from dataclasses import replace

from fakes.hits import article
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.candidates import Candidate, Evidence
from qa.answering.ranking import relevance, support

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
    on_subject=st.booleans(),
)
evidence = st.builds(
    Evidence,
    sentences=st.lists(candidates, max_size=8).map(tuple),
    nearest=cosines,
    missing_names=shares,
)


@given(candidates, shares, shares, cosines, st.integers(0, 50))
def test_no_good_sign_makes_a_sentence_less_relevant(
    item: Candidate, cover: float, context: float, nearness: float, rank: int
) -> None:
    better = replace(
        item,
        cover=max(cover, item.cover),
        context=max(context, item.context),
        nearness=max(nearness, item.nearness),
        fits=True,
        rank=min(rank, item.rank),
    )
    assert relevance(better) >= relevance(item)


@given(evidence, shares)
def test_missing_names_never_raise_support(found: Evidence, missing: float) -> None:
    more = replace(found, missing_names=max(missing, found.missing_names))
    assert support(more) <= support(found)


@given(evidence, cosines)
def test_a_nearer_passage_never_lowers_support(found: Evidence, nearest: float) -> None:
    assert support(replace(found, nearest=max(nearest, found.nearest))) >= support(found)


@given(evidence)
def test_support_is_a_share_whatever_the_order_of_the_sentences(found: Evidence) -> None:
    assert 0 <= support(found) <= 1
    # As one sentence may be as relevant as another, order may decide between equals only.
    if len({relevance(item) for item in found.sentences}) == len(found.sentences):
        turned = replace(found, sentences=found.sentences[::-1])
        assert support(turned) == support(found)


@given(evidence)
def test_what_is_told_of_somebody_else_never_raises_support(found: Evidence) -> None:
    about, aside = (
        replace(found, sentences=tuple(replace(i, on_subject=on) for i in found.sentences))
        for on in (True, False)
    )
    assert support(aside) <= support(found) <= support(about)


def test_nothing_found_has_little_support() -> None:
    assert support(Evidence((), 0.0, 0.0)) < 0.05
