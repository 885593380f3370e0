"""Sorts of people, harm, animals and buildings that a sentence may not bring in by itself.

Other words may stand for what the quotes say, but nobody writes "pilots" for ground staff or "an
explosion" for a leak. Words of one row stand for each other; if a sentence has a word of a row, the
article must have one, near the quotes or in them.
"""

from __future__ import annotations

import re

from qa.answering.stemming import stem

_ROWS = (
    # harm and what it comes from
    "explosion explode blast detonate detonation blow bomb bombing shell shelling missile",
    "fire blaze burn arson flame inferno wildfire ablaze torch dismiss sack shoot rocket gunfire",
    "shoot shooting gunfire gunman gun shot bullet sniper gunshot",
    "stab stabbing knife stabbed blade slash",
    "crash collide collision ram smash derail",
    "strike walkout stoppage picket walk attack raid hit airstrike union industrial",
    "flood flooding inundate deluge water rain",
    "earthquake quake tremor seismic magnitude",
    "avalanche snow snowslide",
    "mudslide landslide mud slide rockfall",
    "hurricane cyclone typhoon storm tornado gale wind windstorm",
    "drought dry rain rainfall",
    "suicide kill himself herself",
    "murder homicide kill killing manslaughter assassinate slay slain execute",
    "rape sexual sexually assault",
    "bribe bribery corruption kickback graft corrupt",
    "hack hacker cyber cyberattack ransomware malware",
    (
        "die dead death kill fatal deadly fatality casualty victim drown perish body toll life"
        " murder slay slain execute survive survivor cull slaughter funeral late suicide lives"
        " lost lose loss"
    ),
    # by trade
    "teacher teaching taught schoolteacher lecturer professor headteacher",
    "pilot cockpit crew aviator captain",
    "nurse nursing medic carer midwife",
    "doctor physician medic surgeon consultant",
    "farmer farm grower agricultural agriculture",
    "fisherman fishing fish trawler",
    "firefighter fire brigade firemen fireman",
    "journalist reporter correspondent newspaper editor press broadcaster columnist news",
    "lawyer attorney barrister solicitor counsel advocate defence legal prosecutor",
    "priest bishop vicar clergy church imam pope cleric",
    "actor actress film star",
    "singer musician band song music pop",
    "miner mine mining pit",
    "goalkeeper keeper goalie",
    "astronaut cosmonaut space",
    "butcher meat",
    "baker bakery bread",
    "soldier army military troop serviceman war",
    "sailor navy ship crew seaman boat",
    "schoolchild pupil student child school schoolboy schoolgirl",
    # animals, buildings, vehicles
    "dog hound puppy canine", "cat kitten", "wolf pack", "bear", "horse mare racehorse",
    "shark", "snake", "elephant", "tiger", "lion",
    "church cathedral chapel parish", "mosque", "synagogue",
    "prison jail cell inmate imprison behind custody detention sentence",
    "airport runway terminal airline flight",
    "hotel inn guest", "restaurant cafe diner eat", "stadium arena ground pitch match",
    "helicopter chopper", "train rail railway locomotive tram metro carriage", "bus coach",
    "motorcycle motorbike bike biker", "bicycle cyclist bike cycle",
    "submarine", "tank armour armoured storage fuel",
    # illness
    "measles", "malaria", "cholera", "cancer tumour tumor leukaemia leukemia", "diabetes diabetic",
    "stroke", "influenza flu", "covid coronavirus pandemic", "tuberculosis", "ebola", "polio",
    "dementia alzheimer",
)  # fmt: skip
_ROOT = 5  # letters by which words of one root are told


def _table() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    rows = []
    for row in _ROWS:
        stems = frozenset(map(stem, row.split()))
        rows.append((stems, frozenset(word[:_ROOT] for word in row.split())))
    return tuple(rows)


_TABLE = _table()
# Words that are taken for another thing as often: they may be borne, and ask for nothing.
_IDLE = frozenset(
    map(
        stem,
        (
            "blow shell walk attack raid hit union industrial water rain dry himself herself late"
            " life lives body toll school class fly flight crew hospital medic clinic fish fishing"
            " press news star band music pop mine pit space army military war ship child keeper"
            " mud slide snow wind shot dismiss sack shoot rocket taught captain consultant"
            " burn flame torch kill killing sexual assault"
            " behind custody sentence cell guest eat ground pitch match pack tank fuel storage"
            " coach bike cycle cook bread meat church carriage terminal victim casualty survive"
            " smash ram slash blade editor star legal defence counsel film song pupil student"
            " parish chapel detention runway airline bomb missile stroke fatality crash execute"
            " picket rail funeral magnitude seismic armour inundate deluge reporter journalist"
            " surgeon lost lose loss"
        ).split(),
    )
)
_WORD = re.compile(r"[^\W\d_]+")


def brought_in(sentence: str, around: str) -> str | None:
    """The word that brings in what the article does not tell of near the quotes; or None.

    Args:
        around: the quotes with what stands around them.
    """
    near: frozenset[str] | None = None
    for word in sorted({word.lower() for word in _WORD.findall(sentence)}):
        base = stem(word)
        rows = [row for row in _TABLE if base in row[0]] if base not in _IDLE else []
        if rows and near is None:
            near = frozenset(found.lower() for found in _WORD.findall(around))
        if rows and not any(_has(row, near or frozenset()) for row in rows):
            return f"its quotes tell of no {word}"
    return None


def _has(row: tuple[frozenset[str], frozenset[str]], near: frozenset[str]) -> bool:
    stems, roots = row
    return any(word[:_ROOT] in roots or stem(word) in stems for word in near)
