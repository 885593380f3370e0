"""The face of evaluation: load a set, open its archive, put each question, report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tqdm import tqdm

from qa.config import Config
from qa.errors import InvalidInput
from qa.evaluation.archive import (
    EvaluationArchive,
    Opener,
    evaluations_dir,
    open_archive,
    safe_name,
    software_version,
)
from qa.evaluation.asking import Examiner, Row
from qa.evaluation.dataset import Dataset, Half, Question, choose, load_dataset
from qa.evaluation.report import EvalReport, make_report


def evaluate(  # noqa: PLR0913 - each argument is one flag of the command line
    config: Config,
    directory: Path,
    *,
    answerer: str | None = None,
    limit: int | None = None,
    half: Half = "all",
    retrieval_only: bool | None = None,
    split: str | None = None,
    rows: Path | None = None,
    progress: bool = False,
    told: Callable[[int, int], None] | None = None,
    opener: Opener | None = None,
) -> EvalReport:
    """Measure retrieval and answers over the set in a folder.

    Args:
        config: the archive of the set is made under its `data_dir`, apart from the person's own.
        directory: a set as docs/evaluation.md describes it.
        answerer: "auto", "extractive" or "llm"; None takes the configuration's.
        limit: at most so many questions, a sample that is the same every time.
        half: "tune" or "held-out" takes one half, the same every time.
        retrieval_only: True asks nothing; None asks if the set holds anything to judge an answer
            by; False asks in any case, and counts citations, abstentions and seconds.
        split: which qrels, by the name of the file.
        rows: where to write one JSON line a question; None: a new file under the data folder.
        progress: show bars on stderr.
        told: called with the questions that are done and those there are; may raise, to end.
        opener: opens the service for a configuration; None: `Dateline.open`.

    Raises:
        InvalidInput, ReadError: the folder is no usable set, or no question is left.
        DatelineError: the archive cannot be opened. An error on one question is in its row.
    """
    dataset = load_dataset(directory, split)
    questions = choose(dataset.questions, half, limit)
    asking = not retrieval_only and (
        retrieval_only is False or any(item.judged for item in dataset.questions)
    )
    if not any(asking or item.id in dataset.qrels for item in questions):
        raise InvalidInput(
            f"{directory}: no question is left to measure.",
            "Take another half or limit, or a set with qrels or answers.",
        )
    rows_file = rows or _rows_file(config, dataset, half)
    with (
        open_archive(config, dataset, opener=opener, progress=progress) as archive,
        tqdm(questions, desc=dataset.name, unit=" questions", disable=not progress) as bar,
    ):
        examiner = Examiner(archive.service, archive.names, answerer=answerer, asking=asking)
        rows_so_far = _kept(_examined(examiner, bar, dataset), rows_file)
        examined = list(_counted(rows_so_far, len(questions), told))
        about = _about(config, dataset, archive) | {"half": half, "answerer": answerer}
    return make_report(examined, about, rows_file, archive.unread)


def _examined(examiner: Examiner, questions: Iterable[Question], dataset: Dataset) -> Iterator[Row]:
    for question in questions:
        yield examiner.examine(question, dataset.qrels.get(question.id, {}))


def _counted(
    rows: Iterator[Row], total: int, told: Callable[[int, int], None] | None
) -> Iterator[Row]:
    for done, row in enumerate(rows, start=1):
        if told:
            told(done, total)
        yield row


def _kept(rows: Iterator[Row], path: Path) -> Iterator[Row]:
    """Pass rows on, each written at once, so that a broken-off run leaves what it found."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        out = path.open("w", encoding="utf-8")
    except OSError as error:
        raise InvalidInput(
            f"{path}: the rows cannot be written ({error.strerror}).",
            "Name another file with --rows.",
            field="rows",
        ) from error
    with out:
        for row in rows:
            out.write(json.dumps(row.as_json(), ensure_ascii=False) + "\n")
            out.flush()
            yield row


def _rows_file(config: Config, dataset: Dataset, half: Half) -> Path:
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return evaluations_dir(config) / f"{safe_name(dataset.name)}-{half}-{now}.jsonl"


def _about(config: Config, dataset: Dataset, archive: EvaluationArchive) -> dict[str, Any]:
    """What a figure is worth nothing without: of which corpus, with which settings, when."""
    present = set(archive.names.values())
    judged = {article for grades in dataset.qrels.values() for article in grades}
    return {
        "dataset": dataset.name,
        "corpus": {
            "sha256": dataset.corpus_sha256,
            "articles": len(archive.names),
            "failed": len(archive.unread),
            "missing": len(judged - present),
        },
        "questions_sha256": dataset.questions_sha256,
        "config": {
            "embedder": config.embedder,
            "answerer": config.answerer,
            "llm_model": config.llm_model or None,
            "passage_chars": config.passage_chars,
            "passages_per_question": config.passages_per_question,
            "abstain_below": config.abstain_below,
        },
        "version": software_version(),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }
