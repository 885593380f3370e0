"""What came first: "resigned after the report" does not stand on "before the report"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.stemming import content_stems

_BEFORE = re.compile(r"\b(?P<word>before|after|because|because of)\b", re.IGNORECASE)
_STOP = re.compile(r"[.;](?=\s|$)")
_ENDS = re.compile(r",")
_LEAST = 1
# "Hours before the vote", "two days after it".
_LEAD = re.compile(
    r"^\W*(?:(?:just|only|shortly|soon|immediately|about|some|less than|more than|almost"
    r"|nearly)\W+)*"
    r"(?:(?:an?|the|\w+|\d+) )?(?:second|minute|hour|day|week|month|year|decade|centurie)?s?\W*$",
    re.IGNORECASE,
)
# What follows from what the clause tells: "..., killing the driver".
_RESULT = re.compile(r", (?=(?:kill|injur|wound|destroy|leav|caus|forc|prompt|trigger)[a-z]*ing\b)")
_LEAD_CHARS = 60
_WHEN = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)(?: \d{1,2}\b)?|(?:19|20)\d\d|\d{1,2}(?::\d\d)? [ap]m"
    r"|midnight"
)
_LIMIT = re.compile(
    rf"\b(?:(?P<begins>[Ff]rom|[Ss]ince|[Ss]tarting|[Bb]eginning)"
    rf"|(?:[Uu]ntil|[Tt]ill|[Uu]p to|[Ee]nding))"
    rf" (?:on |late |early |the end of )?(?P<when>{_WHEN})"
)
Order = tuple[frozenset[str], frozenset[str]]  # what came first, and what came later


def reversed_order(sentence: str, quotes: Sequence[str]) -> str | None:
    """Why the quotes tell of the same two things in the other order; or None."""
    theirs = [order for quote in quotes for order in _orders(quote)]
    for first, later in _orders(sentence):
        for other_first, other_later in theirs:
            straight = len(first & other_first) + len(later & other_later)
            turned = _least(first & other_later, later & other_first)
            if turned >= _LEAST and turned > straight:
                return "its quotes tell of it in another order"
    return _turned_limit(sentence, " . ".join(quotes))


def _turned_limit(sentence: str, quoted: str) -> str | None:
    """From Sunday is not until Sunday."""
    mine, theirs = _limits(sentence), _limits(quoted)
    for when, begins in mine:
        told = {other for known, other in theirs if known == when}
        if told and begins not in told:
            return f"its quotes do not say {'from' if begins else 'until'} {when}"
    return None


def _limits(text: str) -> list[tuple[str, bool]]:
    return [
        (" ".join(found["when"].split()), bool(found["begins"])) for found in _LIMIT.finditer(text)
    ]


def _least(*shared: frozenset[str]) -> int:
    return min(map(len, shared))


def _orders(text: str) -> list[Order]:
    found = []
    for piece in _STOP.split(text):
        main, *result = _RESULT.split(piece, maxsplit=1)
        if result:
            found.append((content_stems(main), content_stems(result[0])))
        if len(list(_BEFORE.finditer(piece))) != 1:
            continue
        match = next(_BEFORE.finditer(piece))
        before, behind = piece[: match.start()], piece[match.end() :]
        if len(before) < _LEAD_CHARS and _LEAD.match(
            before
        ):  # "After the talks failed, the union called a strike"
            behind, _, before = behind.partition(",")
        sides = content_stems(before), content_stems(behind)
        later_first = match["word"].lower() == "before"
        found.append((sides[0], sides[1]) if later_first else (sides[1], sides[0]))
    return found
