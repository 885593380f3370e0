"""A set of questions over a corpus, in BEIR's layout with gold answers beside it.

    DIR/corpus.jsonl      or corpus.jsonl.gz, or a folder articles/ of anything `ingest` reads
    DIR/queries.jsonl     one question a line: _id, text, and the optional members of `Question`
    DIR/qrels/test.tsv    optional; query-id, corpus-id, score

The layout is described for people in docs/evaluation.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from qa.answers import Verdict
from qa.errors import InvalidInput, ReadError
from qa.evaluation.qrels import Qrels, find_qrels, read_qrels

Half = Literal["all", "tune", "held-out"]
_CORPORA = ("corpus.jsonl", "corpus.jsonl.gz", "articles")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is known of its right answer.

    Attributes:
        answers: gold answers; alternatives, or, in sets that want them all, each to be shown.
        answerable: whether the corpus holds the answer; None if the set does not say.
        kind: the set's own `type`.
        wrong_answers: what the corpus says but is false; None if the set does not say.
        verdict: the right verdict of a yes/no question.
        must_quote: external ids of articles that a good answer quotes.
        article_ids: external ids of the articles asked about (`doc_ids`).
        as_of: the day on which it is asked.
    """

    id: str
    text: str
    answers: tuple[str, ...] = ()
    answerable: bool | None = None
    kind: str | None = None
    wrong_answers: tuple[str, ...] | None = None
    verdict: str | None = None
    must_quote: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    as_of: date | None = None

    @property
    def judged(self) -> bool:
        """True if an answer to it can be scored."""
        return bool(self.answerable is False or self.answers or self.verdict or self.must_quote)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Questions, relevance judgements and the place of the corpus.

    Attributes:
        corpus: file or folder to ingest.
        corpus_sha256: digest of its bytes (of a folder: of its files' names and bytes).
        questions_sha256: digest of queries.jsonl and the qrels file.
        qrels: for each question id the relevant articles' external ids, with their grades.
    """

    name: str
    corpus: Path
    corpus_sha256: str
    questions: tuple[Question, ...]
    questions_sha256: str
    qrels: Qrels


def load_dataset(directory: Path, split: str | None = None) -> Dataset:
    """Read a folder; the corpus itself is only hashed here.

    Args:
        directory: the folder.
        split: reads `qrels/<split>.tsv`; by default test.tsv, else the only file there is.

    Raises:
        InvalidInput: no such folder, no corpus, no queries.jsonl, no such split.
        ReadError: a line of queries.jsonl or of the qrels is broken; it is named by number.
    """
    if not directory.is_dir():
        raise InvalidInput(
            f"{directory}: there is no such folder.",
            "Give a folder that holds corpus.jsonl (or articles/) and queries.jsonl.",
            field="directory",
        )
    corpus = _find_corpus(directory)
    queries = directory / "queries.jsonl"
    if not queries.is_file():
        raise InvalidInput(
            f"{directory}: the folder holds no queries.jsonl.",
            'Write one question a line: {"_id": "q1", "text": "Who won?"}.',
            field="directory",
        )
    questions = tuple(_read_questions(queries))
    qrels_file = find_qrels(directory, split)
    qrels = read_qrels(qrels_file, {item.id for item in questions}) if qrels_file else {}
    return Dataset(
        name=directory.resolve().name,
        corpus=corpus,
        corpus_sha256=_digest(corpus),
        questions=_in_use(questions, qrels),
        questions_sha256=_digest(queries, *([qrels_file] if qrels_file else [])),
        qrels=qrels,
    )


def choose(
    questions: Sequence[Question], half: Half = "all", limit: int | None = None
) -> tuple[Question, ...]:
    """The questions of one half, at most `limit` of them, in the set's order.

    Both choices hang on a hash of the question's id alone: they are the same on every machine,
    stay when other questions are added, and do not take all of one type from a sorted file.

    Raises:
        InvalidInput: an unknown half, or a limit below 1.
    """
    if half not in get_args(Half):
        raise InvalidInput(
            f"There is no half {half!r}.", f"Use {', '.join(get_args(Half))}.", field="half"
        )
    if limit is not None and limit < 1:
        raise InvalidInput(f"The limit cannot be {limit}.", "It must be 1 or more.", field="limit")
    kept = [item for item in questions if half in ("all", half_of(item.id))]
    sample = sorted(kept, key=lambda item: _stable(f"limit:{item.id}"))[:limit]
    chosen = {item.id for item in sample}
    return tuple(item for item in kept if item.id in chosen)


def half_of(question_id: str) -> Half:
    """The half that a question belongs to: even digest "tune", odd "held-out"."""
    return "held-out" if _stable(f"half:{question_id}") % 2 else "tune"


def _stable(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def _in_use(questions: tuple[Question, ...], qrels: Qrels) -> tuple[Question, ...]:
    """Without the questions of other splits, which have neither judgements nor answers."""
    if not qrels:
        return questions
    return tuple(item for item in questions if item.id in qrels or item.judged)


def _find_corpus(directory: Path) -> Path:
    for name in _CORPORA:
        path = directory / name
        if path.is_file() or (path.is_dir() and any(_files(path))):
            return path
    raise InvalidInput(
        f"{directory}: the folder holds no corpus.",
        "Put a corpus.jsonl or a folder articles/ with at least one article into it.",
        field="directory",
    )


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _digest(*paths: Path) -> str:
    """SHA-256 over files; a folder's relative names count, its place does not."""
    digest = hashlib.sha256()
    for path in paths:
        for file in _files(path) if path.is_dir() else [path]:
            digest.update(file.relative_to(path.parent).as_posix().encode() + b"\0")
            with file.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _read_questions(path: Path) -> Iterator[Question]:
    """Each line's question.

    Raises:
        ReadError: a line is broken or repeats an id, or there is no question at all.
    """
    seen: set[str] = set()
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            question = _question(json.loads(line.decode("utf-8-sig")))
        except (TypeError, ValueError) as error:  # of JSON, of UTF-8, and our own
            raise ReadError(
                f"{path}:{number}: not a question ({error}).",
                'A line looks like {"_id": "q1", "text": "Who won?", "answers": ["Ann"]}.',
            ) from error
        if question.id in seen:
            raise ReadError(
                f"{path}:{number}: the id {question.id!r} stands on an earlier line too.",
                "Give each question an id of its own.",
            )
        seen.add(question.id)
        yield question
    if not seen:
        raise ReadError(f"{path}: the file holds no question.", "Write one question a line.")


def _question(row: Any) -> Question:
    """A question from a line's JSON; TypeError or ValueError says which member is wrong."""
    if not isinstance(row, dict):
        raise TypeError("not a JSON object")
    for name in ("_id", "text"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise ValueError(f"{name!r} is missing or empty")
    for name, types in (("answerable", bool), ("type", str), ("verdict", str), ("as_of", str)):
        if not isinstance(row.get(name), types | None):
            raise TypeError(f"{name!r} cannot be {row[name]!r}")
    if row.get("verdict") not in (None, *get_args(Verdict)):
        raise ValueError(f"'verdict' cannot be {row['verdict']!r}")
    return Question(
        id=row["_id"],
        text=row["text"],
        answers=_texts(row, "answers"),
        answerable=row.get("answerable"),
        kind=row.get("type"),
        wrong_answers=_texts(row, "wrong_answers") if "wrong_answers" in row else None,
        verdict=row.get("verdict"),
        must_quote=_texts(row, "must_quote"),
        article_ids=_texts(row, "doc_ids"),
        as_of=date.fromisoformat(row["as_of"]) if row.get("as_of") else None,
    )


def _texts(row: dict[str, Any], name: str) -> tuple[str, ...]:
    """A list of strings, without empty ones and repeats."""
    values = row.get(name) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError(f"{name!r} is not a list of strings")
    return tuple(dict.fromkeys(value for value in values if value.strip()))
