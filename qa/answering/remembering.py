"""Who "he", "they" and "the group" are, from the sentences before; nobody where it is not plain."""

from __future__ import annotations

import re

from qa.answering.attributing.chaining import links
from qa.answering.attributing.naming import head_of, is_name
from qa.answering.attributing.reporting_words import (
    BODIES,
    NUMBERS,
    PERSONS,
    PLURAL_PERSONS,
    RELAYS,
    RELAYS_NAMED,
)
from qa.answering.attributing.speaking import tellings
from qa.answering.attributing.subjects import opening_subject
from qa.answering.attributing.wording import Wording, wording
from vectorstore.splitting import sentence_spans

_DEPTH = 3  # sentences back, each with a pronoun of its own
_PRONOUNS = frozenset("he she it they".split())
MEN = frozenset(
    "spokesman chairman king prince mr sir lord pope father son brother husband uncle monk imam"
    " actor emperor man boy".split()
)
WOMEN = frozenset(
    "spokeswoman chairwoman queen princess mrs ms lady baroness mother daughter sister wife aunt"
    " actress woman girl widow dame".split()
)
# What any body may be called when it is spoken of again; a ministry is only called a ministry.
_ANY_BODY = frozenset(
    "group company firm agency organisation organization movement airline carmaker bank charity"
    " club lender insurer retailer manufacturer maker watchdog regulator militia".split()
)
_OF_A_BODY = BODIES | frozenset(
    "international watch corp inc ltd plc lines airlines motors airways bank global".split()
)
_AMBIGUOUS = frozenset("party side opposition ally partner watchdog source monitor body".split())
_AGENCIES = r"news agency [A-Z]\w+|(?:Reuters|AFP|AP|Xinhua|TASS|RIA|Bloomberg|Kyodo|Anadolu|dpa)\b"
_PAPERS = (
    r"newspaper [A-Z]\w+|(?:[Tt]he )?(?:[A-Z]\w+ ){0,3}"
    r"(?:Times|Post|Journal|Herald|Tribune"
    r"|Guardian|Telegraph|Gazette|Courier|Observer|Dispatch|Chronicle|Globe|Daily|Ledger|Mail)\b"
)
_STATIONS = r"broadcaster [A-Z]\w+|(?:[A-Z]\w+ )?(?:CNN|BBC|NBC|ABC|CBS|NPR|Sky|Al Jazeera)\b"
_OUTLETS = {
    "agency": re.compile(_AGENCIES),
    "report": re.compile(f"{_AGENCIES}|{_PAPERS}"),
    "newspaper": re.compile(_PAPERS),
    "paper": re.compile(_PAPERS),
    "broadcaster": re.compile(_STATIONS),
    "channel": re.compile(_STATIONS),
}
_UNNAMED = re.compile(
    r"^(?:the|this|the same) (?:news )?(?P<sort>agency|report|(?:news)?paper|broadcaster|channel)$",
    re.IGNORECASE,
)
_SORT = re.compile(r"(?:news agency|newspaper|broadcaster) ")
_DEFINITE = re.compile(r"[Tt]he (\w+)$")


def resolved(who: str, before: str, sentence: str = "", depth: int = _DEPTH) -> str | None:
    """The name for a pronoun or for "the group"; None for a pronoun that is not plain.

    Args:
        before: what stands before the sentence in its article.
        sentence: the sentence itself, which may name the agency that "the agency" is.
    """
    if who.lower() in _PRONOUNS:
        names = [name for name in _named(before, depth) if who.lower() in _stands_for(name, before)]
        return names[0] if len(names) == 1 else None
    definite = _DEFINITE.match(who)
    if definite:
        noun = definite[1].lower()
        names = [name for name in _named(before, depth) if _is_called(name, noun)]
        if len(names) == 1:
            return names[0]
    unnamed = _UNNAMED.match(who)
    outlet = _outlet(unnamed["sort"].lower(), f"{before} {sentence}") if unnamed else None
    return outlet or who


def sentence_before(before: str) -> tuple[str, str]:
    """The sentence that a text ends with, and what stands before that."""
    spans = sentence_spans(before)
    return (before[slice(*spans[-1])], before[: spans[-1][0]]) if spans else ("", "")


def _named(before: str, depth: int) -> list[str]:
    """Those who speak in the last sentence or, if nobody does, the one whom it begins with."""
    sentence, earlier = sentence_before(before)
    if not sentence or depth == 0:
        return []
    words = wording(sentence)
    if all(words.quoted):
        return _named(earlier, depth - 1)
    found = [one for one in tellings(words) if one.place != "aside"] or links(words)
    if not found:
        after = opening_subject(words)
        return [words.slice(0, after)] if after else []
    names: list[str] = []
    for telling in found:
        for who in telling.who:
            name = resolved(who, earlier, sentence, depth - 1)
            names += [name] if name and name not in names else []
    return names


def _stands_for(name: str, before: str) -> frozenset[str]:
    """The pronouns that a name may be taken up by."""
    words = wording(name)
    low = words.low
    head = head_of(words, 0, low.index(",") if "," in low else len(low))
    if low[head] in PLURAL_PERSONS or low[0] in NUMBERS - {"one"} or "and" in low:
        return frozenset({"they"})
    # "police spokesman Arif Khan": what stands nearest to the name says what it is.
    office = next((word for word in reversed(low[: head + 1]) if word in PERSONS | _OF_A_BODY), "")
    person = office in PERSONS - _AMBIGUOUS or low[0] in {
        "mr",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "dr",
        "ms",
    }
    if person or "," in low:
        return _by_sex(words)
    if office or low[head] in RELAYS | RELAYS_NAMED or words.word[head].isupper():
        return frozenset({"it"})
    if not is_name(words, 0, len(words)):
        return frozenset()
    if len(words) > 1:
        return _by_sex(words)
    return _single(name, before)


def _single(name: str, before: str) -> frozenset[str]:
    """One bare name is a person's where the text gives that one a first name, or quotes it."""
    fuller = re.search(rf"(?:\b[A-ZÀ-Þ]\w+|\bMrs?\.?|\bMs\.?) {re.escape(name)}\b", before)
    if fuller:
        return frozenset({"he", "she"})
    quoted = re.search(rf"[”\"’] {re.escape(name)} \w+\W*$", before)
    return frozenset({"he", "she", "it"}) if quoted else frozenset({"it"})


def _by_sex(words: Wording) -> frozenset[str]:
    told = {word.removesuffix(".") for word in words.low}
    if told & MEN:
        return frozenset({"he"})
    return frozenset({"she"}) if told & WOMEN else frozenset({"he", "she"})


def _is_called(name: str, noun: str) -> bool:
    """Whether "the minister" or "the group" can be this one."""
    words = wording(name)
    head = head_of(words, 0, len(words))
    if noun in PERSONS:
        return noun in words.low and len(words) > 2
    if noun not in BODIES or words.low[head] in PLURAL_PERSONS | PERSONS or "," in words.low:
        return False
    if words.low[head] == noun:
        return len(words) > 2
    return (
        noun in _ANY_BODY
        and is_name(words, 0, len(words))
        and (len(words) == 1 or bool(_OF_A_BODY.intersection(words.low)))
    )


def _outlet(sort: str, text: str) -> str | None:
    """The outlet of a sort that is named last."""
    found = _OUTLETS[sort].findall(text)
    return _SORT.sub("", found[-1]) if found else None
