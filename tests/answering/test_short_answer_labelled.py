"""Questions on quotes of our own, with the span that answers or none: tuned on, and held out."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.answering.questions import parsed
from qa.answering.short_answer import short_answer
from qa.answers import Citation, Sentence

HERE = Path(__file__).parent / "short_answers"


def labelled(name: str) -> list[tuple[str, str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [(question, quote, span) for question, quote, span in rows]


def given(question: str, quote: str) -> str:
    citation = Citation(1, "a" * 16, "A title", None, None, None, quote, 7, 7 + len(quote))
    found = short_answer(parsed(question), [Sentence(quote, (1,))], [citation])
    return found.text if found else "-"


@pytest.mark.parametrize(("name", "questions"), [("tuned.txt", 100), ("held_out.txt", 36)])
def test_the_span_that_answers(name: str, questions: int) -> None:
    rows = labelled(name)
    assert len(rows) >= questions
    faults = [(*row, given(*row[:2])) for row in rows if given(*row[:2]) != row[2]]
    assert faults == []
