"""Whether a sentence says no more than its quotes: its numbers, days, names and negations.

A quote is read where it stands: what its sentence says before it ("denied that ..."), and what a
cut leaves out of it ("did ... know"), turns its words as it does in the article. What cannot be
told from the words alone passes: this catches what is plainly not borne, and proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

from qa.answering.normalising import normalised
from qa.answering.verifying.agents import AGENCIES, speakers, speaks_for, swapped
from qa.answering.verifying.apart import told_of_another
from qa.answering.verifying.bound import misbound
from qa.answering.verifying.causes import other_cause
from qa.answering.verifying.counted import unborne_number
from qa.answering.verifying.crossed import crossed
from qa.answering.verifying.days import known_days, unborne_day, without_days
from qa.answering.verifying.evidence import Evidence
from qa.answering.verifying.exclusive import shut_out
from qa.answering.verifying.filled import filled_in
from qa.answering.verifying.kinds import brought_in
from qa.answering.verifying.names import Surroundings, levelled, names, unborne_names
from qa.answering.verifying.negation import read
from qa.answering.verifying.ordinary import ordinary
from qa.answering.verifying.polarity import polarity_fault
from qa.answering.verifying.quotes import OUTER
from qa.answering.verifying.relevance import goes_round, unrelated
from qa.answering.verifying.roles import turned_round
from qa.answering.verifying.said import Said
from qa.answering.verifying.sequence import reversed_order
from qa.answering.verifying.slots import replaced
from qa.answering.verifying.superlatives import overstated
from qa.answering.verifying.transposed import transposed
from qa.answering.verifying.unreal import not_done
from qa.answering.verifying.voices import other_voice
from vectorstore.models import Article
from vectorstore.splitting import sentence_spans

_LONGEST_SENTENCE = 5_000  # characters; what is longer is no sentence of anybody's
_LONGEST_QUOTES = 20_000  # characters that are read against one sentence
_ASKING = re.compile(r"\?|\b(?:ask|question|wonder|whether|doubt)", re.IGNORECASE)
_CITED = re.compile(r" ?\[\d{1,3}\]")  # some models number their sources
_MARKED = re.compile(
    r"[\"“„«]([^\"“”„«»]{1,2000})[\"”“»]|(?<!\w)['‘](?=[^\W\d])([^'‘’]{2,2000})['’](?!\w)"
)
_TWICE = re.compile(r"\b(?P<word>[^\W\d_]+)(?: (?P=word))+\b", re.IGNORECASE)
_MAY_BE_TWICE = frozenset("had that so very many much on in".split())
_AROUND_MARKED = OUTER + "[]()!?"
_READ_CHARS = 100_000  # of each article given, to see which words it has in lower case


def negated(text: str) -> bool:
    """Whether the text says that something is not so, or is denied."""
    said = Said([read(text)])
    return bool(said.cues) or said.doubting


def same_words(first: str, second: str) -> bool:
    """Whether two texts are one but for the marks around them."""
    return _bare(first) == _bare(second)


def unsupported(
    sentence: str, evidence: Sequence[Evidence], given: Sequence[Article] = ()
) -> str | None:
    """Why the quotes do not carry the sentence, or None if they do as far as code can tell.

    A sentence that is one of its quotes, or all of them, word for word says what they say, unless
    they are torn from a sentence that says otherwise.

    Args:
        given: the articles that the answerer was shown: they tell which words are names.
    """
    check = _Check(sentence, tuple(evidence), tuple(given))
    verbatim = check.verbatim()
    if verbatim and not any(item.cut for item in evidence):
        return None
    return replace(check, sentence=_CITED.sub("", sentence)).fault(verbatim=verbatim)


def unborne_attribution(
    attribution: str, evidence: Sequence[Evidence], given: Sequence[Article] = ()
) -> list[str]:
    """The names and numbers of an attribution that its quotes' articles do not give a speaker."""
    return _Check(attribution, tuple(evidence), tuple(given)).unborne_speakers()


