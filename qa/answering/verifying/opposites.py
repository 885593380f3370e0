"""Words that say one thing in several ways, and those that say its opposite.

Not a thesaurus: only pairs that news turns on, and only words that mean one thing there. A word
may belong to several pairs; "=" marks one that is meant in this form alone.
"""

from __future__ import annotations

from collections import defaultdict

from qa.answering.stemming import stem

# The words for one pole, and behind the stroke those for the other.
_ANSWERS = (
    (
        "know knew known knowledge foreknowledge aware awareness / unaware ignorant oblivious"
        " =unawares =hidden"
    ),
    (
        "confirm confirmed confirmation admit admission acknowledge concede verify corroborate"
        " true correct accurate genuine authentic validate / deny denial refute rebut disavow"
        " disclaim repudiate debunk dismiss reject rejection dispute contest contradict baseless"
        " unfounded groundless false falsehood untrue fabricate fabrication incorrect inaccurate"
        " bogus fake misleading =lie =lies"
    ),
    (
        "accept acceptance agree agreed approve approval endorse welcome adopt support embrace"
        " ratify consent =backed =backs / reject rejection refuse refusal decline oppose"
        " opposition veto rebuff spurn =blocked =blocks"
    ),
    (
        "rise raise increase grow growth climb gain jump surge soar higher lift hike boost"
        " expand double triple quadruple rally strengthen / fall drop decline"
        " decrease cut lower reduce reduction slump plunge shrink slide tumble weaken halve"
        " slash dip"
    ),
    "win victory triumph beat =defeated =defeats / lose loss =lost =defeat",
    (
        "free release liberate =freed =freeing / detain detention arrest jail imprison capture"
        " kidnap abduct"
    ),
    "guilty convict conviction / acquit acquittal innocent exonerate",
    "open reopen resume restart / close closure shut suspend suspension halt cancel",
    "begin start launch / end finish cease conclude",
    "allow permit authorise authorize legalise legalize / ban forbid prohibit =barred outlaw block",
    "=stay =stays =stayed / resign resignation quit leave depart =stepdown",
    "join enter / leave quit withdraw withdrawal exit depart",
    "legal lawful / illegal unlawful",
    (
        "praise applaud laud hail commend / criticise criticize criticism condemn denounce"
        " decry slam"
    ),
    "deliberate deliberately intentional intentionally / accidental accidentally =accident",
    "directly =direct / indirectly indirect",
    "temporary temporarily / permanent permanently",
    "buy purchase acquire / sell sale",
    "expect expected foresee foreseen foresaw / surprise surprised unexpected unexpectedly",
    "=identified =named / anonymous anonymity anonymously unnamed unidentified",
)
# Pairs of which neither says no to anything.
_CONTRASTS = (
    "survive survivor alive / kill die death dead fatal =killing perish",
    "kill die death dead fatal perish / injure injury wound hurt",
    "include / exclude",
    "import / export",
    "north northern / south southern",
    "east eastern / west western",
    "=early =earlier / =late =later",
    "high highest / low lowest",
    "majority / minority",
    "man men male / woman women female",
    "husband / wife",
    "father / mother",
    "son / daughter",
    "brother / sister",
    "ally / enemy",
    "uphold =upheld / overturn quash annul",
    "cheap cheaper =cheaper / expensive dear =dearer costly",
    "likely probable / unlikely improbable",
    "impose introduce / scrap repeal revoke abolish",
    "postpone delay defer / advance hasten =broughtforward",
    "defend justify / criticise criticize condemn regret",
    "crash / =landed =lands =landing",
    "safe / unsafe dangerous",
    "succeed success successful / fail failure unsuccessful",
    "improve better / worsen worse deteriorate",
    "hire recruit appoint / dismiss sack",
    "profit / loss",
    "surplus / deficit",
    "peaceful / violent",
    "positive / negative",
    "advance / retreat",
    "widen / narrow",
    "strong strongest =stronger / weak weakest =weaker",
    "largest biggest greatest =larger =bigger / smallest =smaller",
    "longest =longer / shortest =shorter",
    "youngest =younger / oldest eldest =older",
    "best / worst",
    "rich wealthy / poor",
    "good / bad",
    "accelerate accelerated fast faster =quicker quickly / slow slower slowly",
    "heal recover / relapse",
    "comply obey observe / violate breach break",
    "extend prolong / shorten curtail",
    "protect / endanger",
    "encourage urge / discourage",
    "remember / forget",
    "construct build / demolish dismantle",
    "hot warm / cold cool",
    "wet / dry",
    "full / empty",
    "morning / evening",
)
_PAIRS = _ANSWERS + _CONTRASTS
# Of these, who did it to whom tells the pole: "Brazil beat Spain" is "Spain lost to Brazil".
_CONVERSE = frozenset({"win", "buy"})
_TWO_WORDS = {
    "turn down": "reject", "turned down": "reject", "turns down": "reject", "ruled out": "reject",
    "rule out": "reject", "rules out": "reject", "ruling out": "reject", "threw out": "reject",
    "thrown out": "reject", "voted down": "reject", "voted against": "oppose",
    "called off": "cancel", "stepped down": "stepdown", "step down": "stepdown",
    "steps down": "stepdown", "stepping down": "stepdown", "no idea": "unaware",
    "no inkling": "unaware", "the dark": "unaware", "a lie": "lies", "made up": "fabricate",
    "fabricate for": "compensate", "fabricate of": "consist",
    "went up": "rise", "goes up": "rise", "go up": "rise", "gone up": "rise", "went down": "fall",
    "goes down": "fall", "go down": "fall", "gone down": "fall",
    "put off": "postpone", "puts off": "postpone", "pushed back": "postpone",
    "brought forward": "broughtforward", "bring forward": "broughtforward",
    "more likely": "increase", "less likely": "decrease", "turned away": "refuse",
    "turn away": "refuse", "turns away": "refuse",
    "cost more": "expensive", "costs more": "expensive", "cost less": "cheap",
    "costs less": "cheap",
    "ended up": "become", "end up": "become", "ends up": "become",
}  # fmt: skip


