"""Names in a sentence, in a form in which two sentences can be held against each other."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.answering.countries import COUNTRY, SEATS
from qa.answering.verifying.nations import one_way

_NAME = re.compile(r"[^\W\d_][\w’'-]*")
CAPITAL = re.compile(r"[A-Z][\w’'-]*")
# Capitalised at the beginning of a sentence without being names.
_NOT_FIRST = frozenset(
    (
        "the a an this that these those there it he she they we you i his her its their our some"
        " many most more all no not one two three four five six seven eight nine ten eleven twelve"
        " twenty thirty forty fifty sixty seventy eighty ninety at about around nearly almost over"
        " under up between on in after before since when while if as by from to of for with and but"
        " or police people rescue half state local according however meanwhile earlier later last"
        " nobody none everyone no-one women men children both each every any another other witness"
        " hundreds thousands dozens who whom whose what which where why how did does do is are was"
        " were has have had will would can could should may might also such"
    ).split()
)
_ENDS_IN_S = frozenset(
    (
        "hamas reuters texas paris wales cyprus brussels athens honduras isis airbus laos barclays"
        " philippines netherlands boris emirates moss hollis siemens"
    ).split()
)
_DAYS = frozenset(
    (
        "january february march april may june july august september october november december jan"
        " feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday"
        " saturday sunday"
    ).split()
)
# Capitals and seats stand for their governments, peoples for their countries.
_STANDS_FOR = {seat: country for country, seats in reversed(SEATS.items()) for seat in seats}
_STANDS_FOR |= COUNTRY


@lru_cache(maxsize=4_000)
def names_in(text: str, *, inside: bool = False) -> frozenset[str]:
    """Capitalised words that are no day, month or plain first word, in lower case, without 's.

    Countries go by one name: "Tehran", "Iranian" and "Iran" are "iran".

    Args:
        inside: the text does not begin a sentence, so that its first word is like the others.
    """
    found = set()
    text = one_way(text)
    for place, match in enumerate(_NAME.finditer(text)):
        word = match.group()
        plain = word.lower().replace("’", "'").removesuffix("'s")
        begins = place == 0 or text[match.start() - 2 : match.start()] in (". ", "? ", "! ")
        if not word[0].isupper() or plain in _DAYS:
            continue
        if begins and plain.split("-")[0] in _NOT_FIRST:
            continue
        if begins and not inside and plain.endswith("s") and plain == word.lower():
            named = text[match.end() : match.end() + 2].strip()[:1].isupper()
            if plain not in _ENDS_IN_S and not named:
                continue
        found.add(_STANDS_FOR.get(plain, plain))
    return frozenset(found)
