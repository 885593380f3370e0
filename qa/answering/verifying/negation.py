"""Which words of a text are said not to be so.

A text is read clause by clause. A cue ("not", "nobody", "denied that") turns the words in its
reach; two cues over one word cancel out. The reach is that of plain rules, no grammar: forward to
the end of the clause, or over the whole of it where the cue is what is said of it ("the report was
baseless").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qa.answering.stemming import stem
from qa.answering.verifying.clauses import (
    BE,
    CONDITIONS,
    SAYING,
    Clause,
    Item,
    Token,
    clauses,
    items,
    passive,
)
from qa.answering.verifying.cues import NO_ONE, QUANTIFIERS, Kind, is_predicate, kind_of
from vectorstore.models import Span

_REACH = 15  # words; what stands farther off is seldom meant
_NEAR = 3  # words before "no" in which its verb stands: "found no evidence"
_LIMITS = frozenset("only just merely simply".split())  # "not only": it turns no more than that
_UNTIL = frozenset({"until", "till"})
# Where and when something is not so is not denied: "failed to sell at the auction".
_CIRCUMSTANCES = frozenset("at on during near outside inside amid despite about".split())
_SHORTEST = 3  # letters of a verb that is not known
_NOBODY = frozenset({"nobody", "none", NO_ONE})
_OF_WHOM = frozenset("at in on of from among".split())
_BY_WHOM = frozenset("by in on at as for after because".split())
_VERBS = BE | frozenset("has have had will would can could may might did does do".split())
_DETERMINERS = frozenset("a an the his her its their our my this that these those".split())


@dataclass(slots=True)
class Cue:
    """A negation, the items in its reach, and the one that it is itself, if any.

    Attributes:
        inside: it is among the words that count as quoted.
    """

    word: str
    kind: Kind
    clause: int
    reach: list[Item]
    item: Item | None = None
    inside: bool = True


@dataclass(slots=True)
class Reading:
    """The items, cues and words of a text."""

    items: list[Item] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    words: set[str] = field(default_factory=set)


def read(text: str, quoted: Sequence[Span] | None = None) -> Reading:
    """Read a text.

    Args:
        quoted: the spans of it that count as quoted, in order; all of it by default. The rest
            still turns what it reaches.
    """
    spans = [(0, len(text))] if quoted is None else list(quoted)
    found = clauses(text, spans)
    reading = Reading([item for clause in found for item in items(clause)])
    reading.words = {token.word for clause in found for token in clause}
    for number, clause in enumerate(found):
        words = [token.word for token in clause]
        for place, token in enumerate(clause):
            if kind := kind_of(words, place):
                cue = _turn(found, number, place, kind)
                cue.inside = any(start <= token.span[0] < end for start, end in spans)
                reading.cues.append(cue)
                reading.items += token.left_out
    reading.cues += [
        Cue(item.word, Kind.TURN, item.clause, [item], inside=item.inside)
        for item in reading.items
        if item.turned
    ]
    for item in reading.items:
        if _conditional(found[item.clause]):
            item.sign = 0
    for cue in reading.cues:  # a second negation undoes the first
        cue.reach = [item for item in cue.reach if item.sign <= 0]
    reading.cues = [cue for cue in reading.cues if not _conditional(found[cue.clause])]
    return reading


def _conditional(clause: Clause) -> bool:
    return clause[0].word in CONDITIONS


def _turn(found: Sequence[Clause], number: int, place: int, kind: Kind) -> Cue:
    """The cue at a place, with what it reaches turned."""
    clause = found[number]
    reach = _reach(found, number, place, kind)
    behind = clause[place + 1 : place + 1 + _REACH]
    for item in reach:
        item.sign *= 0 if any(token.word in _UNTIL for token in behind) else -1
    return Cue(clause[place].word, kind, number, reach, clause[place].item)


def _reach(found: Sequence[Clause], number: int, place: int, kind: Kind) -> list[Item]:
    clause, token = found[number], found[number][place]
    words = clause[place + 1 : place + 1 + _REACH]
    if limit := next((other for other in words[:2] if other.word in _LIMITS), None):
        return items([limit])
    end = next((at for at in range(len(words)) if _ends(words, at)), len(words))
    reach = items(words[:end])
    if token.word in _NOBODY and words and words[0].word in _OF_WHOM:
        verb = next((at for at in range(end) if _may_be_verb(words[at].word)), end)
        return items(words[verb:end])  # "nobody at the plant": there is a plant
    if kind is Kind.PLAIN and token.word in QUANTIFIERS:
        return reach + _governing(clause, place)
    if kind is Kind.PLAIN:
        return reach or _left_out(found, number, place)
    undergone = passive(clause, place) and token.word.endswith("ed")
    object_behind = bool(reach) and words[0].word not in _BY_WHOM  # "was refused entry"
    if is_predicate(token.word) or (undergone and not object_behind):
        reach += _subject(clause, place)
    elif kind is Kind.DENIAL and not reach:
        for later in found[number + 1 : number + 3]:  # "denied, in a statement, that ..."
            if later[0].word == "that":
                return items(later[:_REACH])
    return reach


def _may_be_verb(word: str) -> bool:
    irregular = len(word) > _SHORTEST and stem(word) not in {word, word.removesuffix("e")}
    return word in _VERBS or word.endswith("ed") or (irregular and not word.endswith("s"))


def _ends(words: Sequence[Token], at: int) -> bool:
    """Whether what follows is not turned: "dismissed it as false", "no trophies and a fine"."""
    if words[at].word == "and":
        return at + 1 < len(words) and words[at + 1].word in _DETERMINERS
    return words[at].word in {"nor", "as"} or (
        words[at].word in _CIRCUMSTANCES and bool(items(words[:at]))
    )


def _governing(clause: Clause, place: int) -> list[Item]:
    """The verb of which "no evidence" is the object: "found", but not "said"."""
    for token in reversed(clause[max(place - _NEAR, 0) : place]):
        if token.word == "that":
            break
        if token.item and not token.name:
            return [] if token.word in SAYING else [token.item]
    return []


def _left_out(found: Sequence[Clause], number: int, place: int) -> list[Item]:
    """What the clause before says and this one leaves out: "prices rose, but wages did not"."""
    token = found[number][place]
    if not number or token.word != "not" or not items(found[number][:place]):
        return []
    said = items(found[number - 1][:_REACH])[1:]
    token.left_out = [replace(item, clause=number, sign=1) for item in said]
    return token.left_out


def _subject(clause: Clause, place: int) -> list[Item]:
    """What stands before a word that is said of it, back to who says so."""
    found: list[Item] = []
    for token in reversed(clause[max(place - _REACH, 0) : place]):
        if token.word == "as" or token.word in SAYING:
            break
        if token.item:
            found.append(token.item)
    return found
