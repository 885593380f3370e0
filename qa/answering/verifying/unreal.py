"""What its quotes do not tell as done: planned, possible, on a condition, only claimed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.stemming import content_stems, stem

_MODAL = (
    r"(?:will|would|shall|may|might|could|can|must|should|is to|are to|was to|were to|due to"
    r"|set to|plans? to|planned to|hopes? to|wants? to|going to|intends? to|in principle to"
    r"|offer(?:s|ed)? to|expected to|likely to|ready to|prepared to|vow(?:s|ed)? to)"
)
# A verb told as open: "will rule", "could have landed", "must now decide".
_OPEN = re.compile(
    rf"\b{_MODAL}(?: (?:not|also|now|soon|first|probably|still|\w+ly))?"
    r"(?: (?P<be>be|have|have been))?(?: help(?: to)?)? (?P<verb>[a-z]{3,})"
)
# A deed told as a noun: "is considering a ban".
_OPEN_NOUN = re.compile(
    r"\b(?:consider\w*|weigh(?:s|ed|ing)?|mull\w*|discuss\w*|plan\w*|propos\w+|threat\w*"
    r"|call(?:s|ed|ing)? for|talks (?:on|about)|demand\w*|seek\w*|urg\w+)"
    r" (?:an? |the |for |of )*(?:[a-z]+ )?(?P<verb>[a-z]{3,})\b"
)
_MAYBE = re.compile(r"\b(?:may|might|could|can|possibly|perhaps|potentially)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?P<verb>[a-z]{3,}s)\b")
_DONE = re.compile(
    r"\b(?:has|have|had) (?:been |also |now |already )*(?P<verb>[a-z]{2,}ed|[a-z]{3,}en)\b"
)
_PAST = re.compile(
    r"(?<!have )(?<!be )(?<!been )\b(?:had )?(?P<verb>[a-z]{2,}ed|took|came|made|gave|went|began"
    r"|put|rose|fell|found|met|left|led|won|lost|held|got|shot|hit|cut|sold|bought|paid|built|broke|struck)\b"
)
_ASIDE = re.compile(
    rf"\b{_MODAL}\b|\b(?:if|unless|plan\w*|expect\w*|schedul\w*|propos\w*|possib\w+|perhaps|likely"
    r"|hop(?:e[sd]?|ing)|intend\w*|want\w*|due)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
_STOP = re.compile(r"[.;](?=\s|$)")
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|would|could|might|may|should|in case|threat\w+|warn\w*|condition\w*|depend\w*"
    r"|provided|whether|when|without)\b",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"\b(?:claim(?:s|ed|ing)?(?: to| that)?|accus(?:e[sd]?|ing) [^.;]{1,60}? of|alleg(?:e[sd]?|ing)"
    r"(?: that)?|allegedly|reportedly|purported(?:ly)?|suspect(?:s|ed)? (?:\S+ ){0,4}?of)"
    r" (?P<what>.*)",
    re.IGNORECASE,
)
_TELLS_WHO = re.compile(
    r"\b(?:claim\w*|accus\w+|alleg\w+|accord\w+|said|says?|saying|told|report\w*|charg\w+"
    r"|suspect\w*|blam\w+|purported\w*|apparent\w*|den(?:y|ies|ied)|wr(?:ote|ites)|insist\w*"
    r"|argu\w+|maintain\w*|stat(?:es|ed)|believ\w+|announc\w+|add(?:s|ed)|called?|calls|may|might"
    r"|could|whether|if)\b",
    re.IGNORECASE,
)
# Where another clause may begin that the condition, or the claim, does not reach.
_CLAUSE = re.compile(
    r",(?=\s)|\b(?:that|who|which|while|but|although|because|after|before|saying|claiming|and"
    r"(?= (?:was|were|is|are|has|had|have|will|would|it|he|she|they|the)\b))\b"
)
_PLAINLY = 0.5  # of the sentence's words
_SHARED = 0.6  # of the words of the shorter
_LEAST = 3  # words
_LONG = 5  # letters of a verb that may begin with "re-"
# "Said it would close in July" is no condition.
_ANNOUNCED = re.compile(
    r"\b(?:said|says|announced|confirmed)(?: that)? (?:it|they|he|she|the [\w ]{1,30}?) would\b"
)


def not_done(sentence: str, quotes: Sequence[str], *, attributed: bool = False) -> str | None:
    """Why the quotes do not bear as done, or as so, what the sentence tells so; or None.

    Args:
        attributed: the sentence is shown with whose word it is.
    """
    quoted = " . ".join(quotes)
    return (
        _only_open(sentence, quoted)
        or _condition(sentence, quoted)
        or (None if attributed else _only_claimed(sentence, quoted))
    )


def _only_open(sentence: str, quoted: str) -> str | None:
    openly = {
        stem(found["verb"]) for pattern in (_OPEN, _OPEN_NOUN) for found in pattern.finditer(quoted)
    }
    if not openly or _ASIDE.search(sentence):
        return None
    done = content_stems(_OPEN_NOUN.sub(" ", _OPEN.sub(" ", quoted)))
    openly -= done
    openly |= {word.removeprefix("re") for word in openly if len(word) > _LONG} - done
    told = [*_PAST.finditer(sentence), *_DONE.finditer(sentence)]
    if _MAYBE.search(quoted):
        told += _NOW.finditer(sentence)
    for found in told:
        if stem(found["verb"]) in openly:
            return f"its quotes do not say that it {found['verb']}"
    return None


def _condition(sentence: str, quoted: str) -> str | None:
    if _CONDITIONAL.search(_ANNOUNCED.sub(" ", sentence)):
        return None
    parts = [part for part in _STOP.split(quoted) if part.strip()]
    plain = [part for part in parts if not _CONDITION.search(part)]
    for part in parts:
        if part in plain:
            continue
        before, behind = _CONDITION.split(part, maxsplit=1)
        own = _CLAUSE.split(before)[-1]  # "hit out at him, saying they will lose if ..."
        main = own if content_stems(own) else behind.partition(",")[2]
        if _shares(main, sentence) and not any(_shares(other, sentence) for other in plain):
            return "its quotes say so on a condition"
    return None


def _only_claimed(sentence: str, quoted: str) -> str | None:
    if _TELLS_WHO.search(sentence):
        return None
    for found in _CLAIMED.finditer(quoted):
        what = _CLAUSE.split(found["what"].partition(". ")[0])[0]
        rest = content_stems(quoted.replace(what, " "))
        # What they tell beside it, they tell as so.
        plain = len(content_stems(sentence) & rest - content_stems(what))
        if _shares(what, sentence) and plain < _PLAINLY * len(content_stems(sentence)):
            return "its quotes only tell that it is claimed"
    return None


def _shares(told: str, sentence: str) -> bool:
    """Whether the sentence holds most of what is told."""
    words, mine = content_stems(told), content_stems(sentence)
    shared = len(words & mine)
    return shared >= _LEAST and shared >= _SHARED * min(len(words), len(mine))
