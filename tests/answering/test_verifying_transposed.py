from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.verifying.transposed import transposed

TALKS = "The leaders, who met in Astana on Wednesday, will hold more talks in Geneva next month."
STRIKE = "The strike began on Monday and talks resume on Thursday."
KING = (
    "The king asked the opposition leader, Tobias Lund, to form a government after Prime Minister"
    " Eva Strand lost a confidence vote."
)


@pytest.mark.parametrize(
    ("quote", "right", "wrong"),
    [
        (
            TALKS,
            "After meeting in Astana on Wednesday, the leaders talk again in Geneva next month.",
            "After meeting in Geneva on Wednesday, the leaders talk again in Astana next month.",
        ),
        (
            STRIKE,
            "Talks resume on Thursday after the strike that began on Monday.",
            "Talks resume on Monday after the strike began on Thursday.",
        ),
        (
            KING,
            "After Eva Strand lost a vote, the king invited the opposition's Lund to form one.",
            "After Tobias Lund lost a vote, the king invited the opposition's Strand to form one.",
        ),
    ],
)
def test_two_that_change_places(quote: str, right: str, wrong: str) -> None:
    assert transposed(right, [quote]) is None
    assert transposed(wrong, [quote])


def test_what_stands_twice_tells_nothing() -> None:
    quote = f"{TALKS} Astana lies north of Geneva."
    assert transposed("They met in Geneva and hold talks in Astana next month.", [quote]) is None


CLAUSES = [
    "Lund sold its port in May",
    "Orsk bought a mine in June",
    "Brask closed a school on Friday",
    "Velen opened a bridge on Sunday",
]


@given(st.lists(st.sampled_from(CLAUSES), unique=True, min_size=1))
def test_the_order_of_what_is_told_does_not_matter(told: list[str]) -> None:
    for order in permutations(told):
        assert transposed(" and ".join(order), ["; ".join(told)]) is None


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_read(sentence: str, quote: str) -> None:
    assert transposed(sentence, [sentence]) is None
    transposed(sentence, [quote])
