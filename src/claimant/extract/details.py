"""What a document tells of the deed itself, whoever did it: the sentence that tells it best, and the weapons it names.

By rules over words that any reader would look for; there are no marks to learn from. An author in the sentence is left
where it stands: the quote is the document's, and the page says whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimant.model import Detail, DetailKind, Document

READ = 12
"""Sentences from the beginning in which a report tells what happened."""
LONGEST = 420
"""Characters; longer sentences are lists or broken text."""
SHORTEST = 40
PLAIN = "plain"
"""The label of a telling in which nobody is blamed, nor claims it."""

_DOERS = (
    r"(?:gunmen|(?:several |some |two |three |four |five |six )?(?:men|women|people|persons|fighters) (?:in|with) \w+|attackers|assailants|militants|armed men|men with guns|masked men|hooded men|bombers?|snipers?|insurgents|rebels|hijackers|"
    r"(?:a|an|two|three|four|several|car|suicide|truck|parcel|roadside) (?:\w+ )?(?:bombs?|explosions?|blasts?|bombers?|gunmen|attackers|missiles?|rockets?|drones?|shells?|mines?|devices?)|"
    r"the (?:explosion|blast|bomb|device|missile|rocket)s?)"
)
_DOING = (
    r"(?:opened fire|fired|stormed|burst|broke into|exploded|went off|detonated|blew|tore through|ripped through|struck|hit|shot|killed|rammed|"
    r"set fire|attacked|ambushed|seized|took|entered|raided|abducted|kidnapped|assassinated|murdered|gunned down|stabbed)"
)
_ACTIVE = re.compile(rf"\b{_DOERS}\b[^.;]{{0,70}}?\b{_DOING}\b")
_PASSIVE = re.compile(
    r"\b(?:was|were|has been|have been|had been) (?:\w+ )?(?:killed|shot|shot dead|gunned down|bombed|blown up|poisoned|assassinated|murdered|abducted|"
    r"kidnapped|hijacked|attacked|ambushed|stabbed|shot down|set on fire|massacred)\b|\b(?:died|were killed|people killed)\b[^.;]{0,40}\b(?:when|after|in)\b"
)
_HARM = re.compile(r"\b(?:kill\w*|dead|wounded|injur\w*|died|hurt)\b")
_TIME = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|last night|this morning|evening|night|morning|afternoon|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}|\d{1,2} "
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december))\b"
)
_TOLD = re.compile(
    r"\b(?:claim\w*|blam\w*|accus\w*|den(?:y|ies|ied)|responsib\w+|suspect\w*|condemn\w*|deplor\w*|alleg\w*|behind|anniversary|its fighters|its members|state group|armed group|if|would|could|may have|plan\w*|mourn\w*)\b"
)
_LEANS = re.compile(r"\W*(?:these|those|this|that|it|its|he|she|they|his|her|their|but|and|among them)\b")
"""Beginnings of a sentence that nobody understands alone."""

_WEAPONS: dict[str, re.Pattern[str]] = {
    label: re.compile(rf"\b(?:{words})\b")
    for label, words in {
        "firearms": r"assault rifles?|automatic weapons?|automatic rifles?|kalashnikovs?|ak-47s?|m-16s?|rifles?|pistols?|handguns?|sub-?machine guns?|machine ?guns?|"
        r"opened fire|gunfire|shot dead|gunned down|gunshots?|hail of bullets",
        "a car or truck bomb": r"car bombs?|truck bombs?|vehicle bombs?|explosives-laden (?:car|truck|vehicle)|bomb-laden (?:car|truck|vehicle)",
        "a suicide bomb": r"suicide (?:bomb\w*|vests?|belts?|attack\w*)|explosive (?:vests?|belts?)",
        "explosives": r"bombs?|explosives?|dynamite|tnt|rdx|semtex|explosive devices?|detonat\w+|ieds?",
        "grenades": r"(?:hand )?grenades?|rocket-propelled grenades?|rpgs?",
        "mines": r"land ?mines?|roadside bombs?|claymore",
        "missiles or rockets": r"missiles?|rockets?|mortars?|mortar (?:bombs?|shells?|rounds?)|shelling|artillery",
        "drones": r"drones?|unmanned aircraft",
        "aircraft": r"air ?strikes?|air raids?|warplanes?|fighter jets?|helicopter gunships?",
        "poison or gas": r"nerve agents?|novichok|sarin|chlorine|poison\w*|mustard gas|toxins?",
        "fire": r"incendiar\w+|arson\w*|petrol bombs?|molotov\w*|set (?:\w+ )?(?:on fire|fire to|alight|ablaze)|flammable liquid",
        "knives": r"kni(?:fe|ves)|machetes?|stabb\w+|hacked",
        "a vehicle": r"rammed|drove (?:a|the|his) (?:\w+ )?(?:car|truck|van|lorry) into",
    }.items()
}


def details(document: Document, folded: str) -> tuple[Detail, ...]:
    """The telling of the deed (one at most), and the first place of each kind of weapon, in the order of the text."""
    found = [*_telling(document, folded), *_weapons(document, folded)]
    return tuple(sorted(found, key=lambda one: (one.quote.start, one.kind, one.label)))


def _telling(document: Document, folded: str) -> Iterator[Detail]:
    best: tuple[int, int, int] | None = None
    for place, (start, end) in enumerate(document.sentences[:READ]):
        if not SHORTEST <= end - start <= LONGEST or "\n" in document.text[start:end].strip():
            continue
        worth = _worth(folded[start:end]) - place
        if worth > 0 and (best is None or worth > best[0]):
            best = worth, start, end
    if best:
        quote = document.span(best[1], best[2])
        label = "" if _TOLD.search(folded[best[1] : best[2]]) else PLAIN
        yield Detail(kind=DetailKind.DEED, quote=quote, label=label, date=document.moment(quote.start))


def _worth(sentence: str) -> int:
    """How well a sentence tells a deed: that somebody did it or it befell somebody, with harm and time; not who is blamed for it."""
    active, passive = _ACTIVE.search(sentence), _PASSIVE.search(sentence)
    told = _TOLD.search(sentence)
    if _LEANS.match(sentence) or (not active and (not passive or told)):
        return 0
    worth = 12 if active else 9
    worth += 2 * bool(_HARM.search(sentence)) + 2 * bool(_TIME.search(sentence))
    return worth - 5 * bool(told)


def _weapons(document: Document, folded: str) -> Iterator[Detail]:
    if not document.sentences:
        return
    for label, pattern in _WEAPONS.items():
        match = pattern.search(folded)
        sentence = match and next(
            (s for s in document.sentences if s[0] <= match.start() and match.end() <= s[1]), None
        )
        if sentence and sentence[1] - sentence[0] <= 3 * LONGEST:
            quote = document.span(*sentence)
            yield Detail(kind=DetailKind.WEAPON, quote=quote, label=label, date=document.moment(quote.start))
