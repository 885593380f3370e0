"""Countries by one name: what else they are called, their people, and where they are governed.

Of countries with more than one word in their names the word that tells them stands here.
"""

from __future__ import annotations

import re

# Names, the first of which stands for all : people and what is theirs : capitals and seats, where
# these are one word that means little else.
_TABLE = """
afghanistan : afghan afghans : kabul
albania : albanian albanians : tirana
algeria : algerian algerians : algiers
angola : angolan angolans : luanda
argentina : argentine argentines argentinian argentinians : buenos
armenia : armenian armenians : yerevan
australia : australian australians : canberra
austria : austrian austrians : vienna
azerbaijan : azerbaijani azerbaijanis azeri azeris : baku
bahamas : bahamian bahamians :
bahrain : bahraini bahrainis : manama
bangladesh : bangladeshi bangladeshis : dhaka
barbados : barbadian barbadians :
belarus : belarusian belarusians : minsk
belgium : belgian belgians : brussels
belize : belizean belizeans : belmopan
benin : beninese :
bhutan : bhutanese : thimphu
bolivia : bolivian bolivians :
bosnia : bosnian bosnians : sarajevo
botswana : : gaborone
brazil : brazilian brazilians : brasilia
brunei : bruneian bruneians :
bulgaria : bulgarian bulgarians :
burkina : burkinabe : ouagadougou
burundi : burundian burundians : gitega
cambodia : cambodian cambodians :
cameroon : cameroonian cameroonians : yaounde
canada : canadian canadians : ottawa
chad : chadian chadians :
chile : chilean chileans :
china : chinese : beijing
colombia : colombian colombians : bogota bogotá
congo : congolese : kinshasa brazzaville
croatia : croatian croatians croat croats : zagreb
cuba : cuban cubans : havana
cyprus : cypriot cypriots : nicosia
czech czechia : czechs : prague
denmark : danish dane danes : copenhagen
djibouti : djiboutian djiboutians :
ecuador : ecuadorian ecuadorians ecuadorean ecuadoreans : quito
egypt : egyptian egyptians : cairo
england : english :
eritrea : eritrean eritreans : asmara
estonia : estonian estonians : tallinn
ethiopia : ethiopian ethiopians : addis
eu : : brussels
fiji : fijian fijians : suva
finland : finnish finn finns : helsinki
france : french frenchman frenchmen frenchwoman : paris elysee
gabon : gabonese : libreville
gambia : gambian gambians : banjul
gaza : gazan gazans :
georgia : georgian georgians : tbilisi
germany : german germans : berlin
ghana : ghanaian ghanaians : accra
greece : greek greeks : athens
guatemala : guatemalan guatemalans :
guinea : guinean guineans : conakry
guyana : guyanese :
haiti : haitian haitians :
honduras : honduran hondurans : tegucigalpa
hungary : hungarian hungarians : budapest
iceland : icelandic icelander icelanders : reykjavik
india : indian indians : delhi
indonesia : indonesian indonesians : jakarta
iran : iranian iranians : tehran
iraq : iraqi iraqis : baghdad
ireland : irish : dublin
israel : israeli israelis : jerusalem
italy : italian italians : rome
ivory : ivorian ivorians : yamoussoukro
jamaica : jamaican jamaicans :
japan : japanese : tokyo
jordan : jordanian jordanians : amman
kazakhstan : kazakh kazakhs : astana
kenya : kenyan kenyans : nairobi
korea : korean koreans : seoul pyongyang
kosovo : kosovar kosovars : pristina
kuwait : kuwaiti kuwaitis :
kyrgyzstan : kyrgyz : bishkek
laos : laotian laotians : vientiane
latvia : latvian latvians : riga
lebanon : lebanese : beirut
liberia : liberian liberians : monrovia
libya : libyan libyans : tripoli
lithuania : lithuanian lithuanians : vilnius
macedonia : macedonian macedonians : skopje
madagascar : malagasy : antananarivo
malawi : malawian malawians : lilongwe
malaysia : malaysian malaysians : lumpur putrajaya
maldives : maldivian maldivians :
mali : malian malians : bamako
malta : maltese : valletta
mauritania : mauritanian mauritanians : nouakchott
mauritius : mauritian mauritians :
mexico : mexican mexicans :
moldova : moldovan moldovans : chisinau
mongolia : mongolian mongolians : ulaanbaatar
montenegro : montenegrin montenegrins : podgorica
morocco : moroccan moroccans : rabat
mozambique : mozambican mozambicans : maputo
myanmar burma : burmese : naypyidaw
namibia : namibian namibians : windhoek
nepal : nepali nepalis nepalese : kathmandu
netherlands holland : dutch dutchman : hague
nicaragua : nicaraguan nicaraguans : managua
niger : nigerien nigeriens : niamey
nigeria : nigerian nigerians : abuja
norway : norwegian norwegians : oslo
oman : omani omanis : muscat
pakistan : pakistani pakistanis : islamabad
palau : palauan palauans :
palestine : palestinian palestinians : ramallah
panama : panamanian panamanians :
paraguay : paraguayan paraguayans :
peru : peruvian peruvians : lima
philippines : philippine filipino filipinos : manila
poland : polish pole poles : warsaw
portugal : portuguese : lisbon
qatar : qatari qataris : doha
romania : romanian romanians : bucharest
russia : russian russians : moscow kremlin
rwanda : rwandan rwandans : kigali
salvador : salvadoran salvadorans :
samoa : samoan samoans :
saudi : saudis : riyadh
scotland : scottish scots scot :
senegal : senegalese : dakar
serbia : serbian serbians serb serbs : belgrade
singapore : singaporean singaporeans :
slovakia : slovak slovaks : bratislava
slovenia : slovenian slovenians slovene slovenes : ljubljana
somalia : somali somalis : mogadishu
spain : spanish spaniard spaniards : madrid
sudan : sudanese : khartoum
suriname : surinamese : paramaribo
sweden : swedish swede swedes : stockholm
switzerland : swiss : bern geneva
syria : syrian syrians : damascus
taiwan : taiwanese : taipei
tajikistan : tajik tajiks : dushanbe
tanzania : tanzanian tanzanians : dodoma
thailand : thai thais : bangkok
togo : togolese :
tonga : tongan tongans :
tunisia : tunisian tunisians : tunis
turkey türkiye turkiye : turkish turk turks : ankara
turkmenistan : turkmen turkmens : ashgabat
uae emirates : emirati emiratis :
uganda : ugandan ugandans : kampala
uk britain : british briton britons : london westminster
ukraine : ukrainian ukrainians : kyiv kiev
uruguay : uruguayan uruguayans : montevideo
us america usa : american americans : washington pentagon
uzbekistan : uzbek uzbeks : tashkent
vanuatu : vanuatuan :
venezuela : venezuelan venezuelans : caracas
vietnam : vietnamese : hanoi
wales : welsh :
yemen : yemeni yemenis : sanaa
zambia : zambian zambians : lusaka
zimbabwe : zimbabwean zimbabweans : harare
"""
_ROWS = [tuple(part.split() for part in row.split(":")) for row in _TABLE.strip().splitlines()]
# The one name of each, by what it and its people are called.
COUNTRY = {word: names[0] for names, people, _ in _ROWS for word in (*names, *people)}
COUNTRIES = frozenset(names[0] for names, _, _ in _ROWS)
LANDS = frozenset(name for names, _, _ in _ROWS for name in names)
SEATS = {names[0]: frozenset(seats) for names, _, seats in _ROWS}
# Names of more than one word, and with dots, by their initials.
WRITTEN = tuple(
    (re.compile(rf"\b{words}", re.IGNORECASE), initials)
    for words, initials in (
        (r"(?:united states(?: of america)?\b|usa\b|u\.s\.(?:a\.)?)", "US"),
        (r"(?:united kingdom\b|great britain\b|u\.k\.)", "UK"),
        (r"(?:united nations\b|u\.n\.)", "UN"),
        (r"(?:european union\b|e\.u\.)", "EU"),
        (r"(?:united arab emirates\b|u\.a\.e\.)", "UAE"),
    )
)
