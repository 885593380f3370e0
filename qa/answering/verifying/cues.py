"""The words that turn others into their opposite, and those before which they do not."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from qa.answering.stemming import stem

# What "not" and "no" begin without denying anything.
_NO_NEGATION = {
    "not": frozenset({"least", "surprisingly"}),
    "no": frozenset("doubt wonder matter later fewer less more sooner".split()),
    "nothing": frozenset({"less", "but", "short"}),
}
_FREE = frozenset("fee fees cost costs charge extra".split())
_SO_NEAR = 3  # words between "not" and "so"
NO_ONE = "noone"  # "no one", as one word
QUANTIFIERS = frozenset(["no", "none", "nobody", "nothing", "neither", NO_ONE])
PLAIN = QUANTIFIERS | frozenset(
    "not never nor nowhere cannot without hardly barely scarcely".split()
)
_DENIALS = frozenset(map(stem, "deny denial refute rebut disavow disclaim repudiate".split()))
_TURNING = frozenset(
    map(
        stem,
        (
            "reject rejection dispute refuse refusal unable inability avoid prevent forbid"
            " forbidden unsuccessful unsuccessfully insufficient inadequate"
        ).split(),
    )
)
# Turning only before certain words: "failed to", but not "a failed coup".
_TURNING_BEFORE = {
    stem(word): frozenset(following.split())
    for word, following in {
        "fail": "to in",
        "failure": "to of",
        "decline": "to",
        "unlikely": "to that",
        "yet": "to",
        "ban": "from",
        "barred": "from",
        "lack": "of any a the",
        "absence": "of",
        "rather": "than",
        "short": "of",
        "instead": "of",
        "dismiss": (
            "the that this those these any all a an as his her its their claims reports rumours"
            " allegations accusations suggestions by"
        ),
    }.items()
}
# Verbs that keep from doing what follows: "blocked the ministry from cutting".
_KEEPING = frozenset(map(stem, "block stop bar ban prevent keep prohibit discourage".split()))
_KEEPS_WITHIN = 9  # words
# Said of a whole clause, wherever in it they stand.
_PREDICATES = frozenset(
    map(stem, "false untrue baseless unfounded groundless fabricate incorrect bogus fake".split())
) | {"lies"}


class Kind(Enum):
    """What a cue is: plain negation, a denial, or a word that turns what follows."""

    PLAIN = "plain"
    DENIAL = "denial"
    TURN = "turn"


def kind_of(words: Sequence[str], place: int) -> Kind | None:
    """What the word at a place turns others by; None if it does not.

    Args:
        words: a clause in lower case.
    """
    word, base = words[place], stem(words[place])
    before = words[place - 1] if place else ""
    following = words[place + 1] if place + 1 < len(words) else ""
    if word in PLAIN:
        numbered = word == "no" and following[:1].isdigit()
        idle = numbered or following in _NO_NEGATION.get(word, ())
        idle = idle or (word == "no" and following in _FREE)  # "at no cost"
        idle = idle or (word == "not" and _so_much(words[place + 1 :]))
        return None if idle or (word == "not" and before in {"or", "why"}) else Kind.PLAIN
    if base in _KEEPING and _from_doing(words[place + 1 : place + _KEEPS_WITHIN]):
        return Kind.TURN
    if following == "up" and base == stem("give") and "hope" in words[place + 2 : place + 4]:
        return Kind.TURN
    if base in _DENIALS:
        return Kind.DENIAL
    if base in _TURNING or is_predicate(word) or following in _TURNING_BEFORE.get(base, ()):
        return Kind.TURN
    return None


def _so_much(words: Sequence[str]) -> bool:
    """Whether it tells how much it is so: "had not been so weak for eight years"."""
    near = words[:_SO_NEAR]
    return "so" in near and bool({"for", "since"} & set(words[near.index("so") + 2 :]))


def _from_doing(words: Sequence[str]) -> bool:
    return any(word == "from" and doing.endswith("ing") for word, doing in pairwise(words))


def is_predicate(word: str) -> bool:
    """Whether a word is said of its whole clause: "the report was baseless"."""
    return word in _PREDICATES or stem(word) in _PREDICATES
