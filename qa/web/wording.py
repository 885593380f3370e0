"""The words of the pages: statuses and verdicts, days, outlets, links."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from flask import Flask

from qa.history import AnswerLine

EXAMPLE = "Did Iran know of the Oct 7 attack in advance?"  # which the sample has articles on
# (headline, what it means)
VERDICTS = {
    "yes": ("Yes, the archive says", "Articles of this archive say so; nothing in it denies it."),
    "no": ("No, the archive says", "Articles of this archive say that it is not so."),
    "disputed": ("Disputed", "One side says so, and another denies it. Read both."),
    "not_established": (
        "Not established",
        "Articles of this archive bear on the question, and none of them settles it.",
    ),
}
STATUSES = {
    "answered": ("What the archive says", ""),
    "disputed": ("Disputed", "One side says so, and another denies it. Read both."),
    "not_found": (
        "Not found in this archive",
        "No article searched answers this. That is no evidence that the answer is no.",
    ),
}
# On top instead where only some days or outlets were searched: the others may hold it.
NARROWED = "Not found within these limits"
SUMMARIES = {
    "answered": ("What the articles say", ""),
    "not_found": (
        "Nothing on this in the archive",
        "No passage is near enough to the topic to be summarised.",
    ),
}
ROLES = {"claim": "Reported", "denial": "Denied", "background": "Background"}
# What the two sides of a dispute are called: what is said, and what is said against it.
SIDES = {
    "denial": ("Reported", "Denied"),
    "contradiction": ("One says", "Another says otherwise"),
    "figures": ("One figure", "Another figure"),
}
ANSWERERS = {"extractive": "Verbatim sentences, no language model", "llm": "Language model"}


def headline(
    answer: dict[str, Any] | AnswerLine, used: dict[str, Any] | None = None
) -> tuple[str, str]:
    """What stands on top of an answer or summary, and the sentence that explains it.

    Args:
        used: the filter it was made with, if that is known.
    """
    if isinstance(answer, AnswerLine):
        answer = {"question": answer.heading, "status": answer.status, "verdict": answer.verdict}
    if answer["status"] != "not_found" and answer.get("verdict") in VERDICTS:
        return VERDICTS[answer["verdict"]]
    words = SUMMARIES if "question" not in answer and answer["status"] in SUMMARIES else STATUSES
    top, meaning = words.get(answer["status"], words["answered"])
    narrowed = used and (used.get("source") or period(used))
    return (NARROWED if narrowed and answer["status"] == "not_found" else top), meaning


def title(answer: dict[str, Any]) -> str:
    """What was asked, or what was summarised."""
    count = len(answer.get("article_ids") or [])
    chosen = f"Summary of {count} article{'' if count == 1 else 's'}"
    return str(answer.get("question") or answer.get("about") or chosen)


def day(value: str | None) -> str:
    """`2023-11-15...` as `15 Nov 2023`; anything else as it is."""
    try:
        read = date.fromisoformat((value or "")[:10])
    except ValueError:
        return value or "no date"
    return f"{read.day} {read:%b %Y}"


def web_link(url: str | None) -> str | None:
    """The URL if a page may link to it: http or https, with a host and no user."""
    if not url or any(letter.isspace() or not letter.isprintable() for letter in url):
        return None
    try:
        parts = urlsplit(url)
        named = parts.hostname
    except ValueError:
        return None
    # A name before an @ is there to be taken for the host's.
    return url if parts.scheme in ("http", "https") and named and "@" not in parts.netloc else None


def host(url: str) -> str:
    """The host of a URL that may be linked to."""
    return urlsplit(url).hostname or ""


def outlets(citations: list[dict[str, Any]]) -> int:
    """How many articles are cited; copies count as one with their original."""
    return len({citation["article_id"] for citation in citations})


def fitting(text: str, length: int) -> str:
    """The beginning of a text on one line, at most `length` characters, cut between words."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    whole = cut.rpartition(" ")[0]
    # A very long word is cut within.
    return (whole if len(whole) > length // 2 else cut[:-1]) + " …"


def reason(note: str) -> str:
    """Why something happened, as a sentence of its own."""
    told = note.removeprefix("auto: ")
    return told[:1].upper() + told[1:]


def period(used: dict[str, Any]) -> str:
    """When the articles were published that a filter lets through, as part of a sentence."""
    first, last = used.get("from"), used.get("to")
    if first and last:
        return f" published from {day(first)} to {day(last)}"
    if first:
        return f" published since {day(first)}"
    return f" published until {day(last)}" if last else ""


def seconds(answer: dict[str, Any]) -> str:
    """How long an answer took, if it says so."""
    spent = answer.get("timings_ms") or {}
    total = spent.get("total", sum(spent.values()))
    return f"{total / 1000:.2f} s" if total else ""


def register(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(
        day=day,
        web_link=web_link,
        host=host,
        headline=headline,
        heading=title,
        seconds=seconds,
        outlets=outlets,
        number="{:,}".format,
        period=period,
        fitting=fitting,
        reason=reason,
    )
    app.jinja_env.globals.update(EXAMPLE=EXAMPLE, ROLES=ROLES, SIDES=SIDES, ANSWERERS=ANSWERERS)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
