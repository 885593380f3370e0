"""Whether a sentence speaks of what its quotes speak of, by what it says and not by whom alone.

The names of a sentence may be taken from the quotes' surroundings; what it says of them may not.
"Holt was arrested" is not borne by "The works had begun in March", though the article names Holt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from qa.answering.contesting.same_deeds import plainly
from qa.answering.stemming import akin, content_stems
from qa.answering.verifying.days import without_days
from qa.answering.verifying.names import levelled, names
from qa.answering.verifying.quantities import quantities

_MANY, _MORE = 6, 2  # from so many words on one in common may be chance
_PIECES = 3  # times that a piece of a sentence may not stand in it
_PIECE_WORDS = 3
# Whether they knew is told by whether they were informed.
_KNOWING = content_stems("know aware knowledge inform tell notify warn ignorant learn brief")


def unrelated(
    sentence: str, quoted: Iterable[str], is_ordinary: Callable[[str], bool]
) -> str | None:
    """Why a sentence has nothing to do with its quotes, or None.

    Args:
        quoted: the sentences that its quotes stand in, whole.
        is_ordinary: whether a sentence's first word is no name.
    """
    if not any(map(str.isalnum, sentence)):
        return "it says nothing"
    found = (item for item in names(sentence) if not (item.opens and is_ordinary(item.word)))
    named = content_stems(" ".join(item.word for item in found))
    here = levelled(" . ".join(quoted))
    told = _words(levelled(sentence))
    told -= akin(told, named)
    if not told or not _words(levelled(without_days(sentence))) - named:
        return None  # who and when, which were held against the quotes
    held = _words(here) | content_stems(here)
    least = _MORE if len(told) >= _MANY else 1
    # "Syria's toll stood at 5,914": its figures were held against those of the quotes.
    if len(akin(told, held)) >= least or (akin(named, held) and quantities(sentence)):
        return None
    return "what it says has no word in common with its quotes"


def _words(text: str) -> frozenset[str]:
    """Its telling words in one form, "unvaccinated" without what turns it."""
    stems = (word.removeprefix("un") for word in content_stems(plainly(text)))
    return frozenset("know" if word in _KNOWING else word for word in stems)


def goes_round(sentence: str) -> bool:
    """Whether a model lost itself in a loop: a piece of the sentence that comes again and again."""
    pieces = [" ".join(piece.split()).casefold() for piece in re.split(r"[,;.]", sentence)]
    long = [piece for piece in pieces if len(piece.split()) >= _PIECE_WORDS]
    return any(long.count(piece) >= _PIECES for piece in set(long))
