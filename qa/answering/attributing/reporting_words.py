"""The words by which news gives somebody's word: verbs, those who speak, what they speak in."""

from __future__ import annotations


def _forms(stems: str) -> frozenset[str]:
    """Present, past and participle of regular verbs: "claim" gives claims, claimed, claiming."""
    found = set()
    for stem in stems.split():
        short = stem.removesuffix("e")
        past = {stem[:-1] + "ied", stem[:-1] + "ies"} if stem.endswith("y") else {short + "ed"}
        found |= {stem, stem + "s", short + "ing", *past}
    return frozenset(found)


# Anything can be their subject: "the driver said", "a woman of 40 told".
SAYING = frozenset("said says say saying told tells telling".split())
# Their subject must look like somebody who speaks.
CLAIMING = _forms(
    "report claim announce state warn add confirm insist argue accuse call reject dismiss"
    " acknowledge estimate allege maintain answer believe concede predict assert vow pledge"
    " promise urge blame describe declare recall remark tweet post note stress suggest recount"
    " complain caution reiterate assure contend indicate explain demand appeal conclude rule"
    " think expect denounce condemn disclose reveal agree signal refute affirm forecast"
    " counter quip joke lament boast respond criticise criticize comment observe threaten"
    " clarify emphasise emphasize underline underscore inform praise hail slam welcome testify"
    " deny reply hint speculate voice provide"
) | frozenset(
    "wrote writes write writing swore swears gave spoke speaks understands learned learnt admitted"
    " admits admit admitting ruling reads put puts disputed disputes".split()
)
# What a document does; "the inquiry found", but not "the dog found".
SHOWING = _forms("show indicate suggest reveal conclude warn find estimate allege state") | {
    "found",
    "finds",
    "puts",
    "put",
    "shown",
}
VERBS = SAYING | CLAIMING | SHOWING
# Forms that are nouns as well, and may stand within a name: "a report by".
NOUNS_TOO = frozenset(
    "report reports claim claims state states post posts note notes call calls estimate"
    " estimates ruling demand demands appeal appeals show shows answer answers promise blame"
    " finding find finds comment comments forecast respond warning reject deny counter joke"
    " boast signal signals praise add rule rules contend lament found writing reading dispute"
    " expect put known alleged".split()
)
PARTICIPLES = frozenset(word for word in VERBS if word.endswith("ing"))
# They may stand before their subject: "..., said the army".
INVERTING = frozenset(
    "said says reported reports announced warned warns wrote writes added adds claimed claims"
    " argued argues insisted insists replied recalled recalls declared predicted predict"
    " predicts tweeted stated explained noted remarked reads posted testified lamented joked"
    " quipped complained recounted stressed agreed emphasised emphasized suggested asserted"
    " countered show shows".split()
)

_PERSONS = (
    "official minister president premier chancellor secretary spokesman spokeswoman"
    " spokesperson governor mayor senator lawmaker legislator deputy mp leader chief head"
    " director chairman chairwoman chair chairperson commissioner commander general colonel"
    " captain sergeant officer soldier guard admiral ambassador envoy diplomat prosecutor"
    " lawyer attorney judge justice magistrate sheriff detective investigator inspector"
    " witness resident survivor victim neighbour neighbor relative family brother sister"
    " father mother son daughter wife husband widow parent cousin uncle aunt friend colleague"
    " doctor medic nurse surgeon physician paramedic rescuer firefighter scientist researcher"
    " seismologist expert analyst economist historian professor teacher student farmer"
    " fisherman worker employee engineer pilot driver diver sailor miner baker trader investor"
    " banker executive founder owner manager boss coach player editor reporter journalist"
    " author writer novelist actor actress singer artist activist campaigner critic supporter"
    " opponent protester demonstrator militant rebel fighter insurgent militiaman aide adviser"
    " advisor assistant candidate politician king queen prince princess emperor pope bishop"
    " archbishop cardinal priest imam rabbi cleric pastor pontiff monk ayatollah sheikh"
    " negotiator mediator administrator superintendent principal dean rector vice-president"
    " monitor observer technician operator developer agent spy source insider informant person"
    " man woman boy girl people member delegate representative mercenary trustee passenger"
    " tourist visitor shopper customer voter villager refugee migrant prisoner detainee"
    " hostage captive suspect defendant plaintiff whistleblower veteran forecaster"
    " meteorologist volcanologist geologist watchdog treasurer master counsel solicitor"
    " barrister coroner pathologist volunteer cofounder organiser organizer strategist"
    " pollster republican democrat conservative liberal opposition ally partner side party"
    " striker climber hiker guide skipper mariner captor kidnapper one other"
)
_BODIES = (
    "ministry department agency bureau authority authorities government administration"
    " cabinet parliament congress senate assembly council committee commission court tribunal"
    " inquiry jury panel board army navy military force forces coastguard guard brigade police"
    " militia group movement faction party union alliance coalition company firm corporation"
    " maker manufacturer carmaker airline operator bank lender insurer retailer regulator"
    " watchdog charity organisation organization foundation association federation society"
    " club team league university college school hospital institute centre center laboratory"
    " museum church palace presidency embassy consulate mission office service services fund"
    " exchange newspaper paper daily tabloid broadcaster channel network station television tv"
    " radio website magazine journal outlet media press wire publisher publication monarchy"
    " kremlin junta regime state country nation kingdom republic town city county province"
    " municipality command headquarters secretariat chamber studio label startup developer"
    " utility clinic monitor observatory survey think-tank thinktank sources village community"
    " tribe cartel syndicate gang body arm branch wing unit directorate treasury chancellery"
    " house rebels separatists islamists staff management leadership crew public majority"
    " minority campaign organisers shareholders creditors unions economists markets estate"
)
_DOCUMENTS = (
    "report study poll survey paper document record filing indictment complaint lawsuit suit"
    " ruling verdict judgment judgement memo memorandum letter email e-mail data figures"
    " statistics audit review statement transcript analysis assessment estimate investigation"
    " inquiry probe census dossier communique communiqué bulletin article editorial text"
    " message affidavit findings results minutes files logs studies books research evidence"
    " account cable note warrant petition bill readout application motion brief decree"
    " resolution agreement contract constitution guidance advisory release announcement plan"
    " proposal subpoena invoice footage image photo video screenshot receipt slide testimony"
    " presentation recording"
)
RELAYS_NAMED = frozenset(
    "reuters afp ap upi xinhua tass ria interfax bloomberg cnn bbc nbc abc cbs fox msnbc npr"
    " pbs politico axios haaretz kyodo yonhap anadolu dpa ansa efe pti ani ians irna fars"
    " tasnim sana wafa kcna ukrinform spiegel nhk cctv rt sputnik itv sky dw guardian"
    " telegraph jazeera arabiya mayadeen semafor meduza agence-france-presse france-presse rtl"
    " rai nrk svt dr yle zdf ard orf rte rté cnbc vox wsj ft nyt economist variety deadline"
    " espn mehr isna mena petra nna".split()
)
RELAYS = frozenset(
    "agency newspaper paper daily tabloid broadcaster channel network station television tv"
    " radio website magazine journal outlet outlets media press wire times post news herald"
    " tribune gazette courier observer dispatch chronicle globe mail standard independent"
    " mirror sun newspapers broadcasters agencies channels monde figaro país stampa zeitung"
    " report reports ledger examiner inquirer bulletin".split()
)
PERSONS = frozenset(_PERSONS.split())
BODIES = frozenset(_BODIES.split())
# Heard by all: what was told them was said in public.
FORUMS = RELAYS | frozenset(
    "reporters journalists parliament lawmakers legislators senators congress council"
    " committee inquiry court jury judge judges assembly summit conference briefing rally"
    " crowd investors shareholders analysts nation hearing meeting tribunal delegates mps"
    " audience forum viewers organisations organizations commission senate panel supporters"
    " press commons cabinet podcast interviewer".split()
)
INQUIRING = frozenset(
    "inquiry commission investigation panel tribunal audit review watchdog court jury judge"
    " investigators researchers scientists auditors inspectors committee board justices judges"
    " probe".split()
)

