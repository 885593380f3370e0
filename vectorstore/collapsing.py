"""From ranked passages to hits: copies of one passage, in copies of one story, become one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from vectorstore.catalog import Catalog
from vectorstore.counterparts import Found, likeness_of_passages
from vectorstore.families import Families, Family
from vectorstore.fusion import Fused
from vectorstore.models import Filter, Hit

_SPARE = 5  # passages read beyond those asked for: an index may hold some that are gone


def collapsed(ranked: Sequence[Fused], k: int, catalog: Catalog, where: Filter) -> list[Hit]:
    """The first `k` hits of a ranking; fewer if it has no more.

    Of the copies of a story, the agency's own or else the earliest stands for it, if the passage
    found is in it too; else the copy that was found best. A passage that gives another figure
    or name than its counterpart is a hit of its own, so that what was corrected does not hide.

    Args:
        where: which articles may be seen.
    """
    collapsing = _Collapsing(catalog, Families(catalog, where))
    for start in range(0, len(ranked), k + _SPARE):
        part = ranked[start : start + k + _SPARE]
        found = catalog.passages([item.id for item in part])
        collapsing.meet({article.id for _, article in found.values()})
        for item in part:
            if item.id in found:
                collapsing.add(item, found[item.id])
            if len(collapsing.hits) == k:
                return collapsing.hits
    return collapsing.hits


class _Collapsing:
    """The hits so far.

    Attributes:
        hits: best first.
    """

    def __init__(self, catalog: Catalog, families: Families) -> None:
        self.hits: list[Hit] = []
        self._catalog = catalog
        self._families = families
        self._numbers: dict[str, int] = {}
        self._shown: set[int] = set()
        self._of_family: dict[int, list[Found]] = {}
        self._chosen: dict[int, str] = {}
        self._read: dict[str, list[Found]] = {}

    def meet(self, article_ids: Collection[str]) -> None:
        """Look up which of the articles that come next have copies."""
        self._numbers |= self._families.numbers(article_ids)

    def add(self, item: Fused, found: Found) -> None:
        """Make a hit of a passage, unless it or a copy of it is one already."""
        copies: tuple[str, ...] = ()
        number = self._numbers.get(found[1].id)
        if number is not None:
            family, found = self._standing(self._families.family(number), found)
            copies = tuple(i for i in self._families.copies(family) if i != found[1].id)
            self._of_family.setdefault(family.number, []).append(found)
        if found[0].id not in self._shown:
            self._shown.add(found[0].id)
            self.hits.append(Hit(*found, item.score, item.ranks, item.scores, copies))

    def _standing(self, own: Family, found: Found) -> tuple[Family, Found]:
        """The passage that stands for this one, and the group that it is of."""
        families = (*(self._families.family(number) for number in own.parts), own)
        for family in families:
            if other := _counterpart(found, self._of_family.get(family.number, ())):
                return family, other
        for family in families:
            if other := self._in_the_first(family, found):
                return family, other
        return own, found

    def _in_the_first(self, family: Family, found: Found) -> Found | None:
        """The passage in the article that stands for the group, if it has it.

        Of several that could, the one found first, and then that one throughout.
        """
        chosen = self._chosen.get(family.number)
        able = {member.id for member in family.members[: family.equal]}
        if found[1].id == chosen or (chosen is None and found[1].id in able):
            self._chosen[family.number] = found[1].id
            return found
        for article_id in [chosen] if chosen else [one.id for one in family.members[:1]]:
            if other := _counterpart(found, self._passages(article_id)):
                self._chosen[family.number] = article_id
                return other
        return None

    def _passages(self, article_id: str) -> list[Found]:
        if article_id not in self._read:
            article, passages = self._catalog.whole(article_id)
            self._read[article_id] = [(passage, article) for passage in passages]
        return self._read[article_id]


def _counterpart(found: Found, others: Sequence[Found]) -> Found | None:
    """The passage among others that says the same, if one does."""
    alike = [(likeness_of_passages(found, other), other) for other in others]
    share, best = max(alike, key=lambda pair: pair[0], default=(0.0, found))
    return best if share else None
