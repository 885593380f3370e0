"""Groups of near-copies in the catalog: they grow with articles that come, and shrink again.

A pair is two articles that were compared and found to be copies; a group is what pairs connect.
Which pairs there are depends on the two texts alone, and the groups on the pairs alone, so that
the order in which articles come does not matter, and deleting undoes adding.

One kind of pair connects nothing: a text that holds two different stories (a digest, two wire
stories run together) must not make copies of them. It is in a group of its own, and its pairs
with the parts link the groups.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from vectorstore.copies import (
    Likeness,
    Sketch,
    apart,
    likeness,
    own_wording,
    worth_comparing,
)
from vectorstore.sketching import Minima
from vectorstore.wording import Wording

_FEWEST_BANDS = 2  # in common; unrelated articles now and then have one
_OF_ONE_BAND = 100  # articles, the newest: reprints come soon after each other
_MOST_COMPARED = 24  # articles, those with most bands in common
_OVERLAPPING = 3  # equal slots: different stories do not come to have so many
_MIRRORED: dict[Likeness, Likeness] = {"alike": "alike", "part": "whole", "whole": "part"}


class CopyGroups:
    """The groups, within one transaction of the catalog that it is made for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._minima_read: dict[int, Minima] = {}
        self._wordings_read: dict[int, Wording] = {}

    def add(self, article: int, sketch: Sketch | None) -> None:
        """Find the copies of an article that was just written, and join their groups.

        Args:
            article: its row number.
            sketch: None if it is too short to have copies.
        """
        if sketch is None:
            return
        pairs = [
            (other, found)
            for other in self._candidates(sketch)
            if (found := likeness(sketch.wording, self._wording(other)))
        ]
        self._keep(article, sketch, pairs)
        if not pairs:
            return
        if self._only_alike([article, *(other for other, _ in pairs)]):
            self._unite(article)
        else:
            self._regroup(self._around(article))

    def remove(self, article: int) -> None:
        """Take an article that is about to be deleted out of its group."""
        held = self._db.execute("SELECT 1 FROM sketches WHERE article = ?", (article,)).fetchone()
        if held is None:
            return
        partners = [other for other, _ in self._partners(article)]
        around = self._around(article) - {article}
        plain = self._only_alike([article, *partners])
        self._forget(article, partners)
        if not (plain and self._still_connected(partners)):
            self._regroup(around)

    # --- pairs ------------------------------------------------------------------------------

    def _candidates(self, sketch: Sketch) -> list[int]:
        """Articles that have bands in common with this one and may be copies, likeliest first."""
        common: Counter[int] = Counter()
        for band in _bands(sketch.minima):
            common.update(
                number
                for (number,) in self._db.execute(
                    "SELECT article FROM bands WHERE band = ? ORDER BY article DESC LIMIT ?",
                    (band, _OF_ONE_BAND),
                )
            )
        likely = [number for number, bands in common.items() if bands >= _FEWEST_BANDS]
        sizes = self._db.execute(
            "SELECT article, shingles FROM sketches WHERE article IN"
            " (SELECT value FROM json_each(?))",
            (json.dumps(likely),),
        )
        own = len(sketch.wording.shingles)
        likely = [number for number, size in sizes if worth_comparing(common[number], own, size)]
        return sorted(likely, key=lambda number: (-common[number], -number))[:_MOST_COMPARED]

    def _keep(self, article: int, sketch: Sketch, pairs: Sequence[tuple[int, Likeness]]) -> None:
        self._minima_read[article] = sketch.minima
        self._wordings_read[article] = sketch.wording
        self._db.execute(
            "INSERT INTO sketches VALUES (?, ?, ?, ?)",
            (article, sketch.minima.tobytes(), len(sketch.wording.shingles), article),
        )
        bands = [(band, article) for band in _bands(sketch.minima)]
        self._db.executemany("INSERT INTO bands VALUES (?, ?)", bands)
        both = [
            row
            for other, found in pairs
            for row in ((article, other, found), (other, article, _MIRRORED[found]))
        ]
        self._db.executemany("INSERT INTO pairs VALUES (?, ?, ?)", both)

    def _forget(self, article: int, partners: Sequence[int]) -> None:
        bands = [(band, article) for band in _bands(self._minima(article))]
        self._db.executemany("DELETE FROM bands WHERE band = ? AND article = ?", bands)
        self._db.execute("DELETE FROM sketches WHERE article = ?", (article,))
        self._db.execute("DELETE FROM pairs WHERE article = ?", (article,))
        both = [(other, article) for other in partners]
        self._db.executemany("DELETE FROM pairs WHERE article = ? AND other = ?", both)
        self._minima_read.pop(article, None)
        self._wordings_read.pop(article, None)

    def _partners(self, article: int) -> list[tuple[int, Likeness]]:
        """The articles it is paired with, and what it is to them."""
        return self._db.execute(
            "SELECT other, likeness FROM pairs WHERE article = ?", (article,)
        ).fetchall()

    def _around(self, article: int) -> set[int]:
        """The article, its partners and theirs: all whose connections it can change."""
        near = {article} | {other for other, _ in self._partners(article)}
        return near | {other for item in near for other, _ in self._partners(item)}

    def _only_alike(self, articles: Sequence[int]) -> bool:
        """Whether no pair of theirs is of a part and a whole: then pairs simply connect."""
        found = self._db.execute(
            "SELECT 1 FROM pairs WHERE article IN (SELECT value FROM json_each(?))"
            " AND likeness <> 'alike' LIMIT 1",
            (json.dumps(articles),),
        )
        return found.fetchone() is None

    # --- groups -----------------------------------------------------------------------------

    def _unite(self, article: int) -> None:
        """Make one group of the article's and its partners' groups."""
        families = [
            family
            for (family,) in self._db.execute(
                "SELECT DISTINCT s.family FROM pairs p JOIN sketches s ON s.article = p.other"
                " WHERE p.article = ?",
                (article,),
            )
        ]
        stays, *others = sorted([*families, article])
        self._db.execute(
            "UPDATE sketches SET family = ? WHERE family IN (SELECT value FROM json_each(?))",
            (stays, json.dumps(others)),
        )

    def _still_connected(self, articles: Sequence[int]) -> bool:
        """Whether alike pairs connect all of these; in a close group few steps show it."""
        wanted, seen, edge = set(articles), set[int](), list(articles[:1])
        while edge and not wanted <= seen:
            seen.update(edge)
            near = (pair for item in edge for pair in self._partners(item))
            edge = list({other for other, kind in near if kind == "alike"} - seen)
        return wanted <= seen

    def _regroup(self, seeds: Iterable[int]) -> None:
        """Find the groups of these articles anew, from their pairs."""
        left = set(seeds)
        while left:
            group, edge = set[int](), [left.pop()]
            while edge:
                group.update(edge)
                edge = list({near for item in edge for near in self._connected(item)} - group)
            left -= group
            # The least number in it: no other group has it, for all that had it were looked at.
            self._db.execute(
                "UPDATE sketches SET family = ? WHERE article IN (SELECT value FROM json_each(?))",
                (min(group), json.dumps(list(group))),
            )

    def _connected(self, article: int) -> list[int]:
        """The partners that are in one group with the article."""
        return [
            other
            for other, kind in self._partners(article)
            if kind == "alike"
            or (kind == "part" and self._joins(article, other))
            or (kind == "whole" and self._joins(other, article))
        ]

    def _joins(self, part: int, whole: int) -> bool:
        """Whether the whole is the part's story, and does not hold a different one beside it."""
        own = self._minima(part)
        return not any(
            np.count_nonzero(self._minima(other) == own) < _OVERLAPPING
            and apart(self._wording(part), self._wording(other))
            for other, kind in self._partners(whole)
            if kind != "part" and other != part
        )

    # --- what was read ----------------------------------------------------------------------

    def _minima(self, article: int) -> Minima:
        if article not in self._minima_read:
            sql = "SELECT minima FROM sketches WHERE article = ?"
            (held,) = self._db.execute(sql, (article,)).fetchone()
            self._minima_read[article] = np.frombuffer(held, dtype="<u4")
        return self._minima_read[article]

    def _wording(self, article: int) -> Wording:
        if article not in self._wordings_read:
            sql = "SELECT text, boilerplate FROM articles WHERE rowid = ?"
            text, boilerplate = self._db.execute(sql, (article,)).fetchone()
            self._wordings_read[article] = own_wording(text, json.loads(boilerplate))
        return self._wordings_read[article]


def _bands(minima: Minima) -> list[int]:
    """One number a slot, different in different slots."""
    return [(slot << 32) + value for slot, value in enumerate(minima.tolist())]
