"""Whether a sentence crosses over what its quotes keep apart.

Of "exports rose while imports fell" a sentence may say either, but not "exports fell while imports
rose". Both are parted into what has a verb of its own. Two parts of the sentence cross if each
takes words of the same two parts of the quotes, and what one takes from the first with something
of the second, the other takes the other way round. Only words that stand in one part tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, zip_longest

from qa.answering.contesting.numerals import numerals
from qa.answering.stemming import content_stems
from qa.answering.verifying.opposites import as_one, poles
from qa.answering.verifying.verbs import VERB
from vectorstore.splitting import sentence_spans

_PARTS = re.compile(
    r"[;:!?]|[.,](?=\s|$)|\s[–—-]\s|\b(?:and|while|but|whereas|though|although|as|than)\b"
)
_WHO = re.compile(r"^\s*(?:who|whose)\b")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_AGENT = re.compile(r"\b(?:sa(?:id|ys?)|by)\s(.+)")  # "... ,” said the mayor, Gail Norton"
_MOST_PARTS = 12  # of either; no sentence of anybody's has more
_MOST_PIECES = 60
Key = str | float | tuple[int, int]
_Found = dict[int, set[Key]]  # of a part of the quotes, the words of one part of the sentence


def crossed(sentence: str, quotes: Sequence[str]) -> str | None:
    """Why what the sentence joins is joined otherwise in its quotes; or None."""
    told = [quote[start:end] for quote in quotes for start, end in sentence_spans(quote)]
    theirs = [
        (_keys(part), _subject(part), at) for at, one in enumerate(told) for part in _parts(one)
    ][:_MOST_PARTS]
    places: dict[Key, set[int]] = defaultdict(set)
    for number, (keys, _, _) in enumerate(theirs):
        for key in keys:
            places[key].add(number)
    mine = [_keys(part) for part in _parts(sentence)[:_MOST_PARTS]]
    found = [_placed(keys, places) for keys in mine]
    for one, other in combinations(range(len(mine)), 2):
        shared = mine[one] & mine[other]
        for pair in combinations(sorted(found[one].keys() & found[other].keys()), 2):
            taken = [found[part][place] for part in (one, other) for place in pair]
            (_, first, at), (_, second, also_at) = (theirs[place] for place in pair)
            heads = (taken[0] & first and taken[3] & second) or (
                taken[1] & second and taken[2] & first
            )
            if at != also_at and not heads:
                continue  # what two sentences say of one may be told together
            own = [keys - shared for keys in taken]
            # Of "Tomé, who ..." the name is in both parts.
            if all(taken) and sum(map(bool, own)) >= len(own) - 1:
                return "it joins what its quotes say of different things"
    return None


def _placed(keys: set[Key], places: dict[Key, set[int]]) -> _Found:
    found: _Found = defaultdict(set)
    for key in keys:
        if len(places.get(key, ())) == 1:
            found[next(iter(places[key]))].add(key)
    return found


def _subject(part: str) -> set[Key]:
    """Whom a part tells of: the words before its verb, and who says it or does it behind that."""
    verb = VERB.search(part)
    agent = _AGENT.search(part)
    return _keys(part[: verb.start()] if verb else "") | _keys(agent[1] if agent else "")


def _parts(text: str) -> list[str]:
    """Each part that has a verb; what has none belongs to the part behind it."""
    parts: list[str] = []
    waiting = subject = ""
    for piece in _PARTS.split(text, maxsplit=_MOST_PIECES)[:_MOST_PIECES]:
        names = _NAME.findall(f"{' '.join(parts)} {waiting}") if _WHO.match(piece) else []
        waiting = " ".join([waiting, *names[-1:], piece])
        if verb := VERB.search(waiting):
            if not waiting[: verb.start()].strip():
                waiting = f"{subject} {waiting}"  # "landed late and was searched"
            else:
                subject = waiting[: verb.start()]
            parts.append(waiting)
            waiting = ""
    if waiting.strip():
        parts[-1:] = [f"{' '.join(parts[-1:])} {waiting}"]
    return parts


def _keys(part: str) -> set[Key]:
    keys: set[Key] = {item.value for item in numerals(part)}
    words = _WORD.findall(part)
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        one = as_one(word.lower(), following.lower()) or word.lower()
        keys |= set(poles(one)) or set(content_stems(word))
    return keys
