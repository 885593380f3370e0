"""The verbs of a text with those who are named beside them: who did it, and to whom.

No grammar: whoever is named right before a verb did it, and whoever is named right behind it had it
done to him; the other way round with "was ... by".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qa.answering.stemming import stem
from qa.answering.verifying.days import without_days
from qa.answering.verifying.names import levelled
from qa.answering.verifying.ordinary import NOT_NAMES

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")
_BETWEEN = frozenset(
    (
        "has have had having is are was were been be being will would could may might did does do"
        " also later then not never again already repeatedly publicly formally openly since still"
        " earlier both all once twice immediately finally first"
    ).split()
)
_DETERMINERS = frozenset("the its their his her a an several some both all".split())
_BE = frozenset("is are was were been be being get got".split())
_JOINING = frozenset("of the for and on in de du des la le al el bin van von der".split())
_NO_DEED = NOT_NAMES | _BETWEEN | _DETERMINERS
_PREPOSITIONS = frozenset(
    "from of in at for with to by on against near into over under between among than".split()
)
_LEFT_OVER = frozenset("on in since".split())  # of "on Monday", where the day was taken out
_DESCRIBING = ("man", "woman", "ian", "ese", "ish", "can", "ean", "i")
TELLING = frozenset(
    map(
        stem,
        (
            "say tell report announce state add insist write reply argue confirm acknowledge"
            " admit note declare reveal disclose"
        ).split(),
    )
)
SAYING = TELLING | frozenset(
    map(stem, "claim deny warn describe call reject dismiss accuse blame urge condemn".split())
)
_PRESENT = frozenset(
    map(
        stem,
        (
            "beat win defeat sue buy sell invite visit criticise criticize praise lead join back"
            " support oppose threaten order arrest release kill attack bomb invade ban owe"
        ).split(),
    )
)
_UNMARKED = frozenset("beat cut hit put shut set let quit cost read spread hurt burst".split())
# Verbs of anything and anybody, and those of which the doer may be what it is done to.
_LIGHT = frozenset(
    map(
        stem,
        (
            "take make have give get go come do be put see find use show keep become seem look want"
            " need help include remain launch open close start begin end move sink land crash break"
            " increase change turn run"
        ).split(),
    )
)
_AHEAD = 4  # words before a verb in which its doer is looked for
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with those named right beside it, in lower case; empty where nobody is.

    Attributes:
        pronoun: "he" or "it" did it, taken for whoever did something last.
    """

    verb: str
    by: Names
    to: Names
    pronoun: bool = False


def deeds(text: str, is_ordinary: Callable[[str], bool]) -> Iterator[Deed]:
    """The verbs of a text that have somebody named beside them.

    Args:
        is_ordinary: whether a capitalised word is no name.
    """
    tokens = _TOKEN.findall(levelled(without_days(text)))

    def named(word: str) -> bool:
        return word[0].isupper() and word.lower() not in NOT_NAMES and not is_ordinary(word)

    last: Names = ()
    for place, token in enumerate(tokens):
        if not _is_verb(token):
            continue
        left = _left(tokens, place, named)
        if _passive(tokens, place) or _reduced(tokens, place):
            behind = place + 2 if tokens[place + 1 : place + 2] == ["-"] else place + 1  # "1-0"
            told = tokens[behind : behind + 1] == ["by"]
            by, to = _right(tokens, behind + 1, named, by=True) if told else (), left
        else:
            # Whom somebody "said" something of is not whom it was said to.
            stated = stem(token) in TELLING and stem(token) != stem("tell")
            by, to = left, () if stated else _right(tokens, place + 1, named)
        pronoun = not by and _by_pronoun(tokens, place)
        by = last if pronoun else by
        last = by or last
        if by or to:
            yield Deed(stem(token), by, to, pronoun)


def _left(tokens: Sequence[str], place: int, named: Callable[[str], bool]) -> Names:
    at = place - 1
    while at >= 0 and place - at <= _AHEAD and (_between(tokens[at]) or tokens[at] in _LEFT_OVER):
        at -= 1
    aside = at == place - 1 and tokens[at : at + 1] == [","]
    at -= aside
    found: list[str] = []
    while at >= 0:
        if named(tokens[at]):
            found.insert(0, bare(tokens[at]))
        elif not (found and tokens[at] in _JOINING and at and named(tokens[at - 1])):
            break
        at -= 1
    if aside and not _is_apposition(tokens, at):
        return ()
    if at >= 0 and (tokens[at] in _PREPOSITIONS or _is_description(tokens, at, found)):
        return ()
    return tuple(found)


def _is_apposition(tokens: Sequence[str], at: int) -> bool:
    """Whether a comma tells who somebody is: "the captain, Owen Pryce," not "Paris, Texas,"."""
    return at > 0 and tokens[at] == "," and tokens[at - 1].islower()


def _by_pronoun(tokens: Sequence[str], place: int) -> bool:
    """Whether "it", "he", "she" or "they" did it: whoever did something last."""
    at = place - 1
    while at > 0 and _between(tokens[at]):
        at -= 1
    return at >= 0 and tokens[at].lower() in {"it", "he", "she", "they"}


def _is_description(tokens: Sequence[str], at: int, found: Sequence[str]) -> bool:
    """Whether it is no name: "the Frenchman", "a Korean"."""
    return tokens[at].lower() in {"the", "a"} and len(found) == 1 and found[0].endswith(_DESCRIBING)


def _passive(tokens: Sequence[str], place: int) -> bool:
    """Whether the verb at a place is done to what stands before it: "is believed"."""
    at = place - 1
    while at >= 0 and _between(tokens[at]) and tokens[at] not in _BE:
        at -= 1
    return at >= 0 and tokens[at] in _BE and not tokens[place].endswith("ing")


def _reduced(tokens: Sequence[str], place: int) -> bool:
    """Whether it is a passive without its "was": "Resolution 2712, drafted by Malta"."""
    alone = place == 0 or not tokens[place - 1][0].isalpha()
    return alone and tokens[place + 1 : place + 2] == ["by"]


def _between(word: str) -> bool:
    return word in _BETWEEN or (word.islower() and word.endswith("ly"))


def _right(
    tokens: Sequence[str], place: int, named: Callable[[str], bool], *, by: bool = False
) -> Names:
    while place < len(tokens) and tokens[place] in _DETERMINERS:
        place += 1
    found: list[str] = []
    while place < len(tokens) and named(tokens[place]):
        if tokens[place].endswith(("'s", "’s")):
            return ()  # "Hamas's offer" is no Hamas
        found.append(bare(tokens[place]))
        place += 1
        following = tokens[place : place + 2]
        if by and len(following) > 1 and _is_noun(following[0]) and named(following[1]):
            place += 1  # "by Reds boss Rodgers"
        elif following and _is_noun(following[0]) and not _is_verb(following[0]):
            return ()  # "Russian jets"
    return tuple(found)


def _is_noun(word: str) -> bool:
    return word.islower() and word not in _PREPOSITIONS and word not in _NO_DEED


def _is_verb(word: str) -> bool:
    """Whether a word may be a verb that tells a deed, by its form."""
    if not word.islower() or word in _NO_DEED or stem(word) in _LIGHT:
        return False
    base = stem(word)
    if word.endswith("s"):  # most such words are nouns
        return base in SAYING or base in _PRESENT
    return word.endswith("ed") or word in _UNMARKED or base != word.removesuffix("e")


def bare(word: str) -> str:
    """A name in lower case, without a closing 's."""
    return word.lower().replace("’", "'").removesuffix("'s")
