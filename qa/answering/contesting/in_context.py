"""A sentence with what its article says before it, for the question that it is held against.

"The resort was never built" is of the golf resort at Vila Serena if that is the resort of which the
article has spoken last, and "She voted against the deal" is of her whom the sentence before names.
What a thing is called goes by the question's words: "turned down" is "rejected". Where two things
of one kind are spoken of, or nobody plain, the sentence stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from qa.answering.attribution import reported
from qa.answering.contesting.asking import asked as asked_of
from qa.answering.contesting.asserting import hedged
from qa.answering.contesting.circumstances import places
from qa.answering.contesting.names import CAPITAL, names_in
from qa.answering.contesting.negating import antonyms
from qa.answering.contesting.statements import Statement
from qa.answering.contesting.two_deeds import part_asked
from qa.answering.remembering import resolved
from qa.answering.stemming import content_stems, stem
from vectorstore.splitting import sentence_spans

_NAMED = r"[A-Z][\w’'-]*(?: (?:of |the |and )?[A-Z][\w’'-]*)*"
_WORD = re.compile(r"[a-z][\w-]{2,}")
# "The golf resort at Vila Serena": what stands before the noun, and where or whose it is behind it.
_BEFORE_NOUN = (
    r"\b(?:the|an?|any|its|his|her|their) (?P<which>(?:(?!(?:the|an?|any) )[\w’'-]+ ){0,3})"
)
_BEHIND_NOUN = (
    rf"(?P<whose>(?: (?:of|at|in|on|for|near|from|to|with|between|over) (?:the )?{_NAMED})*)"
    r"(?![\w’'-])(?P<kind> (?!(?:that|which|who|where) )[a-z][\w-]{2,})?"
    r"(?P<clause> (?:that|which|who|where) [^?]+)?"
)
_DEFINITE = re.compile(r"\b(?P<the>[Tt]he|[Tt]his|[Tt]hat) (?P<noun>[a-z][\w-]{2,})\b(?!['’-])")
# "The deal with Havenkracht", "the bill that", "the hotel opposite" say which it is.
_WHICH = re.compile(r" (?:of|at|in|on|for|near|from|to|with|between|that|which|who|opposite)\b")
_WHEN = re.compile(
    r" (?:on|in|at|for|from) (?:\w{3,6}day\b|(?:early|late|the|last|next|this|January|February"
    r"|March|April|May|June|July|August|September|October|November|December|\d))"
)
_ANOTHER = r"\b(?:an?|another|second|other|new|this|any|[A-Z][\w’'-]*) (?:[\w’'-]+ ){0,2}?"
# "Approved it" and "rejected it", for "approve the flood bill".
_ITS_OBJECT = re.compile(
    r"\b(?P<verb>[a-z]{3,}) (?P<it>it|them)\b(?! (?:was|were|is|are|had|has|would))"
)
_OBJECT = re.compile(
    r"\b(?P<verb>[a-z]{3,}) (?P<thing>(?:the|an?) (?:(?!(?:the|an?|of|in|on|at) )[\w’'-]+ ){0,3}?"
    r"(?P<noun>[a-z][\w-]{2,}))(?= (?:in|on|at|for|to|of|by|with|over|after)\b|$|[?,])"
)
# "The chief executive of Norwell", "Norwell's chief executive"
_OF = re.compile(
    rf"\b[Tt]he (?P<what>(?:[a-z][\w-]+ )?[a-z][\w-]+) of (?:the )?(?P<whose>{_NAMED})\b"
)
_OWNS = re.compile(rf"\b(?P<whose>{_NAMED})['’]s (?=(?P<what>[a-z][\w-]+(?: [a-z][\w-]+)?))")
_ASIDE = re.compile(
    r",\s(?:who|which|whose|where|whom)\b[^,;]{1,120},|,\s(?:an?|the|its|his|her)\s[^,;]{1,60},"
)
# "Girmayesh, winner of last year's race, was", "Ruffini, 61, said"
_BETWEEN_COMMAS = re.compile(
    r"(?<=\w),\s[^,;:]{1,90},(?=\s(?:(?:was|were|is|are|has|have|had)\b|[a-z]+ed\b))"
)
# "Jana Bilk, the bank's head of security, resigned", where it is asked of the head of security.
_BY_ROLE = re.compile(
    r"^(?:[A-Z][\w’'-]+ ){1,3}?[A-Z][\w’'-]+,\s"
    r"(?P<role>(?:the|an?|[\w’'-]+['’]s|[a-z]+)\s[^,;:]{1,90}),"
    r"(?=\s(?:(?:was|were|is|are|has|have|had)\b|[a-z]+ed\b))"
)
_NEAR = 3  # sentences, in which "it" was spoken of
_PRONOUN = re.compile(r"^(?P<opening>(?:But |And |Later,? )?)(?P<pronoun>[Hh]e|[Ss]he)(?= [a-z])")
_SAME = tuple(
    frozenset(map(stem, row.split()))
    for row in (
        "deal agreement accord pact settlement",
        "plan proposal scheme",
        "bill law legislation",
        "truce ceasefire armistice",
        "blast explosion",
        "fire blaze",
        "company firm",
        "accident crash collision",
        "film movie",
        "ruling judgement judgment verdict",
        "drug medicine",
    )
)


def in_context(statement: Statement, question: str) -> Statement:
    """The sentence with what it leans on in its place, as far as the question asks for that."""
    text = _with_owners(_without_asides(statement.text, question), question)
    text = _with_object(_with_things(text, statement, question), statement, question)
    text = part_asked(_with_person(text, statement), question)
    return statement if text == statement.text else replace(statement, text=text)


def _without_asides(text: str, question: str) -> str:
    """Without what is told in passing: "Lund, who had asked for a recount, resigned"."""
    wanted = asked_of(question)
    told = wanted.core | content_stems(" ".join(CAPITAL.findall(wanted.body)))
    role = _BY_ROLE.match(text)
    if role and not names_in(role[0].split(",")[0], inside=True) & wanted.names:
        by_role = content_stems(role["role"]) & wanted.core
        text = f"{role['role']}{text[role.end() :]}" if by_role else text

    def telling(aside: str) -> bool:
        return bool(content_stems(aside) & told)

    text = _ASIDE.sub(lambda aside: aside[0] if telling(aside[0]) else "", text)
    return _BETWEEN_COMMAS.sub(
        lambda aside: aside[0] if telling(aside[0]) or _bears_on_it(aside[0]) else "", text
    )


def _bears_on_it(aside: str) -> bool:
    """Whether it makes a guess or somebody's word of the whole: "reportedly", "officials said"."""
    return hedged(aside) or reported(aside)


