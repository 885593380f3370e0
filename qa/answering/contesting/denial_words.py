"""The words of a denial, and which words of its sentence say what is denied.

"Denied entry", "rejected the bid" and "was not denied" are none: there somebody gets nothing, and
no account is at stake.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qa.answering.attribution import reported
from qa.answering.contesting.parting import READ
from qa.answering.stemming import content_stems
from vectorstore.splitting import sentence_spans

_ACCOUNTS = (
    r"(?:reports?|reporting|story|stories|accounts?|claims?|allegations?|accusations?|articles?"
    r"|rumou?rs?|suggestions?|charges?|assertions?|statements?|speculation|idea|notion|criticisms?"
    r"|complaints?|figures?|tolls?|numbers?|counts?|letter|version|characteri[sz]ation|narrative"
    r"|findings?)"
)
_DEEDS = r"(?:links?|involvement|role|responsibility|wrongdoing|part)"
_REFUSED = (
    r"(?! (?:(?:him|her|them|it|us|the [\w’'-]+|[\w’'-]+) )?(?:entry|access|bail|visas?|a visa"
    r"|permission|parole|asylum|boarding|the (?:right|chance|opportunity)|a (?:permit|licence"
    r"|license|goal|penalty|win)|admission|aid|care|treatment|service|food|water|medical|leave"
    r"|victory)\b)"
)
_FALSE = (
    r"(?:baseless|unfounded|groundless|fabricat\w+|untrue|false|fake|nonsense|lies|a lie|fiction"
    r"|(?:pure |mere )?inventions?|not true|no truth|without foundation|absurd|ridiculous"
    r"|propaganda|a hoax|misleading|incorrect|inaccurate|wrong)"
)
_WHOLLY = r"(?:simply |entirely |completely |totally )?"
_DENIAL = re.compile(
    r"\b(?:(?P<denies>(?<!be )(?:den(?:y|ies|ied|ying)|refut(?:es?|ed|ing)|rebut(?:s|ted)?"
    rf"|disavow(?:s|ed)?)(?! by){_REFUSED})"
    r"|(?P<denial>denials? (?:of|by|from|that)\b"
    r"|(?:issued|flat|firm|strong|swift|outright|official) (?:\w+ )?denials?)"
    r"|(?P<rejects>(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es?|ed|ing)"
    r"|contradict(?:s|ed|ing)?|denounc(?:es|ed|ing)|push(?:es|ed|ing) back (?:on|against)"
    r"|brush(?:es|ed) (?:off|aside))"
    rf" (?=(?:[^\s,;.]+ ){{0,5}}?(?:{_ACCOUNTS}|{_DEEDS}|it|that|this|them|as {_FALSE})\b))"
    r"|(?P<contradicts>(?:contradict(?:s|ed)|disagree[sd] with) (?:him|her|them)\b)"
    r"|(?P<calls>(?:call(?:s|ed|ing)?|brand(?:s|ed)?|label(?:s|l?ed)?|describ(?:es?|ed)|denounced)"
    rf" (?:[^;.]{{1,80}} )?(?:as )?[“\"‘']?{_WHOLLY}{_FALSE}\b)"
    r"|(?P<insists>insist(?:s|ed)? (?:that )?(?:[\w’'-]+ ){1,3}?(?:had|did|was|were|has|have|is"
    r"|are|would)(?: (?:not|no|never)\b|n[’']t\b))"
    # "Said that its forces had no part in the raid"
    r"|(?P<aloof>(?:said|says|insist\w*|stress\w*|maintain\w*|told [^,;.]{1,40}|added)(?: that)?"
    r" (?:[\w’'-]+ ){1,4}?(?:had|has|have|played|took|was|were|is|are)"
    r"(?= (?:no (?:part|role|hand|involvement|links?)|nothing to do|not involved)\b))"
    r"|(?P<retracts>(?:retract(?:s|ed|ing)?|withdr(?:ew|awn|aws)|took back|taken back|disowned)"
    rf" (?:[^\s,;.]+ ){{0,4}}?{_ACCOUNTS})"
    r"|(?P<such>(?:never|not|n[’']t) (?:[\w’'-]+ ){1,3}?(?:any )?such (?:an? )?[a-z]+"
    r"|there (?:was|is|were|had been|has been|have been) (?:no|never(?: any)?) such [a-z]+"
    r"|(?:received|receive|got|seen|given|issued|made|held|sent|found|had|has|have|knew of) no such"
    r" [a-z]+"
    r"|no such [a-z]+ (?:was|were|had|has|have|took|exist\w*|happened|occurred))"
    r"|(?P<opposite>(?:said|says|say|claim(?:s|ed)?|maintain(?:s|ed)?)"
    r" (?:just |quite )?(?:the opposite|the contrary|otherwise))"
    r"|(?P<untrue>(?:is|was|are|were|be|there (?:is|was)|as|claims?|reports?)"
    rf" {_WHOLLY}[“\"‘']?(?:baseless|unfounded|groundless|fabricated|untrue|not true|no truth"
    r"|without foundation|fake news|(?:pure |mere )?invention|a lie|a hoax)))\b",
    re.IGNORECASE,
)
# "Did not deny", "asked to deny", "was dismissed", "if it denied".
_UNDONE = re.compile(
    r"\b(?:not|never|neither|nor|cannot|to|without|no one|nobody|was|were|being|been|are|is|if"
    r"|whether)(?: \w+ly)? $|n[’']t (?:\w+ly )?$",
    re.IGNORECASE,
)
# Where what is denied ends: "denied X, saying Y", "denied X but confirmed Y".
_END = re.compile(
    r"[,;]? (?:but|saying|adding|calling|insisting|while|although|though|instead|which he"
    r"|and (?:said|says|added|called|blamed|insisted|accused|warned|urged|vowed|threatened|demanded"
    r"|condemned|expelled|recalled|summoned|ordered|promised|pledged|asked)"
    r"|without (?:saying|giving|substant\w+|elaborat\w+)"
    r"|as (?:baseless|unfounded|false|fiction|pure|an?|fake|nonsense))\b|[;:]|\. "
    r"|, (?:as|after|when|hours|days|weeks|a day|a week)\b(?! (?:well|much|many))"
    r"|, and (?=(?:[\w’'-]+ ){1,6}(?:said|says|was|were|is|are|has|had|will)\b)",
    re.IGNORECASE,
)
_AS_CLAIMED = re.compile(
    r", as (?:[^\s,;.]+ ){1,10}?(?:has |have |had )?(?:alleged?s?|claim(?:s|ed)?|charge[sd]"
    r"|report(?:s|ed)?|suggest(?:s|ed)?|said|says)\b"
)
_SAID = re.compile(r"\b(?:said|says|added|insisted) ", re.IGNORECASE)
_SAYS = re.compile(r"\b(?:said|says|told [^,;]{2,40}|added|insisted)(?: that)? ", re.IGNORECASE)
# Words that only point to what is denied.
POINTING = content_stems(
    "report reports reporting story stories account claim claims allegation accusation article"
    " rumour rumor suggestion charge assertion statement speculation idea notion criticism that"
    " this it figure toll number count validity truth any all such media involvement role"
    " responsibility wrongdoing link part hand connection knowledge deny denied denial reject"
    " dismiss call describe newspaper news agency strongly flatly repeatedly categorically party"
    " group claimed alleged allegedly reportedly earlier yesterday today say said true untrue"
    " baseless unfounded false fabricated fabrication entirely publication published issued"
    " according version matter simply take place taken took happen happened occur occurred exist"
    " existed completely totally nonsense lies fiction foundation absurd letter monday tuesday"
    " wednesday thursday friday saturday sunday opposite contrary otherwise maintain just quite"
)
_NAMES_ACCOUNT = re.compile(rf"\b{_ACCOUNTS}\b", re.IGNORECASE)
_ROLE = re.compile(
    r"\s*(?:any |all |having |a |its |his |her |their |no |not ){0,3}(?:part|role|involvement"
    r"|links?|nothing to do|involved|responsibility|hand|knowledge|wrongdoing|connection)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4_000)
def denial_in(sentence: str) -> re.Match[str] | None:
    """The words by which somebody denies, disputes or takes back something; their sort is named.

    Of two sentences that are shown as one, those of the second: the first only says who speaks.
    """
    sentence = sentence[:READ]
    denials = [found for found in _DENIAL.finditer(sentence) if not _undone(sentence, found)]
    if len(denials) > 1 and sentence.count(". ") + sentence.count("\n"):
        last = sentence_spans(sentence)[-1][0]
        denials.sort(key=lambda found: found.start() < last)
    return denials[0] if denials else None


def _undone(sentence: str, found: re.Match[str]) -> bool:
    if found["such"] or found["insists"] or found["aloof"]:
        return False
    return bool(_UNDONE.search(sentence[max(0, found.start() - 40) : found.start()]))


def is_denial(sentence: str) -> bool:
    """Whether a sentence reports that somebody denies, disputes or takes back something."""
    return denial_in(sentence) is not None


def names_who_claims(sentence: str) -> bool:
    """Whether a denial says who claims what is denied: "..., as the aid group has alleged"."""
    found = denial_in(sentence)
    return bool(found and _AS_CLAIMED.search(sentence, found.end(), READ))


def is_retraction(sentence: str) -> bool:
    """Whether those who reported something take it back."""
    found = denial_in(sentence)
    return bool(found and found["retracts"])


def says_the_opposite(sentence: str) -> bool:
    """Whether somebody says the opposite of what was just said, whichever way that was."""
    found = denial_in(sentence)
    return bool(found and found["opposite"])


@lru_cache(maxsize=4_000)
def denied_part(sentence: str) -> tuple[int, int]:
    """Where the words stand for what is denied; (0, 0) if nothing is."""
    found = denial_in(sentence)
    if found is None:
        return 0, 0
    if found["calls"] or found["opposite"]:
        return found.start(), found.end()
    if found["untrue"]:
        said = list(_SAYS.finditer(sentence, 0, found.start()))
        return said[-1].end() if said else 0, found.start()
    if found["such"]:
        said = list(_SAID.finditer(sentence, 0, found.start()))
        that = sentence.rfind(" that ", 0, found.start())
        return max([that, 0, *(item.end() for item in said)]), found.end()
    end = _END.search(sentence, found.end(), READ)
    return found.end(), end.start() if end else len(sentence)


def denied_stems(sentence: str) -> frozenset[str]:
    """What is denied, in stems; empty if it is only pointed to.

    Of "Israel says a rocket fell short; the group denies that" what stands before is denied.
    """
    start, end = denied_part(sentence)
    return content_stems(sentence[start:end]) - POINTING or _told_before(sentence)


def only_points(sentence: str) -> bool:
    """Whether it is a denial that does not tell what is denied: "his office denied it"."""
    return is_denial(sentence) and not denied_stems(sentence) and not denies_a_deed(sentence)


def denies_a_deed(sentence: str) -> bool:
    """Whether a deed is denied, not an account: "any part in the raid"."""
    start, end = denied_part(sentence)
    return bool(_ROLE.match(sentence, start, end)) and not denies_an_account(sentence)


def denies_an_account(sentence: str) -> bool:
    """Whether what is denied is called a report, a claim, a figure or the like."""
    start, end = denied_part(sentence)
    return bool(_NAMES_ACCOUNT.search(sentence, start, end))


def before_denial(sentence: str) -> str:
    """What stands before the words of the denial: who denies it."""
    found = denial_in(sentence)
    return sentence[: found.start()] if found else ""


def _told_before(sentence: str) -> frozenset[str]:
    before = before_denial(sentence)
    said, border, _ = before.rpartition("; ") if "; " in before else before.rpartition(", but ")
    return content_stems(said) - POINTING if border and reported(said) else frozenset()
