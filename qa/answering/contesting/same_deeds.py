"""One word for what news says in several: "resigned" for "quit" and for "stepped down".

Question and sentence are both put so, and then read alike. What depends on the words around it is
here, the rest in `deed_words`: "passed" is "approved" of a bill, but not of a car.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qa.answering.contesting.deed_words import DEEDS, THINGS

_OF_LAW = (
    r"(?:the|an?|its|his|this|that) (?:[\w-]+ ){0,3}"
    r"(?:bill|law|budget|act|motion|resolution|reform|legislation|measure|amendment)s?\b"
)
_DOUBLING = frozenset("cut get let put set sit shut win begin run quit wed forbid split".split())
_EVIDENCE = r"(?:[a-z]+ )?(?:evidence|proof|details?|reasons?|explanation)\b"
# Who "gave evidence" testified; who gave details or any evidence did not.
_SHOWN = rf"(?!evidence\b(?! (?:for|of|that)\b)){_EVIDENCE}"
_JAILED = r"(?:in (?:jail|prison|custody|detention)|behind bars)"
# What is so in this form only: "back" and "lower" are no deeds in others.
_OTHERS = (
    (r"found guilty", "convicted"),
    (r"(?:cleared|found not guilty) of", "acquitted of"),
    (r"freed", "released"),
    (r"(?:let|lets) (?P<whom>(?:[\w’'-]+ ){1,4}?)go(?: free)?\b", r"released \g<whom>"),
    (r"walked (?:free|out of (?:(?:a|the) )?(?:prison|jail))", "was released"),
    (rf"(?:remains?|remained|(?:is|are|was|were) still) {_JAILED}", "has not been released"),
    (r"released without charge", "released and was not charged"),
    (r"sentenced to (?P<term>[\w-]+(?: \w+){0,4}?) in (?:prison|jail)", r"jailed for \g<term>"),
    (r"(?:given|handed) an? (?P<term>[\w-]+) (?:prison|jail) (?:sentence|term)", "jailed"),
    (r"suspended for (?=[\w-]+ (?:years?|months?|matches|games))", "banned for "),
    (r"(?:(?:have|has|had)|(?:is|are|was|were|remains?)) yet to", "did not"),
    (r"failed in (?:a|his|her|its|their) (?:bid|attempt|effort) to", "failed to"),
    (r"recovered (?=(?:the |\w+ )?bod(?:y|ies))", "found "),
    (r"fired (?=(?:as|from|by|for|over|its|his|her|their|the)\b)", "dismissed "),
    (r"fire (?=(?:its|his|her|their)\b)", "dismiss "),
    (r"barred", "banned"),
    (r"(?:informed|notified|briefed|alerted|tipped off)", "told"),
    (r"(?:beforehand|ahead of time)", "in advance"),
    (
        r"(?:given|received|got) (?P<any>any |no )?(?:advance|prior|early) (?:notice|warning|word)",
        r"\g<any>told in advance",
    ),
    (r"(?:switched|turned) off", "not working"),
    (rf"(?:give (?={_SHOWN})|(?:provide|offer|present) (?={_EVIDENCE}))", "furnish "),
    (rf"(?:g[ai]ven? (?={_SHOWN})|(?:provided|offered|presented) (?={_EVIDENCE}))", "furnished "),
    (
        rf"(?:giving (?={_SHOWN})|(?:providing|offering|presenting) (?={_EVIDENCE}))",
        "furnishing ",
    ),
    (r"without giving (?=evidence\b)", "without furnishing "),
    (r"founded", "created"),
    (r"backed", "supported"),
    (r"backing (?=(?:the|an?|its|his|her|their)\b|(?-i:[A-Z]))", "supporting "),
    (r"lowered", "cut"),
    (r"(?:was|were|been) awarded", "won"),
    (r"lost (?:his|her) life", "died"),
    (r"work on (?=(?:the|an?|its|his|her|their)\b)", "construction of "),
    (rf"(?:passed|passes) (?={_OF_LAW})", "approved "),
    (rf"pass (?={_OF_LAW})", "approve "),
)


# "Is he still in custody?" is asked of those who have not been released.
_STILL_HELD = re.compile(
    rf"^\W*(?P<be>[Ii]s|[Aa]re) (?P<who>[^?]{{2,80}}?) (?:still |now )?"
    rf"(?:being held|held|{_JAILED})\b"
)


def plainly_asked(question: str) -> str:
    """A yes/no question with one word for what two or three say."""
    return plainly(_STILL_HELD.sub(_not_released, question))


def _not_released(found: re.Match[str]) -> str:
    return f"{'Has' if found['be'].lower() == 'is' else 'Have'} {found['who']} not been released"


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
    """Parted by first letters, so that at each place only the forms of one are tried."""
    by_letter: dict[str, list[str]] = {}
    for form in sorted(_forms(), key=len, reverse=True):
        by_letter.setdefault(form[0], []).append(re.escape(form[1:]))
    parts = [f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items()]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Each form of the other words, and the same form of the word that stands for them."""
    found: dict[str, str] = {}
    for rows, inflected in ((DEEDS, _inflected), (THINGS, _one_and_many)):
        for row in rows:
            plain, _, others = row.partition(": ")
            for other in others.split(", "):
                for form, plain_form in zip(inflected(other), inflected(plain), strict=True):
                    found.setdefault(form.lower(), plain_form)
    return found


def _one_and_many(written: str) -> tuple[str, ...]:
    one, *many = written.split("/")
    return (one, many[0] if many else f"{one}s")


def _inflected(written: str) -> tuple[str, ...]:
    """Past, participle, "-ing", base and third person of a deed; its particles stay."""
    base, *given = written.split("/")
    verb, space, rest = base.partition(" ")
    past = given[0] if given else f"{_ending(verb, 'ed')}{space}{rest}"
    participle = given[1] if len(given) > 1 else past
    going = f"{_going(verb, past.partition(' ')[0])}{space}{rest}"
    return past, participle, going, base, f"{_ending(verb, 's')}{space}{rest}"


def _going(verb: str, past: str) -> str:
    doubled = verb + verb[-1]
    if past == f"{doubled}ed" or verb in _DOUBLING:
        return f"{doubled}ing"
    return f"{verb.removesuffix('e') if verb[-2:] != 'ee' else verb}ing"


def _ending(verb: str, ending: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}i{'es' if ending == 's' else ending}"
    if ending == "s" and verb.endswith(("s", "sh", "ch", "x")):
        return f"{verb}es"
    return f"{verb}d" if ending == "ed" and verb.endswith("e") else f"{verb}{ending}"
