"""A text as clauses of words, each with what it says and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.answering.stemming import stem
from qa.answering.verifying.cues import NO_ONE, PLAIN
from qa.answering.verifying.opposites import KNOWING, as_one, poles
from vectorstore.models import Span

_TOKEN = re.compile(
    r"[Nn]o\.(?= ?\d)|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*|[,;:.!?()—–…]|(?<= )-(?= )"
)
_STOPS = frozenset(",;:.!?()—–…-")
BE = frozenset("be been being is are was were am get got".split())
# Verbs only: "report" and "claim" are as often what is said.
SAYING = frozenset(
    (
        "said says say told tells tell added adds announced announces reported claimed stated"
        " argued argues insisted insists"
    ).split()
)
_BOUNDARIES = frozenset(
    "but although though whereas while because since when unless after before if whether".split()
)
CONDITIONS = frozenset(
    {"if", "unless", "whether"}
)  # what they begin is not said to be so, nor not to be
_EMPTY = _BOUNDARIES | frozenset(
    (
        "a an the this that these those and or of in on at to for from by with as into about over"
        " than then there here it its he him his she her hers they them their we us our you your i"
        " my me who whom whose what which where why how so such very also too do does did doing"
        " have has had having will would shall should can could may might must be been being is"
        " are was were am any some each every all both more most much many other another own still"
        " yet even again ever out up down off under between during through s t"
    ).split()
)
_SUBJECTS = frozenset("he she it they we i there this that".split())
_AUXILIARIES = frozenset("had has have will would did does not".split())
# Said of somebody, they are of the pair of knowing: "Tehran was told".
_TOLD = frozenset("told informed notified briefed warned alerted".split())
_UN = re.compile(r"un([a-z]{3,}(?:ed|able|ible|hurt|paid|safe|fair|sure|clear|well|heard|seen))")
_LONG = 6  # letters, from which on "-ly" is an ending
_BEFORE = 3  # words before a verb in which "was" makes it passive


@dataclass(slots=True)
class Item:
    """A word that says something.

    Attributes:
        name: it is capitalised.
        inside: it is among the words that count as quoted.
        sides: the pairs of opposites that it belongs to, see `opposites`, with its pole.
        sign: -1 within the reach of a negation, 0 where that is open ("not until Friday").
        turned: it negates itself, as "unharmed" does; its stem is that of "harmed".
    """

    stem: str
    word: str
    clause: int
    name: bool
    inside: bool
    sides: tuple[tuple[int, int], ...]
    sign: int = 1
    turned: bool = False

    @property
    def poles(self) -> tuple[tuple[int, int], ...]:
        """The pairs with the poles that the text gives them."""
        return tuple((pair, pole * self.sign) for pair, pole in self.sides)


@dataclass(slots=True)
class Token:
    """A word in lower case; `left_out` are items that it stands for without repeating them."""

    word: str
    span: Span
    name: bool = False
    item: Item | None = None
    left_out: list[Item] = field(default_factory=list)


Clause = list[Token]


def clauses(text: str, quoted: Sequence[Span]) -> list[Clause]:
    """The clauses of a text.

    Args:
        quoted: spans of the text, in order; the items within them are `inside`.
    """
    found = _split(_tokens(text))
    span = 0
    for number, clause in enumerate(found):
        for place, token in enumerate(clause):
            while span + 1 < len(quoted) and token.span[0] >= quoted[span][1]:
                span += 1
            inside = quoted[span][0] <= token.span[0] and token.span[1] <= quoted[span][1]
            token.item = _item(clause, place, number, inside)
    return found


def items(tokens: Sequence[Token]) -> list[Item]:
    """What these words say."""
    return [token.item for token in tokens if token.item]


def passive(clause: Sequence[Token], place: int) -> bool:
    """Whether a form of "be" stands closely before a place."""
    return any(token.word in BE for token in clause[max(place - _BEFORE, 0) : place])


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        word, span = found.group().replace("’", "'").lower(), found.span()
        before = tokens[-1] if tokens else None
        if before and before.span[1] + 1 == span[0]:
            pair = (before.word, word)
            if one := (NO_ONE if pair == ("no", "one") else as_one(*pair)):
                tokens[-1] = Token(one, (before.span[0], span[1]))
                continue
        if word.endswith("n't"):
            tokens.append(Token(word.removesuffix("n't"), span))
            word = "not"
        tokens.append(Token(word, span, name=found.group()[0].isupper()))
    return tokens


def _split(tokens: Sequence[Token]) -> list[Clause]:
    found: list[Clause] = [[]]
    for place, token in enumerate(tokens):
        if token.word in _STOPS:
            found.append([])
            continue
        if token.word in _BOUNDARIES or (token.word == "and" and _begins(tokens, place + 1)):
            found.append([])
        found[-1].append(token)
    return [clause for clause in found if clause]


def _begins(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb or a new subject follows "and"."""
    if place >= len(tokens):
        return False
    word = tokens[place].word
    return (
        word in _SUBJECTS | BE | _AUXILIARIES
        or (word.endswith("ed") and len(word) > len("need"))
        or word in SAYING
    )


def _item(clause: Clause, place: int, number: int, inside: bool) -> Item | None:
    token = clause[place]
    word = token.word
    if word in _EMPTY or word in PLAIN or not word[:1].isalpha():
        return None
    sides = poles(word)
    if word in _TOLD and passive(clause, place):
        sides = (*sides, (KNOWING, 1))
    if not sides and (positive := _UN.fullmatch(word)):
        base = stem(positive[1])
        return Item(base, word, number, token.name, inside, (), sign=-1, turned=True)
    # "Nationally" says what "national" says.
    base = word.removesuffix("ly") if len(word) > _LONG and not token.name else word
    return Item(stem(base), word, number, token.name, inside, sides)
