"""An answer as Markdown, for a draft: every quote with its outlet, day and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qa.web.wording import ROLES, day, headline, period, title, web_link

# What Markdown or HTML would take for more than text.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:])")


def markdown(answer: dict[str, Any], address: str, used: dict[str, Any]) -> str:
    """The whole answer; whatever articles or models wrote stays plain text.

    Args:
        address: where the answer stands.
        used: the filter it was made with.
    """
    return "\n".join(_lines(answer, address, used)) + "\n"


def plain(text: str) -> str:
    """Text of others on one line, with every mark of Markdown escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _lines(answer: dict[str, Any], address: str, used: dict[str, Any]) -> Iterator[str]:
    verdict, meaning = headline(answer, used)
    yield f"# {plain(title(answer))}"
    yield ""
    yield f"**{verdict}.** {meaning}".rstrip()
    if limits := _limits(used):
        yield f"\n{limits}"
    if short := answer.get("short_answer"):
        said_by = f", according to {plain(short['said_by'])}" if short.get("said_by") else ""
        yield f"\n**{plain(short['text'])}**{said_by} [{short['citation']}]"
    cited = {item["number"]: item for item in answer["citations"]}
    for sentence in answer["sentences"]:
        yield ""
        yield _sentence(sentence, cited)
    if answer.get("updates"):
        yield "\n## Figures that changed\n"
        for update in answer["updates"]:
            yield f"- {'; '.join(_figures(update))}"
    if answer["citations"]:
        yield "\n## Quotes\n"
        for item in answer["citations"]:
            yield from _citation(item)
    if answer["rejected"]:
        yield "\n## Left out\n"
        for item in answer["rejected"]:
            yield f"- “{plain(item['text'])}” ({plain(item['reason'])})"
    yield f"\n---\nDateline, {_made(answer)}. {address}"


def _limits(used: dict[str, Any]) -> str:
    outlets = plain(", ".join(used.get("source") or ()))
    narrowed = f"{outlets and f' of {outlets}'}{period(used)}"
    return narrowed and f"Only articles{narrowed} were searched."


def _sentence(sentence: dict[str, Any], cited: dict[int, dict[str, Any]]) -> str:
    numbers = " ".join(f"[{number}]" for number in sentence["citations"])
    first = cited[sentence["citations"][0]] if sentence["citations"] else {}
    said_by = sentence["attribution"] or first.get("source") or "outlet unknown"
    role = ROLES.get(sentence["role"], sentence["role"])
    return (
        f"{plain(sentence['text'])} {numbers}  \n"
        f"*{role}: {plain(said_by)}, {day(first.get('published'))}*"
    )


def _figures(update: dict[str, Any]) -> Iterator[str]:
    """The latest first, as in the page."""
    for figure in (update["latest"], *update["earlier"]):
        yield f"{plain(figure['text'])} ({day(figure['published'])})"


def _citation(item: dict[str, Any]) -> Iterator[str]:
    url = web_link(item["url"])
    copies = f", printed {len(item['copies']) + 1} times" if item["copies"] else ""
    yield f"{item['number']}. “{plain(item['quote'])}”  "
    source = f"{plain(item['source'] or 'Outlet unknown')}, {day(item['published'])}{copies}"
    # In angle brackets an address ends nowhere but at one of them.
    linked = f" <{url}>" if url and not re.search(r"[<>]", url) else ""
    yield f"   {source}: {plain(item['title'])}{linked}"


def _made(answer: dict[str, Any]) -> str:
    seen = f" as of {day(answer['as_of'])}" if answer.get("as_of") else ""
    return f"answered {day(answer['created'])}{seen}"
