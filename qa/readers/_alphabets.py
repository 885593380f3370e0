"""Which Latin encoding a text is in, told by the alphabets of the languages written in it.

Detectors that weigh byte statistics go wrong on a sentence or two, which is what a news brief
has: they take Windows-1252 for Windows-1250. Letters tell more: decoded wrongly, a text holds
letters that no one language has together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Lower-case letters beyond ASCII, a language each. Western first: it wins a tie.
_WESTERN = (
    "àâæçéèêëîïôœùûüÿ",  # French
    "äöüßé",  # German
    "áéíñóúüªº",  # Spanish
    "áâãàçéêíóôõúüªº",  # Portuguese
    "àèéìíîòóùúªº",  # Italian
    "àçèéíïòóúü",  # Catalan
    "åäöæøéèüáô",  # Danish, Norwegian, Swedish, Finnish
    "áðéíóúýþæö",  # Icelandic
    "áéëíïóöúüè",  # Dutch
)
_CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "čćđšž",  # Croatian, Slovene
    "ăâîşţ",  # Romanian
)
_TURKISH = ("çğıöşüİâîû",)
_ENCODINGS = (
    ("cp1252", _WESTERN),
    ("cp1250", _CENTRAL),
    ("iso8859_2", _CENTRAL),
    ("cp1254", _TURKISH),
)
# Signs that stand before, after or alone, but not within words: there they were letters once.
_MISPLACED = re.compile(r"[^\W\d_][¿¡¹²³¶±¼½¾¢£¤¥¦¨¯°´¸×÷˛˘˝ˇ˙][^\W\d_]|[^\W\d_][¿¶±¼½¾¦]")

_RUNS = re.compile(r"(?:(?![ªº])[^\W\d_\x00-\x7f]){2,}")


@dataclass(frozen=True, slots=True)
class Latin:
    """An encoding and how well the text fits it.

    Attributes:
        fit: share, 0 to 1, of letters beyond ASCII that belong to the best fitting language.
        foreign: share, 0 to 1, of all letters that are beyond ASCII.
        lone: share, 0 to 1, of those letters that stand between ASCII letters, as accents do;
            in another script they stand side by side.
    """

    encoding: str
    fit: float
    foreign: float
    lone: float

    @property
    def sure(self) -> bool:
        """A text in one Latin language, or in English with names from several."""
        scattered = self.foreign <= 0.05 or (self.foreign <= 0.3 and self.lone >= 0.7)
        return (self.fit >= 0.4 and scattered) or (self.fit >= 0.9 and self.foreign <= 0.4)

    @property
    def plausible(self) -> bool:
        """Odd, but its letters are mostly ASCII."""
        return self.fit >= 0.4 and self.foreign <= 0.3


def best_latin(data: bytes) -> Latin | None:
    """The Latin encoding that fits best, or None if the bytes cannot be in any."""
    found = [
        latin for encoding, languages in _ENCODINGS if (latin := _fit(data, encoding, languages))
    ]
    return max(found, key=lambda latin: latin.fit, default=None)


def _fit(data: bytes, encoding: str, languages: tuple[str, ...]) -> Latin | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    letters = [ch for ch in text if ch.isalpha()]
    beyond = [ch for ch in "".join(letters).lower() if not ch.isascii()]
    side_by_side = sum(len(run) for run in _RUNS.findall(text))
    misplaced = len(_MISPLACED.findall(text))
    best = max(sum(ch in language for ch in beyond) for language in languages)
    total = len(beyond) + misplaced
    fit = best / total if total else 1.0
    lone = 1 - side_by_side / (len(beyond) or 1)
    return Latin(encoding, fit, len(beyond) / (len(letters) or 1), lone)