@dataclass(frozen=True)
class _Check:
    sentence: str
    evidence: tuple[Evidence, ...]
    given: tuple[Article, ...]

    def fault(self, *, verbatim: bool) -> str | None:
        if len(self.sentence) > _LONGEST_SENTENCE or sum(map(len, self.quotes)) > _LONGEST_QUOTES:
            return None if verbatim else "it or its quotes are too long to be held together"
        turned = self._asked() or polarity_fault(
            self.sentence, [item.reading for item in self.evidence]
        )
        if turned or verbatim:
            return turned
        return (
            self._misquoted()
            or self._stammered()
            or unborne_day(
                self.sentence, [day for item in self.evidence for day in item.dated()], self.around
            )
            or self._number()
            or misbound(self.sentence, self.quotes, self.around)
            or self._name()
            or swapped(self.sentence, self.quotes, self.around, self.sources, self.is_ordinary)
            or replaced(self.sentence, self.quotes, self.around, self.is_ordinary)
            or crossed(self.sentence, self.quotes)
            or transposed(self.sentence, self.quotes)
            or told_of_another(self.sentence, self.quotes)
            or turned_round(self.sentence, self.quotes)
            or reversed_order(self.sentence, self.quotes)
            or not_done(self.sentence, self.quotes)
            or shut_out(self.sentence, " . ".join(self.quotes), self.around)
            or brought_in(self.sentence, self.around)
            or overstated(self.sentence, self.quotes)
            or other_cause(self.sentence, self.quotes, self.around)
            or filled_in(self.sentence, self.quotes)
            or other_voice(self.sentence, self.quotes, self.around)
            or unrelated(self.sentence, self._sentences(), self.is_ordinary)
        )

    @cached_property
    def quotes(self) -> list[str]:
        return [text for item in self.evidence for text in item.texts]

    @cached_property
    def around(self) -> str:
        return " . ".join([*self.quotes, *(item.around for item in self.evidence)])

    @cached_property
    def sources(self) -> frozenset[str]:
        names = " ".join(name for item in self.evidence for name in item.sources)
        return frozenset(levelled(names).lower().split())

    @cached_property
    def is_ordinary(self) -> Callable[[str], bool]:
        articles = {item.article.id: item.article for item in self.evidence}
        articles |= {article.id: article for article in self.given}
        texts = [article.text[:_READ_CHARS] for article in articles.values()]
        return cache(lambda word: ordinary(word, texts))

    def unborne_speakers(self) -> list[str]:
        around = Surroundings(self.around)
        missing = unborne_names(self.sentence, around, self._anywhere, self.is_ordinary)
        if unborne_number(self.sentence, [self.around], self.around, ()):
            missing.append(self.sentence)
        own = Surroundings(" . ".join([*self.quotes, *self.sources, *AGENCIES]))
        speaking = [who for text in self.quotes for who in speakers(text, self.is_ordinary)]
        strange = [name.word for name in names(self.sentence) if not own.names(name.word)]
        if strange and len(strange) == len(names(self.sentence)) and speaking:
            tied = (
                speaks_for(name.lower(), who[-1], self.around)
                for name in strange
                for who in speaking
            )
            missing += [] if any(tied) else strange
        return missing

    def verbatim(self) -> bool:
        said = _bare(self.sentence)
        single = said in {_bare(text) for text in self.quotes}
        return single or said == _bare(" ".join(self.quotes)) or said in self._whole_sentences()

    def _whole_sentences(self) -> set[str]:
        """The sentences of a quote of several; "torn" ones stand in one only in part."""
        texts = (text for text in self.quotes if len(text) <= _LONGEST_SENTENCE)
        return {_bare(text[slice(*span)]) for text in texts for span in sentence_spans(text)}

    def _asked(self) -> str | None:
        asks = [item.asks for item in self.evidence]
        if asks and all(asks) and not _ASKING.search(self.sentence):
            return "its quotes only ask whether it is so"
        return None

    def _misquoted(self) -> str | None:
        """What the sentence has in quotation marks must stand so in an article it quotes."""
        here = normalised(self.around).text.casefold()
        for found in _MARKED.finditer(self.sentence):
            words = normalised(found[1] or found[2]).text.casefold()
            for part in (piece.strip(_AROUND_MARKED) for piece in words.split("...")):
                if not (_holds(here, part) or self._anywhere(part)):
                    return f"it puts {part[:80]!r} in quotation marks, which does not stand there"
        return None

    def _stammered(self) -> str | None:
        """Pieces that a proxy sent twice, "was not not informed", or a model without end."""
        if goes_round(self.sentence):
            return "it says one thing again and again"
        here = self.around.casefold()
        for found in _TWICE.finditer(self.sentence):
            if found["word"].lower() not in _MAY_BE_TWICE and found.group().casefold() not in here:
                return f"it says {found['word']!r} twice, and its quotes do not"
        return None

    def _number(self) -> str | None:
        days = [
            day for item in self.evidence for quote in item.dated() for day in known_days(quote)
        ]
        years = {day.year for day in days if day.year}
        years |= {item.published.year for item in self.evidence if item.published}
        quotes = [without_days(text) for text in self.quotes]
        whole = {date(d.year, d.month, d.day) for d in days if d.year and d.month and d.day}
        apart = {abs((one - other).days) for one in whole for other in whole}
        return unborne_number(without_days(self.sentence), quotes, self.around, years, apart)

    def _name(self) -> str | None:
        missing = unborne_names(
            self.sentence, Surroundings(self.around), self._anywhere, self.is_ordinary
        )
        if missing:
            return f"neither its quotes nor their surroundings name {', '.join(missing)}"
        return None

    def _sentences(self) -> list[str]:
        return [item.sentence for item in self.evidence]

    def _anywhere(self, word: str) -> bool:
        return any(_holds(item.article.text, word) for item in self.evidence)


def _holds(text: str, words: str) -> bool:
    """Whether words stand in a text, and not within others."""
    whole = rf"(?<![^\W_]){re.escape(words)}(?![^\W_])"
    return words in text and bool(re.search(whole, text))


def _bare(text: str) -> str:
    return normalised(text).text.strip(OUTER)
