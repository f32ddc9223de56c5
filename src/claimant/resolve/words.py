"""Words by which a phrase shows what it is: a description, a rank, a crowd, somebody outside the side that it names."""

from __future__ import annotations

import re

GENERIC = frozenset(
    "guerrillas guerrilla guerillas rebels rebel insurgents insurgency insurgent terrorists terrorist subversives subversive militants group "
    "groups organization organisation movement outfit fighters extremists combatants jihadists commandos commando separatists partisans "
    "criminals gang cartel front squads squad bands band paramilitaries gunmen attackers islamists islamist jihadis leftists rightists extremist".split()
)  # fmt: skip
"""Heads that describe a group whose name stands elsewhere."""
FORCES = frozenset(
    "armed-forces army navy marines air-force police national-guard special-forces border-guard presidential-guard security-service".split()
)
"""Institutions that have officers, patrols and commands."""
OF_FORCES = frozenset("officers officer patrol patrols command commanders noncommissioned".split())
"""Heads that belong to the force that was named before."""
REPEATED = frozenset(
    "command front movement commission committee brigade battalion federation confederation union league institute association network court "
    "corps squad council coalition alliance party foundation legion brigades militia".split()
)
"""Last words of an organisation's name by which a text names it again: "the front", "the federation"."""
LETTERS = frozenset(
    "document documents communique communiques statement letter bulletin message pamphlet note caller".split()
)
"""Heads that speak for whoever spoke before."""
REBEL = frozenset(
    "guerrilla guerrillas guerillas rebel rebels insurgent insurgents terrorist terrorists subversive subversives extremist "
    "extremists separatist separatists militant militants communist marxist".split()
)  # fmt: skip
"""Words that make forces, units or a leader those of an armed group that fights its state."""
RIGHT = frozenset(
    "rightist rightists right-wing rightwing ultrarightist ultrarightists ultraright paramilitary paramilitaries death".split()
)
"""Words that make a group one that fights for its state or beside it, not against it."""
COLLECTIVE = {
    "terrorists": "guerrillas", "terrorist": "guerrillas", "subversives": "guerrillas", "subversive": "guerrillas", "rebel": "rebels",
    "guerrilla": "guerrillas", "guerillas": "guerrillas", "insurgents": "rebels", "insurgency": "rebels", "insurgent": "rebels",
    "partisans": "guerrillas", "fighters": "guerrillas", "combatants": "guerrillas",
}  # fmt: skip
"""The collective name under which a state's rebels are known ("Salvadoran guerrillas"), by the word that a text may use."""
ANONYMOUS = frozenset(
    "sources source reports report witnesses witness residents resident caller callers observers analysts experts media press "
    "reporters someone nobody people persons person men man individuals gunmen attackers assailants perpetrators suspects suspect youths "
    "newspapers newspaper letter communique statement relatives survivors villagers neighbors neighbours dispatches percent poll "
    "detainees hooded bomber bombers".split()
)  # fmt: skip
VOICES = frozenset(
    "sources source report reports communique communiques statement statements bulletin bulletins spokesman spokesmen spokeswoman spokesperson "
    "message dispatch dispatches document letter broadcast investigation investigations representative representatives press note".split()
)  # fmt: skip
"""What speaks for the body that stands before it: "police sources", "an army communique"."""
MEMBERS = frozenset(
    "members member men personnel people elements element leaders leader leadership commanders commander chiefs chief heads head guerrillas "
    "rebels fighters militants terrorists guerrilla rebel troops forces soldiers units unit agents officers officer officials official "
    "patrol patrols column columns cell cells detachment detachments contingent combatants commandos commando gunmen spokesman spokesmen "
    "spokeswoman spokesperson sources source communique communiques statement statements bulletin report reports command structure "
    "representatives representative group groups organization organisation party movement high general central committee command "
    "director delegates delegate cadres activists squads squad brigade brigades side authorities state top senior political mass "
    "urban rural local armed subversives subversive extremists extremist partisans squad's attack offensive radio front "
    "directorate apparatus activist mercenaries insurgency section regional headquarters operatives insurgents cartel mafia bosses one two three four five ten several some many most "
    "sector sectors joint branch affiliate wing faction factions cadre staff policemen pilots advisers the of and".split()
)  # fmt: skip
"""Words behind a group's or body's name that leave the actor the same: "FMLN urban units", "army patrols"."""
OUTSIDERS = frozenset(
    "supporters supporter sympathizers sympathisers enemies enemy opponents opponent opposition bodyguards bodyguard relatives relative "
    "neighbor neighbour neighbors friends friend dissidents deserters defectors victims victim critics rivals killers killer murderers "
    "murderer assassins assassin murder murders killing killings assassination death deaths massacre case lawyer lawyers family widow son "
    "sons daughter brother wife followers admirers perpetrators suspects arrest circles escapees detainees prisoners uniform uniforms "
    "clothes clothing fatigues candidate candidates citizens citizen nationals natives residents migrants immigrants passports "
    "families".split()
)  # fmt: skip
"""Heads beside a name that are somebody else than the name: "the supporters of X", "X's bodyguards"."""
RANKS = frozenset(
    "general gen colonel col lieutenant lt captain capt major maj admiral brigadier sergeant sgt corporal cadet".split()
)
TITLES = frozenset("mr mrs ms miss dr prof father sister brother sir mr. mrs. ms. dr. comrade don dona".split())
OFFICES = frozenset(
    "president minister senator deputy mayor judge governor commander spokesman spokeswoman spokesperson bishop archbishop ambassador "
    "prosecutor secretary chief director leader congressman msgr monsignor king queen prince premier chancellor pope".split()
)  # fmt: skip
BODIES = frozenset(
    "ministry department agency service committee council office embassy officials official command".split()
)
RULE = frozenset("government governments administration regime dictatorship cabinet junta presidency tyranny".split())
"""What a person or party that rules a state may own: "the Tarn government"."""
TROOPS = frozenset("troops forces soldiers army".split())
SHIPS = frozenset("submarine submarines warship warships frigate destroyer gunboat gunboats".split())
CRAFT = SHIPS | frozenset(
    "plane planes airplane airplanes aircraft helicopter helicopters jets warplanes gunships".split()
)
GROUP = re.compile(
    r"\b(?:front|army|brigades?|movement|commandos?|command|squads?|cartel|militia|organi[sz]ation|group|faction|tigers|liberation|units?|column|cell|party|committee|league|council|federation|union|association|institute|commission|battalions?|confederation|university|corps|forces?)\b"
)
ARMED = re.compile(
    r"\b(?:front|army|brigades?|commandos?|squads?|cartel|militia|faction|tigers|liberation|units?|column|cell|battalions?|forces?)\b"
)
SPOKES = frozenset("the its their his her a spokesman spokeswoman spokesperson statement communique communiqué".split())
PEOPLE = frozenset(
    "citizens citizen nationals national natives men man people women families migrants immigrants passports residents students workers".split()
)
HOW_MANY = frozenset("two three four five six seven eight nine ten eleven twelve dozen several some many both".split())
HOUSES = frozenset(
    "agency agencies forum newspaper news daily weekly magazine channel broadcaster radio television network program university ministry".split()
)
"""Words of a name that is nobody's person."""
PART = frozenset("role involvement hand trace connection link part participation complicity responsibility".split())
SIDE = frozenset(
    "side authorities regime leadership leaders leader officials official state capital administration".split()
)
CROWD = frozenset(
    "groups sectors elements organizations organisations officers members personnel officials parties circles forces corps authorities "
    "sponsors backers allies masters handlers superiors enemies patrons critics opponents rivals friends "
    "companies workers students soldiers policemen agents versions evidence cable involvement dead alive aid bands squads units planes".split()
)  # fmt: skip
PLAIN = frozenset(
    "the of a an armed members member alleged suspected presumed so-called heavily unidentified unknown two three four five several some "
    "local leftist rightist left-wing right-wing marxist radical islamist islamic same fatally urban rural terror terrorist and other small "
    "paramilitary ultrarightist ultraleft ultraright extremist death maoist self-styled anti-government pro-government "
    "shiite shia sunni muslim christian hindu sikh jewish "
    "disguised brave outlawed salvaged hooded young extreme leftwing rightwing ultraleftist guerrilla rebel subversive criminal".split()
)  # fmt: skip
COMMON = PLAIN | GENERIC | ANONYMOUS | SIDE | frozenset(
    "involvement government army police forces military command ministry minister president spokesman officials soldiers troops "
    "members leaders party attack bombing war people country state world city capital hall concert church university office".split()
)  # fmt: skip
NO_NAMES = COMMON | MEMBERS | OUTSIDERS | CROWD | PEOPLE | VOICES | OFFICES | RANKS | RULE | PART | CRAFT | HOUSES
"""Words that no person's last name is."""
BEFORE_NAMES = (
    RANKS
    | TITLES
    | OFFICES
    | frozenset({"former", "ex", "retired", "comrade", "dictator", "defense", "defence", "vice"})
)
PRONOUNS = frozenset("i we me us he him she her it they them you myself himself herself ourselves themselves".split())
LITTLE = frozenset(
    "the a an of in on at by to for from with that this these those and or but as is was were has have had be been will would who whom "
    "which what when where why how not no nor said says told added asked stated reported according after before during while because if "
    "than then there here he she it they we you i his her its their our your my do does did can could may might must should about against "
    "under over into out up down between among through until since also only very more most some any all both each other such so too "
    "today yesterday again between begin recording reporter continued question words indistinct passage omitted replied pointed".split()
)  # fmt: skip
"""Words that no name of a person has in it."""
HOLDER = re.compile(r",? [A-ZÀ-Ž][\w'’.-]+(?: [A-ZÀ-Ž][\w'’.-]+)*")
ITS_OWN = re.compile(
    r"(?:all of )?(?:its|their|his|her|our|my)(?: own)? (?:\w+ )?(?:fighters?|members?|men|forces?|soldiers|troops|units?|militants|army|brigades?|commandos?|cell|country|side|government|service|group|personnel|sappers|comrades|planes|helicopters|ministry|office|party|department|agency|organi[sz]ation|movement|air defen[cs]e|air force|navy|police|military)$"
)
STATE_BODIES = frozenset("armed military security police army government".split())
"""Words that make "its forces" those of a state."""
VICTIMS = re.compile(
    r"(?:the )?(?:\w+ )?(?:murder(?:ers?|s)?|killers?|killings?|assassins?|deaths?|massacre|attack(?:ers)?|victims?|perpetrators?|arrest|case|friends|relatives) of\b"
)
LEADING = re.compile(r"^(?:the|a|an|its|his|her|their|this|that|these|those|some|other|another|our)\s+")
TAIL = re.compile(r"\s*[\[(][^\])]*[\])]?\s*$")
_WORD = re.compile(r"[\w'-]+")


def words_of(folded: str) -> list[str]:
    """The words of a folded phrase, hyphens and apostrophes kept."""
    return _WORD.findall(folded)
