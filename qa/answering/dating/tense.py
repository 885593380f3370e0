"""Whether a clause speaks of the past or of what is to come, as far as its verbs tell.

No tagger is at hand, so verbs are known by helpers ("will", "was"), endings ("-ed") and lists.
The nearest cue before a day decides; one behind it only where the day opens its clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from qa.answering.dating.calendar import Tense

_FILLERS = (
    r"(?:\s(?:not|also|be|been|being|have|soon|only|still|first|again|all|[a-z]{2,14}ly)){0,4}"
)
_VERB = r"(?:\s[a-z]{2,20}\b)?"
_TO_DO = rf"\sto\b{_FILLERS}{_VERB}"
_PLANNED = r"(?:due|set|expected|scheduled|slated|planned|supposed|poised|likely|meant)"
_SCHEDULED = (
    r"(?:open|begin|start|end|close|meet|vote|expire|resume|return|face|host|play|take|come|go|kick"
    r"|hold|fly|leave|mark|turn|arrive|travel|speak|appear|finish|conclude|stage|sing|run)"
)
_IRREGULAR = "|".join(
    "arose became began beat bent bet bit blew broke broken brought built burst bought came caught"
    " chose cost crept cut dealt drew drove drank fell fallen felt fled flew fought found froze"
    " gave given went gone got grew heard held hid hit hung hurt kept knelt knew laid lay led left"
    " lent lost made meant met paid put quit ran rang read rode rose said sang sank sat saw sold"
    " sent shook shone shot showed shown shrank shut slept slid slipped sought spent spoke spread"
    " sprang stole stood stuck struck strung swam swept swore swung taken taught thought threw told"
    " took tore underwent understood undertook withdrew woke won wore wound wrote written".split()
)
_NOT_PAST = (
    r"(?:need|indeed|hundred|red|bed|seed|feed|speed|breed|exceed|proceed|succeed|sacred|embed)\b"
)
_CUES = (
    (
        "future",
        (
            r"\b(?:(?:has|have|had|was|were|is|are|be|been) ){0,3}(?:moved|postponed|put off"
            r"|put back|pushed back|brought forward|adjourned|delayed|extended)"
            r" (?:to|until|till|for)\b"
        ),
    ),
    # Plans that may have been carried out or given up by now.
    ("either", rf"\b(?:was|were|had been) (?:{_PLANNED}(?:{_TO_DO}| for\b)|due\b|to\b{_VERB})"),
    (
        "either",
        (
            r"\b(?:(?:has|have|had|was|were|is|are|be|been) ){0,3}(?:put off|postponed|cancell?ed"
            r"|called off|delayed|scrapped|rescheduled)\b"
        ),
    ),
    (
        "future",
        (
            r"\b(?:has|have) (?:agreed|vowed|promised|pledged|threatened|decided|voted|planned)"
            rf"{_TO_DO}"
        ),
    ),
    ("either", rf"\bhad (?:agreed|vowed|promised|threatened|decided|planned|hoped){_TO_DO}"),
    (
        "future",
        (
            r"\b(?:plans?|planned|planning|agreed|hopes?|hoping|aims?|intends?|vow(?:s|ed)|promis\w{1,3}"
            r"|pledg\w{1,3}|wants?|threaten(?:s|ed)|expects?|decided|voted|ready|deadline"
            rf"|{_PLANNED}){_TO_DO}"
        ),
    ),
    ("future", r"\b(?:due|expected|scheduled|slated|planned) (?:for|on|in|at|by|from)\b"),
    ("future", r"\b(?:set|fixed|timed|announced) for\b"),
    # An election is called for a day; a truce, on a day.
    (
        "future",
        (
            r"\bcalled for (?:the )?(?:\d|next|this|early|late|mid|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan"
            r"|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
        ),
    ),
    ("future", r"\b(?:planned|upcoming|coming|forthcoming|scheduled|expected)\b"),
    ("past", r"\b(?:would|could|should|may|might|must|to|having) (?:not )?have\b"),
    (
        "past",
        (
            r"\b(?:was|were|had|did|been|wasn['’]t|weren['’]t|hadn['’]t|didn['’]t)\b"
            rf"{_FILLERS}{_VERB}"
        ),
    ),
    (
        "perfect",
        rf"\b(?:has|have|hasn['’]t|haven['’]t)\b{_FILLERS}\s[a-z]{{1,20}}(?:ed|en|ne|wn)\b",
    ),
    ("past", rf"\b(?!{_NOT_PAST})(?<!-)(?:[a-z]{{2,20}}ed|{_IRREGULAR})\b"),
    (
        "future",
        (
            r"(?:\b(?:will|shall|won['’]t|would|wouldn['’]t|must|may|might|should|can|could)|['’]ll)\b"
            rf"{_FILLERS}{_VERB}"
        ),
    ),
    (
        "future",
        (
            r"(?:\b(?:is|are|am|be|being)|['’](?:s|re|m))(?: also| now| [a-z]{2,14}ly)?"
            rf"(?: (?:{_PLANNED}|going|hoping|planning|preparing|about))?{_TO_DO}"
        ),
    ),
    ("future", rf"\b(?:has|have){_TO_DO}|\bto be\b{_VERB}"),
    (
        "future",
        rf"\b(?:{_SCHEDULED}e?s|expects?|awaits?)\b|\b(?:who|they|we|and|people) {_SCHEDULED}\b",
    ),
    ("future", rf"(?<=s )(?<!his )(?<!its )(?<!this )(?<!was )(?<!['’]s ){_SCHEDULED}\b"),
    ("future", r"\b(?:is|are|isn['’]t|aren['’]t)\b(?: [a-z]{1,18}(?:ed|ing)\b)?"),
)
_CUE = re.compile("|".join(f"({pattern})" for _, pattern in _CUES))
# What stands straight before a day may say more than the verb.
_LEAD = re.compile(
    r"\b(?:(?P<since>since)|(?P<by>by)"
    r"|(?P<until>until|till)|(?P<open>ahead of|for|starting|beginning|from|before))"
    r"(?: (?:the|next))?\s*$",
    re.IGNORECASE,
)
# Past verbs behind which "until" ends what has ended.
_LASTED = re.compile(
    r"\b(?:lasted|waited|continued|stayed|remained|ran|raged|dragged|worked|lived|served|had|was"
    r"|were|kept|held|went)\b"
)
_TO_DO_THEN = re.compile(r"\bto [a-z]+\b")
_OPENS_CLAUSE = re.compile(r"(?:^|[,;:–—(]|\b(?:that|and|but|when|while|where|if))\s*$")
_CLAUSE_END = re.compile(r"[,;:–—]\s|$")
_LOOKED_BACK = 30  # characters that a lead or the opening of a clause may take
_LOOKED_AHEAD = 200  # characters up to the verb of a clause that a day opens
_SUBJECT_CHARS = 60  # up to the verb whose subject begins with a day: "Friday's vote will"


class Tenses:
    """The cues of one sentence, looked up by place; one pass over it."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._cues = list(_CUE.finditer(sentence))
        self._starts = [cue.start() for cue in self._cues]
        self._ends = [cue.end() for cue in self._cues]

    def at(self, start: int, end: int, *, opens_subject: bool = False) -> Tense:
        """The tense in which the words `sentence[start:end]` are said.

        Args:
            opens_subject: the words belong to a noun behind them, as in "Friday's vote will".
        """
        before = self._sentence[max(0, start - _LOOKED_BACK) : start]
        lead = _LEAD.search(before)
        opens = bool(_OPENS_CLAUSE.search(before[: lead.start()] if lead else before))
        cue = self._cue(start, end, opens=opens, opens_subject=opens_subject)
        tense = _tense_of(cue)
        if not lead:
            return tense
        if lead["since"]:
            return Tense.PAST
        if lead["until"] and cue and tense is Tense.PAST:
            ended = _kind_of(cue) == "past" and _LASTED.search(cue.group())
            return Tense.EITHER if ended else Tense.FUTURE
        if lead["by"]:
            to_do = not opens and tense is not Tense.EITHER and self._to_do_before(start)
            return Tense.FUTURE if to_do else tense
        return Tense.EITHER if tense in (Tense.PAST, Tense.EITHER) else Tense.FUTURE

    def _cue(
        self, start: int, end: int, *, opens: bool, opens_subject: bool
    ) -> re.Match[str] | None:
        after = self._after(end, _SUBJECT_CHARS if opens_subject else _LOOKED_AHEAD)
        if after and (opens or opens_subject):
            return after
        last = bisect_left(self._ends, start + 1) - 1
        return self._cues[last] if last >= 0 else after

    def _after(self, end: int, reach: int) -> re.Match[str] | None:
        """The first cue behind a place in its own clause."""
        following = bisect_left(self._starts, end)
        if following == len(self._starts):
            return None
        begin = end + 1 if self._sentence[end : end + 1] == "," else end
        boundary = _CLAUSE_END.search(self._sentence, begin, end + reach)
        limit = boundary.start() if boundary else end + reach
        return self._cues[following] if self._starts[following] < limit else None

    def _to_do_before(self, start: int) -> bool:
        """Whether the verb before a place is an infinitive: "was told to pay by Friday"."""
        last = bisect_left(self._ends, start + 1) - 1
        begin = self._ends[last] if last >= 0 else 0
        return bool(_TO_DO_THEN.search(self._sentence, max(begin - 1, start - 120, 0), start))


def _kind_of(cue: re.Match[str]) -> str:
    return _CUES[(cue.lastindex or 1) - 1][0]


def _tense_of(cue: re.Match[str] | None) -> Tense:
    if cue is None:
        return Tense.UNKNOWN
    kind = _kind_of(cue)
    return Tense.PAST if kind == "perfect" else Tense(kind)
