"""Whether what a sentence binds together stands together in its quotes.

The words may all be there and yet be bound otherwise: the wounded called dead, "from 115 to 97"
turned round, the justice minister made minister of the interior, and done what was only asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.figures import Counted, counted_in, fate_of, groups_in
from qa.answering.stemming import stem
from qa.answering.verifying.elided import gap_differs, share_of_a_vote
from qa.answering.verifying.relations import other_relation
from qa.answering.verifying.shares import another_share, borne_scores, misscored

_CLOSE = 1e-3  # of a number, that two ways of writing it may differ by
_PREFIX = 4  # letters by which "abstaining" and "abstentions" are one
_RIGHT_BEFORE = 4  # words, among which stands what was done to those whom a number counts
_BEHIND = 3  # words, among which stands whom a number counts
_HEDGED = re.compile(
    r"\b(?:may|might|could|can|would|will|likely|possibl[ey]|perhaps|fear\w*|warn\w*|expect\w*"
    r"|predict\w*|forecast\w*|project\w*|plan\w*|hop(?:e[sd]?|ing)|aim\w*|if|up to|as many as"
    r"|as much as|potential\w*|target\w*|want\w*|propos\w*|need\w*|promis\w*|pledg\w*|is to|are to"
    r"|to be|due to|set to|going to|scheduled to|about to|announc\w*|seek\w*|demand\w*|should"
    r"|must|threat\w*)\b",
    re.IGNORECASE,
)
_WAY = re.compile(r"\b(?P<word>from|into|out of|to) (?:the )?(?P<name>[A-Z][\w’'-]+)", re.UNICODE)
_AWAY = frozenset({"from", "out of"})
_WANTED = re.compile(
    r"\b(?:ask|urg|want|plan|hop|refus|demand|threaten|seek|intend|order|press|propos|vow|promis"
    r"|pledg|offer|call|appeal)(?:e?s|e?d|ing|ning)?\b[^.;:]{0,80}? to ([a-z]{3,})"
)
_PAST = re.compile(r"\b[a-z]{2,}ed\b")
_MORE = re.compile(
    r"\b(?:more|higher|greater|larger|above|over)(?: \w+)? than (?:the|what|that|its|their|any"
    r"|claimed|said|reported)\b|\b(?:far|well|much|just) above\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:fewer|lower|less|smaller)(?: \w+)? than (?:the|what|that|its|their|any|claimed|said"
    r"|reported)\b|\b(?:far|well|much|just) (?:below|short of)\b",
    re.IGNORECASE,
)


_AGAINST = re.compile(r"\W*(?:against|compared|versus|down|up)\b")
_FORMER = re.compile(
    r"\b(?:than|from|against|compared (?:to|with)|original\w*|previous\w*|earlier|former\w*|first)"
    r"\b[^,;.]{0,25}$",
    re.IGNORECASE,
)
_FORMERLY = re.compile(
    r"\W*(?:\w+ ){0,4}(?:before|earlier|previously|initially|ago|in|last)\b", re.IGNORECASE
)
_NOT_SO = re.compile(r"\b(?:instead of|rather than|not)\b")
_NO_PLAN = re.compile(r"\byet to be\b|\bgoals?\b")  # a goal is scored more often than aimed at
_GROUP_OF = {
    stem(word): stem(row.split()[0])
    for row in (
        "homes houses households",
        "police policemen officers",
        "soldiers troops servicemen",
    )
    for word in row.split()
}
_BEFORE_FREED = frozenset({"trapped", "held", "missing"})  # whoever is freed was that
_FREED = re.compile(
    r"\b(?:freed|released|rescued|saved|(?:brought|pulled|came) out|pulled alive|let go|set free)\b"
)
_MORE_OF_IT = frozenset(map(stem, "fewer more less".split()))
_OF_NEXT = re.compile(r" of (?:[\w’'-]+ ){0,3}$")  # up to the next number
_OF_WHOLE = re.compile(r"\bof (?:the|its|their|his|her|these|those)\W*$")
_AT_PRESENT = re.compile(r"\b(?:now|currently|at present|today)\b", re.IGNORECASE)
# What will be may be told in the present: "From May each household gets 200 euros".
_TOLD_AS_DONE = re.compile(
    r"\b(?:was|were|had|has(?! to)|have(?! to)|did|[a-z]{2,}ed|took|came|made|gave|went|began"
    r"|put|rose|fell|got|found|met|left|led|won|lost|held|shot|hit|cut|sold|bought|paid|built"
    r"|broke|struck|grew)\b"
)
# "Was barred from shifting 60 billion": it is told of no deed.
_TO_DO = re.compile(r"\b(?:to [a-z]+|[a-z]+ing)(?: [a-z]+){0,2} ?[$€£¥]?$")
_AGO = re.compile(r" (?:after|before|ago|later|earlier|since)\b")


def misbound(sentence: str, quotes: Sequence[str], around: str) -> str | None:
    """Why what the sentence binds together is bound otherwise in its quotes; or None.

    Args:
        around: the quotes with what stands around them, which tells offices and kin.
    """
    return (
        _number(sentence, quotes)
        or another_share(sentence, quotes)
        or misscored(sentence, quotes)
        or _way(sentence, " . ".join(quotes))
        or _comparison(sentence, " . ".join(quotes))
        or other_relation(sentence, around)
        or _only_wanted(sentence, " . ".join(quotes))
    )


def _number(sentence: str, quotes: Sequence[str]) -> str | None:
    theirs = [item for quote in quotes for item in counted_in(quote)]
    scored = borne_scores(sentence, quotes)
    for mine in counted_in(sentence):
        if mine.number.value in scored:
            continue
        same = [item for item in theirs if _equal(mine, item)]
        if same and all(_otherwise(mine, item, theirs, sentence) for item in same):
            return f"its quotes give {mine.text.strip()} for something else"
    return None


def _equal(one: Counted, other: Counted) -> bool:
    left, right = one.number.value, other.number.value
    return abs(left - right) <= _CLOSE * max(left, right)


def _otherwise(mine: Counted, item: Counted, theirs: Sequence[Counted], sentence: str) -> bool:
    """Whether two numbers of one value count other things, or in another way."""
    if item.things and item.things <= _MORE_OF_IT:
        return False  # "15,000 fewer" are what was counted before
    former = _before(mine, item) or (_before(item, mine) and not _told_former(mine, sentence))
    if former or _of_others(mine, item, theirs):
        return True
    planned = _as_planned(mine, item, theirs, sentence)
    if planned is not None:
        return planned
    others = [other for other in theirs if not _equal(mine, other)]
    alike = [other for other in others if other.number.unit == mine.number.unit]
    if mine.number.unit != item.number.unit and (item.number.unit or item.things):
        return bool(alike)
    return (
        bool(mine.things)
        and not share_of_a_vote(mine, item)
        and not _OF_NEXT.search(item.clause)  # "five of the seven ministers" are ministers
        and not _alike(mine.things, item.things | item.around)
        and any(_alike(mine.things, other.things) for other in alike)
    )


def _as_planned(
    mine: Counted, item: Counted, theirs: Sequence[Counted], sentence: str
) -> bool | None:
    """Whether one is a plan, or is measured by one, and the other is not; None if neither is."""
    if _AGO.match(mine.clause.partition(mine.text)[2]):
        return False  # "two years after" is planned for nothing
    if (differs := gap_differs(mine, item, theirs, sentence)) is not None:
        return differs  # what is "more than planned" was not planned
    if (
        item.mode == "planned"
        and _HEDGED.search(_up_to_comma(item))
        and not _NO_PLAN.search(item.clause)
        and mine.mode != "planned"
        and not _HEDGED.search(sentence)
    ):
        before = sentence.partition(mine.text.strip())[0]
        return bool(_TOLD_AS_DONE.search(sentence)) and not _TO_DO.search(before)
    return None


def _up_to_comma(item: Counted) -> str:
    """Its clause, without what comes behind a comma: "three medals, and is expected to race"."""
    before, number, behind = item.clause.partition(item.text)
    return before + number + behind.partition(",")[0]


def _of_others(mine: Counted, item: Counted, theirs: Sequence[Counted]) -> bool:
    """Whether one counts the dead, the other the hurt; or one soldiers, the other children.

    Those who were trapped are those who are freed, if the quotes tell of that.
    """
    whole = any(_OF_WHOLE.search(told.clause.partition(told.text)[0]) for told in (mine, item))
    freed = mine.fate == "freed" and item.fate in _BEFORE_FREED
    freed = freed and any(_FREED.search(told.clause) for told in theirs)
    before = item.clause.partition(item.text)[0].split()[-_RIGHT_BEFORE:]
    told = mine.fate == fate_of(" ".join(before))  # "released more than 200 of those held"
    if mine.fate and item.fate and mine.fate != item.fate and not (whole or freed or told):
        return True
    groups = [frozenset(map(_same_group, _group(which))) for which in (mine, item)]
    return all(groups) and not groups[0] & groups[1]


def _before(one: Counted, other: Counted) -> bool:
    """Whether one is what was before, and the other what is."""
    if one.mode != "before" or other.mode not in {"stated", "planned"}:
        return False
    if _NOT_SO.search(one.clause) and other.mode == "planned":
        return False  # "one instead of two", where two were planned
    if _AT_PRESENT.search(other.clause):
        return False  # "instead of the 12 that it is now"
    return not (_AGAINST.match(one.clause) or _AGAINST.match(other.clause))


def _told_former(item: Counted, sentence: str) -> bool:
    """Whether the sentence says in other words that it was before: "the 12 counted earlier"."""
    before, _, behind = sentence.partition(item.text.strip())
    return bool(_FORMER.search(before) or _FORMERLY.match(behind))


def _same_group(word: str) -> str:
    return _GROUP_OF.get(word, word)


def _group(item: Counted) -> frozenset[str]:
    """Whom it counts: "4,104 children", "4,104 of them children"."""
    behind = item.clause.partition(item.text)[2]
    return item.group or groups_in(" ".join(behind.split()[:_BEHIND]))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool({word[:_PREFIX] for word in one} & {word[:_PREFIX] for word in other})


def _way(sentence: str, quoted: str) -> str | None:
    """From where to where, if both name both ends, or one of them the other way round."""
    mine, theirs = _ends(sentence), _ends(quoted)
    for name, away in mine:
        told = {other for known, other in theirs if known == name}
        if told and away not in told and len(theirs) > 1:
            return f"its quotes do not tell {name} so"
    return None


def _ends(text: str) -> list[tuple[str, bool]]:
    return [(found["name"], found["word"] in _AWAY) for found in _WAY.finditer(text)]


def _comparison(sentence: str, quoted: str) -> str | None:
    for mine, other in ((_MORE, _LESS), (_LESS, _MORE)):
        if mine.search(sentence) and other.search(quoted) and not mine.search(quoted):
            return "its quotes compare it the other way round"
    return None


def _only_wanted(sentence: str, quoted: str) -> str | None:
    """A deed told as done that the quotes only know as asked for, planned or refused."""
    wanted = {stem(found[1]) for found in _WANTED.finditer(quoted)}
    if not wanted or _WANTED.search(sentence) or _HEDGED.search(sentence):
        return None
    done = {stem(word) for word in _PAST.findall(quoted)}
    for word in _PAST.findall(sentence):
        if stem(word) in wanted - done:
            return f"its quotes do not say that it was {word}"
    return None
