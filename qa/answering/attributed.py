"""Who says a checked sentence: as a model proposed it, if its quote bears that, or as read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.answering.attribution import attribution, speakers
from qa.answering.reading_back import read_back
from qa.answering.stemming import content_stems
from qa.answers import Citation, Sentence, Speakers
from vectorstore.splitting import sentence_spans

_SENTENCE = 500  # characters on either side of a quote, within which its sentence stands
_READ_BEFORE = 1_500  # characters, to tell who speaks


def with_speakers(sentence: Sentence, cited: Citation, text: str) -> Sentence:
    """The sentence with who says it, by its first quote.

    Args:
        text: of the article that the quote is from.
    """
    told = (*_last_that_tells(text, cited), cited.source)
    by, said = speakers(*told), sentence.attribution
    if said and not by.chain and (where := read_back(said, text, *_whole(text, cited))):
        note = f"{said!r} is named in the sentence before: “{where}”"
        notes = "; ".join(filter(None, [sentence.note, note]))
        return replace(sentence, speakers=replace(by, chain=(said,)), note=notes)
    sentence = _of_speakers(sentence, [by, _of_whole(text, cited)], cited.source)
    return replace(sentence, attribution=sentence.attribution or attribution(*told), speakers=by)


def _last_that_tells(text: str, cited: Citation) -> tuple[str, str]:
    """The last sentence of a quote in which somebody speaks, and what stands before it."""
    for start, end in sentence_spans(cited.quote)[:0:-1]:
        at = cited.start + start
        last = cited.quote[start:end], text[:at][-_READ_BEFORE:]
        if speakers(*last).chain:
            return last
    return cited.quote, text[: cited.start][-_READ_BEFORE:]


def _whole(text: str, cited: Citation) -> tuple[int, int]:
    """Where the whole sentences stand that a quote is cut from."""
    start = max(0, cited.start - _SENTENCE)
    spans = sentence_spans(text, start, min(len(text), cited.end + _SENTENCE))
    whole = [span for span in spans if span[0] < cited.end and cited.start < span[1]]
    return (whole[0][0], whole[-1][1]) if whole else (cited.start, cited.start)


def _of_whole(text: str, cited: Citation) -> Speakers:
    """Who says what the whole sentences say that a quote is cut from."""
    first, last = _whole(text, cited)
    return speakers(text[first:last], text[max(0, first - _READ_BEFORE) : first])


def _of_speakers(sentence: Sentence, speaking: Sequence[Speakers], outlet: str | None) -> Sentence:
    """The sentence without an attribution to somebody who only is in it.

    A model that is asked who says it may name whoever does something there.
    """
    said = sentence.attribution
    told = [word for by in speaking for word in (*by.chain, *by.manner)]
    known = content_stems(" ".join([*told, outlet or ""]))
    if not said or content_stems(said) & known:
        return sentence
    note = f"the attribution {said!r} was dropped: the quote is not said to be theirs"
    notes = "; ".join(filter(None, [sentence.note, note]))
    return replace(sentence, attribution=None, note=notes, outcome="repaired")
