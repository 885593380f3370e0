"""Whether a sentence says that what a yes/no question asks is so, or is not so.

It must hold what the question asks at its core, its subject and what it does or suffers ("Did [the
minister resign] over the harbour fire?"), its names, numbers and times, and half of the rest; and
the clause that does so must be no guess, plan or condition. All else says neither.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from qa.answering.anybody import is_of, says_nobody
from qa.answering.attribution import reported
from qa.answering.contesting.asking import Asked, asked, extent_of
from qa.answering.contesting.circumstances import when
from qa.answering.contesting.misreading import misread, past_for_present, voted_otherwise
from qa.answering.contesting.names import CAPITAL, names_in
from qa.answering.contesting.negating import antonyms, clause_of, negated_of, negates_what
from qa.answering.contesting.numerals import numerals
from qa.answering.contesting.role_of import tells_role
from qa.answering.contesting.statements import Statement
from qa.answering.datelines import dateline_of, without_dateline
from qa.answering.questions import Question
from qa.answering.stemming import content_stems, share

Bearing = Literal["so", "not_so"]

_DID = re.compile(r"^\W*(?:did|does|do|has|have|had)\b", re.IGNORECASE)
# Words that turn a statement into a guess, a plan, a condition or a charge.
_HEDGE = re.compile(
    r"\b(?:(?-i:may)|might|could|would|should|will|shall|must|can|if|whether|unless|reportedly"
    r"|alleged(?:ly)?|apparently|possibly|perhaps|probably|likely|unlikely|seem(?:s|ed)"
    r"|appear(?:s|ed)|suspected|believed|thought|expect(?:s|ed)|plan(?:s|ned|ning)|aims?|hopes?"
    r"|intends?|wants?|seeks?|considering|threatened|vowed|promised|pledged|tried|attempt\w*"
    r"|accused|charged|rumou?r(?:s|ed)|supposed|purported\w*|claims?|suggest\w*|fear(?:s|ed)|urged"
    r"|ask(?:ed|s)|demand\w*|call(?:ed|s) (?:for|on)|said to"
    r"|(?:almost|nearly)(?! (?:\d|two|three|four|five|six|seven|eight|nine|ten|half|all)\b)"
    r"|about to|due to|set to"
    r"|to be|question\w*|investigat\w*|examin\w*|blam\w*)\b",
    re.IGNORECASE,
)
# What a court has settled, and what those asked about own up to, is no party's claim.
_RULING = re.compile(
    r"\b(?:court|tribunal|jury|judges?|magistrates?)\b[^,;.]{0,60}? (?:ruled|found|held|convicted"
    r"|acquitted|sentenced|upheld|overturned|declared)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"^(?P<who>[^,;]{2,80}?) (?:has |have |had |later |also |finally )?(?:admits?|admitted"
    r"|acknowledge[sd]?|concede[sd]?|confessed|confirmed) (?:that |to |having )?"
    r"(?:(?:it|he|she|they|its|his|her|their)\b|\w+ing\b)"
)
# Who "admitted no wrongdoing" claims nothing: the outlet says what they did not do.
_OWNED_NOTHING = re.compile(
    r"^[^,;]{2,80}? (?:has |have |had )?(?:admit(?:s|ted)|acknowledge[sd]|concede[sd])"
    r" (?:no|neither)\b(?:(?! (?:but|and|saying)\b)[^,;.])*"
)
# "Refused to approve it, saying that ...", "sent in troops, with the ministry claiming that ...":
# the reason, or what goes with it, is theirs; the deed is told.
_REASONED = re.compile(
    r",? (?:with (?:the |its |their )?[^,;.]{2,80}? )?(?:saying|adding|arguing|insisting|warning"
    r"|noting|explaining|stressing|calling|claiming|reporting|estimating)\b"
)
# "Denied the report, without giving evidence": that none was given is the outlet's word.
WITHOUT = re.compile(r", (?:but |though )?(without \w+ing [^,;.]{2,60})")
# What is done between two is established if both say so.
_BOTH = re.compile(r"\b(?:both|the two) (?:[a-z]+ )?[a-z]+s\b|\bjoint(?:ly)?\b", re.IGNORECASE)
_BETWEEN_TWO = content_stems("join sign agree buy acquire sell merge transfer settle marry divorce")
# What somebody does by speaking; that they did is no claim of theirs.
_SPEECH = content_stems(
    "say tell deny reject dismiss accuse blame claim announce warn confirm admit acknowledge"
    " concede condemn denounce criticise criticize promise pledge threaten demand apologise"
    " apologize report mention describe insist argue allege suggest urge vow praise predict"
)
# "Detained over the explosion", "resigned after the vote"
_OCCASION = re.compile(
    r"\b(?:over|for|after|during|before|because of|due to|in connection with|following|amid)\b",
    re.IGNORECASE,
)
_ABOUT = 0.5  # of the question's words
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def hedged(text: str) -> bool:
    """Whether a text has a word that makes a guess, a plan, a condition or a charge of it."""
    return bool(_HEDGE.search(text))


def about(statement: Statement, question: Question) -> bool:
    """Whether a sentence speaks of what is asked, however little it says of it."""
    held = statement.stems | content_stems(statement.speaker)
    return share(asked(question.text).words, held) >= _ABOUT


def leans(statement: Statement, question: Question) -> Bearing | None:
    """Which way a sentence about the question leans, be it somebody's word or a guess."""
    if not about(statement, question):
        return None
    wanted = asked(question.text)
    against = negated_of(statement.claim, wanted.words) is not wanted.negated
    return "not_so" if against or _opposite(statement, wanted) else "so"


