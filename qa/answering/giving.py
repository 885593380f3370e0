"""Whether a sentence gives the time or the figure asked for: one that the question has not.

"How many crew had the ship of 12,000 tons?" is not answered by 12,000.
"""

from __future__ import annotations

import re

from qa.answering.spanning.numbers import FIGURES
from qa.answering.spanning.times import all_times

# What a question may ask for; the first that fits decides.
_ASKED = tuple(
    (sort, re.compile(pattern, re.IGNORECASE))
    for sort, pattern in (
        ("age", r"\bhow old\b|\bwhat age\b"),
        ("length", r"\bhow long\b"),
        ("percent", r"\b(?:what|which) (?:percentage|percent|share|proportion)\b"),
        (
            "money",
            (
                r"\bhow much\b.*\b(?:costs?|pay|paid|money|spen[dt]|worth|sells?|sold|fined?|lend"
                r"|lent|loan|invest(?:ed)?|raised?|earn(?:ed)?|owed?|funding)\b"
                r"|\bwhat (?:price|sum|amount)\b|\bwhat\b.*\bcosts?\W*$"
                r"|\bwhat (?:is|was|are|were) the (?:\w+ ){0,2}(?:cost|price|budget)\b"
            ),
        ),
        (
            "count",
            (
                r"\bhow (?:many|much|far|high|large|big|tall|fast|deep|wide|heavy|strong)\b"
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
_AS_A_COUNT = re.compile(
    r"\b(?:none|nobody|no|one|a few|single|both|half|dozens|hundreds|thousands|millions)\b",
    re.IGNORECASE,
)


class Wanted:
    """The sort of time or figure that a question asks for, if it does.

    Attributes:
        sort: "time", "count", "money", "percent", "age", "length"; None for any other question.
    """

    def __init__(self, question: str) -> None:
        self.sort = next((sort for sort, pattern in _ASKED if pattern.search(question)), None)
        self._question = question.lower()

    def given_by(self, sentence: str) -> bool:
        """Whether the sentence has one that the question has not; false if none is asked for."""
        if self.sort is None:
            return False
        if self.sort == "time":
            found = [sentence[slice(*span)] for span in all_times(sentence)]
        else:
            found = [match.group() for match in FIGURES[self.sort].finditer(sentence)]
        if any(words.lower().strip() not in self._question for words in found):
            return True
        return self.sort == "count" and bool(_AS_A_COUNT.search(sentence))
