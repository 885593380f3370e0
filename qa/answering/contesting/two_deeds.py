"""Of a sentence that tells two deeds, the part in which the question's stands.

"A court acquitted Ann Lee of bribery, but convicted her of fraud" says two things of Ann Lee; held
against "Was Ann Lee convicted of bribery?" as a whole it has all the words and says neither.
"""

from __future__ import annotations

import re

from qa.answering.contesting.asking import Asked, asked
from qa.answering.contesting.names import names_in
from qa.answering.contesting.negating import antonyms
from qa.answering.stemming import content_stems

_FULL_NAME = re.compile(r"\b(?!The |A |An )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")
_OBJECT_PRONOUN = re.compile(
    r"\b(?:but|and) (?:[a-z]+ ){1,3}?(?P<whom>him|her)"
    r"(?= (?:of|for|to|in|on|at|from|with|after|over|by|guilty|an?)\b|[,.;]|$)"
)
_AND_BUT = re.compile(r"[,;]? (?:but|and) (?=(?:also |later |then )?[a-z]+(?:ed|t|d)\b)|; ")


def part_asked(text: str, question: str) -> str:
    """The part that names whom the question names, and alone holds its deed or the opposite.

    Args:
        text: a sentence; all of it is given back if there is no such part.
        question: one that begins with the verb that asks.
    """
    wanted, whole = asked(question), _with_name(text)
    parts = _AND_BUT.split(whole)
    holding = [part for part in parts if _holds(part, wanted)]
    return holding[0] if len(parts) > 1 and len(holding) == 1 else text


def _with_name(text: str) -> str:
    """With the name for "him" or "her" behind "but" or "and", where the sentence has only one."""
    found = _OBJECT_PRONOUN.search(text)
    named = _FULL_NAME.findall(text[: found.start()]) if found else []
    if found is None or len(set(named)) != 1:
        return text
    return f"{text[: found.start('whom')]}{named[0]}{text[found.end('whom') :]}"


def _holds(part: str, wanted: Asked) -> bool:
    if not wanted.names or not wanted.core:
        return False
    stems = content_stems(part)
    opposed = frozenset(left for left, _ in antonyms(wanted.core, stems))
    return wanted.names <= names_in(part, inside=True) and wanted.core <= stems | opposed
