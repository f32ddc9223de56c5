"""Passages that lift the mask: a person was charged, was convicted, or claimed it in a recording or letter of their own.

Strict on purpose, since a name once printed cannot be taken back. The sentence must name the person, say it as a fact,
and not lean on somebody anonymous, a rumour or a condition; an arrest, a suspicion and a confession in custody lift nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimant.model import Document, Lifted, Span
from claimant.resolve.cues import ANONYMOUS
from claimant.resolve.persons import Mention
from claimant.spellings import SILENT, shadow, words
from claimant.text import fold as small

LONGEST_QUOTE = 600
"""Characters of a sentence that may lift a mask; longer ones are lists or broken texts."""

_NAME = "\x01"
# "a friend of Voss was charged" charges the friend: between the start of a clause and its subject such words must not stand
_OTHER = r"(?!\b(?:of|with|who|whom|whose|like|unlike|by|for|against|met|knew|knows|saw|between|about|to|than|around|alongside|over|after)\b|[\w-]+(?:'s|s')(?!\w))"
_SUBJECT = (
    rf"(?:^[^\w\x01]*|[;:—–\"“] ?|\b(?:that|but|while|because|whereas) )(?:(?:on|in|after|later|yesterday|earlier|last|meanwhile|today|early|late|at|two|three)\b[^,;]{{0,40}}, ?)?"
    rf"(?:{_OTHER}[\w'-]+,? ){{0,7}}{_NAME}"
)
_MORE = r"(?:,? ?\(?(?:aged )?\d{1,3}\)?,?)?(?:,(?! and\b| but\b| whose\b)[^.;!?\x01]{1,70},)?,? ?(?:who )?"
_WHEN = r"(?: (?:also|later|since|now|then|today|yesterday|formally|officially|jointly|already|on \w+day))*"
_WAS = rf"(?:was|were|is|are|has been|have been|had been){_WHEN}"
_WHO = rf"{_SUBJECT}{_MORE}"
_BOTH = rf"^[^\w\x01]*{_NAME} and (?:{_OTHER}[\w'-]+ ){{1,4}}(?:were|are|have been){_WHEN}"
_WHOM = rf"(?:{_OTHER}[\w'\",-]+ ){{0,6}}{_NAME}{_MORE}"
_OFFENCE = (
    r"\b(?:murder|terror\w*|attacks?|bomb\w*|blast|explosions?|shootings?|massacre|manslaughter|killings?|homicide|arson|treason|espionage|spying|sabotage|explosives?|"
    r"hijack\w*|kidnap\w*|hostage\w*|conspir\w+|assassinat\w+|war crimes?|crimes? against|weapons? of|firearms?|mass casualty|deaths? of|poison\w*|hacking|cyber\w*)\b"
)
_LAW = (
    r"\b(?:prosecutors?|prosecution|court|tribunal|judges?|grand jury|jury|magistrates?|police|attorney[- ]general|attorney's office|justice department|ministry|"
    r"department of justice|investigative committee|indictment|charge sheet|verdict|inquiry|commission|crown|his lawyers?|her lawyers?|defence lawyers?)\b"
)
_BY_LAW = rf"{_LAW}[^.;!?\x01]{{0,40}}?\b"
_FOR = r"(?= ?(?:with|over|for|on|in connection|as|to|of|guilty|[.,;]|$))"
_CHARGED = (
    re.compile(rf"{_WHO}{_WAS} (?:charged|indicted)\b(?! (?:at|into|towards?|up|by (?:an? )?(?:anonymous|unnamed)))"),
    re.compile(rf"{_BOTH} (?:charged|indicted)\b(?! (?:at|into|towards?|up))"),
    re.compile(
        rf"{_BY_LAW}(?:have |has |had )?(?:formally )?(?:charged|indicted|charge|indict|charges|indicts) {_WHOM}{_FOR}"
    ),
    re.compile(rf"{_WHO}(?:faces|is facing) (?:(?:\w+ )?charges|(?:\w+ )?counts?)(?= of\b)"),
    re.compile(
        rf"{_BY_LAW}(?:filed|brought|pressed) (?:[a-z]+ ){{0,2}}charges (?:[^.;!?\x01]{{0,50}} )?against {_WHOM}"
    ),
)
_CONVICTED = (
    re.compile(rf"{_WHO}{_WAS} (?:convicted|found guilty|sentenced)\b"),
    re.compile(rf"{_BOTH} (?:convicted|found guilty|sentenced)\b"),
    re.compile(rf"{_WHO}(?:has |had |have )?(?:also |later )?(?:pleaded|pled) guilty\b"),
    re.compile(rf"{_BY_LAW}(?:convicted|sentenced|convicts|sentences) {_WHOM}{_FOR}"),
    re.compile(rf"{_BY_LAW}(?:found|finds) {_WHOM}guilty\b"),
    re.compile(
        rf"\b(?:court|tribunal|inquiry|commission|inquest|jury)\b[^.;!?\x01]{{0,40}}? (?:found|ruled|concluded) that {_WHOM}"
        r"(?:had )?(?:carried out|planted|committed|did|bombed|fired|was responsible)"
    ),
)
_BARE = re.compile(
    r"(?:,? on \w+day| yesterday| today| in court| by (?:prosecutors|a court|the court|police))*\s*(?:[,.;\"]|and\b|$)"
)
_CLAIMED = (
    re.compile(
        rf"{_WHO}(?:has |had |have )?(?:also )?(?:claimed|took|taken|accepted|assumed) (?:sole |full |the )?(?:responsibility|credit)\b"
    ),
    re.compile(
        rf"\b(?:in|on) (?:a|the|his|her|an) (?:[a-z-]+ )?(?:video|recording|letter|manifesto|livestream|live stream|message|post|statement),? {_WHOM}"
        r"(?:has |had )?(?:said (?:that )?(?:he|she) (?:had )?(?:did|done|carried out|planted|bombed|fired)|admitted|claimed|took)"
    ),
)
_OWN_MEDIUM = re.compile(
    r"\b(?:video|recording|recorded|letter|manifesto|live-?stream\w*|live stream|in (?:open )?court|on television|televised|in an interview|on camera|to the camera|(?:his|her) own (?:account|channel|website|words)|signed)\b"
)
_FORCED = re.compile(
    r"\b(?:confess\w*|interrogat\w+|in custody|under duress|tortur\w*|to (?:the )?(?:police|investigators|interrogators)|state television)\b"
)

_SAID = re.compile(
    r"\b(?:said|says|told|tells|claims?|claimed|wrote|writes|according to|announced|reports?|reported|insist(?:s|ed)|alleg(?:es|ed)|believes?|thinks?)\b"
)
_SAID_BY_LAW = re.compile(
    rf"{_LAW}[^.;!?]{{0,40}}\b(?:said|says|announced|told|reported)\b|\b(?:according to|said|announced) (?:[\w'-]+ ){{0,4}}{_LAW}"
)
_UNSURE_BEFORE = re.compile(
    r"\b(?:if|whether|not|never|no|nobody|den(?:y|ied|ies)|false(?:ly)?|untrue|unless|doubt\w*|wrong(?:ly)?|mistaken(?:ly)?|fake|hoax|until|had .{0,20} been|previously|wants?|demand\w*|calls? for|expect\w*|could|might|may)\b|n't\b"
)
_UNSURE_AFTER = re.compile(
    r"\b(?:false|untrue|wrongly|wrongfully|mistakenly|fake|hoax|dropped|withdrawn|dismissed|acquitted|cleared|quashed|overturned|annulled|previously|years (?:ago|earlier|before)|unrelated|another case|separate case|mock|novel|film|play)\b|\?"
)
_CASE = r"(?:charges?|case|convictions?|verdict|sentence|indictment|prosecution|proceedings|judge?ment|trial)"
_ENDED = (
    r"(?:dropped|withdrawn|withdrew|dismiss(?:ed|es)|discontinued|abandoned|shelved|quash(?:ed|es)|overturn(?:ed|s)|annul(?:led|s)|revers(?:ed|es)|"
    r"void(?:ed|s)|vacated?|set aside|struck (?:down|out)|thr[eo]wn? out|collaps(?:ed|es)|lifted|revoked)"
)
_UNDONE = re.compile(
    r"\b(?:acquit\w*|clear(?:ed|s) (?:[^.;!?]{0,40} )?of|clears? (?:his|her) name|exonerat\w+|(?<!pleaded )(?<!pleads )(?<!plead )(?<!pled )(?<!pleading )not guilty|"
    rf"{_CASE} (?:[^.;!?]{{0,80}} )?{_ENDED}|{_ENDED} (?:[a-z'-]+ ){{0,5}}{_CASE}|"
    r"(?:found|ruled|declared|judged|pronounced|proven|proved) (?:[^.;!?]{1,60} )?innocent|innocent\b[^.;!?]{0,30} (?:court|judges?|jury|tribunal)|"
    r"(?:court|judges?|jury|tribunal)\b[^.;!?]{0,60}\binnocent|innocence (?:was |has been |is )?(?:proved|proven|established|confirmed)|"
    r"walk(?:ed|s) free|wrongful\w*|miscarriage of justice|(?:insufficient|lack of|want of|no) evidence (?:against|to)|for (?:lack|want) of evidence|"
    r"retrial|new trial|(?:released|freed) without charge|mistaken identity|wrongly (?:charged|accused|convicted|identified|jailed|sentenced)|wrong (?:man|woman|person)|"
    r"freigesprochen|freispruch|acquitt[ée]e?s?|relaxée?|absuelt[oa]s?|assolt[oaie]|absolvid[oa]s?|uniewinni\w+|оправда\w+|виправда\w+|beraat\w*|تبرئة|براءة)"
)
"""Says that a charge or a conviction does not stand. A plea of not guilty says nothing of the kind."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HINT = re.compile(
    r"charge|indict|convict|guilty|sentence|responsibility|credit|video|recording|letter|manifesto|found that|ruled|concluded"
)


