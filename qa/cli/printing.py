"""Results as text for people. Colour only on a terminal, and never if NO_COLOR is set."""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
from collections.abc import Mapping
from typing import Any, TypeVar

_WIDTH = 96
_VERDICTS = {
    "yes": "Yes",
    "no": "No",
    "disputed": "Disputed",
    "not_established": "Not established",
}
_SILENT = "The archive does not say."
_Json = Mapping[str, Any]
# Control characters, but for tabs and line ends, and those that turn the direction of writing: an
# article's text could move the cursor, rename the window or pass for a line of ours.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_Value = TypeVar("_Value")


def as_json(document: Any) -> str:
    """A document as `--json` prints it: escaped where stdout cannot take every character."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    unicode = encoding.lower().replace("-", "").startswith("utf")
    return json.dumps(document, ensure_ascii=not unicode, indent=2)


def harmless(value: _Value) -> _Value:
    """Text that a terminal only shows and never obeys, also within lists and objects."""
    cleaned: Any = value
    if isinstance(value, str):
        cleaned = _CONTROL.sub("\ufffd", value)
    elif isinstance(value, Mapping):
        cleaned = {key: harmless(item) for key, item in value.items()}
    elif isinstance(value, (list, tuple)):
        cleaned = [harmless(item) for item in value]
    result: _Value = cleaned
    return result


def answer(item: _Json) -> str:
    """An answer or a summary: verdict, sentences with their speakers, citations, rejections."""
    lines = [_headline(item), ""]
    if short := item.get("short_answer"):
        said_by = f", according to {short['said_by']}" if short.get("said_by") else ""
        lines += [f"  {_bold(short['text'])}{said_by} [{short['citation']}]", ""]
    for sentence in item["sentences"]:
        lines += _sentence(sentence)
    lines += _updates(item)
    if not item["sentences"]:
        none = "No sentence of the answer could be verified." if item["rejected"] else _SILENT
        lines += [none, ""]
    lines += [line for citation in item["citations"] for line in _citation(citation)]
    if item["rejected"]:
        lines += ["", f"Not shown, since no quote carries it ({len(item['rejected'])}):"]
        lines += [f"  - {entry['text']}\n    {entry['reason']}" for entry in item["rejected"]]
    return "\n".join([*lines, "", _made_by(item)])


def hits(result: _Json) -> str:
    """Search results with the rank of each channel."""
    lines = []
    for number, hit in enumerate(result["hits"], start=1):
        ranks = ", ".join(f"{name} {rank}" for name, rank in hit["ranks"].items() if rank)
        lines.append(f"{number:>3}. {_bold(hit['title'])}")
        lines.append(f"     {_where(hit)}  ({ranks}; {hit['article_id']})")
        lines.append(_wrapped(hit["text"], "     "))
    return "\n".join(lines) or "Nothing found."


def articles(shown: _Json) -> str:
    """One article or several, whole."""
    return "\n\n".join(map(article, shown.get("items", [shown])))


def article(item: _Json) -> str:
    """One article, whole."""
    title = item["title"] + (" (first sentence)" if item["title_inferred"] else "")
    facts = [_where(item), ", ".join(item["authors"]), item["url"] or "", f"id {item['id']}"]
    return "\n".join([_bold(title), " · ".join(filter(None, facts)), "", item["text"]])


def article_list(page: _Json) -> str:
    """One line an article."""
    lines = [
        f"{item['id']}  {(item['published'] or 'no date')[:10]:<10}  "
        f"{(item['source'] or 'no outlet')[:24]:<24}  {item['title']}"
        for item in page["items"]
    ]
    if page["next_cursor"]:
        lines.append(f"… next page: --cursor {page['next_cursor']}")
    if "total" in page:  # a server gives none
        lines.append(f"{page['total']:,} article{'' if page['total'] == 1 else 's'}")
    return "\n".join(lines)


def ingest_report(report: _Json) -> str:
    """The closing line."""
    counts = ", ".join(f"{name} {report[name]:,}" for name in ("new", "updated", "unchanged"))
    return (
        f"{counts}, failed {len(report['failed']):,}; "
        f"{report['passages']:,} passages in {report['seconds']:.1f} s"
    )


def checks(report: _Json) -> str:
    """The doctor's findings."""
    lines = []
    for check in report["checks"]:
        mark = _coloured("ok  ", "32") if check["ok"] else _coloured("FAIL", "31")
        remedy = f" {check['remedy']}" if check["remedy"] else ""
        lines.append(f"{mark}  {check['name']}: {check['detail']}{remedy}")
    return "\n".join(lines)