def _with_person(text: str, statement: Statement) -> str:
    found = _PRONOUN.match(text)
    name = resolved(found["pronoun"], statement.before, text) if found else None
    if found is None or not name or not names_in(name, inside=True):
        return text
    return f"{found['opening']}{name}{text[found.end() :]}"


def _with_things(text: str, statement: Statement, question: str) -> str:
    """With "the golf resort at Vila Serena" for "the resort"."""
    for found in [*_DEFINITE.finditer(text)][::-1]:
        behind = text[found.end() :]
        if _WHICH.match(behind) and not _WHEN.match(behind):
            continue
        for noun, asked in _called(question, found["noun"]):
            if _is_meant(found["noun"], asked, statement):
                named = f"{found['the'][:1]}he {asked['which']}{noun}{_behind(asked, statement)}"
                text = f"{text[: found.start()]}{named}{behind}"
                break
    return text


def _called(question: str, noun: str) -> Iterator[tuple[str, re.Match[str]]]:
    """What the question calls a thing, and the words by which it says which one."""
    for word in dict.fromkeys(_WORD.findall(question)):
        if _alike(word, noun):
            for asked in re.finditer(_BEFORE_NOUN + re.escape(word) + _BEHIND_NOUN, question):
                yield word, asked


def _with_object(text: str, statement: Statement, question: str) -> str:
    """With "the flood bill" for "it" behind the verb that the question has before it."""
    for found in _ITS_OBJECT.finditer(text):
        for asked in _OBJECT.finditer(question):
            verbs = stem(found["verb"]), stem(asked["verb"])
            if verbs[0] != verbs[1] and not antonyms(*(frozenset([verb]) for verb in verbs)):
                continue
            kinds = content_stems(asked["thing"])
            near = _sentences(statement.before)[-_NEAR:]
            if any(stem(asked["noun"]) in content_stems(sentence) for sentence in near) and (
                kinds <= content_stems(f"{statement.title} {statement.before}")
            ):
                return f"{text[: found.start('it')]}{asked['thing']}{text[found.end() :]}"
    return text


