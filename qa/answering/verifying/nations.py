"""Names that are written in several ways: lands, their people, their capitals, initials."""

from __future__ import annotations

import re
from functools import lru_cache

_GROUPS = (
    "us america american americans",
    "uk britain british briton britons",
    "france french frenchman frenchmen frenchwoman",
    "netherlands dutch holland",
    "spain spanish spaniard spaniards",
    "turkey turkiye turkish turk turks",
    "poland polish pole poles",
    "sweden swedish swede swedes",
    "denmark danish dane danes",
    "finland finnish finn finns",
    "norway norwegian norwegians",
    "ireland irish",
    "scotland scottish scots scot",
    "wales welsh",
    "england english",
    "switzerland swiss",
    "greece greek greeks",
    "thailand thai thais",
    "philippines philippine filipino filipinos",
    "lebanon lebanese",
    "congo congolese",
    "peru peruvian peruvians",
    "kyiv kiev",
    "myanmar burma burmese",
    "uae emirates emirati emiratis",
    "czech czechs czechia",
    "slovakia slovak slovaks",
    "serbia serb serbs serbian",
    "croatia croat croats croatian",
    "cyprus cypriot cypriots",
    "niger nigerien nigeriens",
    "nigeria nigerian nigerians",
    "islam islamic islamist islamists",
    "democrat democrats democratic",
)
# Capitals and seats that stand for their land; a land does not stand for its capital.
_SEATS = {
    "us": "washington pentagon", "russia": "moscow kremlin", "china": "beijing", "iran": "tehran",
    "uk": "london westminster", "france": "paris elysee", "germany": "berlin", "italy": "rome",
    "spain": "madrid", "ukraine": "kyiv kiev", "turkey": "ankara", "eu": "brussels",
    "israel": "jerusalem", "egypt": "cairo", "iraq": "baghdad", "syria": "damascus",
    "lebanon": "beirut", "qatar": "doha", "jordan": "amman", "saudi": "riyadh", "yemen": "sanaa",
    "pakistan": "islamabad", "india": "delhi", "afghanistan": "kabul", "japan": "tokyo",
    "korea": "seoul pyongyang", "taiwan": "taipei", "canada": "ottawa", "australia": "canberra",
    "poland": "warsaw", "hungary": "budapest", "greece": "athens", "cuba": "havana",
    "belarus": "minsk", "venezuela": "caracas", "serbia": "belgrade", "kenya": "nairobi",
    "ethiopia": "addis", "mexico": "mexico", "brazil": "brasilia", "argentina": "buenos",
    "netherlands": "hague", "sweden": "stockholm", "norway": "oslo", "finland": "helsinki",
    "denmark": "copenhagen", "ireland": "dublin", "portugal": "lisbon", "austria": "vienna",
    "switzerland": "bern geneva", "belgium": "brussels", "tunisia": "tunis", "libya": "tripoli",
    "sudan": "khartoum", "thailand": "bangkok", "vietnam": "hanoi", "indonesia": "jakarta",
    "philippines": "manila", "malaysia": "lumpur", "bangladesh": "dhaka", "nepal": "kathmandu",
    "azerbaijan": "baku", "armenia": "yerevan", "georgia": "tbilisi", "kazakhstan": "astana",
}  # fmt: skip
_GROUP = {word: group.split()[0] for group in _GROUPS for word in group.split()}
_LANDS = frozenset(
    (
        "america britain england scotland wales palestine gaza europe philippines emirates cyprus"
        " honduras maldives bahamas uae congo niger nigeria peru myanmar czechia slovakia croatia"
        " slovenia bosnia kosovo romania bulgaria chile colombia bolivia ecuador somalia kuwait"
        " oman bahrain algeria morocco mali ghana uganda rwanda zimbabwe laos cambodia mongolia"
    ).split()
)
_ENDINGS = (
    "istan", "ians", "ian", "eans", "ean", "ans", "ese", "ish", "an", "is", "ns", "ic", "i", "n",
    "s", "a", "e", "o", "y",
)  # fmt: skip
_LEAST = 4
_WRITTEN = (
    (re.compile(r"\bunited states(?: of america)?\b|\busa\b|\bu\.s\.(?:a\.)?", re.I), "US"),
    (re.compile(r"\bunited kingdom\b|\bgreat britain\b|\bu\.k\.", re.I), "UK"),
    (re.compile(r"\bunited nations\b|\bu\.n\.", re.I), "UN"),
    (re.compile(r"\beuropean union\b|\be\.u\.", re.I), "EU"),
    (re.compile(r"\bunited arab emirates\b|\bu\.a\.e\.", re.I), "UAE"),
    (re.compile(r"\bwhite house\b", re.I), "Washington"),
)
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")


def one_way(text: str) -> str:
    """The text with well-known names as their initials, and initials without dots."""
    for written, initials in _WRITTEN:
        text = written.sub(initials, text)
    return _DOTTED.sub(lambda found: found.group().replace(".", ""), text)


@lru_cache(maxsize=4_096)
def forms(name: str) -> frozenset[str]:
    """What a name in lower case shares with other forms of it: "iran" and "iranians"."""
    name = name.removesuffix("'s").removesuffix("'")
    if name in _GROUP:
        return frozenset({_GROUP[name]})
    found = {name}
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= _LEAST:
            found.add(name[: -len(ending)])
    return frozenset(found)


def same_name(first: str, second: str) -> bool:
    """Whether two names in lower case are forms of one."""
    return bool(forms(first) & forms(second))


def is_land(name: str) -> bool:
    """Whether a name in lower case is that of a land, not of its people or what is theirs."""
    return name in _SEATS or name in _LANDS


def is_people(name: str) -> bool:
    """Whether a name in lower case is that of people: "israelis" are not meant by "Israel"."""
    return name.endswith("s") and not is_land(name)


def lands(seat: str) -> frozenset[str]:
    """The lands that a capital or seat in lower case stands for."""
    return frozenset(name for name, places in _SEATS.items() if seat in places.split())


def seats(land: str) -> frozenset[str]:
    """The capitals and seats that stand for a land, named in any form, in lower case."""
    return frozenset(
        seat for name, places in _SEATS.items() if same_name(name, land) for seat in places.split()
    )
