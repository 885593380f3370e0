from __future__ import annotations

from typing import Any

from fakes.hits import article
from fakes.lexicon import PlainWords
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answering.arranging import Arrangement
from qa.answering.candidates import Candidate
from qa.answering.completing import MOST_SENTENCES
from qa.answering.questions import parsed
from qa.answering.ranking import ranked

QUESTION = "Did the mayor of Oslo know of the harbour fire?"
CLAIM = "The mayor of Oslo knew of the harbour fire, Fars reported on Monday."
DENIAL = "The mayor of Oslo denied that he knew of the harbour fire."


def said(text: str, of: str, day: str = "2023-11-15", **measured: Any) -> Candidate:
    known: dict[str, Any] = {
        "cover": 0.8, "context": 0.8, "nearness": 0.7, "fits": True, "rank": 0, "around": 0.7,
        "passage": 0.6,
    }  # fmt: skip
    whole = article(text, id=of, published=day, title="Fire")
    return Candidate(whole, 0, len(text), "", **(known | measured))


def arranged(*items: Candidate, question: str = QUESTION) -> list[tuple[str, str]]:
    arrangement = Arrangement(parsed(question), ranked(items), PlainWords())
    return [(part.text, part.role) for part in arrangement.parts()]


def test_a_denial_follows_the_claims_and_comes_before_background() -> None:
    others = [
        said("A letter of the harbour's master reached Oslo.", "art-3", rank=1),
        said("An aide of Oslo's mayor saw smoke.", "art-4", rank=2),
        said("Firemen of Oslo warned of old gas pipes.", "art-5", rank=3),
    ]
    shown = arranged(said(CLAIM, "art-1"), said(DENIAL, "art-2", nearness=0.5, rank=9), *others)
    assert [role for _, role in shown] == ["claim", "claim", "claim", "denial", "background"]
    assert shown[0][0] == CLAIM
    assert shown[3][0] == DENIAL


def test_a_sentence_that_tells_both_sides_is_shown_as_two() -> None:
    claimed = "An aide said the mayor of Oslo knew of the harbour fire"
    denied = "the mayor denied that he knew of it."
    shown = arranged(said(f"{claimed}, but {denied}", "art-1"))
    assert shown == [(claimed, "claim"), (denied, "denial")]
    whole = f"{claimed}, which he denied."
    assert arranged(said(whole, "art-1"))[0][0] == whole


def test_a_claim_comes_before_a_denial_of_it_that_is_as_relevant() -> None:
    shown = arranged(said(DENIAL, "art-2"), said(CLAIM, "art-1", rank=1))
    assert shown == [(CLAIM, "claim"), (DENIAL, "denial")]


def test_it_is_the_direct_answer_if_what_the_denier_said_is_asked() -> None:
    asked = "How did the mayor of Oslo respond to the report of the harbour fire?"
    shown = arranged(said(DENIAL, "art-2"), said(CLAIM, "art-1", rank=1), question=asked)
    assert shown == [(DENIAL, "denial"), (CLAIM, "claim")]


def test_a_denial_alone_is_the_direct_answer() -> None:
    assert arranged(said(DENIAL, "art-2")) == [(DENIAL, "denial")]


def test_the_opposition_comes_before_claims_that_nobody_opposes_where_room_is_short() -> None:
    text = "Anna Berg leads Oslo. She knew of the harbour fire in advance, two of her aides said."
    whole = article(text, id="art-1", title="Fire")
    start = text.index("She")
    direct = Candidate(whole, start, len(text), text[:start], 1, 1, 0.9, True, 0, 0.9, 0.9)
    denial = said("Anna Berg denied that she knew of the harbour fire.", "art-2", rank=5)
    told = ("Firemen knew of it in advance.", "Bakers knew of a fire.", "A harbour burnt in fire.")
    others = [said(text, f"art-{text[:3]}") for text in told]
    shown = arranged(direct, denial, *others, question="Did Anna Berg know of the harbour fire?")
    assert shown[0] == (text, "claim")
    assert (denial.text, "denial") in shown
    assert len(shown) == 4  # two sentences of the first are one stretch


def test_what_names_nobody_of_the_question_is_no_claim() -> None:
    far = {"cover": 0.3, "nearness": 0.5, "around": 0.5, "rank": 1}
    aside = said("Traders knew of a harbour fire, some said.", "art-2", **far)
    assert arranged(said(CLAIM, "art-1"), aside) == [(CLAIM, "claim"), (aside.text, "background")]


def test_nor_is_it_shown_if_its_passage_is_about_something_else() -> None:
    far = {"cover": 0.3, "nearness": 0.5, "around": 0.5, "rank": 1, "passage": 0.4}
    aside = said("Traders knew of a harbour fire, some said.", "art-2", **far)
    assert arranged(said(CLAIM, "art-1"), aside) == [(CLAIM, "claim")]


def test_what_shares_only_a_name_with_a_yes_no_question_is_left_out() -> None:
    far = {"nearness": 0.5, "around": 0.5, "rank": 1}
    aside = said("The mayor of Oslo bought a boat.", "art-2", **far)
    asked = "Did the mayor of Oslo resign?"
    resigned = "The mayor of Oslo resigned on Monday."
    shown = arranged(said(resigned, "art-1"), aside, question=asked)
    assert shown == [(resigned, "claim")]
    # It is not the direct answer either, however relevant.
    first = said("The mayor of Oslo bought a boat.", "art-2", cover=1.0, rank=0, around=0.75)
    late = said(resigned, "art-1", cover=0.4, nearness=0.75, rank=4)
    assert arranged(first, late, question=asked)[0] == (resigned, "claim")


def test_beside_the_direct_answer_stands_from_whom_it_is_known() -> None:
    text = "The mayor of Oslo knew of the fire, it wrote. Fars cited three officials as saying so."
    whole = article(text, id="art-1", title="Oslo")
    end = text.index(" Fars")
    measured = (0.8, 0.8, 0.7, True, 0, 0.7, 0.6)
    direct = Candidate(whole, 0, end, "", *measured)
    source = Candidate(whole, end + 1, len(text), text[:end], 0.5, 0.8, 0.5, True, 0, 0.5, 0.6)
    asked = "Did the mayor know of the fire?"
    assert [told for told, _ in arranged(direct, source, question=asked)] == [
        text[:end],
        text[end + 1 :],
    ]


def test_that_report_is_one_of_the_same_article() -> None:
    claim = said("Anna Berg paid the mayor of Oslo, Fars reported.", "art-1")
    denial = said("But the mayor of Oslo has called that report “baseless”.", "art-2", rank=1)
    assert arranged(claim, denial, question="Did Anna Berg pay the mayor of Oslo?") == [
        (claim.text, "claim")
    ]


texts = st.sampled_from(
    [CLAIM, DENIAL, "He denied it.", "Oslo has 12 mills.", "Oslo has 15 mills.", "Rye is dear."]
)
items = st.builds(
    said,
    texts,
    st.sampled_from(["art-1", "art-2", "art-3"]),
    cover=st.floats(0, 1),
    nearness=st.floats(-1, 1),
    rank=st.integers(0, 11),
)


@given(st.lists(items, min_size=1, max_size=12))
@settings(deadline=None)
def test_some_sentences_none_twice_and_five_at_most(found: list[Candidate]) -> None:
    shown = [text for text, _ in arranged(*found)]
    assert 1 <= len(shown) <= MOST_SENTENCES
    assert len(set(shown)) == len(shown)
