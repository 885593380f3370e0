"""What somebody is to somebody, as news says it in passing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.contesting.role_of import tells_role

OTHERS = "especially Veria - a longtime ally of the Grey League."


@pytest.mark.parametrize(
    ("text", "question", "tells"),
    [
        (OTHERS, "Is Veria an ally of the Grey League?", True),
        (OTHERS, "Is the Grey League an ally of Veria?", True),
        (OTHERS, "Is Orland an ally of the Grey League?", False),
        (OTHERS, "Is Veria a member of the Grey League?", False),
        ("Minsk is Moscow's closest ally.", "Is Belarus an ally of Russia?", True),
        ("Orland and its Lebanese ally Tamar spoke.", "Is Tamar an ally of Orland?", True),
        ("Orland's Lebanese ally Tamar spoke.", "Is Tamar Orland's ally?", True),
        ("Orland and Veria are close allies.", "Is Orland an ally of Veria?", True),
        ("Veria, a former ally of Orland, spoke.", "Is Veria an ally of Orland?", False),
        ("Veria was Orland's ally.", "Is Veria an ally of Orland?", False),
        ("Veria was Orland's ally.", "Was Veria an ally of Orland?", True),
        ("Norwell's critic Lund was fined.", "Was Lund a critic of Norwell?", True),
        ("Norwell's critic Lund was fined.", "Was Norwell a critic of Lund?", False),
        ("Veria is not an ally of Orland.", "Is Veria an ally of Orland?", False),
        ("Veria, Orland's ally, spoke.", "Did Veria speak?", False),
        ("In Veria, an ally of Orland was held.", "Is Veria an ally of Orland?", False),
        ("Lund left Veria, Orland's ally Tamar said.", "Is Veria an ally of Orland?", False),
        ("Orland and Veria are bitter enemies.", "Is Orland an enemy of Veria?", True),
    ],
)
def test_a_role_is_read_where_it_stands(text: str, question: str, tells: bool) -> None:
    assert tells_role(text, question) is tells


def test_what_is_said_in_quotation_marks_is_not_said_in_passing() -> None:
    text = 'Lund called it "the work of Veria, an ally of Orland" on Monday.'
    assert tells_role(text, "Is Veria an ally of Orland?")
    assert not tells_role(text, "Is Veria an ally of Orland?", in_passing=True)


@given(st.text(alphabet="Aa b'’,-of ally is", max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    assert not tells_role(text, "Did Veria speak?")
    tells_role(text, "Is A an ally of B?")
