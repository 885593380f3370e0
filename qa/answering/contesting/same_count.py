"""Whether two figures count the same thing: of the same event, group, place and time.

Tolls ("killed", "missing", "freed") must share their event: its name, day or sort. Other figures
must be said of the same things and names in much the same words.
"""

from __future__ import annotations

import re

from qa.answering.contesting.asked_count import asked_count, gives
from qa.answering.contesting.circumstances import other_place, other_time, places
from qa.answering.contesting.names import names_in
from qa.answering.contesting.parties import RUN_BY
from qa.answering.contesting.statements import Statement, placed
from qa.answering.contesting.units import MEASURES
from qa.answering.figures import Counted
from qa.answering.questions import Kind, Question
from qa.answering.stemming import content_stems, share, stem

_ALIKE = 0.5  # share of the words around a figure that the other has too
_ALIKE_IN_ALL = 0.35  # of all their words, names and things included
_EVENT_WORDS = 2  # names and words of an event that two tolls of it share
# Words that show no likeness between two counts.
_COMMON = content_stems(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million billion dozen dozens hundreds thousands jan feb mar apr jun jul aug"
    " sep sept oct nov dec january february march april june july august september october"
    " november december monday tuesday wednesday thursday friday saturday sunday people persons"
    " others victim number figure toll total count counted estimate estimated say said put find"
    " recover report reported official authority ministry government police foreign interior"
    " agency news territory run according least about around some more than new latest now still"
    " far alone kill killed die died dead death injure injured wound wounded hurt missing body"
    " casualty free freed release released rescue rescued arrest arrested detain detained seize"
    " seized flee fled evacuate evacuated displaced homeless destroyed burned damaged rise raise"
    " climb pass stand bring increase"
)
_DAY_OF_YEAR = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? (\d{1,2})\b"
)
_POLL = re.compile(r"\b(?:polls?|polling|survey(?:ed)?|pollsters?|approval)\b", re.IGNORECASE)
# States that last from day to day: another weekday is no other occasion.
_GOES_ON = re.compile(r"\b(?:contained|counted|complete|completed|full|missing)\b", re.IGNORECASE)
_GAP = 3  # characters between two sentences side by side
_PUTS = re.compile(
    r"\b(?:put|puts|gave|gives|set|sets)"
    r" (?:it|(?:the|that|this) (?:number|figure|toll|count|total|crowd|turnout)(?: of [a-z]+)?)"
    r" (?:at|as)\b"
    # "The organisers spoke of 150,000", "claimed that 400 had come"
    r"|\b(?:spoke|speaks?|talked) of (?:\w+ ){0,2}?(?=\d)"
    r"|\b(?:claimed|said|says|counted)(?: that)? (?:\w+ ){0,2}?[\d,.]+(?: people)? (?:had |have )?"
    r"(?:come|attended|joined|taken part|turned out|marched|gathered)\b",
    re.IGNORECASE,
)
_HOW = re.compile(r"\W*how \w+ (?:is|are|was|were|does|do|did)\b", re.IGNORECASE)


def same_count(
    one: Statement, left: Counted, other: Statement, right: Counted, question: Question
) -> bool:
    """Whether a figure of one statement and one of another count the same thing."""
    if _puts_the_number(one, other) or _puts_the_number(other, one):
        return (left.number.unit, left.mode, right.mode) == (right.number.unit, "stated", "stated")
    return _by_what_they_say(one, left, other, right, question)


def _by_what_they_say(
    one: Statement, left: Counted, other: Statement, right: Counted, question: Question
) -> bool:
    if (left.number.unit, left.fate, left.mode) != (right.number.unit, right.fate, right.mode):
        return False
    if asked := asked_count(question):
        given = gives(asked, one, left), gives(asked, other, right)
        if any(given):
            return all(given)  # one is of a part, or of something else
    if left.group != right.group or (left.number.unit == "%" and _polled(one, other)):
        return False
    if _apart(one, left, other, right):
        return False
    if left.fate:
        return _one_event(one, other, question)
    return (
        _one_quantity(left, right)
        or _measured(one, left, other, question)
        or _asked_of_both(one, left, other, right, question)
    )


