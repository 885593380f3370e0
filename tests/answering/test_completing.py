from __future__ import annotations

from itertools import pairwise

from fakes.hits import article
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answering.candidates import Candidate
from qa.answering.completing import MOST_SENTENCES, Part, Shown
from vectorstore.models import Article
from vectorstore.splitting import sentence_spans

ANNA = "Anna Berg, the mayor of Oslo, opened the bridge on Monday."
ASIDE = "Nobody came by boat."
SHE = "She said that it had cost too much."


def candidates(of: Article) -> list[Candidate]:
    return [
        Candidate(of, start, end, of.text[:start], 0.5, 0.5, 0.5, True, 0)
        for start, end in sentence_spans(of.text)
    ]


def shown(*told: str, which: list[int], joined: str = " ") -> list[tuple[str, str]]:
    items = candidates(article(joined.join(told)))
    parts = Shown().take((items[place], "claim") for place in which)
    return [(part.text, part.role) for part in parts]


def test_two_side_by_side_are_one_stretch() -> None:
    assert shown(ANNA, SHE, which=[1]) == [(f"{ANNA} {SHE}", "claim")]
    assert shown(ANNA, SHE, which=[1], joined="\n\n") == [(f"{ANNA}\n\n{SHE}", "claim")]


def test_who_says_it_comes_directly_before_where_something_stands_between() -> None:
    assert shown(ANNA, ASIDE, SHE, which=[2]) == [(ANNA, "background"), (SHE, "claim")]


def test_the_direct_answer_comes_first_where_its_speaker_is_named_beside_it() -> None:
    told = ["Anna Berg said that the bridge was safe.", "She said it twice.", SHE]
    assert shown(*told, which=[2]) == [(SHE, "claim")]
    assert shown(ASIDE, *told, which=[0, 3])[1] == (told[0], "background")


def test_what_is_shown_already_is_not_shown_again() -> None:
    assert shown(ANNA, SHE, which=[0, 1]) == [(ANNA, "claim"), (SHE, "claim")]
    assert shown(ANNA, SHE, which=[1, 0]) == [(f"{ANNA} {SHE}", "claim")]
    assert shown(ANNA, ASIDE, "The mayor left.", which=[0, 2]) == [
        (ANNA, "claim"),
        ("The mayor left.", "claim"),
    ]


def test_what_stands_alone_is_shown_alone() -> None:
    assert shown(ANNA, ASIDE, which=[1]) == [(ASIDE, "claim")]
    assert shown(ASIDE, SHE, which=[1]) == [(SHE, "claim")]  # nobody is named


def test_a_claim_and_the_denial_that_leans_on_it_are_two_sides() -> None:
    claim = "Anna Berg took money from the builder, the Courier reported on Monday."
    denial = "She denied that she had taken any."
    assert shown(claim, denial, which=[1]) == [(claim, "claim"), (denial, "claim")]
    again = "She has led Oslo since May."
    denied = "Anna Berg denied that she had taken money from the builder."
    assert shown(denied, again, which=[1]) == [(denied, "denial"), (again, "claim")]


def test_what_the_deniers_say_themselves_is_no_other_side() -> None:
    own = "The Port Company said that it had made an offer."
    denied = "The company denied that it had refused to talk."
    assert shown(own, denied, which=[1]) == [(f"{own} {denied}", "claim")]


def test_where_the_sentence_itself_begins() -> None:
    (part,) = Shown().take([(candidates(article(f"{ANNA} {SHE}"))[1], "claim")])
    assert part.article.text[part.said : part.end] == SHE


sentences = st.sampled_from(
    [ANNA, ASIDE, SHE, "Carl Moe denied it.", "He left.", "The bridge fell."]
)


@given(st.lists(sentences, min_size=1, max_size=10), st.data())
@settings(deadline=None)
def test_five_sentences_at_most_verbatim_and_none_twice(
    told: list[str], data: st.DataObject
) -> None:
    items = candidates(article(" ".join(told)))
    order = data.draw(st.permutations(range(len(items))))
    so_far = Shown()
    parts: list[Part] = []
    for place in order:
        parts += so_far.take([(items[place], "claim")])
    spans = sorted((part.start, part.end) for part in parts)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert sum(2 if part.start < part.said else 1 for part in parts) <= MOST_SENTENCES
    assert all(part.text == part.article.text[part.start : part.end].strip() for part in parts)