def _with_owners(text: str, question: str) -> str:
    """With "the cabinet of Moravka" for "Moravka's cabinet", or the other way round."""
    for asked in _OF.finditer(question):
        for found in _OWNS.finditer(text):
            if found["whose"] == asked["whose"] and _starts(found["what"], asked["what"]):
                behind = text[found.end() + len(asked["what"]) :]
                return f"{text[: found.start()]}the {asked['what']} of {asked['whose']}{behind}"
    for found in _OF.finditer(text):
        for asked in _OWNS.finditer(question.partition(" ")[2]):
            if found["whose"] == asked["whose"] and _starts(asked["what"], found["what"]):
                owned = f"{found['whose']}'s {found['what']}"
                return f"{text[: found.start()]}{owned}{text[found.end() :]}"
    return text


def _starts(words: str, what: str) -> bool:
    return f"{words} ".startswith(f"{what} ")


def _alike(one: str, other: str) -> bool:
    first, second = stem(one), stem(other)
    return first == second or any({first, second} <= row for row in _SAME)


def _behind(asked: re.Match[str], statement: Statement) -> str:
    """What the question says behind the noun, of which thing: "of the Corran jackpot"."""
    kind = asked["kind"] or ""
    if not asked["whose"] or not content_stems(kind) <= content_stems(statement.title):
        kind = ""
    return f"{asked['whose']}{kind}{asked['clause'] or ''}"


def _is_meant(noun: str, asked: re.Match[str], statement: Statement) -> bool:
    """Whether the thing of this kind of which the article spoke last is the one asked about.

    What says where or whose it is may stand anywhere before, as in the title or the first
    sentence; what says which it is stands with the word itself.
    """
    earlier = f"{statement.title}. {statement.before}"
    if not names_in(asked["whose"], inside=True) <= names_in(earlier, inside=True):
        return False
    kinds = content_stems(f"{asked['which']} {asked['clause'] or ''}")
    another = re.compile(rf"{_ANOTHER}{re.escape(noun)}s?\b")
    known = names_in(f"{asked['which']} {asked['whose']}", inside=True)
    if not places(statement.text[:1].lower() + statement.text[1:])[0] <= known | names_in(
        asked.string
    ):
        return False  # "In Lund the bridge was closed"
    for sentence in _sentences(statement.before)[::-1]:
        held = content_stems(sentence)
        if stem(noun) not in held:
            continue
        if not _qualified(sentence, noun) <= known:
            return False
        if kinds <= held:
            return True
        if another.search(sentence):
            return False
    return kinds <= content_stems(statement.title)


def _qualified(sentence: str, noun: str) -> frozenset[str]:
    """The names by which a sentence says which thing: "the mayor of Lund", "Lund's mayor"."""
    held = re.escape(noun)
    behind = re.findall(rf"\b{held} (?:of|at|in|on|near|for) (?:the )?({_NAMED})", sentence)
    before = re.findall(rf"\b(?!The |A |An |In |At |On )([A-Z][\w’'-]*) {held}\b", sentence)
    return names_in(" ".join([*behind, *before]), inside=True)


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in sentence_spans(text))
