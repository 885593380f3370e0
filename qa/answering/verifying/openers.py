"""Words that begin sentences of news without being names; `ordinary` has those met most often."""

from __future__ import annotations

MORE_OPENERS = """
able aboard abroad absent abundant abuse academic accident account active activity actual acute
addict additional address adequate admiral adult advance advantage adverse advertisement
advocate affair affluent affordable aftershock afterward afterwards age agenda aggressive
agricultural agriculture aim airborne alarm alas albeit album alcoholic alert alive alliance
alligator allowance alongside already alternative altogether aluminium aluminum amateur
ambulance amendment amidst amnesty amount ample ancestor anchor ancient angler anniversary
anonymity anthem anti antibiotic antibodies antique anxiety anyhow anyway anywhere apart apiece
aplenty apparent appearance appetite appointment apprentice approach approval aqueduct
archaeologist archipelago architect arctic argument arrangement arrest arrival art artificial
artillery artwork aside asleep aspect assassin assessment asset assistance asteroid astride
astronaut atmosphere atop attendee attitude auctioneer aurora authentic automaker automatic
autoworker autumn availability available avalanche avenue aware awful backpacker backstage
bacteria bag bail bailiff baker balance ballerina balloon ban band bandit bar barber bare barge
barista barrel barrier barrister bartender basic basin basis bay beach beautiful beauty bee
beekeeper beforehand beggar behavior behaviour belief bell belt benchmark benefit bettor bid
biggest bike bilateral billionaire binge biologist bitter black blame blank blaze bleak blind
blizzard block blockade blogger blood bloody blow blue boatman bodyguard bold bone bonus
bookmaker bookseller boom boost booster boss bottle bought bowler brain brand brave breach break
breakfast breakthrough breath breeder brewer brewery bricklayer bride brief bright brilliant
broad broadsheet broke broken broker bronze brought brown brush brutal bucket bullet bunker
burden bureau busker butcher button cabbie cabin cable cadet calendar call caller calm came
camel camera cameraman campus canal candid canoe canoeist canopy canyon cap capable capacity
capital captor caravan card cardinal career careful caregiver caretaker cargo carmaker carnival
carpenter carrier cartel cartoon cashier casino cast castle casual caterpillar caught cave
celebrity cell cellist cemetery census ceremony certain certificate chain chairwoman challenge
challenger chamber champagne champion championship chance chancellor chaos chapel chapter
character charge chart chauffeur cheap check cheer cheese cheetah chef chemical chemist chick
chicken childminder chimpanzee chipmaker choice choir choreographer chosen chronic cinema
circuit circumstance citywide civic claimant clan classic classroom clause clean cleaner cleanup
clear clemency clergy cleric clerk clever client cliff climber clinic clock close cloth clothes
clown clue coastguard coastline cobalt cobbler cockpit cocoa cod coder coffin coin cold collapse
collective collector colonel column columnist combat come comedian comedy comes comet comfort
command commentator commerce commercial commitment commodity common communist community commuter
compact comparable comparison compatriot competent competitive competitor complaint complete
complex component composer compound comprehensive compromise compulsory comrade concert conduct
conductor confectioner conference confidence confident confidential conflict congress
congressional conqueror conscience consecutive consensus consequence conservationist
conservative conservator considerable consistent consortium conspiracy constable constant
constituent constitutional consul consulate consultant contact contagion container contemporary
contempt content contestant context continent continental contraband contract contrary contrast
control controversial controversy convenient conventional convict convoy cook cool cop copy cord
coroner corporal corpse correct correspondent cosmetics cosmonaut costume councillor councilman
councilwoman counsel counsellor counterfeiter counterpart countless coup couple courier course
courthouse cousin cover coverage covert crab craft craftsman crane crash crater crazy creative
creator creature credibility credible credit creditor crest crime criminal crisis crocodile
cross crown crucial crude cruel cruise crusader crystal cuisine culprit cultural culture curator
cure curriculum custody custom customary customs cut cyber cyclone dairy dam damp dancer
daredevil dark dawn daylight deadline deadlock deaf dealership dean dear debate debut decent
decline decorator decree deep deer default defect defence defendant defender defense defensive
delay delegate delicate delight delivery delta democracy democrat demography dense density
dental dentist departure dependence dependent deployment depositor depot depth descendant desert
design designer desire desk despair desperate destiny destroyer detainee detector deterrence
detour device diagnosis diagnostic diagram dialogue diamond diary dictator diet dietitian
difference different difficult difficulty digital dignity dilemma dim diner dinner dinosaur
diocese diplomacy diplomatic dire direct directive dirt dirty disability disadvantage
disagreement disappearance disappointment disaster disc discharge discipline disclosure discount
discovery discreet dish dismissal disorder dispute distance distant distillery distinct
distributor ditch diver diverse diversity doc docker dockworker doctrine dolphin domain dome
dominant done donor dormitory dose double downhill downpour downstairs downstream downtown
downwind dragon drama dramatic dream dress drifter drill drink drinker drizzle drop drover
drugmaker drummer drunk dry dual duck due duel duke dull dune durable duty dweller dynamic eager
eagle ear earl earner ease easy eaten eater echo eclipse ecological ecologist ecology economy
edge editorial educator eel effective efficiency efficient egalitarian elaborate elder eldest
electorate electric electrician electronic electronics elegant element elephant eligible elite
elsewhere embassy emblem embryo emergency emigrant emigre eminent emotional emperor emphasis
empire empirical employment empty en encounter encouragement endless endorsement energetic
enforcement engagement engine enjoyment enterprise entertainer entertainment enthusiasm entire
entity entrance entrepreneur envelope environment epidemic epidemiologist episode equal equality
equipment equity era error escape escort essay essential estate estimate estuary eternal ethical
ethics ethnic europeans evacuee evangelical event everyday everywhere evident evil ex exact
examiner example excellent except exceptional excess excessive exchange excitement exclusive
excuse executioner exercise exhaust exhibit exit exodus exotic expenditure expense expensive
experience experiment experimental expertise explicit explorer exposure express extensive extent
external extinct extra extraordinary extreme eye fabric facility faculty failure faint fair
faith faithful fake falconer fall fallen fame familiar far fare farmland fashion fashionista
fatal fatality fate fault favor favorable favorite favour favourable favourite feasible feature
fee feeble feedback fellow felt feminist fence fencer ferryman fertile fertiliser fertilizer
festival fetus fewer field fielder fierce filmmaker filter finance financier fine finger
fingerprint firearm firefight fiscal fist fit flag flagship flame flash flat flavour fleet flesh
flexible flier flock flour flow flower fluent fluid focus folk fond foolish foot footprint
forecast forecaster foreman forensic forever forger form formal formula fort fortunate fortune
forum forward forwards fossil foster founder foundry fountain fragile fragment fragmentary frame
framework franchise free freedom freelancer freeze freight freighter frequency frequent fresh
frigate frog frontier frontline frontrunner frozen fugitive full fun fundamental fundraiser
funny furnace furniture further furthest fury future futures gain galaxy gallery gambler gang
gap garage garbage garment gate gatekeeper gay gear gem gendarme gender gene generator genetic
geneticist genocide gentle genuine geologist gesture getaway geyser ghost giant gift girlfriend
glacier glance glassmaker glider glory glove goalkeeper goat god goddess godfather gone gorge
gorilla gossip governance grace grade gradual graduate graffiti grand grandchild granddaughter
grandfather grandmother grandparent grandson grant graph grass grateful grave graveyard gravity
greenhouse grid grim grip grocer grocery groom ground groundwater grower grown guarantee
guardian guerrilla guess guidance guide guideline guilt guilty guitar guitarist gunmaker gunner
gym gymnast habit habitat hailstorm hair hairdresser halftime halfway hall halt hammer hand
handbag handful handler handsome handy handyman happy harassment harbour hardliner hardship harm
harmful harsh hat hate headmaster headquarters headteacher healthcare heart heatwave hedge
height heir held helicopter helpful hen hence henceforth herbalist herbicide herd herder hereby
heritage hero hidden highest highlander highway hiker hill hint historian historic historical
history hit hitchhiker hitherto hitman hobby holder hole holiday holistic hollow homeless
homemaker homeowner honest hooligan horizon horizontal hormone horror horseman hostel hostile
hostility hot household housekeeper housewife huge humanitarian humor humour hungry hunter
hurdle hurricane hurt hut hygiene hypnotist hypothesis iceberg icon iconic idea ideal identical
identity ideologue ideology idle idol ill illegal illustrator immediate immense immigrant
imminent immunity impatient imperial important impossible impostor impressive imprisonment
improvement impulse inadequate inasmuch incentive incident income incumbent independence
independent index indicator indictment indirect individual indoor indoors industrial
industrialist inequality inevitable infant infantry influence influencer influx infrastructure
ingredient inhabitant initial initiative injustice inland inmate inner innkeeper innocent input
inquest insect insight insistence insofar instance instant instigator instinct instructor
instrument insufficient insulin insurer intact intake integrity intellectual intelligence
intelligent intense intent interest interference interim interior intermediary intermediate
intern internal interpreter intruder invader invalid inventor inventory invisible inward iodine
irregular irrespective islamist issue item ivory jacket jackpot jail jailer jam janitor
jellyfish jersey jet jetty jewel jeweler jeweller jewellery jewelry jockey jogger joint joke joy
jubilee judgement judicial judiciary juice jumper jungle junta justice juvenile kangaroo kayak
keen keeper kept key kickoff kid kidnapper kidney kind kindergarten kingdom kiss kit kitchen
kitten knee knife knight knowledge known koala lab laboratory labourer lack lady lagoon laid
lake lamb lamp landfall landmark landowner lane language laptop largest laser latecomer latter
laundry laureate lavish lawful lawless lawn lawsuit lax layer lead leaflet leak leaseholder
least leather lecture lecturer leftist leg legacy legend legendary legislature legitimate
leisure leopard lesbian lest lethal liability liberal liberty librarian licence license
lieutenant lifeboat lifeguard lifelong lifetime lighthouse likewise limb limit line linear
lineman linesman linguist link lion lip liquid list listener literary literature lithium litre
litter little live livelihood liver lizard lobby lobbyist lobster lock locker locksmith
locomotive lodge logic logo longest longshoreman longtime loop loose lord lorry loser lost
lottery loud lounge love lover lowest loyal loyalist luggage lumberjack lunar lunch lung luxury
machine machinery machinist mad made maestro mafia magazine magician magistrate magnate magnetic
maid mail main mainland mainstream maintenance makeshift makeup mammal mammoth management
mandate mandatory mangrove mankind manner manual manuscript map marathon marble march margin
marginal marina marine maritime mark marker marksman marsh martyr mask mass massacre masseur
massive master mastermind mate material mathematician mathematics matriarch matter mattress
mature maximum meal means meant meantime measurement mechanic mechanical mechanism medieval
membrane memorial memory mental mentor menu mercenary merchandise merchant mercy mere merit mess
message messenger met metal meteor meteorite meteorologist meter method metre metropolitan
microbe microbiologist microphone midfielder midway midweek midwife mild milestone militiaman
milkman mill millionaire mind minder mineral mini minimal minimum miracle mirror misconduct
misery missionary mist mistake mistrust mix mixture mob mobile mobster mode model moderate
modern modest module molecular molecule momentum monarch monarchist monarchy monetary monitor
monkey monsoon monument mood moral morale morality moratorium mortality mosquito motel motive
motor motorcade motorcycle motorcyclist motorist motorway mountaineer mouse mouth movement
moviegoer muddy mudslide mug mule multilateral multinational multiple municipal mural muralist
muscle museumgoer mushroom musician muslim mutiny mutual mystery myth nail narrative narrator
narrow nasty nationalism nationwide native naturalist naturopath naval navy nearby nearer
nearest neat necessary necessity neck needle negative neighborhood neighbourhood nephew nerve
nest neurologist neuroscientist neutral newborn newcomer newest newsletter nice nickel nightclub
nightfall nightmare nobility noble noisy nomad nominee nonprofit norm normal nose notable
notebook notice novel novelist novice nowhere nuisance nurseries nursery nut nutritionist oak
oath obese object objective obscure observatory observer obstacle obstetrician occasional
occupant occupier ocean octopus odd offence offender offense offensive offer offshore oilman
oldest oncologist onlooker onshore onstage onwards open opera opportunity opposite optician
optimism optimistic optional oral orange orbit orchard orchestra order ordinance ordinary ore
organ organic organist organizer origin original ornithologist orphan orthodontist outcome
outcry outdoors outer outfit outlaw outlet outlook outrage outright outsider outskirts outspoken
oven overdose overhaul overhead overnight overseas oversight overtaken oxygen pace pack package
paediatrician page paid pain painful paint painter pair palace palaeontologist pale
paleontologist palm pamphlet panda panellist panic paper parachutist parade paradise paraglider
paralegal parallel paramedic pardon parish parishioner parliamentarian parliamentary parole
partial participant particular partisan passage passer passerby passersby passive password
pastor patch patent path pathologist patience patriarch patriot patrol patron pattern pause
pavement pay paycheck payout peace peaceful peacekeeper peacemaker peak peasant peculiar pedal
pedestrian pediatrician peer penalty penguin peninsula pepper percentage perfect performance
performer peril peripheral permafrost permanent permit persistent personality personnel
perspective pessimistic pesticide pet petitioner petrol pharmacist pharmacy phase phenomenon
philanthropist philosopher philosophy photographer photojournalist phrase physical physician
physicist physics pianist piano pickpocket pickup piece pier pilgrim pilgrimage pill pillar pink
pioneer pipe pipeline pirate pistol pit pitch pizza placebo placement plague plain plaintiff
planemaker planner plaque plasma plaster plate platform plausible playground playmaker playoff
playwright plea pleasant pleasure pledge plenty plot plume plunge plus poacher pocket podcast
poet poison polar pole policeman policewoman policymaker polite politician politics pollster
pond pontiff pool poor popular popularity populist porch portable portrait pose positive
possibility possible post postal poster postgraduate postman postponement postwar pot potato
potent potential pottery pound powder powerful practical practice practitioner prayer preacher
precedent precise predator predecessor predictable preference pregnant prejudice preliminary
premature premier premiere premises premium preschooler presence present presenter presidency
pressure prestige pretext prevalence preventive prey pride primaries primary primatologist prime
primitive principal printer prior priority privacy privilege pro probable procedure proceeds
process processor procurer product productive professional professor proficient profile
profitable profound prognosis progress projectile prominent promise promoter prompt proof
propaganda propagandist proper property prophet proponent prospect prospective prosperity
prostitute protective protein protocol prototype proud provincial provisional provost proximity
psychiatrist psychic psychological psychologist psychology psychotherapist publisher pump punch
pundit punishment punitive puppeteer puppy purchase purchaser pure purple purpose pursuit put
puzzle pyramid python quality quantity quarrel quarry quarter quarterback quarterfinal
quartermaster quest quick quiet quit quite rabbi rabbit racegoer racial racism rack racketeer
radar radical radio radioactive radiologist raft rage railroad railway rainfall rainforest ram
ramp ranch rancher random range ranger rank ransom rape rapid rapist rapper rare ratio rationale
raw ray reactor read reader reading ready realism realistic realtor rear reasonable rebellion
rebound rebuke receipt receptionist recipe recipient reckless recluse recovery recruit recruiter
recruitment reddish redundant reef referee referendum refinery refrain refund refusal regardless
regime regiment register regular rehearsal reign reinforcement relationship release relevance
relevant reliable reliance relic religion reluctance reluctant remainder remains remarkable
remedy reminder remote removal renewable renewal repair repairman repeat replacement replica
republican request requirement resemblance resentment reserve reservoir resettlement residence
residency residential resilience resistance resort resource respect respective respondent
responsible rest restaurant restaurateur restless restraint restrictive retiree retirement
retreat return reunion reusable reveler reveller revenge revenue reversal revival revolt
revolutionary reward rhetoric rhino rhythm rib ribbon rich ridden rider right rigid ringleader
riot rioter ripe risen ritual rivalry roadblock roadside robot robust rocker rod role roll
romance romantic room roommate rope rose rotten rough round route routine rover row rower royal
royalist royalty rubber rubbish rude rug ruin rumble runaway runner runway rural rush ruthless
sabbath saboteur sabre sack sacrifice sad safari safe safety saga sailor saint salesman
salesperson saleswoman salmon salvage sample sanctuary sandstorm satire satisfactory sauce
savanna save saver sawmill saxophonist scale scandal scar scarce scarcity scavenger scenario
scent sceptical schedule scholar schoolboy schoolchild schoolchildren schoolgirl schoolmaster
schoolteacher scooter scope scout scramble scrap screen screenwriter script scrutiny sculptor
sculpture seafarer seafood seal seamstress seaside secondary secrecy secret secretary sect
sectarian sector secular secure sediment seen segment seismologist seizure seldom select selfie
semiconductor semifinal semifinalist seminar senate sense sensible sensitive sensor sent
sentiment separate sequel sequence sergeant series serpent servant server serviceman
servicewoman set setback settlement settler sewer sex sexual shade shadow shaft shaken shaky
shallow shame shape shark sharp sheer sheet shelf shepherd sheriff shift shiny shipbuilder
shipyard shirt shock shoe shooter shootout shopkeeper shore shoreline shortest shortfall shot
shoulder shout showdown showman shown shrimp shrine shut shutdown shy sick sidekick sidewalk
sideways siege sight sign signal signaller signatory signature significance significant silent
silk similar similarity simple sincere singular sinkhole siren sizable sizeable skateboarder
skater skeleton skeptical skill skin skipper skull skyscraper slap slaughter slave slavery sleep
slender slice slide slight slim slogan slope slow slowdown sluggish slum smallest smart smell
smelter smooth snack snake sniper snowfall soap sober society sociologist sold sole solicitor
solid solidarity somewhere songwriter sooner soprano sore sort sought soul soundtrack soup sour
souvenir sovereign sovereignty spacecraft spaceship span spare spark sparse spatial spear
special specialist specific spectacle spectacular spectator spell sphere spider spill spin
spirit spiritual splashdown splendid split sponsor sponsorship sport spot spouse spray spread
spree springtime sprinter spymaster squad squadron square squatter squid stability stable stage
stake stakeholder stalemate stalker stall stampede stance standard standoff stark startup
statesman statewide static statistician statue stature status statute steady steak steam
steelmaker steelworker steep stem stepbrother stepdaughter stepfather stepmother stepson sterile
steward stick stiff stigma stimulus stockpile stolen stone stop storage storey stowaway
straggler straight strait strange stranger strategic strategist strategy straw stream streamer
street strength stress stretch strict strip stroke strongman structural structure struggle
stubborn stuck studio stuff stuntman subcontractor subject submarine subpoena subscriber
subsequent subsidiary subtle suburb suburban subway success successful successive successor
sudden sufficient suicide suit suitable suite sum summary summer summit sung sunk sunlight sunny
sunrise sunset sunshine super superintendent superior supermarket superstar supervisor
supplementary supplier supreme surfer surge surgeon surgical surprise surrender surrogate
surveillance suspicion sustainable swarm sweep sweet swept swift swimmer swindler switch sword
sworn syllabus symbol symbolic sympathetic sympathiser sympathizer sympathy symposium synagogue
syndicate syndrome systematic tablet tabloid tactical tailback tailor taken takeoff tale talent
tall tame tangible tap tape target task taste taught tavern taxi taxpayer tea technician
technique technological technology teen teenage teenager telescope temper temperament tempest
temporary tendency tense tentative term terminal territorial territory terror testator testimony
textbook textile thanks theater theatre theme theoretical theorist theory thereafter thereby
therein thesis thick thieves thin thinker thorough thought threshold thrice throne throng thrown
thug tide tie tiger tight till timekeeper timeline timetable tin tiny tip tire tissue titan toad
toast toddler toilet token told tolerance toll tomb tone tool tooth torch torn tornado tortoise
torture touch touchdown tough tower townspeople toxic toxicologist toxin toy trace track
traditional tragedy tragic trail trailblazer trailer trainee traitor tram tramp transcript
transfer translator transparency transparent trap trapper traveller trawler tray treasure
treasurer treasuries treasury treat trek tremor trend trendy trespasser triathlete tribal tribe
tribesman tribunal tribute trick trigger trillion trip triplet triumph trophy tropical trouble
truant true trunk trust trustee trustworthy tsunami tube tug tuna tundra tunnel turbine
turbulence turmoil turn turnover turret turtle tutor twice twin twist tycoon type typhoon
typical typist tyrant tyre ultimate ultimatum umpire unaware unborn uncertain uncertainty uncle
unclear uncommon undercover underfoot undergraduate underground understood undertaker unease
uneasy unequal uneven unfair unhappy uniform unique universe unknown unlawful unofficial unpaid
unpopular unrest unusual update upgrade uphill upper upset upstairs upstart upstream uptown
upward uranium urban urgency urgent usable usage useful usher usual utility utter vacancy vacant
vacuum vague vain valet valid validity valley valuable value valve van vandal variable variant
variety vast vault vegetable vendor vengeance ventriloquist venture venue verbal versatile
versus vertical vessel vet veterinarian viability viable vibrant vicar vice viceroy vicinity
victor vigil vigilante villain vineyard violator violent violin violinist viral virologist
virtual virtue vis visible visual vital vitamin vivid vocal vocalist voice void volatile
volatility volcano volleyball volume voluntary volunteer voyage vulnerability vulnerable wagon
wait waiter waitress walkout wallet wanderer warden warehouse warlord warm warmth warplane
warrant warrior warship watch watchmaker waterfall watermelon wave wax wealth wealthy wearable
weary weaver webcam weight weightlifter weird welcome welder wet wetland wharf whatever wheel
wheelchair whence whenever whereas whereby wherein whereupon wherever whichever whilst whistle
whistleblower white whoever whole wide widespread widow widower wild winemaker winery winger
winner winter wisdom wise wish wit withdrawal wonder wonderful wooden woodland wool word
workforce workplace workshop worldwide worn worshiper worshipper worth worthy wound wreath wreck
wreckage wrestler written wrong wrongdoer yacht yachtsman yard yield youngest youngster youth
zealot zone zoo zookeeper zoologist
"""
