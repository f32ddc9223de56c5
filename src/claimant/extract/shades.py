"""The shades of a statement, from the words around its cue: role, basis, certainty, exclusive material, negation."""

from __future__ import annotations

import re

from claimant.model import Basis, Certainty, Role

_ROLES = (
    (Role.STAGED, r"false[- ]flag|staged|provocation (?:by|of|commissioned|staged)|to (?:be able to )?(?:blame|accuse|discredit) (?:the|others|us)\b|self-inflicted|auto-?attack"),
    (Role.DIRECTED, r"order(?:ed|ing|s)? (?:the|his|her|this|that|it|by|from)|on (?:the )?orders|direct(?:ed|ing) (?:the|by|it)|master-?mind\w*|orchestrat\w+|commission(?:ed|ing) (?:the|by|it)|instigat\w+|intellectual authors?|planned (?:the|by|and)|plann(?:ed|ing)\b|paid for|contracted|on instructions"),
    (Role.SUPPORTED, r"complicit\w*|accomplic\w*|abett\w+|aid(?:ed|ing) (?:and|the|by)|helped|help(?:ing)? to|assist(?:ed|ing|ance)|financ(?:ed|ing)|fund(?:ed|ing)|arm(?:ed|ing) (?:the|them)|shelter\w*|harbou?r(?:ed|ing)|links? (?:with|to)|link(?:ed|ing) (?:with|to)|supplied|trained|covered up|support(?:ed|ing) (?:the (?:attack|murder|bombing|killing)|by)|backing of"),
)  # fmt: skip
_BASES = (
    (Basis.FINDING, r"(?:court|judge|jury|tribunal|commission|inquiry|verdict)\b(?: \w+){0,6} (?:found|convict\w+|sentenc\w+|ruled|concluded|acquitted|determined)|(?<!will be )(?<!to be )(?:convicted|sentenced|found guilty|acquitted)\b"),
    (Basis.FORENSIC, r"ballistic\w*|forensic\w*|fingerprint\w*|dna\b|shell casings?|cartridges? (?:found|match)|explosive residue|laboratory|serial numbers?"),
    (Basis.INTERCEPT, r"intercepted (?:\w+ )?(?:calls?|communications?|messages?|conversations?|radio|transmissions?|letters?)|intercepts\b|wire-?tap\w*|eavesdrop\w*|communications (?:monitored|intercepted)|phone calls? (?:recorded|intercepted)"),
    (Basis.RECORDING, r"confess(?:ed|ion|ions|es)|videos?\b|video-?tape\w*|footage|photographs?|photos?\b|recordings?\b|tape[sd]?\b|documents? (?:found|seized|captured)|body[- ]cam\w*"),
    (Basis.ARREST, r"(?:were|was|been|being|are|is) (?:\w+ly )?(?:arrested|detained|apprehended)|arrests? of|in custody|under arrest|arrested suspects"),
    (Basis.WITNESS, r"(?:eye-?)?witness(?:es)? (?:who |have |had |also )*(?:said|say|told|saw|report\w*|describ\w*|identified|testif\w*|claim\w*|state\w*)|according to (?:\w+ )?(?:eye-?)?witness(?:es)?|saw (?:the|them|him|soldiers|men|how)|survivors? (?:said|say|told)"),
    (Basis.WARNING, r"(?:had )?warned (?:of|about|that) (?:the|an|a|such) (?:attack|bombing|imminent|plan)|warning (?:of|about) (?:the|an) attack|threatened to (?:kill|attack|bomb) (?:him|her|them) before"),
    (Basis.PATTERN, r"modus operandi|hallmarks?|bears? the (?:mark|stamp|signature)|trademark|same (?:method|way|style|pattern)|similar (?:attacks|method|to (?:other|previous|earlier))|typical of|track record|history of"),
    (Basis.ASSERTED, r"(?:has|have|had|there is|there are|with|based on|on the basis of) (?:\w+ )?(?:evidence|proof|information|intelligence|data|indications)|evidence (?:shows|proves|indicates|suggests|points)|intelligence (?:shows|indicates|reports|confirm\w*)|proves? that|(?:investigations?|inquiries) (?:show|indicat|reveal|confirm)\w*"),
)  # fmt: skip
_POSSIBLE = r"alleg\w+|suspect\w*|presum\w+|may have|might have|could have|may be|might be|could be|possibl\w+|possibility|reportedly|supposed\w*|apparent involvement|not rul\w+ out|in connection with|rumou?r\w*|purported\w*|said to (?:be|have)|perhaps"
_LIKELY = r"probabl\w+|likely|appear(?:s|ed)?\b|apparently|seem(?:s|ed)?\b|(?:is|are|was|were) (?:widely )?(?:thought|believed)|(?<!hard to )(?<!difficult to )(?<!impossible to )believes?\b|believed\b|in all (?:probability|likelihood)|all signs|everything (?:points|indicates)|strong belief|indications|point(?:s|ed|ing)? to|must have"
_EXCLUSIVE = r"(?:video|footage|photos?|photographs?|body[- ]cam\w*|images?|recordings?|tape)\b"

