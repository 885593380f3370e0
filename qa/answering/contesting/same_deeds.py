"""One word for what news says in several: "resigned" for "quit" and for "stepped down".

Question and sentence are both put so, and then read alike. Only words that say the same of any
deed are here: "passed" is "approved" of a bill, but not of a car.
"""

from __future__ import annotations

import re
from functools import lru_cache

# A row a deed: the word that stands for all, then the others. Of each the base, and behind a slash
# the past where it is not regular, and behind another the participle where it is not the past.
_DEEDS = (
    "resign: quit/quit, step down/stepped down, stand down/stood down",
    "dismiss: sack, oust",
    "approve: adopt, ratify, sign off on, give the green light to/gave the green light to",
    "reject: turn down, throw out/threw out/thrown out, vote down, strike down/struck down",
    "buy/bought: acquire, purchase",
    "ban/banned: outlaw, prohibit",
    "arrest: apprehend, take into custody/took into custody/taken into custody",
    "injure: wound, hurt/hurt",
    "cancel/cancelled: call off, scrap/scrapped, cancel/canceled",
    "postpone: delay, put off/put off, push back",
    "close: shut down/shut down, shut/shut",
    "begin/began/begun: start, commence",
    "build/built: construct, erect",
    "increase: raise, hike",
    "cut/cut: reduce, slash",
    "kill: slay/slew/slain, shoot dead/shot dead",
    "die: perish, lose their lives/lost their lives",
    "rescue: save",
    "defeat: beat/beat/beaten",
    "sue: file a lawsuit against, file suit against",
    "apologise: apologize, say sorry/said sorry",
    "support: endorse, vote for, vote in favour of, vote in favor of",
    "oppose: vote against",
    "leave/left: pull out of, withdraw from/withdrew from/withdrawn from",
    "jail: imprison",
    "marry: wed/wed",
    "stop/stopped: halt, cease",
    "investigate: open an inquiry into, open an investigation into, launch an inquiry into",
    "investigate: launch an investigation into",
    "agree: reach a settlement, reach an agreement, reach a deal, strike a deal/struck a deal",
    "agree: come to terms/came to terms/come to terms",
    "extend: prolong",
    "admit/admitted: acknowledge, confess to",
    "escape: flee/fled",
    "send/sent: deploy, dispatch",
    "protest: demonstrate",
    "collapse: cave in",
    "release: set free/set free",
    "return: give back/gave back/given back, hand back",
    "open: open its doors, open their doors",
)
_OF_LAW = (
    r"(?:the|an?|its|his|this|that) (?:[\w-]+ ){0,3}"
    r"(?:bill|law|budget|act|motion|resolution|reform|legislation|measure|amendment)s?\b"
)
# What is so in this form only: "back" and "lower" are no deeds in others.
_OTHERS = (
    (r"found guilty", "convicted"),
    (r"(?:cleared|found not guilty) of", "acquitted of"),
    (r"freed", "released"),
    (r"(?:let|lets) (?P<whom>(?:[\w’'-]+ ){1,4}?)go(?: free)?\b", r"released \g<whom>"),
    (r"backed", "supported"),
    (r"lowered", "cut"),
    (r"lost (?:his|her) life", "died"),
    (rf"(?:passed|passes) (?={_OF_LAW})", "approved "),
    (rf"pass (?={_OF_LAW})", "approve "),
)


def plainly(text: str) -> str:
    """With one word for what two or three say."""
    for pattern, plain in _others():
        text = pattern.sub(plain, text)
    forms = _forms()
    return _any_form().sub(lambda found: forms[found.group().lower()], text)


@lru_cache(maxsize=1)
def _others() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b{words}\b", re.IGNORECASE), plain) for words, plain in _OTHERS)


@lru_cache(maxsize=1)
def _any_form() -> re.Pattern[str]:
    longest_first = sorted(_forms(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Each form of the other words, and the same form of the word that stands for them."""
    found: dict[str, str] = {}
    for row in _DEEDS:
        plain, _, others = row.partition(": ")
        for other in others.split(", "):
            for form, plain_form in zip(_inflected(other), _inflected(plain), strict=True):
                found.setdefault(form, plain_form)
    return found


def _inflected(written: str) -> tuple[str, str, str, str]:
    """Past, participle, base and third person of a deed; its particles stay."""
    base, *given = written.split("/")
    verb, space, rest = base.partition(" ")
    past = given[0] if given else f"{_ending(verb, 'ed')}{space}{rest}"
    participle = given[1] if len(given) > 1 else past
    return past, participle, base, f"{_ending(verb, 's')}{space}{rest}"


def _ending(verb: str, ending: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}i{'es' if ending == 's' else ending}"
    if ending == "s" and verb.endswith(("s", "sh", "ch", "x")):
        return f"{verb}es"
    return f"{verb}d" if ending == "ed" and verb.endswith("e") else f"{verb}{ending}"