def bearing(statement: Statement, question: Question) -> Bearing | None:
    """What a sentence establishes, if those who say it are believed; None where it hangs."""
    context = f"{statement.title} {statement.before} {statement.text}"
    if says_nobody(statement.claim, question.text) and is_of(question.text, context):
        return "not_so"
    if tells_role(statement.text, question.text):
        return "so"
    if not _tells(statement, question):
        return None
    wanted = asked(question.text)
    core = wanted.core or wanted.words
    negated, denied = negated_of(statement.claim, core), negates_what(statement.claim, core)
    if wanted.anybody and not negated:
        return None  # "Was anyone in the hall?": what speaks of the hall does not say so
    if negated and not any(part and part <= wanted.words for part in denied):
        return None
    otherwise = voted_otherwise(wanted.body, clause_of(statement.claim, core))
    turned = bool(_opposite(statement, wanted)) is not otherwise
    return "not_so" if (negated is not wanted.negated) is not turned else "so"


def _tells(statement: Statement, question: Question) -> bool:
    """Whether it holds what is asked, of those who are asked about and of that time."""
    wanted = asked(question.text)
    rest = wanted.words - wanted.core
    if wanted.core - statement.stems - _opposite(statement, wanted):
        return False
    if not about(statement, question):
        return False
    if rest and share(rest, statement.stems | statement.names) < _ABOUT:
        return _of_the_matter(statement, wanted) and _fits(statement, wanted)
    return _fits(statement, wanted)


def _of_the_matter(statement: Statement, wanted: Asked) -> bool:
    """Whether what the question says of the occasion is what the article is about.

    "Prosecutors detained four people", below a headline on the explosion: so long as the sentence
    names no other occasion, and the question no place or person that it lacks.
    """
    rest = wanted.words - wanted.core
    if rest & content_stems(" ".join(CAPITAL.findall(wanted.body))):
        return False
    about_it = rest <= content_stems(f"{statement.title} {statement.opening}")
    return about_it and not _OCCASION.search(statement.claim)


def _fits(statement: Statement, wanted: Asked) -> bool:
    """Whether it names those who are asked about, is of that time, and no guess."""
    if not _names_all(statement, wanted) or not _at_the_time(statement, wanted):
        return False
    return not _hangs(statement, wanted)


def own_voice(statement: Statement, question: Question) -> bool:
    """Whether the outlet says it itself, a court ruled it, or those asked about own up to it."""
    if _OWNED.match(statement.text) and not _OWNED_NOTHING.match(statement.text):
        return owns_up(statement, question)
    wanted = asked(question.text)
    if _is_settled(statement, question) or (
        _BOTH.search(statement.speaker) and wanted.core & _BETWEEN_TWO
    ):
        return True
    told = _REASONED.split(statement.text, maxsplit=1)[0]
    if told != statement.text and wanted.core <= content_stems(told) and not reported(told):
        return True
    clause = clause_of(statement.claim, wanted.words)
    return not statement.speaker and not reported(clause)


