"""Why something is so: where the quotes give a cause, the sentence may not give a strange one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.answering.stemming import content_stems, stem

_CAUSE = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|as a result of|thanks to|on account of|caused by"
    r"|blamed on|attributed to|sparked by|triggered by|prompted by) (?P<why>[^.;:,]{3,120})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 2  # words of a cause; one may be another word for it
_PREFIX = 5  # letters by which "flooding" and "floods" are one


def other_cause(sentence: str, quotes: Sequence[str], around: str) -> str | None:
    """Why the quotes give another cause; or None.

    Args:
        around: the quotes with what stands around them.
    """
    if not any(_CAUSE.search(quote) for quote in quotes):
        return None
    known = {stem(word)[:_PREFIX] for word in _WORD.findall(around.lower())}
    for why in _causes(sentence):
        stems = content_stems(why)
        if len(stems) >= _LEAST and not {word[:_PREFIX] for word in stems} & known:
            return f"its quotes do not say that it was because of {why.strip()}"
    return None


def _causes(text: str) -> Iterator[str]:
    for found in _CAUSE.finditer(text):
        # "Because of poor sales the organisers gave up": what comes behind is no cause.
        words = found["why"].split()
        ends = next((at for at, word in enumerate(words) if at and word in {"the", "its"}), None)
        yield " ".join(words[:ends])
