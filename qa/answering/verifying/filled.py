"""Who did it, filled in: "137 are held" does not say who holds them.

Only of deeds that nobody wants to be told of: that a board named whom "was named", or that police
arrested whom "was arrested", goes without saying.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.stemming import content_stems, stem

_HARM = frozenset(
    map(
        stem,
        (
            "kill murder shoot wound injure hurt hold abduct kidnap capture torture attack strike"
            " hit shell bomb destroy damage burn sink poison hack steal leak rob seize rape beat"
            " cause start break blow down stab cancel violate"
        ).split(),
    )
)
_BE = r"(?:is|are|was|were|be|been|being|get|got)"
_PASSIVE = re.compile(
    rf"\b{_BE}(?: (?:still|also|later|then|not|being|been|\w+ly)){{0,3}} (?P<verb>[a-z]{{3,}})"
    r"(?P<by>[^.;,]{0,60}\bby\b)?"
)
_ACTIVE = re.compile(
    r"\b(?P<who>(?:(?:the|an?|its|their|his|her) )?(?:[A-Za-z][\w’'-]* )?[A-Za-z][\w’'-]*)"
    r" (?:has |have |had |still |also |later |then )*(?P<verb>[a-z]{3,})"
    r" (?=(?:the|an?|some|at least|about|more than|\d|his|her|its|their|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|[A-Z])\b)"
)
_NOBODY = frozenset("it that which who they he she and were was are is been be to".split())


def filled_in(sentence: str, quotes: Sequence[str]) -> str | None:
    """Why the quotes do not say who did a harm that the sentence puts down to somebody; or None."""
    quoted = " . ".join(quotes)
    bare = {stem(found["verb"]) for found in _PASSIVE.finditer(quoted) if not found["by"]} & _HARM
    if not bare:
        return None
    known = content_stems(quoted)
    actively = {stem(found["verb"]) for found in _ACTIVE.finditer(quoted)}
    for found in _ACTIVE.finditer(sentence):
        who = content_stems(found["who"])
        last = found["who"].split()[-1].lower()
        if (
            stem(found["verb"]) in bare - actively
            and who
            and last not in _NOBODY
            and not who & known
        ):
            return f"its quotes do not say that it was {found['who']}"
    return None
