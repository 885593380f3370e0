"""Who did it: names in the role that is asked for, told by where they stand to the verb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.answering.named_words import NamedWords, words_of
from qa.answering.spanning.asked import Asked
from qa.answering.spanning.tokens import Tokens, adjective, name_before, name_from, tokens
from qa.answering.stemming import stem
from vectorstore.models import Span

_BE = frozenset("is are was were be been being became".split())
_BETWEEN = frozenset(
    (
        "has have had also first then later once originally would will reportedly jointly"
        " himself herself already again finally"
    ).split()
)
_DETERMINERS = frozenset("the a an its his her their".split())
# Behind these a name is no subject: "the brother of Ann Lee founded".
_BARRING = frozenset(
    "of in at on for from to with by as under near against about into over than like".split()
)
_FAR = 14  # words between a verb and the "by" that names its agent
_NEAR = 9  # words of a title before a name: "by the French engineer Ann Lee"
_ASIDE = 16  # words of an apposition between a name and its verb
_DEEDS = {
    "author": "wrote",
    "writer": "wrote",
    "artist": "recorded album song single",
    "singer": "recorded sang",
    "architect": "designed",
    "minister": "",
    "officer": "",
    "mayor": "",
    "governor": "",
    "leader": "led",
    "winner": "won",
}
_LEADERS = "leader,head,chief,chief executive,chair,chairman,chairwoman,director,president,boss"
# The other way round: what somebody is called who does it.
_CALLED = {
    stem(verb): tuple(tuple(map(stem, role.split())) for role in roles.split(","))
    for verbs, roles in {
        "lead led head run chair": f"{_LEADERS},commander,governor",
        "command": "commander",
        "govern": "governor",
        "coach": "coach",
        "manage": "manager",
        "own": "owner",
        "won": "winner",
        "wrote": "author",
        "founded found": "founder",
        "designed": "architect,designer",
    }.items()
    for verb in verbs.split()
}
_NO_LONGER = frozenset("former ex late".split())
_CLAUSE_ENDS = frozenset([";", ":", "—", "–", ".", "who", "which", "and", "but", "while", "when"])


def people(quote: str, question: Asked) -> list[Span]:
    """The names that hold the role that is asked for; empty if none does plainly."""
    words = tokens(quote)
    finders = {
        "subject": _subjects,
        "agent": _agents,
        "passive": _patients,
        "object": _objects,
        "role": _holders,
    }
    asked = set(tokens(question.text).low)
    found = dict.fromkeys(finders[question.wanted](words, question))
    # "Captain Bello" is no answer to a question that speaks of Idris Bello.
    return [span for span in found if tokens(quote[slice(*span)]).low[-1] not in asked]


def _verbs(words: Tokens, verb: str) -> Iterator[int]:
    return (at for at in range(len(words)) if words.stems[at] == verb and words.low[at].isalpha())


def _subjects(words: Tokens, question: Asked) -> Iterator[Span]:
    yield from _agents(words, question)
    for role in _CALLED.get(question.verb, ()):
        yield from _called(words, role, question)
    for at in _verbs(words, question.verb):
        if _has_other_object(words, at, question):
            continue
        head = _left_of(words, at)
        if head > 1 and words.low[head - 1] == "who" and words.words[head - 2] == ",":
            head -= 2  # "Ann Lee, who leads"
        if head and words.low[head - 1] not in _BE:
            yield from _ending_at(words, head)


def _has_other_object(words: Tokens, at: int, question: Asked) -> bool:
    """Whether it is done to another than the question names: "told Ann Lee", not Bo Ek."""
    asked = tokens(question.text)
    place = next(iter(_verbs(asked, question.verb)), len(asked)) + 1
    wanted, told = asked.words[place : name_from(asked, place)], words.words[at + 1 :]
    named = told[: name_from(words, at + 1) - at - 1] if told else ()
    return bool(wanted and named) and not {*map(str.lower, wanted)} & {*map(str.lower, named)}


def _agents(words: Tokens, question: Asked) -> Iterator[Span]:
    for at in _verbs(words, question.verb):
        if words.low[at].endswith(("ing", "s")):
            continue
        for place in range(at + 1, min(len(words), at + _FAR)):
            if words.low[place] == "by":
                yield from _starting_at(words, place + 1)
                break
            if words.low[place] in _CLAUSE_ENDS or words.low[place].endswith("ed"):
                break


def _patients(words: Tokens, question: Asked) -> Iterator[Span]:
    """The name before "was elected"."""
    for at in _verbs(words, question.verb):
        head = _left_of(words, at)
        if head > 0 and words.low[head - 1] in _BE:
            yield from _ending_at(words, _left_of(words, head - 1))


def _objects(words: Tokens, question: Asked) -> Iterator[Span]:
    for at in _verbs(words, question.verb):
        if at and words.low[at - 1] in _BE:
            continue
        yield from _starting_at(words, at + 1)


def _holders(words: Tokens, question: Asked) -> Iterator[Span]:
    """Those beside the role: "Ann Lee, the envoy", "envoy Ann Lee", "Ann Lee was envoy"."""
    for verb in _deeds(question.phrase[-1]):
        yield from _agents(words, replace(question, verb=verb))
        yield from _subjects(words, replace(question, verb=verb))
    yield from _called(words, tuple(stem(word) for word in question.phrase), question)


def _called(words: Tokens, role: tuple[str, ...], question: Asked) -> Iterator[Span]:
    for at in range(len(words) - len(role) + 1):
        after = at + len(role)
        if words.stems[at:after] == role and not _elsewhere(words, at, after, question):
            yield from _beside(words, at, after)


def _elsewhere(words: Tokens, at: int, after: int, question: Asked) -> bool:
    """Whether it is the role of others, "Hamas chief" for Hezbollah's, or one of the past."""
    asked = tokens(question.text)
    before = words.low[at - 1] if at else ""
    if before in _NO_LONGER and before not in asked.low:
        return True
    if not any(asked.named(spot) for spot in range(1, len(asked))):
        return False
    named = [words.words[at - 1]] if at and words.named(at - 1) else []
    if words.low[after : after + 1] == ("of",):
        first = after + (2 if words.low[after + 1 : after + 2] == ("the",) else 1)
        named += words.words[first : name_from(words, first)]
    wanted = NamedWords(question.text)
    folded = [part for name in named for part in words_of(name)]
    return bool(folded) and not any(part in wanted for part in folded)


