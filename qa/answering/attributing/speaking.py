"""Every place where a sentence gives somebody's word: who speaks, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.answering.attributing.delivery import closing_manner, delivery
from qa.answering.attributing.manner import manner_at, manners_within, time_at
from qa.answering.attributing.misleading import misleads
from qa.answering.attributing.naming import (
    head_of,
    head_speaks,
    is_document,
    is_half,
    phrase_after,
    relays,
)
from qa.answering.attributing.reporting_words import (
    CLAIMING,
    DETERMINERS,
    INQUIRING,
    INVERTING,
    NUMBERS,
    PARTICIPLES,
    PRONOUNS,
    SAYING,
    SHOWING,
    VERBS,
)
from qa.answering.attributing.sourcing import BEING, citing, handing_on, leaning, passive
from qa.answering.attributing.subjects import before_adverbs, opening_subject, subject_before
from qa.answering.attributing.telling import (
    HANDED_ON,
    Place,
    Telling,
    described,
    verbs_of,
    with_name,
)
from qa.answering.attributing.wording import Wording
from qa.answering.stemming import is_participle

_MOST = 40  # words by which a sentence may tell; a list of verbs is no sentence
_TELLING = VERBS | HANDED_ON | {"according", "per", "citing", "quoting", "cites", "quotes"}
_NOBODY = frozenset("no neither nobody none nothing".split())
_NOT_WHO = frozenset("opposite same contrary otherwise so nothing much".split())  # "said the same"
_UNTOLD = frozenset("one another others".split())
_RESOLVABLE = frozenset("he she it they".split())
_CLOSING = frozenset(', . ; ” " » ) — –'.split())
_QUOTE_ENDS = frozenset(", ” \" ’ ' — – »".split())
_ASIDES = frozenset(
    "which who whom what how why after before when since until if because once as".split()
)
_GOVERNED = frozenset("but and while where with although though whereas".split())
_SAYING_SO = frozenset(
    "saying adding warning calling claiming insisting arguing noting telling accusing stating"
    " announcing blaming describing alleging vowing urging promising denying stressing explaining"
    " complaining acknowledging admitting".split()
)


def tellings(words: Wording) -> list[Telling]:
    """All of them in their order; what stands in quotation marks tells nothing."""
    found: list[Telling] = []
    for at in [at for at in range(len(words)) if words.low[at] in _TELLING][:_MOST]:
        written = words.word[at]
        if words.quoted[at] or not written[0].isalpha() or (at and written[0].isupper()):
            continue
        low = words.low[at]
        if low in {"according", "per"}:
            one = leaning(words, at, found)
        elif cited := citing(words, at, found):
            found += cited
            continue
        elif link := handing_on(words, at, found):
            one = link
        elif low in VERBS or low in {"quoted", "cited"}:
            one = _spoken(words, at, found)
        else:
            continue
        if one:
            found.append(one)
    return found


def reports(words: Wording, at: int) -> bool:
    """Whether the word is a verb by which somebody says something: not "did not say"."""
    if words.low[at] not in VERBS or words.quoted[at] or misleads(words, at):
        return False
    if at and (words.word[at][0].isupper() or words.low[at - 1] == "having"):
        return False  # Edward Said; "having said nothing"
    place, negated = before_adverbs(words, at)
    return not negated and words.low[place - 1 : place] != ["to"]


def _spoken(words: Wording, at: int, found: Sequence[Telling]) -> Telling | None:
    low = words.low[at]
    place, negated = before_adverbs(words, at)
    before = words.low[place - 1] if place else ""
    if before in BEING:
        return None if negated else passive(words, at, place - 1, found)
    if low in INVERTING and (behind := _behind(words, at, place)):
        active = _after_apposition(words, at, place, found)
        return active or behind
    if before == "to" and low.startswith("den"):
        return _took_to(words, at, found)
    done = low in {"quoted", "cited"} or words.low[at + 1 : at + 2] == ["by"]
    return None if done or not reports(words, at) else _active(words, at, place, found)


def _active(words: Wording, at: int, place: int, found: Sequence[Telling]) -> Telling | None:
    """Who stands before the verb whose adverbs begin at `place`."""
    low, before = words.low[at], words.low[place - 1] if place else ""
    goes_on = before in {"and", "but"} and low in SAYING and low not in PARTICIPLES and not found
    if goes_on or (before == "," and low in _SAYING_SO):
        return _opened(words, at, found)
    subject = subject_before(words, place, verbs_of(found))
    return _said_by(words, at, subject, found) if subject else None


def _said_by(
    words: Wording, at: int, subject: tuple[int, int], found: Sequence[Telling]
) -> Telling | None:
    start, after = subject
    low, first = words.low[at], words.low[start]
    if low in PARTICIPLES and words.low[start - 1 : start] != ["with"]:
        return None
    pronoun = first in PRONOUNS
    if first in _NOBODY or (first in _UNTOLD and after - start == 1):
        return None
    if (pronoun and first not in _RESOLVABLE) or not (pronoun or _can(words, start, after, low)):
        return None
    tail, manners, private = delivery(words, at)
    place = _place(words, start, tail, found)
    who, forms = ((words.slice(start, after),), ()) if pronoun else described(words, start, after)
    relay = not pronoun and (relays(words, start, after) or low in {"reported", "reports"})
    lead = manners_within(words.text, 0, words.start[start]) if place == "main" else []
    between = manners_within(words.text, words.end[after - 1], words.start[at])
    closing = closing_manner(words, tail) if place == "main" and not manners else []
    how = (*forms, *lead, *between, *manners, *closing)
    return Telling(who, start, at, place, relay, private, pronoun, how)


def _can(words: Wording, start: int, after: int, verb: str) -> bool:
    """Whether such a subject does such a thing: papers show, people claim, anything says."""
    head = words.low[head_of(words, start, after)]
    written = is_document(words, start, after) or head in INQUIRING
    if verb in SHOWING and verb not in CLAIMING:
        return written
    if verb == "posted" and written:
        return False  # "one letter posted on Telegram said"
    says = verb in SAYING and not is_half(words, start, after)
    return says or written or head_speaks(words, start, after)


def _place(words: Wording, start: int, tail: int, found: Sequence[Telling]) -> Place:
    before = words.low[start - 1] if start else ""
    closes = tail >= len(words) or words.low[tail] in _CLOSING
    if before == "as" and closes:
        # "The army denied that it had fired, as the rebels claim" is the army's word.
        return "aside" if any(telling.place == "main" for telling in found) else "lean"
    if before in _ASIDES or (before == "that" and not found):
        return "aside"
    if before == "that" or (before not in _GOVERNED and _in_speech(words, start, found)):
        return "within"
    behind = start > 0 and (before in {",", "–", "—", "-"} or words.quoted[start - 1])
    if not (behind and closes):
        return "main"
    # "She said the plan, critics believe, to ..." is a part of what she said.
    cites = words.low[tail + 1 : tail + 2] in (["citing"], ["quoting"])
    ends = cites or tail >= len(words) - 1
    ends = ends or not any(telling.place == "main" for telling in found)
    return "whole" if ends or words.quoted[start - 1] else "within"


def _in_speech(words: Wording, start: int, found: Sequence[Telling]) -> bool:
    """Whether a clause belongs to the speech before it: no mark stands in between."""
    verbs = verbs_of([telling for telling in found if telling.place != "cite"])
    last = max((verb for verb in verbs if verb < start), default=start)
    return last < start and all(words.is_word(at) for at in range(last + 1, start))


def _after_apposition(
    words: Wording, at: int, place: int, found: Sequence[Telling]
) -> Telling | None:
    """Who stands before the verb, where it only looks turned round.

    "Tom Ray, the mayor, said the bridge collapsed on Friday."
    """
    if not place or words.low[place - 1] != ",":
        return None
    subject = subject_before(words, place, verbs_of(found))
    if not subject or not head_speaks(words, *subject):
        return None
    after = phrase_after(words, at + 1)
    if head_speaks(words, at + 1, after) and not _is_clause(words, at + 1, after):
        return None
    return _said_by(words, at, subject, found)


def _is_clause(words: Wording, first: int, after: int) -> bool:
    """Whether what was read as a phrase has a verb: "police arrested two men"."""
    for at in range(first + 1, after):
        verb = words.word[at].islower() and is_participle(words.low[at])
        if verb and (at + 1 == after or words.low[at + 1] in DETERMINERS | NUMBERS):
            return True
    return False


def _behind(words: Wording, at: int, place: int) -> Telling | None:
    """Who stands behind the verb: "..., said the army."."""
    first = at + 1
    opens = place and (words.low[place - 1] in _QUOTE_ENDS or words.quoted[place - 1])
    after = phrase_after(words, first) if opens else first
    if (
        after == first
        or words.low[after - 1] in _NOT_WHO
        or not (head_speaks(words, first, after) or words.low[at] in {"said", "says", "recalled"})
    ):
        return None
    if not _ends_behind(words, after):
        return None
    after = with_name(words, first, after)
    who, forms = described(words, first, after)
    relay = relays(words, first, after) or words.low[at] in {"reported", "reports"}
    quoted = (words.start[at] for at in range(after, len(words)) if words.quoted[at])
    last = next(quoted, len(words.text))
    how = (*forms, *manners_within(words.text, words.end[after - 1], last))
    return Telling(who, first, at, "whole", relay, manners=how)


def _ends_behind(words: Wording, after: int) -> bool:
    """Whether a clause ends here: not in "Hamas, too, said Israel had"."""
    if after >= len(words) or words.quoted[after]:
        return True
    place = words.start[after]
    return (
        words.low[after] in _CLOSING
        or words.low[after] in {":", "(", "who", "whose", "as", "after", "when", "during", "while"}
        or time_at(words.text, place) > place
        or manner_at(words.text, place) > place
    )


def _opened(words: Wording, at: int, found: Sequence[Telling]) -> Telling | None:
    """Whom a sentence begins with, for ", saying results had been poor" at its end."""
    after = opening_subject(words)
    if not 0 < after < at or any(telling.place != "aside" for telling in found):
        return None
    who, forms = described(words, 0, after)
    manners = (*forms, *delivery(words, at)[1])
    return Telling(who, 0, at, "main", relays(words, 0, after), manners=manners)


def _took_to(words: Wording, at: int, found: Sequence[Telling]) -> Telling | None:
    """Who "took to Facebook on Sunday to deny" it."""
    took = words.text.find(" took to ")
    after = opening_subject(words)
    if took < 0 or took > words.start[at] or after == 0 or words.end[after - 1] != took:
        return None
    platform = words.text[took + len(" took ") :].split(" to ")[0]
    manner = manners_within("on " + platform.removeprefix("to "), 0, len(platform))
    opened = _opened(words, at, found)
    return replace(opened, manners=tuple(manner)) if opened else None