ROLES = tuple((role, re.compile(rf"\b(?:{pattern})")) for role, pattern in _ROLES)
BASES = tuple((basis, re.compile(rf"\b(?:{pattern})")) for basis, pattern in _BASES)
POSSIBLE, LIKELY = re.compile(rf"\b(?:{_POSSIBLE})\b"), re.compile(rf"\b(?:{_LIKELY})\b")
EXCLUSIVE = re.compile(rf"\b(?:{_EXCLUSIVE})")
NO_BASIS = re.compile(
    r"\b(?:no|not|without|lack\w*|nor|any|offer\w* no|gave no|providing no) (?:\w+ ){0,3}(?:evidence|proof|details)"
)
REFUTED = re.compile(r"\b(?:nonsense|untrue|not true|a lie|absurd|false|no truth|wrong)\b[^.]{0,30}\bthat\b[^.]{0,60}$")
NEGATION = re.compile(r"\b(?:not|never|n't|nor|neither|no longer|refused to|declined to|failed to)\b|n't\b")
UNSAID = re.compile(
    r"\b(?:not|never|n't|nobody|no one|neither|nor)\b(?: \w+)? (?:say|said|claim|claimed|confirm|confirmed|suggest|suggested|mention|mentioned|show|shown|"
    r"prove|proven|proved|establish|established|know|known|think|thought|mean|found)\b[^.]{0,70}$"
    r"|\bno (?:\w+ ){1,3}(?:has|have|had) (?:\w+ )?(?:published|shown|offered|given|produced|presented)\b[^.]{0,70}$"
)
UNREAL = re.compile(
    r"\b(?:if|whether|unless|in case|would(?! have)|will|shall|should|going to|plan(?:s|ned)? to|threat\w* to|intend\w* to|prepar\w* to|try(?:ing)? to|tried to|want\w* to|ready to|able to|in order to|who might|calls? on|urg\w+|vow\w* to|aim\w* to)\s+(?:\w+\s+){0,4}$"
)

UNSHOWN = re.compile(
    r"\bno (?:\w+ ){0,2}(?:indications?|signs?|evidence|proof|hints?|traces?|links?)\b[^.]{0,60}$"
    r"|\b(?:nothing|no one|nobody)\b[^.]{0,40}\b(?:shows?|showed|suggests?|indicates?|proves?|points?)\b[^.]{0,60}$"
)


def role(window: str) -> Role:
    """What the target is said to have done, from the folded words of the clause."""
    return next((role for role, pattern in ROLES if pattern.search(window)), Role.CARRIED_OUT)


def basis(window: str) -> Basis:
    """What is shown for it, from the folded words of the clause; the strongest kind wins."""
    if NO_BASIS.search(window):
        return Basis.NONE
    return next((basis for basis, pattern in BASES if pattern.search(window)), Basis.NONE)


def certainty(window: str) -> Certainty:
    """How sure the words near the cue are."""
    if POSSIBLE.search(window):
        return Certainty.POSSIBLE
    return Certainty.LIKELY if LIKELY.search(window) else Certainty.STATED


def is_negated(lead: str) -> bool:
    """Whether the words right before a cue (those of its verb group) negate it."""
    return bool(NEGATION.search(lead))


def is_refuted(lead: str) -> bool:
    """Whether what follows is called untrue: "it was nonsense that ..."."""
    return bool(REFUTED.search(lead))


def is_unshown(lead: str) -> bool:
    """Whether what follows is what nothing shows: "no indication at this time that Ukraine was involved"."""
    return bool(UNSHOWN.search(lead))


def is_unreal(lead: str) -> bool:
    """Whether the words before a cue make it a condition, a plan, a threat or a wish, and so no statement."""
    return bool(UNREAL.search(lead))


def is_unsaid(lead: str) -> bool:
    """Whether what follows is what somebody did not say: "he did not say that the army took part"."""
    return bool(UNSAID.search(lead))
