"""Whether the archive answers at all: a calibrated measure of what was found.

Seven signs, weighed by a logistic regression on the tune halves of public sets and of the project's
own news questions, which are also put with every article hidden that answers them; each set and
each class counts the same; the weights are rounded.
`python -m qa.evaluation.calibration` makes them again, and the curve in docs/answers.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from statistics import fmean

from qa.answering.asked_words import MANY_WORDS, Lexicon, question_words
from qa.answering.attribution import attribution, reported
from qa.answering.candidates import Candidate
from qa.answering.contesting.names import CAPITAL, names_in
from qa.answering.figures import asked_group, counted
from qa.answering.giving import Wanted
from qa.answering.leaning import leans
from qa.answering.named_words import NamedWords, words_of
from qa.answering.questions import Question
from qa.answering.ranking import ranked
from qa.answering.specifics import Specifics, at_odds, missing_names, specifics
from qa.answering.stemming import content_stems
from qa.answering.telling import Telling
from vectorstore.embedding import TokenEmbedder
from vectorstore.models import Hit

# Of each sign, in the order of `Signs`, and of none.
WEIGHTS = (6.8, 4.5, -3.7, -3.7, 2.2, -2.1, 4.0)
BIAS = -7.1

_NEAREST_OF = 5  # sentences
_NAMED_BY = 3  # sentences, in whose passages the names are looked for
_COUNTED_BY = 3  # sentences, one of which must count those who are asked about
_HELD_BY = 5  # sentences, one of which must name who holds the office asked about, or who speaks
_SUBJECT_WORDS = 6  # of a sentence, among which its subject stands
_IN_ITS_ROLE, _OF_ITS_SORT = -0.25, 0.35  # of what is not given: it is, or something like it is
_BY_PASSAGE = 0.5  # of what the nearest passage, its title included, is nearer than they are
_FEW_WORDS, _LONGEST = 8, 2.0
_TOGETHER = 3  # nearest sentences, and passages behind the nearest
_BY_STANDING_OUT = 0.75  # of what the nearest passage is nearer than those behind it
_USUAL = 0.7  # of both: speaks neither for an answer nor against it
_ABOUT_SUBJECT = 2  # sentences; a question about Russia is not answered by what is told of Iran
_WITHOUT_SUBJECT = 0.5  # of all names
_LEAD = 400  # characters of an article that say what it is about
_NEAR, _WIDE = 300, 1_500  # characters about a passage
_HEAD = 4_000  # characters of an article in which its names are named
_OTHER_YEAR = re.compile(r"\b(last|next) year\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for an answer being there, and against it.

    Attributes:
        nearness: the largest cosine of question and sentence, or of it with the one before;
            raised half way to that of the nearest passage where this is larger.
        told: weighted share of the question's words that one of the best sentences tells; those
            of its title are left out.
        missing_names: weighted share of its names of which the best passages' articles have
            nothing.
        at_odds: 1 if numbers, superlatives or a "not" of the question are not borne out.
        length: words of the question beyond eight, in tens: no passage is near a long question.
        ungiven: 1 if it asks for a time or a figure and the best sentence gives none, for the
            number of a group of people and no figure of the best is about them, who holds an
            office and none of the best names such a person, or what somebody said who speaks in
            none of the best. Between, if the best gives such a thing but not as what is asked
            about; less than 0 if just as that.
        nameless: for a question that names nobody, put to more than one article, how near the
            nearest sentences are together, and how far the nearest passage stands out from the
            others, about 0; else 0.
    """

    nearness: float
    told: float
    missing_names: float
    at_odds: float
    length: float
    ungiven: float
    nameless: float


def support(signs: Signs) -> float:
    """How sure it is, 0 to 1, that the archive holds an answer."""
    weighed = BIAS + sum(w * sign for w, sign in zip(WEIGHTS, astuple(signs), strict=True))
    return 1.0 / (1.0 + math.exp(-weighed))


def signs(
    question: Question,
    found: Sequence[Candidate],
    hits: Sequence[Hit],
    lexicon: Lexicon,
    embedder: TokenEmbedder,
) -> Signs:
    """Read the signs from what was found.

    Args:
        found: the sentences of the hits, in any order; at least one.
        embedder: tells which words mean the same.
    """
    words, asked = question_words(question, lexicon), specifics(question)
    best = ranked(found)
    length = min(_LONGEST, max(0, words.count - _FEW_WORDS) / 10)
    if words.count < MANY_WORDS:
        missing, odds = _of_one(asked, best, hits, lexicon)
        missing = min(1.0, missing + _off_subject(question, best, hits))
    else:
        missing, odds = _missing(asked, hits, hits, lexicon), 0.0

    def about(item: Candidate) -> bool:
        """Whether an article names whom the question names, as far as any of the best does."""
        lacking = [_missing(asked, [hits[one.rank]], hits, lexicon) for one in best[:_HELD_BY]]
        return _missing(asked, [hits[item.rank]], hits, lexicon) <= min(lacking)

    told = Telling(lexicon, embedder).told(question.text, best)
    nameless = 0.0 if asked.names or _one_article(found) else _nameless(found)
    return Signs(
        _nearness(best[:_NEAREST_OF]),
        told,
        missing,
        odds,
        length,
        _ungiven(question, best, about),
        nameless,
    )


