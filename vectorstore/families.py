"""Reads of the groups of near-copies: who is in one, and who stands for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from vectorstore import rows
from vectorstore.database import Database
from vectorstore.models import Filter

_AGENCIES = {
    "associated press": "ap", "the associated press": "ap", "agence france-presse": "afp",
    "press association": "pa", "pa media": "pa", "deutsche presse-agentur": "dpa",
    "press trust of india": "pti", "asian news international": "ani",
    "united press international": "upi", "thomson reuters": "reuters",
}  # fmt: skip
_WEB = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|org|net|co\.uk)\b.*$")


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a group, without its text.

    Attributes:
        number: its row in the catalog.
        size: characters of its text.
    """

    number: int
    id: str
    published: str | None
    source: str | None
    wire: str | None
    size: int


@dataclass(frozen=True, slots=True)
class Family:
    """A group, as far as a filter admits its articles.

    Attributes:
        members: the one that stands for all first.
        equal: how many of them could as well stand for all, being as early or the agency's, too.
        parts: numbers of the groups whose stories its articles hold beside others.
        wholes: numbers of the groups that hold its story beside others.
    """

    number: int
    members: tuple[Member, ...]
    equal: int
    parts: tuple[int, ...]
    wholes: tuple[int, ...]


class Families:
    """Groups, read once each; make one for each search.

    Args:
        where: which articles may be seen.
    """

    def __init__(self, db: Database, where: Filter | None = None) -> None:
        self._db = db
        self._admitted = rows.condition(where or Filter(), None)
        self._read: dict[int, Family] = {}

    def numbers(self, article_ids: Iterable[str]) -> dict[str, int]:
        """The numbers of these articles' groups; those without any copy are left out."""
        found = self._db.chunked(
            "SELECT a.id, s.family FROM articles a JOIN sketches s ON s.article = a.rowid"
            " WHERE EXISTS (SELECT 1 FROM pairs WHERE pairs.article = a.rowid) AND a.id IN ({})",
            list(article_ids),
        )
        return dict(found)

    def family(self, number: int) -> Family:
        """The group with this number."""
        if number not in self._read:
            links = self._db.connection.execute(
                "SELECT DISTINCT o.family, p.likeness FROM sketches s"
                " JOIN pairs p ON p.article = s.article JOIN sketches o ON o.article = p.other"
                " WHERE s.family = ?1 AND o.family <> ?1 ORDER BY o.family",
                (number,),
            ).fetchall()
            self._read[number] = Family(
                number,
                *in_order(self._members(number)),
                tuple(family for family, kind in links if kind == "whole"),
                tuple(family for family, kind in links if kind == "part"),
            )
        return self._read[number]

    def copies(self, family: Family) -> tuple[str, ...]:
        """The ids of a group's members, and of those that hold its stories or parts of them."""
        linked = [self.family(number) for number in (*family.parts, *family.wholes)]
        return tuple(dict.fromkeys(own.id for one in (family, *linked) for own in one.members))

    def _members(self, number: int) -> list[Member]:
        condition, values = self._admitted
        found = self._db.connection.execute(
            "SELECT a.rowid, a.id, a.published, a.source, a.wire, length(a.text)"
            " FROM sketches s JOIN articles a ON a.rowid = s.article"
            f" WHERE s.family = ? AND {condition}",
            (number, *values),
        )
        return [Member(*row) for row in found]


def copies_of(db: Database, article_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The copies of each of these articles that has any, the one that stands for them first."""
    families = Families(db)
    return {
        article_id: tuple(
            other for other in families.copies(families.family(number)) if other != article_id
        )
        for article_id, number in families.numbers(article_ids).items()
    }


def in_order(members: Sequence[Member]) -> tuple[tuple[Member, ...], int]:
    """The agency's own first, then the earliest, of equal ones the longest; and how many are.

    Returns:
        The members, and how many of them are equal to the first but for their length.
    """
    wires = {name for one in members for name in _agencies(one.wire)}
    places = {
        one.id: (not (wires & _agencies(one.source)), _moment(one.published)) for one in members
    }
    ordered = sorted(members, key=lambda one: (places[one.id], -one.size, one.id))
    return tuple(ordered), sum(places[one.id] == places[ordered[0].id] for one in ordered)


def _agencies(name: str | None) -> set[str]:
    """The names in a credit or a source, of agencies or others: "AP and Reuters" has two."""
    plain = _WEB.sub("", (name or "").strip().casefold())
    parts = (part.strip() for part in re.split(r",|/|&|\band\b", plain))
    return {_AGENCIES.get(part, part) for part in parts if part and part != "agencies"}


def _moment(published: str | None) -> tuple[str, str]:
    """Sorts by day, a day without an hour before all hours of it, and no day at all last."""
    if published is None:
        return "~", ""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published[:10], published[10:]
    if moment.tzinfo:
        moment = moment.astimezone(UTC)
    return moment.date().isoformat(), moment.time().isoformat() if len(published) > 10 else ""