# Half a name when they stand alone: "Russian said" is cut off, "Russians said" is not.
NATIONALITIES = frozenset(
    "russian iranian indian italian ukrainian palestinian syrian egyptian jordanian libyan nigerian"
    " brazilian canadian australian austrian belgian hungarian romanian bulgarian norwegian british"
    " english irish scottish welsh polish turkish swedish danish finnish spanish kurdish jewish"
    " chinese japanese portuguese vietnamese lebanese sudanese taiwanese maltese israeli iraqi"
    " pakistani saudi yemeni kuwaiti qatari afghan african american european asian korean mexican"
    " cuban venezuelan colombian kenyan german french dutch greek".split()
)

DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday mon tue thu fri".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
UNITS = frozenset(
    "hour hours day days night week weeks weekend month months year years morning afternoon"
    " evening minutes decade spring summer autumn winter today".split()
)
TIMES = (
    DAYS
    | MONTHS
    | UNITS
    | frozenset("today yesterday tonight overnight earlier later late early last recently".split())
)

DETERMINERS = frozenset(
    "the a an this these those its his her their our my your both some several many most all"
    " each another every any no neither either few various such".split()
)
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens scores"
    " hundreds thousands twenty thirty forty fifty sixty hundred thousand million half".split()
)
PREPOSITIONS = frozenset(
    "of in at for from on with to by near inside behind against under within across among"
    " between over outside around along through into during about beyond despite off per amid"
    " above below like via without aboard following".split()
)
PRONOUNS = frozenset(
    "he she it they we i you him them me us who whom that this which these those nobody none"
    " no-one everybody everyone someone somebody anybody anyone there nothing everything"
    " something himself herself itself themselves here".split()
)
AUXILIARIES = frozenset(
    "is was were are be been being am has have had having will would can could may might must"
    " shall should do does did isn't wasn't weren't aren't hasn't haven't hadn't won't"
    " wouldn't can't couldn't didn't doesn't don't shouldn't cannot".split()
)
# No noun phrase runs over these.
SUBORDINATORS = frozenset(
    "that but while whereas although though because where when if as after before since until"
    " which who whom whose what how why whether once unless so yet then nor except".split()
)
NEGATIONS = frozenset("not never neither nor hardly".split())
ADVERBS = frozenset(
    "also later then long again once since still now first earlier too even just often always"
    " already only soon thus further instead meanwhile therefore both either has have had"
    " having will would did does do could can may might must should".split()
)


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ss", "ch", "sh", "x")) else "s")


DOCUMENTS = frozenset(_DOCUMENTS.split())
DOCUMENTS |= frozenset(_plural(word) for word in DOCUMENTS)
PLURAL_PERSONS = frozenset(_plural(word) for word in PERSONS) | frozenset(
    "people police authorities sources media critics men women children parents officials"
    " locals rebels separatists forces aides troops others islamists both".split()
)
SPEAKING_NOUNS = PERSONS | PLURAL_PERSONS | BODIES | frozenset(_plural(word) for word in BODIES)
