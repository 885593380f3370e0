"""Who says what a sentence says: whom it leans on, on whom those lean in turn, and how."""

from __future__ import annotations

import re

from qa.answering.attributing.chaining import links, without_tag
from qa.answering.attributing.manner import anonymity, hearsay
from qa.answering.attributing.naming import relays
from qa.answering.attributing.reporting_words import DETERMINERS, SAYING
from qa.answering.attributing.speaking import reports, tellings
from qa.answering.attributing.transcript import labelled, without_clocks
from qa.answering.attributing.wording import wording
from qa.answering.remembering import resolved, sentence_before
from qa.answers import Speakers

_SEARCHED = 1_500  # characters; nobody is named further off
_LONGEST = 120  # characters of a name; longer ones were misread
_OWN_PAPER = re.compile(r"^to (?:this (?:news)?(?:paper|magazine|outlet|website|reporter)|us)$")
_HELD = re.compile(
    r"\b(?:is|are|was|were|been) (?:\w+ly )?(?:said|reported|believed|thought|understood|rumoured"
    r"|rumored|alleged|quoted)\b|\bit (?:emerged|has been claimed)\b",
    re.IGNORECASE,
)
_VERBAL = ("asked", "request", "declin", "refus", "insist", "did not", "spoke")


def speakers(sentence: str, before: str = "", outlet: str | None = None) -> Speakers:
    """Who says what a sentence says, outermost first, and how it was said.

    Args:
        before: what stands before the sentence in its article, to tell who "he" and "the group"
            are and whose quotation goes on. Where that is not plain, nobody is named.
        outlet: the article's own, which is no link of its chain but may be whom somebody told.
    """
    sentence, before = map(without_clocks, (sentence[:_SEARCHED], before[-_SEARCHED:]))
    sentence, tag = without_tag(sentence)
    sentence, label = labelled(sentence, before)
    opened = _opened(before)
    words = wording(sentence, inside=opened is not None)
    found = links(words)
    if not found and not label and len(words) and all(words.quoted):
        return _of_quotation(sentence, before, opened, outlet)
    chain = [tag] if tag and tag.lower() not in (outlet or "").lower().split() else []
    manners = hearsay(sentence)
    for telling in found:
        for who in telling.who:
            name = resolved(who, before, sentence)
            if name and name not in chain and len(name) <= _LONGEST:
                chain.append(name)
        manners += [_addressed(how, before, outlet) for how in telling.manners]
    if label and not chain:
        chain.append(label)
    manners += anonymity(sentence) if chain and not _is_outlet(chain[-1]) else []
    return Speakers(tuple(chain), tuple(dict.fromkeys(manners)))


def attribution(sentence: str, before: str = "", outlet: str | None = None) -> str | None:
    """The speakers as one reads them: "Reuters, citing three senior officials".

    Returns:
        None where the sentence leans on nobody that can be told.
    """
    found = speakers(sentence, before, outlet)
    chain = [found.chain[0], *map(_within_reading, found.chain[1:])] if found.chain else []
    how = [f"who {way}" if way.startswith(_VERBAL) else way for way in found.manner]
    return ", ".join([", citing ".join(chain), *how]) if chain else None


def reported(sentence: str) -> bool:
    """Whether the sentence gives somebody's word for what it says, named or not."""
    sentence = sentence[:_SEARCHED]
    words = wording(sentence)
    return bool(
        (len(words) and all(words.quoted))
        or tellings(words)
        or hearsay(sentence)
        or _HELD.search(sentence)
        or any(words.low[at] in SAYING and reports(words, at) for at in range(len(words)))
    )


def _is_outlet(link: str) -> bool:
    words = wording(link)
    return relays(words, 0, len(words))


def _within_reading(link: str) -> str:
    """A link that began its sentence, as it is written further on: "the ministry"."""
    first = link.split(" ", 1)[0].lower()
    return link[0].lower() + link[1:] if first in DETERMINERS else link


def _addressed(how: str, before: str, outlet: str | None) -> str:
    """A manner that names whom "this newspaper" and "the agency" are, if it was told them."""
    if outlet and _OWN_PAPER.match(how):
        return f"to {outlet}"
    return f"to {resolved(how[3:], before)}" if how.startswith("to the ") else how


def _opened(before: str) -> int | None:
    """Where the quotation begins that is still open at the end of a text, if one is."""
    paragraph = before.rfind("\n") + 1
    opening = before.rfind("“", paragraph)
    if opening > before.rfind("”", paragraph):
        return opening
    odd = before.count('"', paragraph) % 2 == 1
    return before.rfind('"') if odd else None


def _of_quotation(sentence: str, before: str, opened: int | None, outlet: str | None) -> Speakers:
    """The speaker of a sentence that is all quotation: who spoke right before it."""
    if opened is not None:
        earlier = before[:opened].rstrip()
        said = earlier.endswith((",", ":", "said"))
        return speakers(*sentence_before(earlier), outlet) if said else Speakers()
    spoken, earlier = sentence_before(before)
    closed = sentence.rstrip().endswith(("”", '"', "’", "'"))
    if closed and (spoken.endswith(":") or re.search(r"[“”\"]", spoken)):
        return speakers(spoken, earlier, outlet)
    return Speakers()
