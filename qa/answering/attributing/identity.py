"""Whether two names are of the same outlet or party: "Raisi" and "President Ebrahim Raisi"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from qa.answering.attributing.naming import head_of, head_speaks, is_document, is_name
from qa.answering.attributing.reporting_words import (
    BODIES,
    DETERMINERS,
    NATIONALITIES,
    NUMBERS,
    PERSONS,
    PLURAL_PERSONS,
    PREPOSITIONS,
    RELAYS,
    RELAYS_NAMED,
)
from qa.answering.attributing.wording import Wording, wording

_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|org|net|co\.\w\w|\w\w)(?:/.*)?$")
_ALIASES = {
    "associated press": "ap",
    "agence france-presse": "afp",
    "france-presse": "afp",
    "new york times": "nyt",
    "wall street journal": "wsj",
    "ria novosti": "ria",
    "british broadcasting corporation": "bbc",
}
_LANDS = dict(
    pair.split("=")
    for pair in (
        "iranian=iran russian=russia israeli=israel ukrainian=ukraine palestinian=palestine"
        " syrian=syria egyptian=egypt jordanian=jordan lebanese=lebanon libyan=libya chinese=china"
        " japanese=japan korean=korea indian=india pakistani=pakistan afghan=afghanistan"
        " turkish=turkey greek=greece french=france german=germany british=britain spanish=spain"
        " italian=italy polish=poland swedish=sweden danish=denmark norwegian=norway"
        " finnish=finland dutch=netherlands belgian=belgium austrian=austria hungarian=hungary"
        " romanian=romania bulgarian=bulgaria brazilian=brazil mexican=mexico cuban=cuba"
        " venezuelan=venezuela colombian=colombia canadian=canada australian=australia"
        " nigerian=nigeria kenyan=kenya sudanese=sudan iraqi=iraq yemeni=yemen qatari=qatar"
        " kuwaiti=kuwait american=us u.s.=us u.n.=un u.k.=uk"
    ).split()
)
# One of these is known by its office alone, within the articles of one answer.
_OFFICES = frozenset(
    "ministry army military navy government presidency palace parliament cabinet junta".split()
)
_EMPTY = DETERMINERS | PREPOSITIONS | {"and"}


@dataclass(frozen=True, slots=True)
class Party:
    """A named party, whatever stands around its name.

    Attributes:
        words: of its name, in lower case, without titles; "Iranian" is "iran".
        head: the word that a shorter name would keep: a surname, "ministry".
        initials: "who" for the World Health Organization.
    """

    words: frozenset[str]
    head: str
    initials: str


def outlet(name: str, *, known: bool = False) -> str | None:
    """An outlet's or agency's name for comparing; None for "the news agency" or "local media".

    Args:
        known: the name is an outlet's for sure, being given as one.
    """
    bare = _DOMAIN.sub("", name.strip()) if known else name.strip()
    words = wording(bare)
    if not bare or not words.is_word(0):
        return None
    head = head_of(words, 0, len(words))
    head -= head > 0 and words.low[head].isdigit()  # "Channel 12"
    of_sort = {word.removesuffix("'s") for word in words.low} & RELAYS_NAMED or (
        words.low[head] in RELAYS
    )
    if not known and (not of_sort or is_document(words, 0, len(words))):
        return None
    named = [
        word
        for at, word in enumerate(words.low)
        if words.capital(at) and word not in NATIONALITIES | DETERMINERS | {"state"}
    ]
    # "Channel 12" keeps its number.
    joined = " ".join([*named, *(word for word in words.low if word.isdigit())])
    if known and not named:
        joined = bare.lower().removeprefix("the" if "." in name else "the ")
    return _ALIASES.get(joined, joined) if named or known else None


def party(link: str) -> Party | None:
    """The named party of a link of a chain; None for an outlet, or for one who can be anybody."""
    words = wording(link)
    if not words.word or outlet(link) or is_document(words, 0, len(words)):
        return None
    if spoken_for := _spoken_for(words):
        return party(spoken_for)
    first, after = _name_within(words)
    if first >= after or not head_speaks(words, first, after):
        return None
    if is_name(words, first, after):
        return _party(words, first, after, words.low[after - 1])
    head = words.low[head_of(words, first, after)]
    unnamed = not any(words.capital(at) for at in range(first + 1, after))
    anybody = words.low[first] in NUMBERS | {"a", "an", "some", "several", "one", "his", "her"}
    if head in PLURAL_PERSONS or head in PERSONS or anybody or (unnamed and head not in _OFFICES):
        return None
    return _party(words, first, after, head)


def same(bare: Party, among: Collection[Party]) -> Party:
    """The one longer name of which this is the short form; the name itself if none or several."""
    found = {
        other
        for other in among
        if (bare.words < other.words and other.head in bare.words)
        or (bare.words == {other.initials} and len(other.words) > 1)
    }
    longest = [one for one in found if not any(one.words < other.words for other in found)]
    return longest[0] if len(longest) == 1 else bare


def _spoken_for(words: Wording) -> str | None:
    """Whom an unnamed spokesman speaks for: "A spokesperson for the airline Tarn"."""
    at = next((at for at, low in enumerate(words.low) if low.startswith("spokes")), None)
    if at is None or "," in words.low or (at + 1 < len(words) and words.capital(at + 1)):
        return None
    if at + 2 < len(words) and words.low[at + 1] in {"for", "of"}:
        return words.slice(at + 2, len(words))
    if at == 0 or not words.capital(at - 1):
        return None
    return words.slice(1 if words.low[0] in DETERMINERS else 0, at)


def _name_within(words: Wording) -> tuple[int, int]:
    """Where the name stands in "Kenya's president, William Ruto" or "Mayor Ana Koss"."""
    first, after = 0, len(words)
    if "," in words.low:
        comma = len(words) - 1 - words.low[::-1].index(",")
        if is_name(words, comma + 1, after):
            return comma + 1, after
        after = words.low.index(",")
    titles = [
        at
        for at in range(first, after - 1)
        if words.low[at].removesuffix(".") in PERSONS | {"mr", "mrs", "ms", "dr"}
        and words.capital(at + 1)
    ]
    return (titles[-1] + 1 if titles and words.capital(after - 1) else first), after


def _party(words: Wording, first: int, after: int, head: str) -> Party:
    places = [at for at in range(first, after) if words.low[at] not in _EMPTY]
    held = [words.low[at].lower().removesuffix("'s").removesuffix("'") for at in places]
    named = [_LANDS.get(word, word) for word in held if word[0].isalnum()]
    capitals = [words.low[at][0].lower() for at in places if words.capital(at)]
    bodies = bool(BODIES.intersection(held))
    initials = "".join(capitals) if bodies or len(capitals) > 2 else ""
    head = head.lower()
    return Party(frozenset(named), _LANDS.get(head, head), initials if len(initials) > 1 else "")
