"""Whether a capital is only that of a sentence's first word.

"Hezbollah denied it" begins with a name, "Officials denied it" does not. A word is ordinary if
the articles write it in lower case, or if it is made of words that often begin sentences; in doubt
it is a name, since a wrong name does more harm than a sentence that is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from qa.answering.stemming import stem

# Capitalised without being names, wherever they stand.
NOT_NAMES = frozenset(
    (
        "i the a an in on at of for by to from with and or but it he she they we you his her hers"
        " their theirs its our my your this that these those there here as after before when while"
        " where who whom whose which what why how according yes no not nor neither either nobody"
        " none nothing everybody everyone everything somebody someone something anybody anyone one"
        " both some all any each every few many much more most several such another other others"
        " however also although though if because since until unless whether once despite amid"
        " among during between behind beyond beside besides about above across against along"
        " around below beneath near off onto out outside inside over past per through throughout"
        " toward towards under up upon via within without than then thus therefore so still yet"
        " even only just too very meanwhile moreover furthermore nonetheless nevertheless instead"
        " otherwise rather perhaps maybe indeed else again ever never always often sometimes soon"
        " now today yesterday tomorrow tonight ahead later earlier early late overall like unlike"
        " is are was were be been being am do does did has have had having will would shall should"
        " can could may might must let mr mrs ms dr sir"
    ).split()
)
_OPENERS = frozenset(
    map(
        stem,
        (
            "official authority police army troop soldier force rebel militant militia fighter"
            " protester demonstrator activist campaigner critic opponent supporter voter candidate"
            " lawmaker legislator senator minister president government parliament court judge"
            " prosecutor lawyer jury investigator detective witness victim survivor suspect gunman"
            " attacker hostage prisoner migrant refugee resident neighbour local villager citizen"
            " civilian passenger driver pilot crew rescuer firefighter doctor nurse patient"
            " hospital medic health scientist researcher expert analyst economist trader investor"
            " bank lender company firm business industry worker union employee staff teacher"
            " student pupil school university parent child family woman man people person player"
            " coach team club fan league organiser engineer farmer fisherman shop shopper customer"
            " consumer buyer seller owner landlord tenant price inflation rate cost tax wage"
            " salary profit loss share stock market trade export import sale demand supply growth"
            " output production unemployment job oil gas electricity power energy water food fuel"
            " grain wheat rain snow flood storm wind heat fire wildfire smoke earthquake landslide"
            " drought temperature weather sea river road rail train bus flight plane ship ferry"
            " boat bridge port airport airline traffic talk negotiation negotiator diplomat"
            " mediator envoy ambassador deal agreement ceasefire truce treaty pact sanction war"
            " fighting battle strike airstrike attack assault raid shelling bombing bomb missile"
            " drone rocket explosion blast clash violence killing murder death casualty injury"
            " damage evidence report claim allegation accusation rumour document file letter email"
            " statement announcement speech comment remark interview video footage image photo"
            " picture data figure number statistic survey poll study research result finding"
            " investigation inquiry probe trial hearing verdict sentence appeal election vote"
            " ballot turnout campaign party coalition opposition cabinet leader chief head deputy"
            " spokesman spokeswoman spokesperson aide adviser source insider colleague friend"
            " relative mother father son daughter wife husband brother sister boy girl baby plan"
            " proposal project programme scheme policy law bill rule reform change decision move"
            " step measure effort attempt operation mission search rescue evacuation aid help"
            " support relief donation fund money cash debt loan budget spending investment payment"
            " half dozen hundred thousand million billion two three four five six seven eight nine"
            " ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety zero first"
            " second third last next final new old young big large small great high low long short"
            " good bad best worst better worse strong weak heavy light severe serious major minor"
            " recent former current senior junior public private foreign domestic international"
            " national regional federal state military civil human social political economic"
            " financial legal medical scientific technical environmental global world country"
            " nation city town village area region district province border coast island mountain"
            " forest north south east west northern southern eastern western central morning"
            " afternoon evening night day week weekend month year decade century hour minute time"
            " date moment period part side end start beginning middle top bottom place site scene"
            " house home building apartment office factory plant mine store church mosque temple"
            " museum hotel stadium prison camp shelter tent car truck vehicle tank weapon arm gun"
            " ammunition drug medicine vaccine virus disease infection outbreak pandemic cancer"
            " case test cause reason effect impact risk threat danger fear concern worry anger"
            " hope doubt question answer response reaction criticism praise apology regret denial"
            " confirmation silence truth lie fact detail information news story article newspaper"
            " broadcaster medium press journalist reporter editor author writer actor singer"
            " artist director producer film movie book song music show game match race tournament"
            " title cup prize award medal record goal point score win victory defeat draw season"
            " ticket seat crowd audience viewer user website internet network phone computer"
            " software app system service cloud satellite space sun moon planet star air sky land"
            " soil tree animal bird fish dog cat whale bear wolf cow sheep pig horse asked given"
            " faced based speaking citing quoting following including considering regarding"
            " responding referring using unable unlike separately earlier shortly nearly almost"
            " roughly approximately likely reportedly allegedly apparently clearly initially"
            " finally eventually subsequently previously recently currently originally officially"
            " publicly privately fortunately unfortunately together alone back down away counting"
            " access membership attendance admission entry visitor tourist pensioner veteran"
            " commander general captain officer guard agent spy mayor governor king queen prince"
            " princess pope bishop priest imam monk nun leaving iron steel copper gold silver coal"
            " solar nuclear carbon emission pollution waste plastic climate nature wildlife"
            " harvest crop rice corn coffee milk meat bread egg fruit operator provider contractor"
            " developer builder manufacturer maker retailer manager executive chairman shareholder"
            " board auditor regulator watchdog inspector ministry department agency commission"
            " committee council panel body group organisation organization charity foundation"
            " institute centre center delegation representative member partner ally enemy rival"
            " neighbor host guest speaker chair conscript reservist deserter smuggler trafficker"
            " thief robber burglar hacker fraudster teammate male female luck boys luckily rumor"
            " labor harbor color dissident exile defector separatist insurgent extremist terrorist"
            " jihadist protesters protest heavily"
            " arson sabotage fraud theft robbery corruption bribery espionage perjury manslaughter"
            " negligence vandalism looting smuggling trafficking hunger thirst famine poverty"
            " homelessness housing rent mortgage pension insurance education childcare welfare"
            " surgery therapy treatment symptom fever flu measles malaria cholera polio obesity"
            " asthma diabetes dementia pregnancy abortion birth marriage divorce adoption asylum"
            " citizenship visa passport curfew lockdown quarantine blackout outage shortage"
            " surplus deficit debt bankruptcy merger takeover layoff strike picket boycott embargo"
            " tariff quota subsidy dividend bond currency cement timber cotton sugar salt beef pork"
            " poultry cattle livestock fishing farming mining logging tourism travel transport"
            " traffic parking cycling driving walking swimming running skiing football cricket"
            " rugby tennis boxing chess golf hockey baseball basketball athletics gymnastics"
            " lightning thunder hail frost ice fog dust sand mud debris rubble ash lava magma"
            " erosion flooding drought torrential sewage plumbing wiring concrete glass wood brick"
            " roof wall window door floor ceiling basement elevator lift staircase corridor garden"
            " tenure leadership membership ownership citizenship friendship partnership censorship"
            " lessons homework exam tuition scholarship literacy vocabulary grammar"
            " beer wine whisky alcohol tobacco cannabis cocaine heroin fentanyl vaping smoking"
            " silence applause laughter tears grief mourning funeral burial wedding birthday"
            " turnout abstention counting recount audit thirteen fourteen fifteen sixteen seventeen"
            " eighteen nineteen annual monthly weekly daily yearly quarterly core headline"
            " wholesale"
            " seven-day average median total overall gross net domestic real nominal adjusted"
        ).split(),
    )
)
# Words met less often, none of them a usual surname or brand ("Baker", "Target").
_MORE_OPENERS = frozenset(
    map(stem, Path(__file__).with_name("openers.txt").read_text("utf-8").split())
)
_ENDINGS = (
    "ing",
    "ly",
    "ed",
    "ness",
    "tion",
    "tions",
    "sion",
    "sions",
    "ments",
    "ities",
    "ings",
    "ous",
    "ity",
    "ship",
    "ism",
    "ologist",
    "ologists",
)
_NAMES_ENDING_SO = frozenset(
    (
        "beijing nanjing sterling harding manning fleming reading worthing browning keating golding"
        " king ring ming ping ling ting xing ding jing boeing pershing epping dowling rowling"
        " cushing spalding wilding starling channing goring schilling pickering kettering havering"
        " italy sicily kelly billy emily molly sally lily kimberly beverly holly polly milly willy"
        " bly reilly connolly donnelly daly guinness inverness ness hastings jennings cummings"
        " rawlings mohammed muhammed ahmed mohamed muhamed alfred wilfred mildred winifred fred ted"
        " waleed rasheed khaled majed hamed manfred sayed javed naveed saeed reed creed walled"
    ).split()
)
# What makes one word of another: "protesters" of "protest", "heavily" of "heavy".
_MAKING = ("er", "or", "ist", "ion", "ment", "ness", "ity", "ily", "ly", "ation", "al", "ive", "y")


def ordinary(word: str, texts: Iterable[str]) -> bool:
    """Whether a capitalised first word is no name.

    Args:
        texts: articles; a word that one of them has in lower case is ordinary.
    """
    lower = word.lower().replace("’", "'").removesuffix("'s")
    if lower in NOT_NAMES or not lower.isascii():
        return lower in NOT_NAMES
    bases = _bases(lower)
    if (
        bases & _OPENERS
        or stem(lower) in _MORE_OPENERS
        or (lower.endswith(_ENDINGS) and lower not in _NAMES_ENDING_SO)
    ):
        return True
    whole = re.compile(rf"(?<![^\W_]){re.escape(lower)}(?![^\W_])")
    return any(whole.search(text) for text in texts if lower in text)


def _bases(lower: str) -> set[str]:
    base = stem(lower)
    found = {base}
    for ending in _MAKING:
        if base.endswith(ending) and len(base) - len(ending) >= 3:
            found |= {base[: -len(ending)], base[: -len(ending)] + "y"}
    return found