def _deeds(role: str) -> tuple[str, ...]:
    """What somebody in a role does: a founder founds, an author writes."""
    singular = role.removesuffix("s")
    if singular in _DEEDS:
        return tuple(stem(word) for word in _DEEDS[singular].split())
    return (stem(singular[:-2] + "ed"),) if singular.endswith(("er", "or")) else ()


def _beside(words: Tokens, first: int, after: int) -> Iterator[Span]:
    """The name that a role stands before, or that stands before it."""
    if words.low[after : after + 1] in (("of",), ("for",), ("at",)):
        ends = words.words[after : after + _NEAR]
        after += ends.index(",") if "," in ends else 0
    behind = after + (words.words[after : after + 1] == (",",))
    if behind < len(words) and words.named(behind):
        yield from _starting_at(words, behind)
        return
    head = first
    while head and (words.low[head - 1] in _DETERMINERS or words.possessive(head - 1)):
        head -= 1
    joint = words.low[head - 1] if head else ""
    if joint == "," or joint in _BE or joint == "as":
        yield from _ending_at(words, _left_of(words, head - 1))


def _left_of(words: Tokens, at: int) -> int:
    """Where what stands before a verb ends, without its adverbs and helpers."""
    while at and (words.low[at - 1] in _BETWEEN or words.low[at - 1].endswith("ly")):
        at -= 1
    return at


def _starting_at(words: Tokens, first: int) -> Iterator[Span]:
    """The name that follows, behind a title in small letters if there is one."""
    for place in range(first, min(len(words), first + _NEAR)):
        after = name_from(words, place)
        if after > place and not adjective(words, place, after):
            if not words.possessive(after - 1):
                yield words.span(place, _with_others(words, after))
            return
        comma = words.low[place] == "," and words.named(min(place + 1, len(words) - 1))
        if not comma and (not words.low[place][0].isalpha() or words.low[place] in _BARRING):
            return


def _ending_at(words: Tokens, after: int) -> Iterator[Span]:
    """The name that ends there, or before an apposition that ends there."""
    if after and words.words[after - 1] == ",":
        inside = after - 1
        for place in range(after - 2, max(0, after - _ASIDE), -1):
            if words.words[place] == ",":
                after = place
                break
        if name_before(words, after) == after:
            after = inside  # "two members, Ann Lee and Bo Ek, voted"
    first = name_before(words, after)
    if first == after:
        return
    first = _with_those_before(words, first)
    before = first
    while before and words.low[before - 1].isalpha() and words.words[before - 1].islower():
        if words.low[before - 1] in _BARRING or words.low[before - 1] in ("that", "and", "but"):
            break
        before -= 1
    if not (before and words.low[before - 1] in _BARRING) and not (
        first and words.possessive(first - 1)
    ):
        yield words.span(first, after)


def _with_others(words: Tokens, after: int) -> int:
    """The end of "Ann Lee and Bo Ek" where `after` is that of "Ann Lee"."""
    while after + 1 < len(words) and words.low[after] in ("and", ",", "&"):
        step = 2 if words.low[after] == "," and words.low[after + 1] == "and" else 1
        further = name_from(words, after + step) if after + step < len(words) else 0
        if further <= after + step:
            break
        if words.low[after] == "," and not _leads_to_and(words, further):
            break
        after = further
    return after


def _leads_to_and(words: Tokens, at: int) -> bool:
    """Whether a list goes on to its "and"."""
    return words.low[at : at + 1] == ("and",) or words.low[at : at + 2] == (",", "and")


def _with_those_before(words: Tokens, first: int) -> int:
    """The beginning of "Ann Lee and Bo Ek" where `first` is that of "Bo Ek"."""
    while first >= 2 and words.low[first - 1] in ("and", "&"):
        before = name_before(words, first - 1)
        if before == first - 1:
            break
        first = before
    return first
