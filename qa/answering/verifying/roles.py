"""Who did it to whom, who gave what to whom, who is ahead of whom: also where nobody is named.

Each is a frame of two sides. "The lorry hit the bus" and "a bus was hit by a lorry" are one frame,
"lost its majority to" and "took the majority from" another, "grew faster than" and "finished ahead
of" a third. A sentence is at fault if both sides of one of its frames stand the other way round in
a frame of its quotes, and none stands as it does. No grammar: a side is the words of a stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from qa.answering.stemming import content_stems, stem

_STOP = re.compile(
    r"[.;:!?](?=\s|$)|\s[–—-]\s|\b(?:that|while|whereas|but|although|though|because|when|if"
    r"|as|after|before|since|until|unless|where)\b"
)
_COMMA = re.compile(r",(?=\s)")
_ADVERBS = r"(?: (?:also|later|then|still|now|again|\w+ly))*"
_BE = r"(?:is|are|was|were|be|been|being|get|got)"
_PASSIVE = re.compile(rf"\b{_BE}{_ADVERBS}(?: being)? (?P<verb>[a-z]{{3,}})(?<!ing)\b")
_BY = re.compile(r"\bby (?P<who>.*)")
_AUXILIARY = re.compile(rf"(?:\b(?:{_BE}|has|have|had|will|would|being|also|later)\s+)+$")
# "would leave in March and be succeeded": the side stands farther before.
_GOES_ON = re.compile(rf"\band(?: (?:would|will|to))?(?: {_BE})? *$")
# What ends the side behind a verb: a preposition, or another verb.
_BEHIND = re.compile(
    r"\b(?:in|on|at|by|for|from|to|with|over|during|near|into|against|under|about|than|ahead|behind|above|below|more|less"
    r"|who|which|and|or"
    r"|is|are|was|were|has|have|had|will|would)\b"
)
_TO = re.compile(r"\bto (?P<who>.*)")
_FROM = re.compile(r"\bfrom (?P<who>.*)")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
# Verbs that say one thing; each of a row is read as its first.
_SAME = {
    stem(word): stem(row.split()[0])
    for row in (
        "succeed succeeded follow replace",
        "beat defeat overcome outclass thrash",
        "hit ram strike",
        "sue sued suing prosecute",
        "accuse blame",
        "kill murder",
        "buy acquire purchase",
        "arrest detain",
    )
    for word in row.split()
}
_PHRASES = (
    (
        re.compile(r"\b(?:ran|run|runs|drove|crashed|ploughed|slammed) into (?=the|an?|[A-Z])"),
        "hit ",
    ),
    (re.compile(r"\b(?:took|takes?|taken) over from\b"), "succeeded"),
    (re.compile(r"\b(?:won|wins?|win) (?:[\d-]+ )?against\b"), "beat"),
    (re.compile(r"\bvictory over\b"), "beat"),
    (re.compile(r"\bcall(?:ed|s) in(?= (?:the|an?|its|their|[A-Z]))"), "summoned"),
)
_GIVES = frozenset(
    map(stem, "lose cede give hand sell lend transfer surrender pay donate concede grant".split())
)
_GETS = frozenset(
    map(stem, "take win get receive buy borrow gain capture seize acquire wrest inherit".split())
)
_LIGHT = frozenset(
    map(
        stem,
        (
            "be have do say tell report add state make go come become include remain seem expect"
            " need use show number group trust plant right state court house school being"
        ).split(),
    )
)
_MORE = re.compile(
    r"\b(?:(?P<more>more|higher|larger|bigger|greater|faster|quicker|longer|older|richer|stronger"
    r"|better|heavier|taller|dearer|warmer|hotter|wider|sooner)(?! (?:slow|rare|seldom|weak)\w*)"
    r"|(?P<less>more slowly|more rarely|less|fewer|lower|smaller|slower|shorter|younger"
    r"|poorer|weaker|worse|lighter|cheaper"
    r"|colder|narrower|later))\b(?P<between>[^.;:]{0,40}?) than (?P<other>.*)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:(?P<more>ahead of|above|in front of|overtak\w+|overtook|exceed\w*|surpass\w*|outpac\w+"
    r"|outnumber\w*|outsold|outsell\w*)|(?P<less>behind|below|short of))\b (?P<other>.*)"
)
# "The back of the bus" is hit where the bus is.
_OF_IT = frozenset("back front rear side top end edge middle part".split())
_DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
    " July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov"
    " Dec".split()
)
_CAME = frozenset("came come comes went go goes made had has took were was are is".split())
_LONGEST = 12  # words of a side
_FEW = 3  # words between "more" and "than"
_SEARCHED = 300  # characters before and behind a verb
_MOST_FRAMES = 200
_SHORTEST = 3  # letters of a verb that is not known
_MOST = 40  # verbs of a text that are looked at
Side = frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """Two sides of one deed, of something handed over, or of a comparison.

    Attributes:
        kind: the verb's stem, "give" or "more".
        one: who does it, gives, or has more; other: to whom it is done, who gets, who has less.
    """

    kind: str
    one: Side
    other: Side


def turned_round(sentence: str, quotes: Sequence[str]) -> str | None:
    """Why the quotes have the two sides of something the other way round; or None."""
    theirs = [frame for quote in quotes for frame in islice(frames(quote), _MOST_FRAMES)]
    for mine in islice(frames(sentence), _MOST_FRAMES):
        same = [frame for frame in theirs if frame.kind == mine.kind]
        straight = (mine.one & frame.one or mine.other & frame.other for frame in same)
        if not any(straight) and any(
            mine.one & frame.other and mine.other & frame.one for frame in same
        ):
            return "its quotes tell of the two the other way round"
    return None


def frames(text: str) -> Iterator[Frame]:
    """The frames of a text whose two sides both say something."""
    for pattern, plain in _PHRASES:
        text = pattern.sub(plain, text)
    for clause in _STOP.split(text):
        for frame in (*_compared(clause), *_done(clause)):
            one, other = frame.one - frame.other, frame.other - frame.one
            if one and other:  # what both have tells neither apart
                yield Frame(frame.kind, one, other)


def _compared(clause: str) -> Iterator[Frame]:
    for pattern in (_MORE, _AHEAD):
        if found := pattern.search(clause):
            one = _side(_until_verb(clause[: found.start()].split()[-_LONGEST:]))
            if pattern is _MORE and (what := _compares(found["between"])):
                one = what  # "more electric than diesel cars"
            other = _side(_until_verb(found["other"].split()[:_LONGEST]))
            yield Frame("more", one, other) if found["more"] else Frame("more", other, one)


def _until_verb(words: Sequence[str]) -> Sequence[str]:
    """What is compared, without what it does: "rents" of "rents grew"."""
    for at, word in enumerate(words):
        plain = word.strip(",.")
        if at and plain.islower() and (plain in _CAME or _is_verb(plain, stem(plain))):
            return words[:at]
    return words


def _compares(between: str) -> Side:
    """What stands between "more" and "than", unless it tells how: "more quickly"."""
    words = between.split()
    plain = words and not any(word.endswith("ly") for word in words) and len(words) <= _FEW
    return _side(words) if plain else frozenset()


def _done(clause: str) -> Iterator[Frame]:
    passive = {found.start("verb") for found in _PASSIVE.finditer(clause)}
    for found in list(_WORD.finditer(clause))[:_MOST]:
        verb = stem(found.group())
        if found.group()[0].isupper() or not _is_verb(found.group(), verb):
            continue
        at, behind = found.start(), clause[found.end() : found.end() + _SEARCHED]
        before = _before(clause[max(0, at - _SEARCHED) : at])
        if found.start() in passive:
            yield from _passive(verb, before, behind)
        else:
            yield from _active(verb, before, behind)


def _passive(verb: str, before: Side, behind: str) -> Iterator[Frame]:
    by, to = _BY.search(behind), _TO.search(behind)
    if verb in _GIVES and by and to:
        yield Frame("give", _behind(by["who"]), _behind(to["who"]))
    elif by:
        yield Frame(_SAME.get(verb, verb), _behind(by["who"]), before)


def _active(verb: str, before: Side, behind: str) -> Iterator[Frame]:
    what = _behind(behind)
    if verb in _GIVES:
        to = _TO.search(behind)
        yield Frame("give", before, _behind(to["who"]) if to else what)
        if verb == stem("lose") and to:
            yield Frame("beat", _behind(to["who"]), before)
    elif verb in _GETS and (away := _FROM.search(behind)):
        yield Frame("give", _behind(away["who"]), before)
    yield Frame(_SAME.get(verb, verb), before, what)


def _is_verb(word: str, base: str) -> bool:
    """Whether a word may be a verb by its form; a few that look like none are known."""
    if base in _LIGHT:
        return False
    if base in _SAME or base in _GIVES or base in _GETS:
        return True
    irregular = base not in {word, word.removesuffix("e")} and not word.endswith("s")
    return len(word) > _SHORTEST and (irregular or word.endswith(("ed", "ing")))


def _before(text: str) -> Side:
    """The words before a verb; of "Dahl, the champion, lost" all, of "..., it won" the last."""
    text = _AUXILIARY.sub("", text)
    pieces = _COMMA.split(text)
    if pieces[-1].strip() and not _GOES_ON.search(text):
        pieces = pieces[-1:]
    return _side(" ".join(pieces).split()[-_LONGEST:])


def _behind(text: str) -> Side:
    """The words right behind a verb or preposition, up to the next of its sort."""
    kept = re.split(r",(?= [a-z])", text, maxsplit=1)[0]
    ends = _BEHIND.search(kept)
    return _side((kept[: ends.start()] if ends else kept).split()[:_LONGEST])


def _side(words: Sequence[str]) -> Side:
    """The names among the words; if there are none, all that say something."""
    bare = [word.strip(",\"'“”‘’") for word in words]
    named = [word for word in bare[1:] if word[:1].isupper() and word not in _DAYS]
    if named and bare[0][:1].isupper():
        named.append(bare[0])
    return content_stems(" ".join(named)) or content_stems(" ".join(bare)) - _OF_IT