@dataclass(frozen=True, slots=True)
class Lift:
    """One passage that lifts the mask of the person of `mention`."""

    mention: Mention
    why: Lifted
    quote: Span


def lifts(document: Document, mentions: Iterable[Mention], incident_year: int | None) -> Iterator[Lift]:
    """The passages of one document. One that names neither publisher nor agency is itself anonymous, and lifts nothing."""
    if not (document.source.publisher or document.source.agency):
        return
    for mention in mentions:
        if mention.at != "text" or mention.sentence[1] - mention.sentence[0] > LONGEST_QUOTE:
            continue
        sentence = _with_name_marked(document, mention)
        why = _why(sentence, incident_year) if _HINT.search(sentence) else None
        if why:
            yield Lift(mention, why, _quote(document, *mention.sentence))


def undone(document: Document) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """The folded words of each sentence that says of somebody that a charge or conviction does not stand; the title is one.

    With each come those of the two sentences before it: where it names nobody ("his conviction"), one of them may.
    """
    low = small(shadow(document.text))
    sentences = sorted(document.sentences) or [(0, len(low))]
    for number, (start, end) in enumerate(sentences):
        if _UNDONE.search(low[start:end].replace(SILENT, "")):
            first = max(sentences[max(0, number - 2)][0], start - 2 * LONGEST_QUOTE)
            yield _words(low[start:end]), _words(low[first:start])
    title = small(shadow(document.source.title or ""))
    if _UNDONE.search(title.replace(SILENT, "")):
        yield _words(title), frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(word for _, _, word in words(text))


