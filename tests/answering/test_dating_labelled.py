"""Sentences of our own with the days that they name: those tuned on, and those held out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from qa.answering.dating import dates_in
from qa.answers import DateMention
from vectorstore.models import Article

HERE = Path(__file__).parent / "dates"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words and the stretches that they may stand for; optional ones may also be left out."""

    words: str
    optional: bool
    stretches: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    published: str | None
    sentence: str
    phrases: tuple[Phrase, ...]


def labelled(name: str) -> list[Labelled]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [
        Labelled(
            None if published == "-" else published,
            sentence,
            () if phrases == "-" else tuple(phrase(part) for part in phrases.split(" ; ")),
        )
        for published, sentence, phrases in rows
    ]


def phrase(part: str) -> Phrase:
    words, days = part.split(" => ")
    stretches = [(*stretch.split(".."), stretch)[:2] for stretch in days.split(" or ")]
    return Phrase(
        words.removeprefix("?"), words.startswith("?"), tuple((a, b) for a, b in stretches)
    )


def read(row: Labelled) -> tuple[DateMention, ...]:
    article = Article("a" * 16, "k", row.sentence, "A title", published=row.published)
    return dates_in(article, 0, len(row.sentence))


def verdicts(row: Labelled) -> list[str]:
    """ "right", "wrong", "missed" for each phrase and "spurious" for each mention of none."""
    mentions = list(read(row))
    found = []
    for wanted in row.phrases:
        at = row.sentence.index(wanted.words)
        span = (at, at + len(wanted.words))
        hits = [item for item in mentions if item.start < span[1] and span[0] < item.end]
        mentions = [item for item in mentions if item not in hits]
        if not hits:
            found += [] if wanted.optional else ["missed"]
        elif [(hits[0].first, hits[0].last) in wanted.stretches, len(hits)] == [True, 1]:
            found.append("right" if hits[0].text == wanted.words else "wrong")
        else:
            found.append("wrong")
    return found + ["spurious"] * len(mentions)


@pytest.mark.parametrize(
    ("name", "sentences", "wrong"), [("tuned.txt", 260, 2), ("held_out.txt", 120, 0)]
)
def test_the_days_that_sentences_name(name: str, sentences: int, wrong: int) -> None:
    rows = labelled(name)
    assert len(rows) >= sentences
    faults = {
        f"{row.published} {row.sentence}": (verdicts(row), read(row))
        for row in rows
        if set(verdicts(row)) - {"right"}
    }
    assert len(faults) <= wrong, faults
    assert sum(verdicts(row).count("missed") for row in rows) == 0, faults


def test_the_labels_are_labels() -> None:
    assert phrase("?on Monday => 2023-05-01 or 2023-05-08..2023-05-09") == Phrase(
        "on Monday", True, (("2023-05-01", "2023-05-01"), ("2023-05-08", "2023-05-09"))
    )
    wrong = Labelled("2023-11-16", "It fell on Monday.", (phrase("on Monday => 2023-11-14"),))
    assert verdicts(wrong) == ["wrong"]
    missed = Labelled("2023-11-16", "It fell one day.", (phrase("one day => 2023-11-14"),))
    assert verdicts(missed) == ["missed"]
    assert verdicts(Labelled("2023-11-16", "It fell on Monday.", ())) == ["spurious"]
