"""Whether a number, a day, a name or a party of the sentence is told of what the quotes tell of it.

Of "58 of those given the vaccine and 143 of those given a placebo fell ill" the 143 are told of the
placebo. A text is parted into what is told of each; an anchor is what stands in one part and has a
rival of its own sort in another: number and number, month and month, "north" and "south", doctors
and nurses. A part of the sentence is at fault if it has an anchor of one part of the quotes, else
only words of a part with a rival, and not the rival.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from qa.answering.contesting.numerals import numerals
from qa.answering.stemming import content_stems
from qa.answering.verifying.opposites import as_one, poles
from qa.answering.verifying.verbs import VERB
from vectorstore.splitting import sentence_spans

_BORDER = re.compile(
    r"[;:](?=\s)|,(?=\s)|\s[–—-]\s|\b(?:and|while|but|whereas|though|although|against|compared with"
    r"|compared to)\b"
)
# A part that begins so is told of whom the part before is told of.
_GOES_ON = re.compile(
    rf"\s*(?:(?:also|then|later|now|has|have|had|is|are|was|were|will|would|it|he|she|they|who"
    rf"|which|of which|of whom)\b|{VERB.pattern})"
)
_SAID = re.compile(
    r"\b(?:said|says?|told|added|reported|wrote|announced)(?: (?:in|on|at|to|by) .*)?\W*$"
)
_FROM = re.compile(r"\s*(?:up|down) from\b")
_SAYS = re.compile(r"said|says?|told|announced|reported|added")
_SORTS = tuple(
    frozenset(words.split())
    for words in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "january february march april may june july august september october november december",
        "north northern south southern east eastern west western",
    )
)
_SORTED = frozenset(word for sort in _SORTS for word in sort)
_WHICH = re.compile(r"\s*(?:who|which|whose)\b")
_COMPARED = {"fewer": "fall", "less": "fall", "more": "rise"}
_NOT = re.compile(r"\b(?:not|no|without|never|none)\b|n[’']t\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = re.compile(
    rf"\b(?:{_MONTH})[a-z]{{0,6}}\.? (?P<behind>\d\d?)\b(?!:)|\b(?P<before>\d\d?) (?:{_MONTH})",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|at|near|off|to|from) (?:the )?(?P<name>[A-Z][\w’'-]+)")
_WORD = re.compile(r"[^\W\d_][^\W_]*")
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_MOST = 12  # parts of a text
_ENOUGH = 2  # words of the rival's part, for the sentence to tell of it
_HALF, _QUARTER = 0.5, 0.25
_OPENING = 4
_WHEN = content_stems(" ".join(_SORTS[0] | _SORTS[1]))
_IDLE = content_stems("people said says say told tells year years month week day time other first")
Key = str | tuple[str, str, float] | tuple[int, int]


@dataclass(slots=True)
class Part:
    """A stretch of a text that tells one thing.

    Attributes:
        words: stems, and the poles of words that have opposites.
        anchors: of each sort, what stands here.
        subject: whom it is told of, where the part before says so; own: where it says so itself.
        opening: the first few words, where no verb tells who it is told of.
        sentence: the same for all parts of one sentence.
    """

    words: set[Key] = field(default_factory=set)
    anchors: dict[str, set[Key]] = field(default_factory=dict)
    subject: set[Key] = field(default_factory=set)
    own: set[Key] = field(default_factory=set)
    opening: set[Key] = field(default_factory=set)
    negated: bool = False
    sentence: object = None


def told_of_another(sentence: str, quotes: Sequence[str]) -> str | None:
    """Why the sentence tells of one what its quotes tell of another; or None."""
    theirs = [part for quote in quotes for part in parts(quote)][:_MOST]
    if len(theirs) < 2:
        return None
    held = [part.words | part.subject for part in theirs]
    heads = _contrasted(theirs)
    places = {key for part in theirs for key in part.anchors.get("place", ())}
    for mine in parts(sentence, heads)[:_MOST]:
        if known := (mine.own or mine.opening) & heads:
            mine.anchors["who"] = known
        if known := mine.words & places:
            mine.anchors["place"] = known
        for sort, anchors in mine.anchors.items():
            for anchor in anchors:
                if rival := _rival(mine, sort, anchor, theirs, held):
                    return f"its quotes tell that of {rival}, not of {_written(anchor)}"
    return None


def _rival(
    mine: Part, sort: str, anchor: Key, theirs: Sequence[Part], held: Sequence[set[Key]]
) -> str | None:
    """What stands in the anchor's place in the part that the sentence's words are from."""
    own = [at for at, part in enumerate(theirs) if anchor in part.anchors.get(sort, ())]
    if not own:
        return None
    all_anchors = {key for part in theirs for keys in part.anchors.values() for key in keys}
    words = {key for key in (mine.words | mine.subject) - all_anchors if key not in _IDLE}
    here = {key for at in own for key in held[at]}
    least = _QUARTER if sort == "number " and not mine.negated else _HALF
    for at, part in enumerate(theirs):
        rivals = part.anchors.get(sort, set()) - mine.anchors[sort]
        beside = any(theirs[place].sentence == part.sentence for place in own)
        # What two sentences say of one may be told together; of two, they name both.
        if sort != "place":
            beside = beside or bool((mine.own or mine.opening) & part.own - here)
        if at in own or not rivals or not beside:
            continue
        elsewhere = {key for other, keys in enumerate(held) if other != at for key in keys}
        shared = words & held[at] - elsewhere
        if words & here - held[at] or len(words & here) >= len(words & held[at]):
            continue
        telling = [key for key in words if isinstance(key, str) and key not in here]
        if len(_stems(shared)) >= _ENOUGH or (
            shared and len(_stems(shared)) >= least * max(1, len(telling))
        ):
            return _written(min(rivals, key=str))
    return None


def _contrasted(theirs: Sequence[Part]) -> set[Key]:
    """Marks whom parts of one sentence are told of, where these differ; returns all of them."""
    heads: set[Key] = set()
    for part in theirs:
        beside = [
            other
            for other in theirs
            if other is not part and other.sentence == part.sentence and other.own
        ]
        others = {key for other in beside for key in other.words}
        if len(part.words - part.own) < _ENOUGH:
            continue  # "but wages did not"
        if beside and (mine := part.own - others - _IDLE - _WHEN):
            part.anchors["who"] = {key for key in mine if isinstance(key, str)}
            heads |= part.anchors["who"]
    return heads


def _stems(keys: Iterable[Key]) -> set[str]:
    return {key for key in keys if isinstance(key, str)} or {str(key) for key in keys}


def _written(anchor: Key) -> str:
    return f"{anchor[2]:g}" if len(anchor) == 3 and not isinstance(anchor, str) else str(anchor)


def parts(text: str, heads: Iterable[Key] = ()) -> list[Part]:
    """The parts of a text in order.

    Args:
        heads: whom something may be told of, even if no verb is seen.
    """
    found: list[Part] = []
    for start, end in sentence_spans(text):
        subject: set[Key] = set()
        sentence, waiting, last, told = object(), list[Part](), "", ""
        for piece, merged in _pieces(text[start:end], set(heads)):
            part = Part(_keys(piece), _anchors(piece), sentence=sentence)
            part.negated = bool(_NOT.search(piece))
            verb = _told(piece)
            opening, rest = piece.split()[:_OPENING], piece.split()[_OPENING:]
            part.opening = _keys(" ".join(opening)) if rest and not verb else set()
            if _WHICH.match(piece) and found:
                part.subject = _keys(" ".join(last.split()[-_OPENING:]))
            elif _FROM.match(piece):  # "to 24, down from as many as 36"
                part.subject = _keys(told)
            elif _GOES_ON.match(piece) and subject:
                part.subject = subject
            elif verb:
                subject = _keys(piece[: verb.start()])
                if not merged and not _SAID.search(piece):
                    part.own = subject
            if verb:
                for other in waiting:  # "58 of these and 143 of those fell ill"
                    other.subject = _keys(piece[verb.start() :])
            waiting, last = [] if verb else [*waiting, part], piece
            told = piece if verb else told
            found.append(part)
    return found


def _told(piece: str) -> re.Match[str] | None:
    """The first verb; of "the mayor said prices rose" the one of what is said."""
    verb = VERB.search(piece)
    if verb and _SAYS.fullmatch(verb.group()) and (behind := VERB.search(piece, verb.end())):
        return behind
    return verb


def _pieces(text: str, heads: set[Key]) -> Iterator[tuple[str, bool]]:
    """Cut at borders; what has neither a verb nor a number of its own belongs to the next.

    Yields:
        The piece, and whether it is made of several behind the first.
    """
    cuts = [0, *(found.start() for found in _BORDER.finditer(text)), len(text)]
    waiting, merged = "", False
    for first, last in pairwise(cuts):
        piece = _BORDER.sub(" ", text[first:last], count=1) if first else text[first:last]
        merged = bool(waiting) and first != cuts[1]
        waiting = f"{waiting} {piece}" if waiting else piece
        if VERB.search(piece) or numerals(piece) or _keys(piece) & heads:
            yield waiting, merged
            waiting = ""
    if waiting.strip():
        yield waiting, True


def _anchors(piece: str) -> dict[str, set[Key]]:
    found: dict[str, set[Key]] = {}
    for item in numerals(piece):
        found.setdefault(f"number {item.unit}", set()).add(("number", item.unit, item.value))
    for year in _YEAR.findall(piece):
        found.setdefault("year", set()).add(("number", "year", float(year)))
    for day in _DAY.finditer(piece):
        value = float(day["behind"] or day["before"])
        found.setdefault("day", set()).add(("number", "day", value))
    words = {word.lower() for word in _WORD.findall(piece)}
    for number, sort in enumerate(_SORTS):
        for word in sort & words:
            found.setdefault(f"sort {number}", set()).update(content_stems(word))
    for match in _PLACE.finditer(piece):
        found.setdefault("place", set()).update(content_stems(match["name"]))
    return found


def _keys(piece: str) -> set[Key]:
    keys: set[Key] = set()
    words = _WORD.findall(piece)
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        one = as_one(word.lower(), following.lower()) or word.lower()
        sides = () if one in _SORTED else poles(_COMPARED.get(one, one))
        keys |= set(sides) or set(content_stems(word))
    return keys
