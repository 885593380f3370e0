"""From every word that a sentence gives to the one chain of those whom it leans on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.attributing.naming import head_of, head_speaks, is_phrase, relays
from qa.answering.attributing.reporting_words import DOCUMENTS, RELAYS_NAMED, SPEAKING_NOUNS
from qa.answering.attributing.speaking import tellings
from qa.answering.attributing.telling import Telling
from qa.answering.attributing.wording import Wording

_AGENCY = (
    r"(?P<agency>Reuters|AP|AFP|ANI|PTI|IANS|UPI|EFE|DPA|dpa|TASS|Xinhua|Associated Press"
    r"|Bloomberg|ANSA|Kyodo|Yonhap|Anadolu|CNN|BBC)"
)
# "TBILISI, May 3 (Reuters) - ..." and "... on Tuesday. (Reuters)".
_DATELINE = re.compile(
    rf"(?:[A-ZÀ-Þ]{{3}}[^()]{{0,60}} )?\({_AGENCY}\) ?[-–—:]* ?"
    r"|[A-ZÀ-Þ]{3}[^()/]{0,60} [(/](?P<other>[A-Z][\w ]{1,24})[)/]\.? ?(?:[-–—] ?|(?<=/\. )|(?<=/))"
)
_CREDIT = re.compile(rf"\({_AGENCY}\)[\s.”\"]*\Z")
_HEADLINE_SPEAKER = 9  # words
_HEADLINE_END = 4


def without_tag(sentence: str) -> tuple[str, str | None]:
    """The sentence without the agency's credit at either end, and that agency."""
    if first := _DATELINE.match(sentence):
        return sentence[first.end() :], first["agency"] or first["other"]
    if last := _CREDIT.search(sentence, max(0, len(sentence) - 40)):
        return sentence[: last.start()].rstrip(), last["agency"]
    return sentence, None


def links(words: Wording) -> list[Telling]:
    """Those whom a sentence leans on, outermost first; none for what is only an aside.

    Media relay and parties claim: what stands within an outlet's, an agency's or a document's
    report is a link of its own, what stands within a party's speech belongs to that speech.
    """
    found = _without_echoes(tellings(words)) or _headline(words)
    order = _outermost_first(found)
    cited = [telling for telling in found if telling.place == "cite"]
    citer = _citer(order, cited[0]) if cited else None
    chain: list[Telling] = []
    for telling in order:
        if chain and not _goes_on(chain[-1], telling, words):
            break
        chain.append(telling)
        if telling is citer:
            break
    return [*chain, *cited]


def _without_echoes(found: Sequence[Telling]) -> list[Telling]:
    """Without the pronouns behind a name: "the federation said that, it claimed, ..."."""
    named = min((one.at for one in found if not one.pronoun and one.place in _PLACES), default=-1)
    return [one for one in found if not one.pronoun or named < 0 or one.at < named]


def _outermost_first(found: Sequence[Telling]) -> list[Telling]:
    of = {place: [one for one in found if one.place == place] for place in _PLACES}
    order = [*of["link"], *of["lean"], *reversed(of["whole"]), *of["main"][:1]]
    if of["main"] and not of["whole"]:
        order += [one for one in of["within"] if one.at > of["main"][0].at][:1]
    return order


_PLACES = ("link", "lean", "whole", "main", "within")


def _citer(order: Sequence[Telling], cited: Telling) -> Telling | None:
    """Who cites: the one named last before the one cited, or else the outermost."""
    before = [telling for telling in order if telling.at < cited.at]
    return max(before, key=lambda one: one.at) if before else next(iter(order), None)


def _goes_on(outer: Telling, inner: Telling, words: Wording) -> bool:
    """Whether the inner one is a link of its own behind the outer one."""
    leans = inner.place == "within" and words.low[inner.verb] in {"according", "per"}
    return leans or (outer.relays and not inner.private)


def _headline(words: Wording) -> list[Telling]:
    """The speaker of "Koss: “We will not sell”" and of "Nine killed in blast – police"."""
    size = len(words)
    for at in range(1, min(_HEADLINE_SPEAKER, size - 1)):
        if words.low[at] == ":" and words.quoted[at + 1] and _speaks(words, 0, at):
            return [Telling((words.slice(0, at),), 0, at, "main")]
    if not size or words.word[-1] in {".", "!", "?"}:
        return []
    for at in range(max(1, size - _HEADLINE_END), size):
        head = words.low[head_of(words, at, size)]
        office = head in SPEAKING_NOUNS | DOCUMENTS | RELAYS_NAMED or words.word[-1].isupper()
        small = words.word[at][0].islower() or size - at == 1
        marked = words.low[at - 1] in {":", "–", "—", "-"}
        if marked and small and office and _speaks(words, at, size):
            relay = relays(words, at, size)
            return [Telling((words.slice(at, size),), at, at, "whole", relay)]
    return []


def _speaks(words: Wording, first: int, after: int) -> bool:
    return is_phrase(words, first, after) and head_speaks(words, first, after)