def settings(rows: Mapping[str, _Json]) -> str:
    """Each setting, its value, where it came from, what it means."""
    return "\n".join(
        f"{name:<24} {row['value']!s:<34} {row['from']:<22} {row['meaning']}"
        for name, row in rows.items()
    )


def _headline(item: _Json) -> str:
    if item["status"] == "not_found":
        word = "Not found"
    elif item.get("verdict"):
        word = _VERDICTS[item["verdict"]]
    else:
        word = "Disputed" if item["status"] == "disputed" else ""
    asked = item.get("question") or item.get("about") or "Summary"
    return f"{_bold(asked)}" + (f"\n{_coloured(word, '33')}" if word else "")


def _sentence(sentence: _Json) -> list[str]:
    marks = "".join(f"[{number}]" for number in sentence["citations"])
    label = {"denial": "Denied: ", "background": "Background: "}.get(sentence["role"], "")
    speaker = f"  — {sentence['attribution']}" if sentence["attribution"] else ""
    lines = [_wrapped(f"{label}{sentence['text']} {marks}{speaker}", "  ")]
    if sentence["note"]:
        lines.append(_wrapped(f"(repaired: {sentence['note']})", "    "))
    if check := sentence["second_check"]:
        lines.append(f"    (second check by {check['model']}: {check['judgement']})")
    return [*lines, ""]


def _updates(item: _Json) -> list[str]:
    """Figures that later reports changed, the latest first."""
    lines = []
    for update in item["updates"]:
        latest, *earlier = (
            f"{figure['text']} ({(figure['published'] or 'no date')[:10]})"
            for figure in (update["latest"], *update["earlier"])
        )
        lines.append(_wrapped(f"Latest figure: {latest}; before: {', '.join(earlier)}.", "  "))
    return [*lines, ""] if lines else []


def _citation(citation: _Json) -> list[str]:
    head = f"[{citation['number']}] {citation['title']}"
    place = f"{_where(citation)}, characters {citation['start']}-{citation['end']}"
    lines = [head, f"    {place}; article {citation['article_id']}"]
    quote = _wrapped(f"“{citation['quote']}”", "    ")
    days = [f"    “{day['text']}”: {_days(day)}" for day in citation["dates"]]
    return [*lines, quote, *days, *([f"    {citation['url']}"] if citation["url"] else [])]


def _days(mention: _Json) -> str:
    first, last = mention["first"], mention["last"]
    return first if first == last else f"{first} to {last}"


def _made_by(item: _Json) -> str:
    by = item["answered_by"]
    parts = [by["kind"], by["model"], by["prompt"], by["note"]]
    if item["cached"]:
        parts.append("answered before, the archive unchanged since")
    if tokens := item["usage"].get("total_tokens"):
        parts.append(f"{tokens:,} tokens")
    if cost := item["cost"]:
        parts.append(f"{cost['amount']:.4f} {cost['currency']}")
    sources = item["independent_sources"]
    counted = f"Independent sources: {sources}. " if item["citations"] else ""
    return f"{counted}Answered by: {', '.join(filter(None, parts))}. Answer {item['id']}."


def _where(item: _Json) -> str:
    day = item["published"][:10] if item["published"] else "date unknown"
    return f"{item['source'] or 'outlet unknown'}, {day}"


def _wrapped(text: str, indent: str) -> str:
    words = " ".join(text.split())
    return textwrap.fill(words, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _bold(text: str) -> str:
    return _coloured(text, "1")


def _coloured(text: str, code: str) -> str:
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\x1b[{code}m{text}\x1b[0m"
