"""Names in a sentence, in a form in which two sentences can be held against each other."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.answering.verifying.nations import one_way

_NAME = re.compile(r"[^\W\d_][\w’'-]*")
CAPITAL = re.compile(r"[A-Z][\w’'-]*")
# Capitalised at the beginning of a sentence without being names.
_NOT_FIRST = frozenset(
    (
        "the a an this that these those there it he she they we you i his her its their our some"
        " many most more all no not one two three four five six seven eight nine ten eleven twelve"
        " twenty thirty forty fifty sixty seventy eighty ninety at about around nearly almost over"
        " under up between on in after before since when while if as by from to of for with and but"
        " or police people rescue half state local according however meanwhile earlier later last"
        " nobody none everyone no-one women men children both each every any another other witness"
        " hundreds thousands dozens who whom whose what which where why how did does do is are was"
        " were has have had will would can could should may might also such"
    ).split()
)
_ENDS_IN_S = frozenset(
    (
        "hamas reuters texas paris wales cyprus brussels athens honduras isis airbus laos barclays"
        " philippines netherlands boris emirates moss hollis siemens"
    ).split()
)
_DAYS = frozenset(
    (
        "january february march april may june july august september october november december jan"
        " feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday"
        " saturday sunday"
    ).split()
)
# Capitals and seats that stand for their governments, and peoples for their countries.
_STANDS_FOR = {
    word: country
    for country, words in {
        "russia": "russian russians moscow kremlin",
        "ukraine": "ukrainian ukrainians kyiv kiev",
        "us": "american americans washington pentagon u.s u.s. usa",
        "uk": "british britain britons london u.k u.k.",
        "iran": "iranian iranians tehran",
        "israel": "israeli israelis",
        "china": "chinese beijing",
        "india": "indian indians",
        "pakistan": "pakistani islamabad",
        "turkey": "turkish ankara türkiye",
        "syria": "syrian syrians damascus",
        "france": "french paris",
        "germany": "german germans berlin",
        "japan": "japanese tokyo",
        "gaza": "gazan gazans",
        "lebanon": "lebanese beirut",
        "egypt": "egyptian cairo",
        "iraq": "iraqi baghdad",
        "spain": "spanish madrid",
        "italy": "italian rome",
        "poland": "polish warsaw",
        "venezuela": "venezuelan caracas",
        "yemen": "yemeni sanaa",
        "taiwan": "taiwanese taipei",
        "korea": "korean koreans seoul pyongyang",
        "afghanistan": "afghan kabul",
        "sudan": "sudanese khartoum",
        "armenia": "armenian yerevan",
        "azerbaijan": "azerbaijani baku",
        "ethiopia": "ethiopian",
        "mexico": "mexican",
        "canada": "canadian ottawa",
        "australia": "australian canberra",
        "brazil": "brazilian",
        "palestinian": "palestinians palestine",
        "qatar": "qatari doha",
        "saudi": "riyadh saudis",
        "eu": "brussels",
        "uae": "emirates emirati emiratis",
        "belarus": "belarusian belarusians minsk",
        "serbia": "serbian serb serbs belgrade",
        "kosovo": "kosovar pristina",
        "hungary": "hungarian hungarians budapest",
        "romania": "romanian bucharest",
        "bulgaria": "bulgarian",
        "greece": "greek greeks athens",
        "cyprus": "cypriot nicosia",
        "georgia": "georgian tbilisi",
        "moldova": "moldovan chisinau",
        "kazakhstan": "kazakh astana",
        "austria": "austrian vienna",
        "switzerland": "swiss bern",
        "netherlands": "dutch",
        "belgium": "belgian",
        "denmark": "danish copenhagen",
        "sweden": "swedish stockholm",
        "norway": "norwegian oslo",
        "finland": "finnish helsinki",
        "estonia": "estonian tallinn",
        "latvia": "latvian riga",
        "lithuania": "lithuanian vilnius",
        "czech": "czechia prague",
        "slovakia": "slovak bratislava",
        "croatia": "croatian zagreb",
        "portugal": "portuguese lisbon",
        "ireland": "irish dublin",
        "nigeria": "nigerian abuja",
        "kenya": "kenyan nairobi",
        "somalia": "somali mogadishu",
        "rwanda": "rwandan kigali",
        "uganda": "ugandan kampala",
        "congo": "congolese kinshasa",
        "burundi": "burundian",
        "mali": "malian bamako",
        "libya": "libyan tripoli",
        "tunisia": "tunisian tunis",
        "algeria": "algerian algiers",
        "morocco": "moroccan rabat",
        "jordan": "jordanian amman",
        "philippines": "philippine filipino filipinos manila",
        "vietnam": "vietnamese hanoi",
        "thailand": "thai bangkok",
        "myanmar": "burmese",
        "indonesia": "indonesian jakarta",
        "malaysia": "malaysian",
        "bangladesh": "bangladeshi dhaka",
        "nepal": "nepali nepalese kathmandu",
        "cuba": "cuban havana",
        "colombia": "colombian bogota bogotá",
        "peru": "peruvian lima",
        "chile": "chilean",
        "argentina": "argentine argentinian",
        "bolivia": "bolivian",
        "ecuador": "ecuadorian quito",
        "haiti": "haitian",
    }.items()
    for word in words.split()
}

COUNTRIES = frozenset(_STANDS_FOR.values())


@lru_cache(maxsize=4_000)
def names_in(text: str, *, inside: bool = False) -> frozenset[str]:
    """Capitalised words that are no day, month or plain first word, in lower case, without 's.

    Countries go by one name: "Tehran", "Iranian" and "Iran" are "iran".

    Args:
        inside: the text does not begin a sentence, so that its first word is like the others.
    """
    found = set()
    text = one_way(text)
    for place, match in enumerate(_NAME.finditer(text)):
        word = match.group()
        plain = word.lower().replace("’", "'").removesuffix("'s")
        begins = place == 0 or text[match.start() - 2 : match.start()] in (". ", "? ", "! ")
        if not word[0].isupper() or plain in _DAYS:
            continue
        if begins and plain.split("-")[0] in _NOT_FIRST:
            continue
        if begins and not inside and plain.endswith("s") and plain == word.lower():
            named = text[match.end() : match.end() + 2].strip()[:1].isupper()
            if plain not in _ENDS_IN_S and not named:
                continue
        found.add(_STANDS_FOR.get(plain, plain))
    return frozenset(found)
