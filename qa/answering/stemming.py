"""Words brought to a form in which two sentences can be held against each other.

The archive's index has a better stemmer; this one needs no archive, so that answers can be judged
on their own, and it knows the irregular verbs of news ("struck", "fell", "rose").
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*(?:['’](?!s\b)[^\W\d_]+)?")
_IRREGULAR = dict(
    pair.split("=")
    for pair in (
        "met=meet said=say told=tell won=win lost=lose held=hold led=lead left=leave gave=give"
        " given=give took=take taken=take made=make knew=know known=know went=go gone=go came=come"
        " became=become began=begin begun=begin broke=break broken=break bought=buy brought=bring"
        " built=build caught=catch chose=choose chosen=choose fell=fall fallen=fall fought=fight"
        " found=find flew=fly flown=fly got=get grew=grow grown=grow heard=hear kept=keep"
        " meant=mean paid=pay ran=run rose=rise risen=rise saw=see seen=see sent=send shot=shoot"
        " sold=sell sought=seek spent=spend spoke=speak spoken=speak stole=steal stolen=steal"
        " stood=stand struck=strike taught=teach thought=think threw=throw thrown=throw wrote=write"
        " written=write withdrew=withdraw withdrawn=withdraw dead=die death=die died=die dying=die"
        " beaten=beat drove=drive driven=drive sank=sink sunk=sink hid=hide hidden=hide laid=lay"
        " drew=draw drawn=draw upheld=uphold swore=swear sworn=swear woke=wake wore=wear tore=tear"
        " blew=blow blown=blow fled=flee froze=freeze frozen=freeze dug=dig overthrew=overthrow"
        " children=child women=woman men=man people=person bodies=body wives=wife lives=life"
        " drank=drink drunk=drink bit=bite bitten=bite ate=eat eaten=eat swam=swim rode=ride"
        " ridden=ride rang=ring rung=ring sang=sing shook=shake shaken=shake slept=sleep"
        " swept=sweep burnt=burn dealt=deal felt=feel lent=lend bent=bend bled=bleed fed=feed"
        " hung=hang forgot=forget forgotten=forget forgave=forgive rebuilt=rebuild"
        " overcame=overcome undertook=undertake spun=spin stuck=stick sped=speed split=split"
        " founded=found fired=fire tied=tie lied=lie lying=lie survivor=survive survivors=survive"
    ).split()
)
# Words that every sentence has: they show no likeness.
_EMPTY = frozenset(
    (
        "a an the and or of in on at to for from by with as is are was were be been being am do"
        " does did has have had having it its this that these those there here he him his she her"
        " hers they them their theirs we us our you your i me my mine who whom whose what which"
        " when where why how much many than then so if about into onto can could will would should"
        " may might must shall s t not no nor never none also too very just only still yet but"
        " while although though because after before during since until over under again both"
        " either neither each any some all more most other another such own same out up down off"
        " between through against around didn't doesn't don't wasn't weren't isn't aren't hasn't"
        " haven't hadn't won't wouldn't couldn't can't cannot"
    ).split()
)
_ROOT = 6  # letters that words of one root begin with
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """One word in lower case, without its ending."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if word in _IRREGULAR:
        return _IRREGULAR[word].removesuffix("e")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]
        if word in _IRREGULAR:
            return _IRREGULAR[word].removesuffix("e")
    for ending in ("ing", "ied", "ed"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            bare = word[: -len(ending)]
            word = bare + "y" if ending == "ied" else _DOUBLED.sub(r"\1", bare)
            break
    return word.removesuffix("e") if len(word) > 3 else word


@lru_cache(maxsize=2_000)
def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that say something; numbers are left out."""
    return frozenset(
        stem(word)
        for word in _WORD.findall(text)
        if word.lower().replace("’", "'") not in _EMPTY and not word[0].isdigit()
    )


def share(part: frozenset[str], whole: frozenset[str]) -> float:
    """The share of `part` that `whole` holds; 0 if there is nothing to share."""
    return len(part & whole) / len(part) if part else 0.0


def akin(part: frozenset[str], whole: frozenset[str]) -> frozenset[str]:
    """The stems of the first that the second holds in any form: "politics" for "political"."""
    begun = {word[:_ROOT] for word in whole}
    return frozenset(word for word in part if word in whole or word[:_ROOT] in begun)


def is_participle(word: str) -> bool:
    """Whether a word looks like a participle or past tense: "built", "rescued"."""
    word = word.lower()
    return word.endswith("ed") or (word in _IRREGULAR and not word.endswith(("s", "ing")))
