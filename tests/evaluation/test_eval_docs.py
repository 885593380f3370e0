"""docs/evaluation.md names every figure that a report can hold."""

import re
from pathlib import Path

from qa.evaluation.aggregate import RETRIEVAL, abstention, citations
from qa.evaluation.dataset import Question
from qa.evaluation.measures import Shown, answer_scores

PAGE = Path(__file__).parents[2] / "docs" / "evaluation.md"


def test_every_figure_is_defined():
    whole = Question("q", "?", ("a b",), wrong_answers=("c",), verdict="no", must_quote=("d1",))
    sizes = {"answerable", "unanswerable", "abstained"}
    names = {
        *RETRIEVAL,
        *answer_scores(whole, Shown()),
        *(abstention([]).keys() - sizes),
        *citations([]),
    }
    defined = set(re.findall(r"`([^`]+)`", PAGE.read_text(encoding="utf-8")))
    assert names <= defined
