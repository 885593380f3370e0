"""The verb of a question, told without a parser: by its form, its place and lists of words."""

from __future__ import annotations

from qa.answering.spanning.tokens import Tokens
from qa.answering.stemming import stem

HELPERS = frozenset(
    "did does do has have had was were is are will would can could may should must".split()
)
BE = frozenset("is was are were be been being".split())
FILLERS = frozenset(
    (
        "has have had will would can could may might should must also first then once later"
        " originally currently recently eventually initially finally reportedly officially"
    ).split()
)
DETERMINERS = frozenset("the a an its his her their this that".split())
PREPOSITIONS = frozenset(
    "of in at on for to from into by with as under after before during".split()
)
NO_NOUNS = HELPERS | PREPOSITIONS | FILLERS | {"there"}
PASTS = frozenset(
    "fell fled took came went lost left sank won got made die live work speak attend take go come"
    " use play saw gave ran sent broke held fought met paid bought sold built".split()
)
_NO_VERBS = NO_NOUNS | DETERMINERS | {"and", "or"}
_NO_VERB_BEHIND = DETERMINERS | PREPOSITIONS | HELPERS
_OBJECT_OPENS = DETERMINERS | PREPOSITIONS | {"that", "him", "her", "them", "it"}
# Verbs of news and history, known for verbs before any other word.
_VERBS = frozenset(
    stem(word)
    for word in (
        "take gain lose win give make get leave reach join enter open close begin start end finish"
        " stop build found establish create launch buy sell sign adopt pass approve reject vote"
        " elect appoint resign retire die kill arrest release free attack invade occupy bomb strike"
        " hit fall rise collapse crash sink burn explode erupt happen occur meet visit arrive"
        " return move marry divorce publish write record play perform discover invent introduce"
        " become declare announce ban abolish cancel suspend resume restore destroy damage settle"
        " conquer capture surrender defeat beat lay receive earn pay spend cost raise cut grow"
        " shrink hold host celebrate land flow run live work study teach serve"
    ).split()
)
# "Set out", "broke away": they belong to the verb before them.
_PARTICLES = frozenset("out up off down away back over together".split())


def main_verb(words: Tokens) -> str:
    """The stem of the main verb of "did the strike at the port end"; "" if it is not plain.

    It is the first word in small letters that nothing makes a noun, before an object, a
    preposition or the end.
    """
    last = len(words) - 1
    if words.low[0] in BE and words.words[last].islower() and _past(words, last):
        return words.stems[last]
    for place in range(1, len(words)):
        word, before = words.words[place], words.low[place - 1]
        if not word.isalpha() or not word.islower() or word in _NO_VERBS:
            continue
        if before in _NO_VERB_BEHIND or words.possessive(place - 1):
            continue
        behind = words.words[place + 1] if place + 1 < len(words) else ""
        if behind in _PARTICLES:
            return words.stems[place]
        plain = not behind or behind in _OBJECT_OPENS or not behind.islower()
        if plain or words.stems[place] in _VERBS:
            return words.stems[place]
    return ""


def _past(words: Tokens, at: int) -> bool:
    """Whether a word may be what was done: "was the case in Nor confirmed", "due to open"."""
    return words.low[at].endswith("ed") or words.low[at] in PASTS or words.stems[at] in _VERBS
