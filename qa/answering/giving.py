"""Whether a sentence gives the time, figure, person or reason that is asked for.

A time or figure must be one that the question has not: "How many crew had the ship of 12,000
tons?" is not answered by 12,000.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.answering.anybody import asks_for_anybody, says_nobody
from qa.answering.attributing.reporting_words import PERSONS
from qa.answering.spanning.asked import asked, of_sort
from qa.answering.spanning.finding import spans_in
from qa.answering.spanning.numbers import FIGURES
from qa.answering.spanning.people import people
from qa.answering.spanning.times import CLOCK, all_times
from vectorstore.models import Span

_OF = r"(?:of|for|per|in|after|at|to|by|on|from|under|over)"
# What a question may ask for; the first that fits decides.
_ASKED = tuple(
    (sort, re.compile(pattern, re.IGNORECASE))
    for sort, pattern in (
        ("clock", r"\b(?:what|which) (?:time|hour)\b(?! of (?:the )?(?:year|month))"),
        ("age", r"\bhow old\b|\bwhat age\b"),
        ("length", r"\bhow long\b|\bwhat (?:sentence|(?:prison|jail) (?:sentence|term))\b"),
        (
            "percent",
            (
                r"\b(?:what|which) (?:percentage|percent|share|proportion)\b"
                r"|\bwhat (?:is|was|are|were) .*\b(?:turnout|inflation|(?:interest|unemployment"
                r"|jobless|key|base|policy|growth|birth) rate)\b"
            ),
        ),
        (
            "money",
            (
                r"\bhow much\b.*\b(?:costs?|pay|paid|money|spen[dt]|worth|sells?|sold|fined?|lend"
                r"|lent|loan|invest(?:ed)?|raised?|earn(?:ed|s)?|owed?|fund(?:s|ing)?|compensation"
                r"|damages|aid|bribes?|ransom|grant|subsid(?:y|ies)|bonus|debts?|budget|prize"
                r"|tickets?|rent|bail)\b"
                r"|\bwhat (?:price|sum|amount|fine|fee|bail|salary|ransom|reward)\b"
                r"|\bwhat\b.*\bcosts?\W*$|\bwhat (?:do|does|did|would|will)\b.*\bcost\b"
                r"|\bwhat (?:is|was|are|were) the (?:\w+ ){0,2}(?:cost|price|budget|fine|fee|bail"
                r"|ransom|reward|bill|prize|bonus)\b"
                r"|\bwhat (?:is|was|are|were) .*\b(?:profits?|revenues?)\b"
            ),
        ),
        (
            "distance",
            r"\bhow (?:far|high|tall|deep|wide)\b|\b(?:what|which) (?:depth|height|distance)\b",
        ),
        ("speed", r"\bhow fast\b|\b(?:what|which) speed\b"),
        ("weight", r"\bhow heavy\b|\bhow much\b.*\bweighs?\b"),
        (
            "count",
            (
                r"\bhow (?:many|much|large|big|strong)\b"
                r"|\bwhat (?:number|size|population)\b|\bpopulation of\b|\btoll\b"
            ),
        ),
        (
            "time",
            (
                r"\b(?:what|which) (?:year|date|day|month|century|decade)\b|^\W*when\b"
                r"|\bwhen (?:did|does|do|is|are|was|were|will|would|has|have|had)\b"
            ),
        ),
    )
)
# What a few words that ask nothing look for: "Amberline fine", "cost per dose MV-9".
_LOOKED_FOR = tuple(
    # Of the second words only where no other word follows that they could describe: "fine arts".
    (sort, re.compile(rf"\b(?:{plain}|(?:{other})(?=\W*$|\s{_OF}\b))\b", re.IGNORECASE))
    for sort, plain, other in (
        (
            "money",
            "compensation|damages|ransom|bail|fee|salary",
            "costs?|prices?|value|fine|budget",
        ),
        ("length", "(?:prison|jail) (?:sentence|term)", "sentence|duration"),
        ("percent", "turnout|percentage", "share"),
        ("distance", "altitude", "height|depth|distance"),
        ("speed", "wind speed", "speed"),
        ("count", "casualties|injured|wounded", "number|score|dead|missing"),
    )
)
_ASKS = re.compile(
    r"\?|\b(?:who|whom|whose|what|which|when|where|why|how|did|does|do|is|are|was|were|has|have"
    r"|had|can|could|will|would|should)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 8
_WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\b(?:what|which)\b.{0,20}\b(?:reasons?|caused?)\b", re.IGNORECASE
)
_BECAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|so that|in order to|in protest|to demand|reasons?"
    r"|caus(?:es?|ed|ing) (?:by|of)|(?:was|were|been|is|are) caused|blam(?:es?|ed|ing)"
    r"|attribut(?:es?|ed|ing)|as a result of|stems? from|stemmed from)\b",
    re.IGNORECASE,
)
_IN_OFFICE = re.compile(
    r"\bwho (?:now |currently )?(?:leads?|heads?|chairs?|governs?|commands?|coaches|manages?"
    r"|(?:is|was) (?:leading|heading|chairing|governing|commanding|coaching|managing))\b"
)
_OFFICE = 3  # words at most, of what somebody is called by office, trade or kinship
_OF_PEOPLE = frozenset({"subject", "passive", "object", "agent", "role"})
_AS_A_COUNT = re.compile(
    r"\b(?:none|nobody|no|one|a few|single|both|half|dozens|hundreds|thousands|millions)\b",
    re.IGNORECASE,
)


class Wanted:
    """The sort of time or figure that a question asks for, if it does.

    Attributes:
        sort: "time", "clock", "count", "money", "percent", "age", "length",
            "distance", "speed", "weight"; None for any other question.
    """

    def __init__(self, question: str) -> None:
        self.sort = _sort_of(question)
        self._question = question.lower()
        self._why = bool(_WHY.search(question))
        parts = asked(question) or of_sort(question, self.sort)
        self._asked = parts if parts and parts.wanted not in _OF_PEOPLE else None
        self._anybody = question if asks_for_anybody(question) else ""
        self._who = None if self.sort or self._why else asked(question)

    def given_by(self, sentence: str) -> bool:
        """Whether the sentence has one that the question has not.

        Of a question for a reason: whether it says of something why it is; of one for a person:
        whether it names somebody in that part; of "was anyone hurt": whether it says that nobody
        was. False of any other question.
        """
        if self.sort is None:
            return self._reason_or_person(sentence)
        if self.sort == "clock":
            return bool(CLOCK.search(sentence))
        if self.sort == "time":
            found = [sentence[slice(*span)] for span in all_times(sentence)]
        else:
            found = [sentence[slice(*span)] for span in _figures(sentence, self.sort)]
        if any(words.lower().strip() not in self._question for words in found):
            return True
        return self.sort == "count" and bool(_AS_A_COUNT.search(sentence))

    def pinned_by(self, sentence: str) -> bool:
        """Whether the sentence has the time, place or figure in the very role that is asked about.

        That of a person is looked for by `given_by`; "nobody was" is always in it.
        """
        if self._anybody:
            return self.given_by(sentence)
        return self._asked is not None and bool(spans_in(sentence, self._asked))

    @property
    def pins(self) -> bool:
        """Whether `pinned_by` can tell."""
        return self._asked is not None

    @property
    def holder(self) -> bool:
        """Whether it asks who has an office, a trade or a kinship, or who leads a thing."""
        who = self._who
        if who is not None and who.wanted == "subject" and _IN_OFFICE.search(self._question):
            return True
        if who is None or who.wanted != "role" or len(who.phrase) > _OFFICE:
            return False
        return who.phrase[-1] in PERSONS and "first" not in who.phrase

    def _reason_or_person(self, sentence: str) -> bool:
        if self._anybody:
            return says_nobody(sentence, self._anybody)
        if self._why:
            return bool(_BECAUSE.search(sentence))
        who = self._who
        return who is not None and who.wanted in _OF_PEOPLE and bool(people(sentence, who))


def _figures(sentence: str, sort: str) -> Iterator[Span]:
    """Figures of a sort; a day, a year or an hour counts nothing."""
    times = all_times(sentence) if sort == "count" else []
    for match in FIGURES[sort].finditer(sentence):
        start, end = match.span()
        if not any(first < end and start < last for first, last in times):
            yield start, end


def _sort_of(question: str) -> str | None:
    sort = next((sort for sort, pattern in _ASKED if pattern.search(question)), None)
    if sort or _ASKS.search(question) or len(question.split()) > _FEW_WORDS:
        return sort
    return next((sort for sort, pattern in _LOOKED_FOR if pattern.search(question)), None)