def _ungiven(
    question: Question, best: Sequence[Candidate], about: Callable[[Candidate], bool]
) -> float:
    wanted = Wanted(question.text)
    if who := words_of(" ".join(CAPITAL.findall(question.speaker or ""))):
        return float(not any(_speaks(who, item) for item in best[:_HELD_BY]))
    if wanted.holder:
        return float(not any(item.gives and about(item) for item in best[:_HELD_BY]))
    if not wanted.sort and not wanted.pins:
        return 0.0
    group = asked_group(question.text)
    counts = [item for item in best[:_COUNTED_BY] if counted(item.text)] if group else []
    of_others = counts and not any(
        group & content_stems(f"{item.article.title} {item.text}") for item in counts
    )
    if of_others or (wanted.sort and not best[0].gives):
        return 1.0
    if not wanted.pins:
        return 0.0
    return _IN_ITS_ROLE if best[0].pinned else _OF_ITS_SORT


def _speaks(who: Sequence[str], item: Candidate) -> bool:
    """Whether a sentence may be the word of those named, or says at its beginning what they did.

    Where it is somebody's word and cannot be told whose, it may be theirs.
    """
    said_by = attribution(item.text, item.before)
    if not said_by and reported(item.text):
        return True
    named = NamedWords(f"{said_by or ''} {' '.join(item.text.split()[:_SUBJECT_WORDS])}")
    return any(word in named for word in who)


def _nearness(best: Sequence[Candidate]) -> float:
    sentence = max(max(item.nearness, item.around) for item in best)
    passage = max(item.passage for item in best)
    return sentence + _BY_PASSAGE * max(0.0, passage - sentence)


def _one_article(found: Sequence[Candidate]) -> bool:
    """Whether there is no other article that a question without names could be about."""
    return len({item.article.id for item in found}) == 1


def _nameless(found: Sequence[Candidate]) -> float:
    """One near sentence may be chance; where no name tells the subject, more is asked for."""
    sentences = sorted((max(item.nearness, item.around) for item in found), reverse=True)
    by_rank = {item.rank: item.passage for item in found}
    nearest, *behind = sorted(by_rank.values(), reverse=True)
    standing_out = nearest - fmean(behind[:_TOGETHER]) if behind else 0.0
    return fmean(sentences[:_TOGETHER]) + _BY_STANDING_OUT * standing_out - _USUAL


def _of_one(
    asked: Specifics, best: Sequence[Candidate], hits: Sequence[Hit], lexicon: Lexicon
) -> tuple[float, float]:
    """Missing names and odds, by the passages of the best sentences.

    Names count half by the best passage, half by the one that has most of them: an article may
    leave out who everybody knows it is about.
    """
    passages = [hits[rank] for rank in dict.fromkeys(item.rank for item in best[:_NAMED_BY])]
    missing = [_missing(asked, [hit], hits, lexicon) for hit in passages]
    year = _year_meant(best[0])
    odds = all(at_odds(asked, best[0].text, f"{_about(hit)} {year}") for hit in passages)
    return (missing[0] + min(missing)) / 2, float(odds)


def _off_subject(question: Question, best: Sequence[Candidate], hits: Sequence[Hit]) -> float:
    """What is missing if the best sentences speak of others than a yes/no question asks about."""
    subject = question.subject
    if not subject or any(subject.lower() in (hit.article.source or "").lower() for hit in hits):
        return 0.0  # an outlet's articles do not name it
    named = NamedWords(" ".join(_with_what_it_is_of(item) for item in best[:_ABOUT_SUBJECT]))
    return 0.0 if all(word in named for word in words_of(subject)) else _WITHOUT_SUBJECT


def _with_what_it_is_of(item: Candidate) -> str:
    names_nobody = leans(item.text) or not names_in(item.text)
    before = item.before[-_NEAR:] if names_nobody else ""
    return f"{item.article.title} {before} {item.text}"


def _missing(asked: Specifics, of: Iterable[Hit], hits: Sequence[Hit], lexicon: Lexicon) -> float:
    """Missing names; an outlet whose articles were found is not missing, though none names it."""
    outlets = {hit.article.source or "" for hit in hits}
    text = " ".join([*outlets, *(_widely_about(hit) for hit in of)])

    def weight(name: str) -> float:
        return sum(lexicon.rarity(stem) for stem in lexicon.stems(name))

    return missing_names(asked, text, weight)


def _about(hit: Hit) -> str:
    article, passage = hit.article, hit.passage
    return " ".join(
        (
            article.title,
            article.source or "",
            _dated(article.day),
            article.text[:_LEAD],
            article.text[max(0, passage.start - _NEAR) : passage.end + _NEAR],
        )
    )


def _dated(day: date | None) -> str:
    """The day of publication, its month and the one before, of which news still speaks."""
    if not day:
        return ""
    before = day.replace(day=1) - timedelta(days=1)
    return f"{day.isoformat()} {day:%B} {before:%B %Y}"


def _year_meant(item: Candidate) -> str:
    """The year of which a sentence speaks as the last or the next one."""
    day = item.article.day
    found = _OTHER_YEAR.search(item.text)
    if not day or not found:
        return ""
    return str(day.year + (1 if found[1].lower() == "next" else -1))


def _widely_about(hit: Hit) -> str:
    text, passage = hit.article.text, hit.passage
    return " ".join(
        (_about(hit), text[:_HEAD], text[max(0, passage.start - _WIDE) : passage.end + _WIDE])
    )
