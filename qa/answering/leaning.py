"""Sentences that lean on another: "He added that ...", "The move ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_READ = 1_500  # characters of a sentence
_TIME = (
    r"(?:\d{1,4}|the|that|this|late|early|same|last|next|first|second|previous|following|end|start"
    r"|middle|day|night|morning|evening|week|month|year|time|moment|jan\w*|feb\w*|mar(?:ch)?"
    r"|apr(?:il)?|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|\w{3,6}day)"
)
# What may stand before the subject without naming anybody.
OPENING = (
    r"^[“\"'‘(\[—–\s-]{0,4}"
    r"(?:(?:and|but|so|yet|or|nor|then|also|later|earlier|meanwhile|however|still|instead|once|when"
    r"|while|as|if|after|before|because|since|although|though|until|where|now|today|again|besides"
    r"|afterwards|moreover|soon|nevertheless|nonetheless|there|in addition|in all|as a result"
    r"|for example|at first|by then|in turn|\w{3,12}ly),? ){0,3}"
    r"(?:(?:on|in|at|by|from|after|before|during|since|for|until|within|over|under|with|despite)"
    rf"(?: {_TIME}){{1,4}},? "
    r"|(?:on|in|at|by|from|after|before|during|since|for|until|within|over|under|with|despite"
    r"|according to|in addition to|asked)(?: [^\s,;:]{1,30}){1,8}, )?"
)
_PRONOUN = r"(?:he|she|they|it|his|her|hers|their|theirs|its)\b"
_POINTING = (
    r"(?:this(?! (?:newspaper|paper|magazine|website|agency|reporter|article|week|month"
    r"|year|morning|afternoon|evening|season|summer|winter|spring|autumn))|these|such"
    r"|that (?:is|was|would|will|has|had|had|could|may|might|figure|number|day"
    r"|decision|move|claim|deal|plan|means?|makes?|made|left|came|followed|year|month|week)"
    r"|those(?! who| in| of| from| with)|neither (?:side|of them|man|woman)|both (?:sides|men|women"
    r"|were|are|have|had|of them|countries|companies|teams|parties)|(?:one|some|many|most|all|none"
    r"|two|three|several|each|half) of (?:them|these|those|whom)|others?\b(?! than)|another\b"
    r"|the (?:two|three|four|pair|trio|couple|latter|former|same|others?|rest)"
    r"|(?:a|the) (?:first|second|third|fourth|last|latest)(?= (?:of|was|were|is|are|came|had|has"
    r"|took|followed|one)))\b"
)
# Things and people that a text goes on to call by what they are.
_NOUNS = (
    r"(?:company|firm|group|agency|organi[sz]ation|party|movement|team|club|union|bank|newspaper"
    r"|paper|magazine|broadcaster|channel|site|airline|carmaker|charity|watchdog|regulator|board"
    r"|court|military|army|panel|committee|commission|ministry|department|office|mission|embassy|statement|report"
    r"|letter|document|study|survey|article|book|film|speech|move|decision|deal|agreement|accord"
    r"|truce|attack|assault|incident|announcement|comments?|remarks?|claims?|allegations?|charges?"
    r"|accusations?|figures?|numbers?|count|toll|total|law|bill|measures?|plan|proposal|offer|ruling"
    r"|verdict|vote|resolution|text|operation|strikes?|raid|blast|explosion|fire|blaze|crash"
    r"|collapse|quake|earthquake|storm|ship|vessel|plane|aircraft|craft|lander|rover|building|bridge"
    r"|man|woman|boy|girl|victims?|suspects?|driver|pilot|president|minister|prime minister|premier"
    r"|leader|officials?|spokes\w{3,6}|mayor|governor|judge|prosecutors?|chair\w{3,6}|chief"
    r"|chief executive|director|head|officer|general|commander|coach|manager|player|striker|actor"
    r"|singer|author|ambassador|envoy|secretary|senator|city|town|village|country|kingdom|region"
    r"|island|territory|strip|talks|meeting|summit|visit|denial|dispute|accounts?|case|project"
    r"|mission|crew|convoy|discovery|dismissal|seizure|payment|sum|amount|rise|fall|increase)"
)
_DEFINITE = rf"the (?P<kind>(?:[a-z][\w-]{{2,14}} ){{0,2}}?)(?P<noun>{_NOUNS})(?:['’]s?)?(?![\w-])"
_LEANS = re.compile(
    rf"{OPENING}(?:(?P<pronoun>{_PRONOUN})|(?P<pointing>{_POINTING})|{_DEFINITE})", re.IGNORECASE
)
_COUNT = re.compile(r"the (?:number|total|amount|count|sum|rise|fall|increase)$")
# "The mayor of Oslo", "the group Hamas", "the report that Reuters published" say who or what.
_SAYS_WHICH = re.compile(
    r"(?:(?:,? [a-z][\w-]*){0,6},? [A-Z]| (?:that|which|who|whose|where) |,? (?:called|named) )"
)
_SOMEWHERE = re.compile(r"[“\"'‘]?(?:In|At) [A-Z]")  # "In Gaza, the ministry" is Gaza's
_FINITE = re.compile(
    r" (?:also |then |later |has |have |had |did |does |was |were |is |are |will |would |said|says"
    r"|told|added|denied|called|took|came|asked|made|gave|went|began|ended|killed|found|put|rose|fell)"
)
_EXPLETIVE = re.compile(
    r"it(?:['’]s| is| was| has been| had been| would be| will be| may be| remains| became)"
    r" (?:\w+ly |not |still |also |far |too |so |as yet ){0,2}"
    r"(?:clear|unclear|likely|unlikely|possible|impossible|expected|believed|thought|understood"
    r"|known|unknown|necessary|important|estimated|hoped|feared|early|time|late|announced|reported"
    r"|agreed|hard|difficult|easy|true|said|alleged|decided|unusual|common|from being certain)\b"
    r"|it (?:seems|seemed|appears|appeared|emerged|turned out|follows|rained|snowed)\b"
    r"|it (?:takes|took) [^.]{1,60} (?:to|for|before|until)\b",
    re.IGNORECASE,
)
_SPOKEN = (
    r"(?:has |had |have |also |then |later ){0,2}(?:said|says|say|added|adds|told|tells|wrote"
    r"|writes|explained|noted|argued|warned|insisted|recalled|continued|went on|claimed|replied"
    r"|asked)\b"
)
_SPEAKS = re.compile(
    rf"(?<!which)(?<!that)[,”\"’?!] (?P<pronoun>he|she|they|it) {_SPOKEN}", re.IGNORECASE
)
_DAYS = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)"
)
_NAME = re.compile(rf"(?<=[^\s.!?] )(?!{_DAYS})[A-Z][^\W\d_]{{2,}}|^(?:[A-Z][\w’'-]+ )[A-Z]")


def leans(sentence: str) -> bool:
    """Whether a sentence does not say whom or what it speaks of, but takes it from another."""
    return taken_up(sentence) is not None


def said_by(sentence: str, others: Iterable[str]) -> bool:
    """Whether another sentence says who "the mayor" of this one is: it has the word, and a name."""
    what = taken_up(sentence) or ""
    noun = what.removeprefix("the ") if what.startswith("the ") else ""
    return bool(noun) and any(
        re.search(rf"\b{re.escape(noun)}\b", other, re.IGNORECASE)
        and not leans(other)
        and _NAME.search(other)
        for other in others
    )


@lru_cache(maxsize=4_000)
def taken_up(sentence: str) -> str | None:
    """The pronoun or "the group" that it takes from another sentence; None if it stands alone."""
    sentence = sentence[:_READ]
    if speaks := _SPEAKS.search(sentence):
        return speaks["pronoun"].lower()
    found = _LEANS.match(sentence)
    if not found:
        return None
    if found["pronoun"]:
        opened = sentence[found.start("pronoun") :]
        return None if _EXPLETIVE.match(opened) else found["pronoun"].lower()
    if found["pointing"]:
        return found["pointing"].lower()
    # "The Israeli military" is one of its kind.
    if _SOMEWHERE.match(sentence) or any(map(str.isupper, found["kind"] + found["noun"])):
        return None
    rest = _FINITE.split(sentence[found.end() :], maxsplit=1)[0]
    what = f"the {found['noun'].lower()}"
    counts = _COUNT.match(what) and rest.startswith(" of ")  # "the number of dead"
    return None if counts or _SAYS_WHICH.match(rest) else what
