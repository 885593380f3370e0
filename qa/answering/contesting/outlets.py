"""Questions about what articles say, such as whether the Courier says A while the Gazette says B.

What such a question asks is a fact about the articles: an outlet's shown sentences establish it,
be they its own voice or somebody's word in it. Each part of the question belongs to the outlet
named before it. A part is borne out if one sentence of that outlet holds half of its names, most
of all its words and every number, and turns nothing round; it is turned round if the sentence
holds the opposite of a word, or if the part says that it is not so and the sentence that it is.
Where something is asked of an outlet that is not shown, all is left open. "Before" and "after" are
judged by the days of publication. Questions that weigh articles against each other (consistent?
changed? the same?) are left open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from qa.answering.contesting.names import names_in
from qa.answering.contesting.negating import antonyms, negated_of
from qa.answering.contesting.parting import READ
from qa.answering.contesting.statements import Statement
from qa.answering.stemming import content_stems, share
from qa.answers import Citation, Verdict

_ARTICLES = re.compile(
    r"\b(?:articles?|reports?|reported|reporting|published|stor(?:y|ies)|mention(?:s|ed)?)\b",
    re.IGNORECASE,
)
_WEIGHS = re.compile(
    r"\b(?:in)?consisten\w+|\b(?:no|a|any) (?:\w+ )?(?:change|shift|difference|discrepancy)\b"
    r"|\b(?:dis)?agree(?:s|d)?\b|\balign(?:s|ed)?\b|\bcontradict\w*|\bidentical\w*"
    r"|\b(?:similar|different) (?!\w+ (?:to|from|than) )|\bsimilarly\b|\bthe same\b"
    r"|\bdiffer(?:s|ed)?\b"
    r"|\bremain\w*|\bchanged?\b|\bor (?:do|does|did)\b|\brespectively\b",
    re.IGNORECASE,
)
_ORDER = re.compile(r"\b(before|after)\b", re.IGNORECASE)
_TURNS = re.compile(
    r"\b(?:not|no|never|fail(?:s|ed|ing)? to|other than|unrelated|rather than|instead of|without"
    r"|lacks?)\b|n[’']t\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?P<day>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?"
    r"|\d{4}-\d\d-\d\d|\b(?:19|20)\d\d\b)|(?P<number>\d+(?:[.,]\d+)*)"
)
# Words about articles, which their own sentences do not hold.
_EMPTY = content_stems(
    "article articles report reports reported reporting publish published story source say says"
    " said suggest suggests claim claims discuss discusses discussing indicate indicates imply"
    " implies mention mentions mentioned focus focuses state states describe describes attribute"
    " attributes note notes highlight highlights feature featuring detail details detailing"
    " identify contain information regarding about while whereas also one another second first"
    " news specifically recognize recognizes credit credits fail lack anticipate reflect"
    " reflects include includes other"
)
_BORNE = 0.55  # share of a part's words that a sentence of its outlet holds
_NAMED = 0.5  # share of its names
_LEAST = 2  # words and names that a part must have to be judged at all
_LEAD_WORDS = 3
_Part = tuple[str, str]
_Side = Literal["borne", "turned"]


def asks_of_articles(question: str, citations: Sequence[Citation]) -> bool:
    """Whether the question asks what the articles of an outlet report, and that outlet is cited."""
    named = any(_places(question, item.source or "") for item in citations)
    return bool(named and _ARTICLES.search(question))


def articles_say(question: str, told: Sequence[Statement]) -> Verdict:
    """Yes if every part is borne out by its outlet, no if one is turned round and none is open."""
    question = question[:READ]
    outlets = {item.source for item in told if item.source}
    if _is_lead(question, outlets):
        return "not_established"
    parts = _parts(question, outlets)
    found = [_best(words, [item for item in told if item.source == of]) for of, words in parts]
    held = [item for item in found if item is not None]
    if _WEIGHS.search(question) or not held or len(held) < len(found):
        return "not_established"
    if any(side == "turned" for _, side in held):
        return "no"
    if order := _ORDER.search(question):
        return _in_order(order[1].lower(), [item for item, _ in held])
    return "yes"


def _in_order(order: str, told: Sequence[Statement]) -> Verdict:
    """Whether the first of two was published before the second, or after it."""
    days = [item.published or "" for item in told]
    if len(days) != 2 or not all(days) or days[0] == days[1]:
        return "not_established"
    return "yes" if (days[0] < days[1]) is (order == "before") else "no"


def _parts(question: str, outlets: set[str]) -> list[_Part]:
    """Each outlet named, in order, with what is asked of it."""
    # Of names that begin at one place the longest counts.
    named = {
        place: outlet
        for outlet in sorted(outlets, key=lambda outlet: (len(outlet), outlet))
        for place in _places(question, outlet)
    }
    kept: list[int] = []
    for place in sorted(named):
        if not kept or place >= kept[-1] + len(named[kept[-1]]):
            kept.append(place)
    ends = [*kept[1:], len(question)]
    return [
        (named[place], question[place + len(named[place]) : end])
        for place, end in zip(kept, ends, strict=False)
    ]


def _is_lead(question: str, outlets: set[str]) -> bool:
    """Whether something is asked before the first outlet that is shown: of one that is not."""
    places = [place for outlet in outlets for place in _places(question, outlet)]
    lead = content_stems(question[: min(places, default=len(question))]) - _EMPTY
    return len(lead) > _LEAD_WORDS


def _places(question: str, outlet: str) -> list[int]:
    if not outlet:
        return []
    pattern = rf"(?<!\w){re.escape(outlet.lower())}(?!\w)"
    return [found.start() for found in re.finditer(pattern, question.lower())]


def _best(words: str, told: Sequence[Statement]) -> tuple[Statement, _Side] | None:
    """The sentence that says what a part says, or else its opposite; None if none does."""
    found = [(item, side) for item in told if (side := _side(words, item))]
    return min(found, key=lambda pair: (pair[1], pair[0].text)) if found else None


def _side(words: str, statement: Statement) -> _Side | None:
    names, held_names = _name_parts(words), _name_parts(statement.text)
    held = content_stems(statement.text)
    wanted = content_stems(words) - _EMPTY - content_stems(" ".join(names))
    opposites = frozenset(left for left, _ in antonyms(wanted, held))
    if len(wanted) + len(names) < _LEAST or (names and share(names, held_names) < _NAMED):
        return None
    if share(wanted - opposites | names, held | held_names) < _BORNE:
        return None
    if _figures_in(words) - _figures_in(statement.text):
        return None
    asks_not, says_not = bool(_TURNS.search(words)), negated_of(statement.text, wanted | names)
    if says_not and not asks_not:
        return None  # what a long sentence negates need not be what is asked
    return "turned" if (asks_not is not says_not) is not bool(opposites) else "borne"


def _figures_in(text: str) -> frozenset[str]:
    """Its numbers as they are written, but for those of days and years."""
    return frozenset(found["number"] for found in _FIGURE.finditer(text) if not found["day"])


def _name_parts(text: str) -> frozenset[str]:
    return frozenset(part for name in names_in(text, inside=True) for part in name.split("-"))