def _with_name_marked(document: Document, mention: Mention) -> str:
    first, last = mention.sentence
    low = small(shadow(document.text[first:last]))
    return f"{low[: mention.start - first]}{_NAME}{low[mention.end - first :]}".replace("\u00ad", "")


def _quote(document: Document, start: int, end: int) -> Span:
    text = document.text
    while text[start:end][:1].isspace():
        start += 1
    return document.span(start, end)


def _why(sentence: str, incident_year: int | None) -> Lifted | None:
    if any(incident_year and int(year) < incident_year for year in _YEAR.findall(sentence)):
        return None  # an older matter
    for patterns, why in (
        (_CONVICTED, Lifted.CONVICTED),
        (_CHARGED, Lifted.CHARGED),
        (_CLAIMED, Lifted.SELF_IDENTIFIED),
    ):
        for pattern in patterns:
            hit = pattern.search(sentence)
            if hit and _holds(sentence, hit, why):
                return why
    return None


def _holds(sentence: str, hit: re.Match[str], why: Lifted) -> bool:
    before, after = sentence[: sentence.index(_NAME)], sentence[hit.end() :]
    around = f"{before} {after}"
    if _UNSURE_BEFORE.search(sentence[: hit.end()]) or _UNSURE_AFTER.search(after):
        return False
    if why is Lifted.SELF_IDENTIFIED:
        plain = around.replace("own account", "").replace("in a post", "")
        says = _SAID.search(around)
        return (
            bool(_OWN_MEDIUM.search(sentence))
            and not _FORCED.search(sentence)
            and not ANONYMOUS.search(plain)
            and not says
        )
    if ANONYMOUS.search(sentence) or not (re.search(_OFFENCE, sentence) or _BARE.match(after)):
        return False
    return not _SAID.search(around) or bool(_SAID_BY_LAW.search(sentence))