def _puts_the_number(one: Statement, other: Statement) -> bool:
    """Whether one only says that the number just given is another: "police put it at 40"."""
    if one.article_id != other.article_id or one.start is None or other.start is None:
        return False
    follows = 0 <= one.start - other.start - len(other.text) <= _GAP
    return follows and bool(_PUTS.search(one.text))


def _apart(one: Statement, left: Counted, other: Statement, right: Counted) -> bool:
    """Whether they are of different times or places."""
    goes_on = _GOES_ON.search(f"{left.clause} {right.clause}")
    if other_time(left.clause, right.clause) and not goes_on:
        return True
    return other_place(_place_of(one, left), _place_of(other, right))


def _polled(one: Statement, other: Statement) -> bool:
    """Whether they are answers to polls, which measure each for itself."""
    return bool(_POLL.search(one.text) or _POLL.search(other.text))


def _one_event(one: Statement, other: Statement, question: Question) -> bool:
    left, right = _event(one), _event(other)
    if not left or not right:
        asked = content_stems(question.text) - _COMMON
        return share(asked, left | right) >= _ALIKE
    if min(len(left), len(right)) < _EVENT_WORDS and _other_office(one, other):
        return False
    return len(left & right) >= min(_EVENT_WORDS, len(left), len(right))


def _event(statement: Statement) -> frozenset[str]:
    """Names, days and words for what it was: "earthquake", "valdora", "oct 7".

    Where the sentence has none ("the toll passed 3,000"), those of the article's title.
    """
    days = {" ".join(found).lower() for found in _DAY_OF_YEAR.findall(statement.claim)}
    names = names_in(placed(statement), inside=True) or names_in(statement.text, inside=True)
    plain = {stem(name) for name in names if not name.endswith(RUN_BY)}
    told = (statement.stems - _COMMON) | plain | days
    title = {stem(name) for name in names_in(statement.title, inside=True)}
    return told or (content_stems(statement.title) - _COMMON) | title


def _other_office(one: Statement, other: Statement) -> bool:
    """Whether both figures are put down to somebody, and these have no word in common."""
    left, right = (content_stems(item.speaker) - _COMMON for item in (one, other))
    return bool(one.speaker and other.speaker and (left or right) and not left & right)


def _one_quantity(left: Counted, right: Counted) -> bool:
    if not left.number.unit and not _one_thing(left, right) and left.things | right.things:
        return False
    if left.names - right.names and right.names - left.names:
        return False
    told = [item.around - item.things - item.names - _COMMON for item in (left, right)]
    if not all(told) or len(told[0] & told[1]) / min(map(len, told)) < _ALIKE:
        return False
    return len(left.around & right.around) / len(left.around | right.around) >= _ALIKE_IN_ALL


def _one_thing(left: Counted, right: Counted) -> bool:
    """Whether both count the same things; "widened its recall of cars to 71,000" counts cars."""
    if left.things & right.things:
        return True
    known, bare = (left, right) if left.things else (right, left)
    return bool(known.things) and not bare.things and known.things <= bare.around


def _asked_of_both(
    one: Statement, left: Counted, other: Statement, right: Counted, question: Question
) -> bool:
    """Whether both sentences hold all words of a question for a count of what both count."""
    words = content_stems(question.text)
    both = words and words <= one.stems and words <= other.stems
    counted = (left.things | right.things) & words
    return bool(
        question.kind is Kind.NUMBER
        and both
        and counted
        and not left.number.unit
        and _one_thing(left, right)
    )


def _measured(one: Statement, figure: Counted, other: Statement, question: Question) -> bool:
    """Whether both give the measure that is asked for, of what is named there."""
    names = names_in(question.text)
    asks = question.kind is Kind.NUMBER or bool(_HOW.match(question.text))
    named = names and names <= one.names and names <= other.names
    return bool(asks and named and figure.number.unit in MEASURES)


def _place_of(statement: Statement, figure: Counted) -> str:
    """The words that say where: of the figure's clause, or else of the sentence."""
    return figure.clause if places(figure.clause)[0] else placed(statement)