def _is_settled(statement: Statement, question: Question) -> bool:
    """Whether it is no party's claim, whoever speaks in it.

    A ruling, what somebody did not own up to, who somebody is, what they did without.
    """
    owned = _OWNED_NOTHING.match(statement.text)
    return bool(
        _RULING.search(statement.text)
        or (owned and asked(question.text).core <= content_stems(owned.group()))
        or tells_role(statement.text, question.text, in_passing=True)
        or did_without(statement, question)
    )


def did_without(statement: Statement, question: Question) -> bool:
    """Whether what is asked is what somebody did not do beside: "..., without giving evidence"."""
    told, *left_out = WITHOUT.split(statement.text)
    deed = asked(question.text).core - content_stems(told)
    return bool(deed) and deed <= content_stems(" ".join(left_out))


def asks_what_is_said(question: Question) -> bool:
    """Whether it asks if somebody said, denied or demanded something."""
    active = _DID.match(question.text)
    return bool(active and asked(question.text).core & _SPEECH)


def said_so(statement: Statement, question: Question) -> bool:
    """Whether a sentence tells that those asked about said it, for a question that asks that."""
    told = statement, replace(statement, whole=True)
    who = names_in(statement.speaker, inside=True) or content_stems(statement.speaker)
    wanted = asked(question.text)
    own = not who or bool(who & (wanted.names | wanted.core))
    return own and any(bearing(item, question) == "so" for item in told)


def owns_up(statement: Statement, question: Question) -> bool:
    """Whether those whom the question asks about admit it."""
    owned = _OWNED.match(statement.text)
    if not owned:
        return False
    who = names_in(owned["who"], inside=True) or content_stems(owned["who"])
    return bool(who & (asked(question.text).names | asked(question.text).core))


def _hangs(statement: Statement, wanted: Asked) -> bool:
    """Whether it is a guess or a plan, leaves out the extent, or says something else altogether."""
    clause = clause_of(statement.claim, wanted.core or wanted.words)
    hedges = (found.group() for found in _HEDGE.finditer(clause))
    # Who was accused was accused, if that is what is asked.
    if any(not content_stems(hedge) & wanted.core for hedge in hedges):
        return True
    if wanted.extent - extent_of(statement.claim):
        return True
    return past_for_present(wanted.text, clause) or misread(wanted.body, wanted.core, statement)


def _opposite(statement: Statement, wanted: Asked) -> frozenset[str]:
    """The words of the question whose opposites the sentence holds."""
    return frozenset(left for left, _ in antonyms(wanted.core, statement.stems))


def _names_all(statement: Statement, wanted: Asked) -> bool:
    """Whether it names all that are asked about, in their order: not "Spain beat Brazil"."""
    names = names_in(statement.claim, inside=True)
    names |= names_in(dateline_of(statement.text).title(), inside=True)
    if not names:  # "The winner has not come forward": of the article's matter, as its head says
        names = names_in(f"{statement.title} {statement.opening}", inside=True)
    if not wanted.names <= names | {part for name in names for part in name.split("-")}:
        return False
    told = without_dateline(statement.claim)
    first, second = (_in_order(text, wanted) for text in (wanted.text, told))
    return len(first) < 2 or first[:2] != second[1::-1]


def _in_order(text: str, wanted: Asked) -> list[str]:
    found = [name for word in CAPITAL.findall(text) for name in names_in(word, inside=True)]
    return list(dict.fromkeys(name for name in found if name in wanted.names))


def _at_the_time(statement: Statement, wanted: Asked) -> bool:
    """Whether the times and numbers of the question are those of the sentence or its article."""
    month = _MONTHS[int(statement.day[5:7]) - 1] if statement.day else ""
    published = {"year": statement.day[:4], "month": month}
    told = when(statement.text)
    for sort, named in when(wanted.text).items():
        if not named <= (told.get(sort) or frozenset({published.get(sort, "")})):
            return False
    values = {item.value for item in numerals(statement.claim)}
    return all(item.value in values for item in numerals(wanted.text))
