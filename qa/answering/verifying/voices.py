"""Whose word it is: what residents say, the owner of the factory does not say."""

from __future__ import annotations

from collections.abc import Sequence

from qa.answering.attribution import speakers
from qa.answering.contesting.parties import kind_of
from qa.answering.stemming import content_stems
from vectorstore.splitting import sentence_spans


def other_voice(sentence: str, quotes: Sequence[str]) -> str | None:
    """Why it is another sort of party that says so in the quotes; or None.

    Names are looked at elsewhere; here, who is called by what he is.
    """
    mine = speakers(sentence).chain
    theirs = [
        who
        for quote in quotes
        for start, end in sentence_spans(quote)
        for who in speakers(quote[start:end], quote[:start]).chain
    ]
    kinds = {kind for who in theirs if (kind := kind_of(who))}
    told = content_stems(" ".join(theirs))
    for who in mine:
        kind = kind_of(who)
        strange = not any(map(str.isupper, who[1:])) and not content_stems(who) & told
        if kind and kinds and strange and kind not in kinds:
            return f"its quotes do not say that {who} said so"
    return None
