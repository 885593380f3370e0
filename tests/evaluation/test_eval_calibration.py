from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.abstaining import BIAS, WEIGHTS, Signs, support
from qa.evaluation.calibration import Example, curves, fitted, supports
from qa.evaluation.curve import Curve, picture


def example(of: str, answerable: bool, nearness: float, *, half: str = "tune") -> Example:
    signs = Signs(nearness, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0)
    return Example(of, "tune" if half == "tune" else "held-out", answerable, signs)


def test_the_weights_tell_what_can_be_answered() -> None:
    rng = np.random.default_rng(7)
    found = [example("a", True, 0.6 + rng.normal(0, 0.1)) for _ in range(200)]
    found += [example("a", False, 0.4 + rng.normal(0, 0.1)) for _ in range(40)]
    bias, weights = fitted(found)
    assert weights[0] > 5
    assert -bias / weights[0] == pytest.approx(0.5, abs=0.03)  # whatever their numbers
    assert all(abs(weight) < 1e-6 for weight in weights[1:])


def test_each_set_weighs_the_same() -> None:
    small = [example("small", can, 0.8 if can else 0.7) for can in (True, False)] * 5
    large = [example("large", can, 0.4 if can else 0.3) for can in (True, False)] * 500
    bias, weights = fitted([*small, *large])
    assert -bias / weights[0] == pytest.approx(0.55, abs=0.02)


signs = st.builds(Signs, *[st.floats(0, 1)] * len(WEIGHTS))


@given(st.lists(signs, min_size=1, max_size=5))
def test_it_weighs_as_the_answerer_does(found: list[Signs]) -> None:
    examples = [Example("a", "tune", True, item) for item in found]
    sure = supports(examples, BIAS, WEIGHTS)
    assert sure == pytest.approx([support(item) for item in found])
    assert len(astuple(found[0])) == len(WEIGHTS)


def test_the_curve_is_by_set_and_half() -> None:
    found = [
        example("a", True, 0.9),
        example("a", True, 0.1),
        example("a", False, 0.1),
        example("a", False, 0.9, half="held-out"),
        example("a", True, 0.9, half="held-out"),
        example("b", True, 0.9),  # has nothing that cannot be answered
    ]
    tune, held_out = curves(found, 0.5)
    assert (tune.of, tune.half, tune.at) == ("a", "tune", (0.5, 1.0))
    assert (held_out.half, held_out.at) == ("held-out", (0.0, 0.0))
    assert list(tune.points) == sorted(tune.points)


def test_the_picture_has_a_panel_a_set() -> None:
    points = ((0.0, 0.0), (0.1, 0.4), (0.9, 1.0))
    drawn = picture(
        [Curve("a", "tune", points, (0.1, 0.4)), Curve("b", "held-out", points, (0, 0))]
    )
    assert drawn.startswith("<svg")
    assert drawn.count("<polyline") == drawn.count("<circle") == 2
    assert ">a<" in drawn
    assert ">b<" in drawn
    assert 'stroke-dasharray="5 4"' in drawn


def test_the_news_questions_are_answered_where_they_say_so() -> None:
    root = Path(__file__).parents[2]
    articles = [
        file.read_text(encoding="utf-8").replace("’", "'")
        for file in (root / "qa" / "sample" / "articles").glob("*.md")
    ]
    rows = [
        json.loads(line)
        for line in (root / "tests" / "answering" / "news_questions.jsonl")
        .read_text(encoding="utf-8")
        .splitlines()
    ]
    assert len({row["_id"] for row in rows}) == len(rows)
    for row in rows:
        golds = row.get("answers", [])
        assert bool(golds) is row["answerable"]
        assert all(any(gold in text for text in articles) for gold in golds), row["text"]
