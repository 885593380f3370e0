"""How the measure of abstention was weighed: `python -m qa.evaluation.calibration DIR...`.

Reads the signs of every question of the sets, weighs them by a logistic regression on the tune
halves, in which each set counts the same and so does each class, and prints the weights beside
those in use, with what the default threshold does to each half. `--picture FILE` draws the curve.
The questions of `--news` make a second set: each that can be answered is put once more with the
articles hidden that hold its answer, as it would be to an archive that has not got them.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from qa.answering.abstaining import BIAS, WEIGHTS, Signs, signs
from qa.answering.candidates import gather
from qa.answering.questions import parsed
from qa.config import Config, load_config
from qa.embedders import token_embedder
from qa.evaluation.archive import open_archive
from qa.evaluation.curve import Curve, picture
from qa.evaluation.dataset import Dataset, Half, Question, half_of, load_dataset
from qa.evaluation.measures import contains
from qa.spreading import LOOKED_AT, spread
from vectorstore.models import Filter, Hit
from vectorstore.store import Store

_RIDGE = 0.5  # against weights that only a few questions speak for
_STEPS = 60
_THRESHOLDS = np.linspace(0.02, 0.98, 97)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A question of a set, whether it can be answered, and what was found for it."""

    of: str
    half: Half
    answerable: bool
    signs: Signs


def examples(
    config: Config, dataset: Dataset, name: str, *, hiding: bool = False
) -> Iterator[Example]:
    """Put the questions to the set's archive; those for which nothing is found are left out.

    Args:
        hiding: those that can be answered once more, with the articles hidden that answer them.
    """
    count = config.passages_per_question
    with open_archive(config, dataset, progress=True) as archive:
        store = archive.service.store
        for question in dataset.questions:
            if question.answerable is None:
                continue
            seen = Filter(as_of=question.as_of)
            hits = store.search(question.text, LOOKED_AT * count, seen)
            half, read = half_of(question.id), _read(store, question, spread(hits, count))
            if read:
                yield Example(name, half, question.answerable, read)
            without = [hit for hit in hits if not _holds_answer(hit, question)]
            if hiding and read and question.answerable and len(without) < len(hits):
                yield Example(f"{name} or hidden", half, answerable=True, signs=read)
                if hidden := _read(store, question, spread(without, count)):
                    yield Example(f"{name} or hidden", half, answerable=False, signs=hidden)


def _read(store: Store, question: Question, hits: Sequence[Hit]) -> Signs | None:
    asked = parsed(question.text)
    found = gather(asked, hits, store.lexical, store.embedder, as_of=question.as_of)
    words = token_embedder(store.embedder)
    return signs(asked, found, hits, store.lexical, words) if found else None


def _holds_answer(hit: Hit, question: Question) -> bool:
    return any(contains(hit.article.text, gold) for gold in question.answers)


def fitted(of: Sequence[Example]) -> tuple[float, tuple[float, ...]]:
    """Bias and weights that tell answerable from not, by Newton's method with a ridge.

    Each set weighs the same, and in it each class; a set with one class weighs a quarter.
    """
    x = np.array([astuple(item.signs) for item in of], dtype=np.float64)
    y = np.array([float(item.answerable) for item in of])
    middle, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.column_stack([np.ones(len(x)), (x - middle) / scale])
    weight = _balanced(of)
    ridge = _RIDGE * np.eye(z.shape[1])
    ridge[0, 0] = 0.0
    beta = np.zeros(z.shape[1])
    for _ in range(_STEPS):
        p = 1.0 / (1.0 + np.exp(-z @ beta))
        gradient = z.T @ (weight * (y - p)) - ridge @ beta
        beta += np.linalg.solve((z * (weight * p * (1 - p))[:, None]).T @ z + ridge, gradient)
    slopes = beta[1:] / scale
    return float(beta[0] - slopes @ middle), tuple(float(slope) for slope in slopes)


def _balanced(of: Sequence[Example]) -> Floats:
    """A weight an example, so that each class of each set adds up to 50; a lone class to 25."""
    groups = Counter((item.of, item.answerable) for item in of)
    lone = {name for name, answerable in groups if (name, not answerable) not in groups}
    return np.array(
        [(25.0 if item.of in lone else 50.0) / groups[item.of, item.answerable] for item in of]
    )


def supports(of: Sequence[Example], bias: float, weights: Sequence[float]) -> Floats:
    """How sure the measure is of each, 0 to 1."""
    x = np.array([astuple(item.signs) for item in of], dtype=np.float64)
    sure: Floats = 1.0 / (1.0 + np.exp(-(bias + x @ np.array(weights))))
    return sure


def curves(of: Sequence[Example], threshold: float) -> list[Curve]:
    """For each set and half what each threshold finds, and what it costs."""
    found = []
    for name, half in dict.fromkeys((item.of, item.half) for item in of):
        part = [item for item in of if (item.of, item.half) == (name, half)]
        sure, can = supports(part, BIAS, WEIGHTS), np.array([item.answerable for item in part])
        if can.all():
            continue
        points = [_point(sure, can, at) for at in _THRESHOLDS]
        found.append(Curve(name, half, tuple(points), _point(sure, can, threshold)))
    return found


def _point(sure: Floats, can: npt.NDArray[np.bool_], threshold: float) -> tuple[float, float]:
    """False abstentions among the answerable, abstentions found among the others."""
    below = sure < threshold
    return float(below[can].mean()), float(below[~can].mean())


def _asked(file: Path) -> Iterable[Question]:
    """Questions of the project's own on the sample archive: `text`, `answerable`, `answers`."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        answers = tuple(row.get("answers", ()))
        yield Question(row["_id"], row["text"], answers, answerable=row["answerable"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Weigh, print and draw."""
    parser = argparse.ArgumentParser(prog="python -m qa.evaluation.calibration")
    parser.add_argument("sets", nargs="+", type=Path, help="folders as `dateline eval` takes them")
    parser.add_argument("--news", type=Path, help="more questions on the first set's corpus")
    parser.add_argument("--picture", type=Path, help="where to write the curve, an SVG")
    options = parser.parse_args(arguments)
    config = load_config(os.environ).config
    every: list[Example] = []
    for folder in options.sets:
        dataset = load_dataset(folder)
        name = dataset.name
        own = bool(options.news) and folder == options.sets[0]
        if own:
            dataset = dataclasses.replace(dataset, questions=tuple(_asked(options.news)))
            name = options.news.stem
        every += examples(config, dataset, name, hiding=own)
    bias, weights = fitted([item for item in every if item.half == "tune"])
    out = sys.stdout.write
    out(f"fitted  {bias:.2f} {[round(weight, 2) for weight in weights]}\n")
    out(f"in use  {BIAS:.2f} {list(WEIGHTS)}\n")
    drawn = curves(every, config.abstain_below)
    for curve in drawn:
        false, found = curve.at
        balanced = (1 - false + found) / 2
        out(f"{curve.of:20} {curve.half:9} false {false:.3f} found {found:.3f} {balanced:.3f}\n")
    if options.picture:
        options.picture.write_text(picture(drawn), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
