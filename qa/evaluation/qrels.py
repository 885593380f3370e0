"""Relevance judgements in BEIR's form: tab-separated query-id, corpus-id, score."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from qa.errors import InvalidInput, ReadError

Qrels = dict[str, dict[str, int]]


def find_qrels(directory: Path, split: str | None = None) -> Path | None:
    """The judgements to use; None if the folder has none and none were asked for.

    Raises:
        InvalidInput: no such split, or several and none of them is test.tsv.
    """
    present = sorted((directory / "qrels").glob("*.tsv"))
    names = [path.stem for path in present]
    wanted = split or ("test" if "test" in names or len(names) != 1 else names[0])
    if wanted in names:
        return present[names.index(wanted)]
    if not names and split is None:
        return None
    if split is None:
        raise InvalidInput(
            f"{directory / 'qrels'}: there are several splits: {', '.join(names)}.",
            "Name one with --split.",
            field="split",
        )
    raise InvalidInput(
        f"{directory / 'qrels'}: there is no split {split!r}.",
        f"There is {', '.join(names)}." if names else "The folder has no qrels at all.",
        field="split",
    )


def read_qrels(path: Path, question_ids: Set[str]) -> Qrels:
    """Grades by question and article; grades of 0 and below are left out.

    A question all of whose grades are left out has nothing to be found and does not count.

    Args:
        path: the file; a header line is optional.
        question_ids: the ids of queries.jsonl.

    Raises:
        ReadError: a line is broken or names a question that there is not.
    """
    qrels: Qrels = {}
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip() or (
            number == 1 and line.removeprefix(b"\xef\xbb\xbf").startswith(b"query-id")
        ):
            continue
        question_id, article_id, grade = _fields(line, f"{path}:{number}")
        if question_id not in question_ids:
            raise ReadError(
                f"{path}:{number}: queries.jsonl has no question {question_id!r}.",
                "Use qrels and queries of the same set.",
            )
        if grade > 0:
            qrels.setdefault(question_id, {})[article_id] = grade
    return qrels


def _fields(line: bytes, place: str) -> tuple[str, str, int]:
    try:
        question_id, article_id, grade = line.decode("utf-8").rstrip("\r\n").split("\t")
        return question_id, article_id, int(grade)
    except ValueError as error:
        raise ReadError(
            f"{place}: not a relevance judgement ({error}).",
            "A line holds query-id, corpus-id and a whole number, with tabs between.",
        ) from error
