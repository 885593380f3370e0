"""Names as several articles spell them: Brazil and Brazilian, the EU, Kyiv's mayor, Zelenskyy."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from qa.answering.countries import COUNTRY, WRITTEN

_WORD = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_MONTH = re.compile(
    r"\b(?:january|february|march|april|june|july|august|sept(?:ember)?|october|november|december)\b"
)
# Not called by their country's name where they are the word for something else.
_PLAIN = {"pole", "poles", "swede", "swedes"}
_COUNTRY = {word: country for word, country in COUNTRY.items() if word not in _PLAIN}
_TITLES = {
    "sen": "senator", "gov": "governor", "rep": "representative", "gen": "general",
    "col": "colonel", "lt": "lieutenant", "capt": "captain", "sgt": "sergeant",
    "prof": "professor", "dr": "doctor",
}  # fmt: skip
_TITLE = re.compile(rf"\b({'|'.join(_TITLES)})\.(?=\s)")
_CAPITALS = re.compile(r"(?!The )[A-Z][\w’'-]*(?:(?: (?:of|the|for|and|de))* [A-Z][\w’'-]*)+")
_WHOLE = 4  # letters from which a word may be part of another: "Iran" in "Iranian"
_LONG = 6  # letters from which a spelling may differ
_ALIKE = 0.83
_COMMON_HEAD, _TAIL = 6, 3  # "Portugal" and "Portuguese" share a head, and differ in a tail


def folded(text: str) -> str:
    """Lower case without accents; months as "nov", well-known names as their initials."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'"))
    plain = "".join(char for char in apart if not unicodedata.combining(char)).lower()
    plain = _MONTH.sub(lambda month: month.group()[:3], plain)
    plain = _TITLE.sub(lambda title: _TITLES[title[1]], plain)
    for written, initials in WRITTEN:
        plain = written.sub(initials.lower(), plain)
    return _WORD.sub(lambda word: _COUNTRY.get(word.group(), word.group()), plain)


def words_of(name: str) -> list[str]:
    """The folded words of a name, without a possessive's ending."""
    return _WORD.findall(folded(_POSSESSIVE.sub("", name)))


class NamedWords:
    """The words of a text, asked whether a name is among them in some spelling."""

    def __init__(self, text: str) -> None:
        self._words = set(_WORD.findall(folded(text)))
        self._acronyms = {
            "".join(word[0] for word in found.split() if word[0].isupper()).lower()
            for found in _CAPITALS.findall(text)
        }

    def __contains__(self, name: str) -> bool:
        """Whether a folded name is there: whole, as part of a word, as initials, or nearly so."""
        if name in self._words or name in self._acronyms:
            return True
        return len(name) >= _WHOLE and any(_same(name, word) for word in self._words)


def _same(name: str, word: str) -> bool:
    if word.startswith(name) or (len(word) >= _WHOLE and name.startswith(word)):
        return True
    if len(name) < _LONG or word[0] != name[0]:
        return False
    head = _common_head(name, word)
    if head >= _COMMON_HEAD and head >= len(name) - _TAIL:
        return True
    nearly = abs(len(word) - len(name)) <= 1
    return nearly and SequenceMatcher(None, word, name).ratio() >= _ALIKE


def _common_head(left: str, right: str) -> int:
    for place, (a, b) in enumerate(zip(left, right, strict=False)):
        if a != b:
            return place
    return min(len(left), len(right))
