"""Those whom a sentence leans on by other means than a verb: "according to", "citing", "by"."""

from __future__ import annotations

from collections.abc import Sequence

from qa.answering.attributing.manner import manners_within, time_at
from qa.answering.attributing.misleading import misleads
from qa.answering.attributing.naming import head_speaks, is_document, phrase_after, relays
from qa.answering.attributing.reporting_words import PRONOUNS, RELAYS_NAMED, SUBORDINATORS, TIMES
from qa.answering.attributing.subjects import before_adverbs, subject_before
from qa.answering.attributing.telling import (
    HANDED_ON,
    Place,
    Telling,
    described,
    verbs_of,
    with_name,
)
from qa.answering.attributing.wording import Wording

BEING = frozenset("is was were are been being be".split())
_CITED = frozenset("cites cited quotes quoted".split())
_CITING = frozenset("citing quoting".split()) | _CITED
# "According to plan".
_NO_SOURCE = frozenset(
    "plan plans schedule tradition custom size age need needs law rules rank type taste".split()
)
_BY_WITHIN = 12  # words between a passive verb and the one it was done by
_BY_FAR = frozenset("put blamed described called dismissed quoted cited".split())
_DONE = _BY_FAR | frozenset(
    "confirmed reported announced denied claimed told estimated warned rejected disclosed accused"
    " urged alleged disputed acknowledged stated said".split()
)
_FORMS = frozenset(
    "statement statements remarks comments interview letter post video speech report broadcast"
    " message address testimony".split()
)


def leaning(words: Wording, at: int, before: Sequence[Telling]) -> Telling | None:
    """The one behind "according to" or "as per"."""
    low = words.low
    if low[at] == "according" and low[at + 1 : at + 2] == ["to"]:
        first = at + 2
    elif low[at] == "per" and (at == 0 or low[at - 1] == "as"):
        first = at + 1
    else:
        return None
    after = phrase_after(words, first)
    if after == first or words.low[after - 1] in _NO_SOURCE:
        return None
    after = _with_maker(words, first, after)
    # "The minister said that, according to the army, ..." leans within the minister's speech.
    inside = bool(before) and all(telling.place == "main" for telling in before)
    inside = inside and (low[at - 1] != "," or low[at - 2] == "that")
    who, manners = described(words, first, with_name(words, first, after))
    place: Place = "within" if inside else "lean"
    return Telling(who, first, at, place, relays(words, first, after), manners=manners)


def _with_maker(words: Wording, first: int, after: int) -> int:
    """The end of "a report this week by the bank" from that of "a report"."""
    time = time_at(words.text, words.end[after - 1])
    if not is_document(words, first, after) or not words.text.startswith(" by ", time):
        return after
    by = next(at for at in range(after, len(words)) if words.low[at] == "by")
    return phrase_after(words, by + 1)


def citing(words: Wording, at: int, before: Sequence[Telling]) -> list[Telling]:
    """Those whom another one cites or quotes, behind that one if the verb has a subject."""
    low = words.low
    if low[at] not in _CITING or low[at - 1] in BEING or low[at + 1 : at + 2] in (["by"], ["as"]):
        return []
    after = phrase_after(words, at + 1)
    if after == at + 1 or not (low[at].startswith("quot") or head_speaks(words, at + 1, after)):
        return []  # "citing poor health"
    if words.low[at - 1] in _FORMS and words.low[at - 2] in {"a", "an", "the"}:
        return []  # "in reply to a post citing the report"
    who, manners = described(words, at + 1, with_name(words, at + 1, after))
    cited = Telling(who, at + 1, at, "cite", manners=manners)
    citer = _citer(words, at, before) if low[at] in _CITED else None
    return [citer, cited] if citer else [cited]


def handing_on(words: Wording, at: int, before: Sequence[Telling]) -> Telling | None:
    """The outlet that hands on somebody's words: "carried by state television"."""
    if words.low[at] not in HANDED_ON or words.low[at + 1 : at + 2] != ["by"]:
        return None
    if at == 0 or words.low[at - 1] in BEING | {"first", "also"}:
        return None
    # Not what somebody says of it: "police said that footage seen by Reuters was false".
    inside = bool(before) and before[-1].place in {"main", "within", "aside"}
    if inside and (words.low[at - 1] not in _FORMS or "that" in words.low[before[-1].verb : at]):
        return None
    after = phrase_after(words, at + 2)
    if after == at + 2 or not relays(words, at + 2, after) or is_document(words, at + 2, after):
        return None
    form = () if before else tuple(manners_within(words.text, 0, words.start[at]))
    who = (words.slice(at + 2, after),)
    return Telling(who, at + 2, at, "link", relays=True, manners=form)


def passive(words: Wording, at: int, being: int, before: Sequence[Telling]) -> Telling | None:
    """Who did what was done: "was confirmed by the ministry", "was quoted by TASS as saying"."""
    if words.low[at] in _CITED:
        return _quoted(words, at, being, before)
    if words.low[at] not in _DONE or misleads(words, at):
        return None
    for by in range(at + 1, min(at + _BY_WITHIN, len(words))):
        near = words.low[at] in _BY_FAR or words.low[by] in TIMES | {"by", "on", "in", "as"}
        if not words.is_word(by) or words.low[by] in SUBORDINATORS or not near:
            return None
        if words.low[by] == "by":
            after = phrase_after(words, by + 1)
            if after > by + 1 and head_speaks(words, by + 1, after):
                relay = relays(words, by + 1, after)
                return Telling((words.slice(by + 1, after),), by + 1, at, "main", relay)
    return None


def _quoted(words: Wording, at: int, being: int, before: Sequence[Telling]) -> Telling | None:
    place, _ = before_adverbs(words, being)
    subject = subject_before(words, place, verbs_of(before))
    if subject is None or words.low[subject[0]] in PRONOUNS:
        return None
    who, manners = described(words, *subject)
    for by in range(at + 1, min(at + _BY_WITHIN, len(words))):
        if words.low[by] in {"by", "in"} and words.low[by - 1] in {"saying", words.low[at]}:
            after = phrase_after(words, by + 1)
            if after > by + 1:
                spoke = "saying" in words.low[at : at + _BY_WITHIN] or (
                    words.low[at] == "quoted" and head_speaks(words, *subject)
                )
                who = (words.slice(by + 1, after), *(who if spoke else ()))
            break
    else:
        if words.low[at + 1 : at + 2] != ["as"]:
            return None
        who = (*_report_before(words, subject[0]), *who)
    return Telling(who, subject[0], at, "main", manners=manners)


def _report_before(words: Wording, after: int) -> tuple[str, ...]:
    """Reuters, of "the Reuters report, in which three officials were cited"."""
    named = (
        words.word[at]
        for at in range(after)
        if words.low[at] in RELAYS_NAMED and words.low[at + 1] in {"report", "story", "article"}
    )
    return tuple(named)[-1:]


def _citer(words: Wording, at: int, before: Sequence[Telling]) -> Telling | None:
    place, negated = before_adverbs(words, at)
    if negated or words.slice(max(0, place - 2), place).lower().endswith(("in turn", "which")):
        return None
    subject = subject_before(words, place, verbs_of(before))
    if subject is None or words.low[subject[0]] in {"who", "that", "which"}:
        return None
    pronoun = words.low[subject[0]] in PRONOUNS
    who = (words.slice(*subject),) if pronoun else described(words, *subject)[0]
    return Telling(who, subject[0], at, "main", relays=True, pronoun=pronoun)
