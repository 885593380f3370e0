"""Which citations go back to one and the same source, and so count once.

Two citations share an origin, directly or through others, if

1. they are of one article, or of near-copies of one another;
2. they lean on the same agency or outlet: it stands outermost in the chain of speakers, it was
   told, its credit stands under the article, or it is the article's own outlet and no party that
   has a name is quoted;
3. the same named party speaks: what Hamas says is one source, whoever prints it.

"Officials", "two witnesses" and "court papers" can be anybody's, and join nothing.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence

from qa.answering.attributing.identity import Party, outlet, party, same
from qa.answers import Citation, Speakers
from vectorstore.models import Article

_CREDITS = re.compile(r",|/|;| and | & ")
_ANY = frozenset({"agencies", "agency", "wire", "wires", "staff"})  # credits that name nobody


def origins(
    citations: Sequence[Citation], speakers: Sequence[Speakers], articles: Mapping[str, Article]
) -> tuple[int, ...]:
    """The number of each citation's independent source, from 1, in order of first appearance.

    Args:
        speakers: who speaks in each citation, in the same order.
        articles: by id; one that is missing is known by its id and the citation's outlet alone.

    Raises:
        ValueError: there are more citations than speakers, or fewer.
    """
    named = [[found for link in said.chain if (found := party(link))] for said in speakers]
    everybody = {one for parties in named for one in parties}
    keys = [
        {*_articles(citation, articles), *_outlets(citation, said, articles, parties)}
        | {same(one, everybody) for one in parties}
        for citation, said, parties in zip(citations, speakers, named, strict=True)
    ]
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(root, len(numbers) + 1) for root in _joined(keys))


def _articles(citation: Citation, articles: Mapping[str, Article]) -> Iterator[Hashable]:
    article = articles.get(citation.article_id)
    copies = article.copies if article else ()
    for article_id in (citation.article_id, *citation.copies, *copies):
        yield "article", article_id


def _outlets(
    citation: Citation,
    said: Speakers,
    articles: Mapping[str, Article],
    parties: Sequence[Party],
) -> Iterator[Hashable]:
    """The agencies and outlets that a citation leans on, or else the article's own."""
    article = articles.get(citation.article_id)
    told = [how.removeprefix("to ") for how in said.manner if how.startswith("to ")]
    leant_on = [outlet(name) for name in (*said.chain[:1], *told)]
    credit = (article.wire if article else None) or ""
    leant_on += [outlet(name, known=True) for name in _CREDITS.split(credit)]
    held = [name for name in leant_on if name and name not in _ANY]
    source = (article.source if article else None) or citation.source
    if source and not held and not parties:
        held = [outlet(source, known=True) or source.lower()]
    for name in held:
        yield "outlet", name


def _joined(keys: Sequence[set[Hashable]]) -> list[int]:
    """For each set of keys the first place of those that it hangs together with (union-find)."""
    parent = list(range(len(keys)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    holder: dict[Hashable, int] = {}
    for place, held in enumerate(keys):
        for key in held:
            one, other = root(holder.setdefault(key, place)), root(place)
            parent[max(one, other)] = min(one, other)
    return [root(place) for place in range(len(keys))]