def _poles() -> dict[str, tuple[tuple[int, int], ...]]:
    table: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for pair, sides in enumerate(_PAIRS):
        for words, pole in zip(sides.split(" / "), (1, -1), strict=True):
            for word in words.split():
                key = word if word.startswith("=") else stem(word)
                if (pair, pole) not in table[key]:
                    table[key].append((pair, pole))
    return {key: tuple(pairs) for key, pairs in table.items()}


_POLES = _poles()
CONVERSE = frozenset(pair for pair, sides in enumerate(_PAIRS) if sides.split()[0] in _CONVERSE)
KNOWING = 0  # the pair of "know": "was told" and "was informed" belong to it too
TRUTH = 1  # the pair of "confirm" and "deny"
ANSWERING = frozenset(range(len(_ANSWERS)))  # pairs of which one pole can be a "no"


def poles(word: str) -> tuple[tuple[int, int], ...]:
    """The pairs that a lower-case word belongs to, each with its pole: 1 or -1."""
    return _POLES.get(f"={word}", ()) + _POLES.get(stem(word), ())


def as_one(first: str, second: str) -> str | None:
    """The word for two in lower case that mean one thing: "turned down", "no idea"."""
    return _TWO_WORDS.get(f"{first} {second}")


def alike(first: str, second: str) -> bool:
    """Whether two words have a pole in common: "raised" and "lifted"."""
    return bool(set(poles(first.lower())) & set(poles(second.lower())))


def opposed(first: str, second: str) -> bool:
    """Whether two words stand at opposite poles, and at no common one."""
    others = {(pair, -pole) for pair, pole in poles(second.lower())}
    return bool(set(poles(first.lower())) & others) and not alike(first, second)
