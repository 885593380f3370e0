from __future__ import annotations

from dataclasses import replace
from typing import Any

from fakes.hits import article
from fakes.lexicon import PlainWords
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.candidates import Candidate
from qa.answering.questions import parsed
from qa.answering.ranking import ranked
from qa.answering.selecting import Named, selected

QUESTION = parsed("What burned in Oslo?")


def said(text: str, of: str = "art-1", day: str = "2023-11-15", **measured: Any) -> Candidate:
    known: dict[str, Any] = {
        "cover": 0.8, "context": 0.8, "nearness": 0.7, "fits": True, "rank": 0, "around": 0.7,
        "passage": 0.6,
    }  # fmt: skip
    whole = article(text, id=of, published=day)
    return Candidate(whole, 0, len(text), "", **(known | measured))


def chosen(*items: Candidate, most: int = 5, question: str = QUESTION.text) -> list[str]:
    found = selected(parsed(question), ranked(items), most, PlainWords())
    return [item.text for item in found]


def test_what_is_far_from_the_question_is_not_added() -> None:
    best = said("The harbour in Oslo burned.")
    aside = said("Bread grew dearer.", cover=0.0, nearness=0.1, around=0.1)
    beside = said("A mill was lost in the fire.", cover=0.3, nearness=0.5, around=0.5)
    assert chosen(best, aside, beside) == [best.text, beside.text]


def test_what_gives_the_reason_may_leave_to_the_title_what_it_is_of() -> None:
    best = said("The harbour in Oslo burned.")
    reason = {"cover": 0.1, "nearness": 0.3, "around": 0.3}
    because = said("Sparks of a cable were blamed.", **reason, gives=True)
    assert chosen(best, because) == [best.text, because.text]
    assert chosen(best, replace(because, gives=False)) == [best.text]


def test_beside_a_figure_only_figures() -> None:
    best, other = said("In Oslo 12 burned."), said("Mills burned too.", fits=False, rank=1)
    assert chosen(best, other, question="How many mills burned in Oslo?") == [best.text]
    assert len(chosen(best, other)) == 2


def test_of_two_that_say_the_same_the_earlier() -> None:
    late = said("The harbour in Oslo burned on Monday.", day="2023-11-16")
    early = said("The harbour in Oslo burned Monday.", "art-2", "2023-11-14", rank=1)
    assert chosen(late, early) == [early.text]
    assert chosen(late, said(early.text, "art-2", "2023-11-17", rank=1)) == [late.text]


def test_several_articles_before_more_of_one() -> None:
    best = said("The harbour in Oslo burned.")
    same = said("Mills stood nearby and caught fire.", rank=1)
    other = said("Witnesses saw flames over warehouses.", "art-2", nearness=0.66, rank=1)
    assert chosen(best, same, other) == [best.text, other.text, same.text]


def test_whether_an_article_names_whom_the_question_names() -> None:
    named = Named(QUESTION, said("The harbour in Oslo burned."), PlainWords())
    assert named.about(said("A mill in Oslo burned.", "art-2"))
    far = {"cover": 0.3, "nearness": 0.5, "around": 0.5}
    assert not named.about(said("A mill in Bergen burned.", "art-3", **far))
    assert named.about(said("A mill in Bergen burned.", "art-3"))  # whatever it is called
    nobody = Named(QUESTION, said("The harbour burned.", "art-4"), PlainWords())
    assert nobody.about(said("A mill in Bergen burned.", "art-3", **far))
    parts = (
        "What burned in Oslo, whose mayor told the firemen of old gas pipes below warehouses where"
        " traders kept rye and bread?"
    )
    many = Named(parsed(parts), said("The harbour in Oslo burned."), PlainWords())
    assert many.about(said("A mill in Bergen burned.", "art-3", **far))


items = st.builds(
    said,
    st.sampled_from(["Oslo burned.", "Oslo never burned.", "He saw 12 mills burn.", "Rye.", "It."]),
    st.sampled_from(["art-1", "art-2"]),
    cover=st.floats(0, 1),
    nearness=st.floats(-1, 1),
    rank=st.integers(0, 11),
)


@given(st.lists(items, min_size=1, max_size=12), st.integers(1, 5))
def test_no_more_than_wanted_and_each_says_something_else(
    found: list[Candidate], most: int
) -> None:
    texts = chosen(*found, most=most)
    assert 1 <= len(texts) <= most
    assert len(set(texts)) == len(texts)


def test_what_lacks_the_figure_that_the_best_gives_is_no_claim() -> None:
    best = said("The fire in Oslo killed 12 people.", pinned=True)
    named = Named(parsed("How many people died in Oslo?"), best, PlainWords())
    assert named.claims(said("In Oslo 14 people died.", pinned=True))
    assert not named.claims(said("The 40 ships in Oslo were lost."))
    unpinned = Named(
        parsed("How many people died in Oslo?"), replace(best, pinned=False), PlainWords()
    )
    assert unpinned.claims(said("The 40 ships in Oslo were lost."))


def test_what_stands_in_another_paragraph_must_be_nearer_to_the_question() -> None:
    burned, lost = "The harbour in Oslo burned.", "A mill was lost in it."
    of_two = article(f"{burned}\n\n{lost}", id="art-1", published="2023-11-15")
    best = replace(said(burned), article=of_two)
    far = {"cover": 0.3, "context": 0.4, "nearness": 0.45, "around": 0.45, "passage": 0.3}
    elsewhere = replace(best, start=len(burned) + 2, end=len(of_two.text), **far)
    of_one = article(f"{burned}  {lost}", id="art-1", published="2023-11-15")
    beside = replace(elsewhere, article=of_one)
    assert chosen(best, elsewhere) == [burned]
    assert chosen(replace(best, article=of_one), beside) == [burned, lost]
    # There may be another side, and another count.
    assert chosen(best, elsewhere, question="Did a mill of Oslo burn?") == [burned, lost]
    assert len(chosen(best, replace(elsewhere, gives=True), question="How many burned?")) == 2


def test_beside_the_word_of_whom_it_asks_only_their_word() -> None:
    theirs = said("The mayor said that the harbour in Oslo burned.")
    others = said("A mill was lost, a baker said.", fits=False, rank=1)
    asked = "What did the mayor say burned in Oslo?"
    assert chosen(theirs, others, question=asked) == [theirs.text]
    assert len(chosen(replace(theirs, fits=False), others, question=asked)) == 2
