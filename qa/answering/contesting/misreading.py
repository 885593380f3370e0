"""Sentences that hold all the words of a yes/no question and yet say something else.

"The mayor's brother was arrested", "the wife of the mayor", "the man who attacked the mayor",
"pressure on the mayor to resign" and "the mayor raised doubts about rates" have the words of what
is asked. A sentence is taken at its word only if none of these plain signs speaks against it; what
is lost by that is only a bold verdict.
"""

from __future__ import annotations

import re
from itertools import pairwise

from qa.answering.attributing.reporting_words import NUMBERS, PERSONS
from qa.answering.attribution import reported
from qa.answering.contesting.circumstances import when
from qa.answering.contesting.names import CAPITAL
from qa.answering.contesting.statements import Statement
from qa.answering.stemming import content_stems, stem

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_OWNED = re.compile(r"['’]s?$")
_TOLD = re.compile(
    r"\b(?:films?|novels?|movies?|series|drama|fictional|episode|play)\b", re.IGNORECASE
)
_UNREAL = re.compile(r"^\W*(?:had|were|should) \w+|\?\W*$", re.IGNORECASE)
_RELATIVE = frozenset("who which whose whom".split())
# What they do, those whose they are do: "rebels of the Northern Front freed the captives".
# Not so of its members, of whom some may, nor of a number of them.
_ACT_FOR = frozenset("rebels fighters troops forces gunmen militants".split())
_PREPOSITIONS = frozenset(
    (
        "of for by with from to at in on against about over under between near behind beside"
        " towards around"
    ).split()
)
_PARTICLES = frozenset("over off out up down away aside back".split())
_ARTICLES = frozenset("the a an its his her their this that".split())
_TERM = frozenset("years months days life in".split())  # "sentenced to four years in prison"
_REFUSING = re.compile(
    r"\b(?:fail|refus|declin|unable|ceas|not able)\w*(?: on \w{3,6}day)? to\b", re.IGNORECASE
)
# Words that may stand between two that the question has side by side.
_BETWEEN = content_stems(
    "fail failed refuse refused decline declined unable cease ceased validity truth accuracy monday"
    " substantive credible clear hard further new"
    " tuesday wednesday thursday friday saturday sunday"
)
_BEFORE_VERB = frozenset("then later also has have had was were did not".split())
# Behind these the verb after "and" may be somebody else's: "saw the army shell it and land".
_OWN_SUBJECT = re.compile(
    r"\b(?:who|which|that|whose|whom|because|after|before|when|while|as|if|saw|sees|heard|found"
    r"|believes?|believed|thinks?|thought|knows?|knew|lets?|made|says?|said|told)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"^\W*(?:is|are)\b", re.IGNORECASE)
_IN_PRESENT = re.compile(
    r"\b(?:is|are|has been|have been|remains?|isn['’]t|aren['’]t)\b|['’]s\b", re.IGNORECASE
)
_WAS = re.compile(r"\b(?:was|were|had|until|formerly|once|used to)\b", re.IGNORECASE)
_OLD_YEARS = 1
_DESCRIBING = 5  # words from an article to what somebody is


def misread(asked: str, core: frozenset[str], statement: Statement) -> bool:
    """Whether a sentence that holds the core of a question must not be taken at its word.

    Args:
        asked: the question without the verb that asks.
        core: stems of who and what it asks about, without names; see `asserting`.
    """
    claim = statement.claim
    if _UNREAL.search(claim) or _TOLD.search(claim) or _of_another_year(asked, statement):
        return True
    if _swapped(asked, claim, "from", "to") or _swapped(asked, claim, "before", "after"):
        return True
    wanted = core | frozenset(stem(_bare(word)) for word in CAPITAL.findall(asked))
    words = _WORD.findall(claim)
    places = [at for at, word in enumerate(words) if stem(_bare(word)) in wanted]
    return (
        any(_owns(words, at, asked) or _goes_on(words, at, asked) for at in places)
        or _is_not_subject(asked, wanted, words)
        or _is_aim(claim, words, places)
        or _is_apart(asked, wanted, words)
    )


def past_for_present(question: str, clause: str) -> bool:
    """Whether it asks what is, and the clause tells what was."""
    present = _PRESENT.match(question)
    return bool(present and _WAS.search(clause) and not _IN_PRESENT.search(clause))


def voted_otherwise(asked: str, clause: str) -> bool:
    """Whether the question has "for" and the clause "against", or the other way round."""
    return _swapped(asked, clause, "for", "against")


def _swapped(asked: str, clause: str, one: str, other: str) -> bool:
    held = [
        {word for word in (one, other) if re.search(rf"\b{word}\b", text, re.IGNORECASE)}
        for text in (asked, clause)
    ]
    return held in ([{one}, {other}], [{other}, {one}])


def _bare(word: str) -> str:
    return _OWNED.sub("", word)


def _owns(words: list[str], at: int, asked: str) -> bool:
    """Whether a word is one whose something is meant: "the mayor's brother"."""
    return bool(re.search(r"['’]s$|s['’]$", words[at])) and words[at] not in asked


def _goes_on(words: list[str], at: int, asked: str) -> bool:
    """Whether a word has a particle or an object that the question has not.

    "Passed over", "apologised for the delay".
    """
    behind = [word.lower() for word in words[at + 1 : at + 6]]
    known = {word.lower() for word in _WORD.findall(asked)}
    if not behind or behind[0] in known - _PREPOSITIONS:
        return False
    if behind[0] in _PARTICLES and behind[0] not in known:
        return True
    if behind[0] not in known & _PREPOSITIONS:
        return False
    things = [word for word in behind[1:] if word not in _ARTICLES | NUMBERS | _TERM]
    return bool(things) and stem(_bare(things[0])) not in content_stems(asked)


def _is_not_subject(asked: str, wanted: frozenset[str], words: list[str]) -> bool:
    """Whether the question's subject stands behind "of", "in" or "who"; "closed by" may be."""
    stems = [stem(_bare(word)) for word in words]
    said = _WORD.findall(asked)
    place = next((at for at, word in enumerate(said) if stem(_bare(word)) in wanted), 0)
    first = stem(_bare(said[place])) if said else ""
    if first not in stems:
        return False
    before = [word.lower() for word in words[: stems.index(first)]]
    if place and before[-place:] == [word.lower() for word in said[:place]]:
        before = before[:-place]  # "the director of Norwell" is asked about
    while before and before[-1] in _ARTICLES:
        before.pop()
    if before[-1:] == ["of"] and before[-2:-1] and before[-2] in _ACT_FOR:
        return bool({*before[-4:-2]} & (NUMBERS | {"some", "several", "few"}))
    if before[-1:] == ["by"] and len(before) > 1 and stem(before[-2]) in wanted:
        return False
    return bool(_RELATIVE & set(before) or (before and before[-1] in _PREPOSITIONS))


def _is_aim(claim: str, words: list[str], places: list[int]) -> bool:
    """Whether what is asked is only what somebody should or wants to do: "to resign"."""
    aims = any(at and words[at - 1].lower() == "to" and words[at].islower() for at in places)
    return aims and not _REFUSING.search(claim)


def _is_apart(asked: str, wanted: frozenset[str], words: list[str]) -> bool:
    """Whether two words side by side in the question have others between them.

    "Raised doubts about rates" for "raise rates"; turned round they may be ("was closed by").
    """
    said = [stem(_bare(word)) for word in _WORD.findall(asked) if content_stems(word)]
    told = _without_first_names(_undescribed(words), wanted)
    held = [stem(_bare(word)) for word in told if content_stems(word) and not word.endswith("ly")]
    held = [word for word in held if word not in _BETWEEN]
    for one, other in pairwise(said):
        if {one, other} <= wanted and one in held and other in held:
            first, last = sorted((held.index(one), held.index(other)))
            between = held[first + 1 : last]
            if wanted.issuperset(between) or _shares_subject(words, one, other):
                continue
            if not _told_by_relative(words, one, other):
                return True
    return False


def _told_by_relative(words: list[str], thing: str, name: str) -> bool:
    """As in "the climbers who were trapped on Monte Scuro", for "the climbers on Monte Scuro"."""
    stems = [stem(_bare(word)) for word in words]
    first, last = stems.index(thing), stems.index(name)
    follows = words[first + 1 : first + 2]
    return bool(follows) and follows[0].lower() in _RELATIVE and words[last][0].isupper()


def _shares_subject(words: list[str], subject: str, verb: str) -> bool:
    """As in "The fleet shelled the port and landed troops", for the fleet and "landed".

    So with "denied it, without giving evidence".
    """
    stems = [stem(_bare(word)) for word in words]
    begin, joint = stems.index(subject) + 1, stems.index(verb) - 1
    while joint > begin and (words[joint].lower() in _BEFORE_VERB or words[joint].endswith("ly")):
        joint -= 1
    if joint <= begin or words[joint].lower() not in ("and", "but", "without"):
        return False
    between = " ".join(words[begin:joint])
    return not _OWN_SUBJECT.search(between) and not reported(between)


def _without_first_names(words: list[str], wanted: frozenset[str]) -> list[str]:
    """Without what stands before a name by which the question calls somebody: "Erik" of Lund."""
    return [
        word
        for at, word in enumerate(words)
        if not (
            word[0].isupper()
            and stem(_bare(word)) not in wanted
            and words[at + 1 : at + 2]
            and words[at + 1][0].isupper()
            and stem(_bare(words[at + 1])) in wanted
        )
    ]


def _undescribed(words: list[str]) -> list[str]:
    """Without what only says who a named one is: of "the former minister Erik Lund" the last."""
    kept: list[str] = []
    for at, word in enumerate(words):
        run = [other for other in words[at : at + 2] if other[0].isupper()]
        if kept and kept[-1].lower() in PERSONS and len(run) > 1:
            continue  # a first name
        kept.append(word)
        follows = words[at + 1 : at + 2]
        if word.lower() not in PERSONS or not (follows and follows[0][0].isupper()):
            continue
        for place in range(len(kept) - 1, max(len(kept) - _DESCRIBING, 0), -1):
            if kept[place - 1].lower() in _ARTICLES:
                del kept[place:]
                break
    return kept


def _of_another_year(asked: str, statement: Statement) -> bool:
    """Whether it tells of years long before its publication, and the question asks for none."""
    years, wanted = when(statement.claim).get("year"), when(asked).get("year")
    if not years or wanted or not statement.day:
        return False
    return all(abs(int(year) - int(statement.day[:4])) > _OLD_YEARS for year in years)
