"""Sentences from records: small functions that write as an editor would, and know no more than the records do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from claimant.model import (
    Actor,
    Basis,
    Case,
    Certainty,
    Hypothesis,
    Linked,
    Moment,
    Position,
    Role,
    Stance,
    Undecided,
    Unnamed,
    Who,
)
from claimant.tell.blocks import Data, Line, Run
from claimant.tell.clean import one_line

NO_BREAK = "\u00a0"
MINUS = "\u2212"
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# Not from the locale: a brief is the same on every machine.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# ---------------------------------------------------------------- numbers, days, lists


def number(value: int) -> str:
    """A count as an editor writes it: in words up to twelve, then in figures with thin spaces."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else figure(value)


def figure(value: int) -> str:
    """A number in figures: 1 240 with a thin space that does not break."""
    return f"{value:,}".replace(",", "\u202f")


def count(value: int, one: str, several: str | None = None) -> str:
    """ "one report", "three reports", "no reports"."""
    return f"{number(value)} {one if value == 1 else several or one + 's'}"


def counted(value: int, one: str, several: str | None = None) -> str:
    """The same in figures, for tables and captions: "1 report", "143 reports"."""
    return f"{figure(value)} {one if value == 1 else several or one + 's'}"


def rounded(probability: float) -> int:
    """Hundredths, never below 1 nor above 99: ICD 203 has no words beyond, and the method does not carry them."""
    return min(99, max(1, math.floor(probability * 100 + 0.5)))


def percent(probability: float) -> str:
    """ "62 %"."""
    return f"{rounded(probability)}{NO_BREAK}%"


def interval(low: float, high: float) -> str:
    """ "41 to 79 %"; one number where both ends round to it."""
    if rounded(low) == rounded(high):
        return percent(low)
    return f"{rounded(low)} to {percent(high)}"


def signed(bits: float) -> str:
    """Bits with one decimal and a true minus sign; a plus where they speak for it."""
    value = f"{abs(bits):.1f}"
    return "0.0" if value == "0.0" else f"{'+' if bits > 0 else MINUS}{value}"


def in_bits(bits: float) -> str:
    """ "+1.4 bits"."""
    return f"{signed(bits)}{NO_BREAK}{'bit' if f'{abs(bits):.1f}' == '1.0' else 'bits'}"


def decimal(value: float) -> str:
    """A ratio or weight: two digits that count, no trailing zeros ("10", "6.4", "0.6", "0.25")."""
    text = f"{value:.2g}" if value < 10 else f"{value:.0f}"
    return figure(int(float(text))) if "e" in text else text


def day(moment: Moment | date | None) -> str:
    """ "22 March 2024", or "day not known"."""
    at = moment.day if isinstance(moment, Moment) else moment
    return f"{at.day}{NO_BREAK}{_MONTHS[at.month - 1]}{NO_BREAK}{at.year}" if at else "day not known"


def short_day(at: date) -> str:
    """ "22 Mar 2024"."""
    return f"{at.day}{NO_BREAK}{_MONTHS[at.month - 1][:3]}{NO_BREAK}{at.year}"


def on(moment: Moment | None) -> str:
    """ "on 22 March 2024", or "on a day not known"."""
    return f"on {day(moment)}" if moment else "on a day not known"


def listed(parts: Sequence[Line], last: str = "and") -> Line:
    """ "a", "a and b", "a, b and c"."""
    line: list[Run] = []
    for place, part in enumerate(parts):
        if place:
            line.append(f" {last} " if place == len(parts) - 1 else ", ")
        line.extend(part)
    return tuple(line)


def sentence(text: str) -> str:
    """With a capital first, and a full stop where it has no end mark."""
    text = stopped(text)
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """With a full stop where it has no end mark."""
    text = one_line(text)
    return text if not text or text[-1] in ".?!…" else text + "."


def capital(line: Line) -> Line:
    """The line with a capital first, for the start of a sentence."""
    if not line:
        return line
    first = line[0]
    if isinstance(first, str):
        return (first[:1].upper() + first[1:], *line[1:])
    if isinstance(first, Data):
        return (replace(first, text=first.text[:1].upper() + first.text[1:]), *line[1:])
    return line


# ---------------------------------------------------------------- who

NARRATOR = "in its own voice"


def actor(case: Case, id: str | None) -> Actor | None:
    """The actor of that id, or None where the case has none."""
    return next((actor for actor in case.actors if actor.id == id), None)


def name(case: Case, id: str) -> str:
    """What a reader would call the actor of that id."""
    found = actor(case, id)
    return one_line(found.name) if found else one_line(id)


def of_side(case: Case, id: str) -> str | None:
    """The name of the side that an actor was part of on the day, where its own name does not say it: "Karsovia" for a ministry."""
    outer = case.side(id, case.incident.date.day if case.incident.date else None)
    return None if outer == id or name(case, outer).casefold() in name(case, id).casefold() else name(case, outer)


def who(case: Case, who: Who, nobody: str = "a speaker not named") -> Line:
    """Whom a mention means, as words; doubt is said."""
    match who:
        case Linked(id):
            side_name = of_side(case, id)
            return (Data(name(case, id)), " (", Data(side_name), ")") if side_name else (Data(name(case, id)),)
        case Undecided(phrase, candidates):
            some: list[Line] = [(Data(name(case, id)),) for id, _ in candidates[:3]]
            if len(candidates) > 3:
                some.append(("others",))
            return ("“", Data(one_line(phrase)), "” (undecided: ", *listed(some, "or"), ")")
        case Unnamed(phrase, side):
            of: Line = (" (on the side of ", Data(name(case, side)), ", not named)") if side else ()
            if phrase:
                return ("“", Data(one_line(phrase)), "”", *(of or (" (not named)",)))
            return (nobody, *of)


def plain_who(case: Case, mention: Who, nobody: str = "not named") -> str:
    """The same as plain text without the doubt, for pictures."""
    match mention:
        case Linked(id):
            side_name = of_side(case, id)
            return f"{name(case, id)} ({side_name})" if side_name else name(case, id)
        case Undecided(phrase, _):
            return f"“{one_line(phrase)}” (undecided)"
        case Unnamed(phrase, side):
            return f"“{one_line(phrase)}”" if phrase else f"{name(case, side)}, not named" if side else nobody


def side(case: Case, mention: Who, at: Moment | None = None) -> str | None:
    """The outermost actor's id that the mention is part of; None where nobody is decided."""
    match mention:
        case Linked(id):
            return case.side(id, at.day if at else None)
        case Unnamed(_, of) if of:
            return case.side(of, at.day if at else None)
    return None


def key(mention: Who) -> tuple[str, ...]:
    """Equal for mentions that mean the same."""
    match mention:
        case Linked(id):
            return "linked", id
        case Undecided(phrase, candidates):
            return "undecided", phrase, *(id for id, _ in candidates)
        case Unnamed(phrase, of):
            return "unnamed", phrase, of or ""


def nobody(mention: Who) -> bool:
    """Whether it names nobody at all."""
    return isinstance(mention, Unnamed) and not mention.phrase and not mention.side


# ---------------------------------------------------------------- what was said

STANCES: dict[Stance, tuple[str, str]] = {
    Stance.CLAIMS: ("Claims", "Says that it, or its own side, did it"),
    Stance.BLAMES: ("Blames", "Says or suggests that the target did it"),
    Stance.DENIES: ("Denies", "Says that its own side did not do it"),
    Stance.CLEARS: ("Clears", "Says that another did not do it"),
    Stance.DOUBTS: ("Doubts", "Questions that the target did it, without excluding it"),
}
ROLES = {
    Role.CARRIED_OUT: "carried it out",
    Role.DIRECTED: "directed it",
    Role.SUPPORTED: "supported it",
    Role.STAGED: "staged it",
}
_DOING = {
    Role.CARRIED_OUT: "carrying it out",
    Role.DIRECTED: "directing it",
    Role.SUPPORTED: "supporting it",
    Role.STAGED: "staging it",
}
BASES = {
    Basis.NONE: "nothing",
    Basis.ASSERTED: "evidence asserted, not shown",
    Basis.PATTERN: "pattern",
    Basis.WITNESS: "witnesses",
    Basis.WARNING: "a warning beforehand",
    Basis.INTERCEPT: "intercepts",
    Basis.ARREST: "arrests",
    Basis.RECORDING: "a recording or document",
    Basis.FORENSIC: "forensic traces",
    Basis.FINDING: "a finding of a court or inquiry",
}
_SHOWING = {
    Basis.NONE: "offering nothing for it",
    Basis.ASSERTED: "saying that there is evidence but showing none",
    Basis.PATTERN: "pointing to a pattern",
    Basis.WITNESS: "citing witnesses",
    Basis.WARNING: "citing a warning given beforehand",
    Basis.INTERCEPT: "citing intercepted messages",
    Basis.ARREST: "citing arrests",
    Basis.RECORDING: "citing a recording or document",
    Basis.FORENSIC: "citing forensic traces",
    Basis.FINDING: "citing the finding of a court or inquiry",
}
ESTABLISHED = {
    "court": "by a court",
    "commission": "by a commission",
    "admission": "by admission",
    "consensus": "by consensus",
    "none": "never established",
}
CERTAINTIES = {Certainty.STATED: "stated", Certainty.LIKELY: "likely", Certainty.POSSIBLE: "possible"}


def did(case: Case, stance: Stance, speaker: Who, target: Who, role: Role) -> Line:
    """The verb and its object, in the past tense so that it fits one speaker and several: "blamed X for directing it"."""
    own = nobody(target) or key(target) == key(speaker)
    of = who(case, target, "somebody not named")
    match stance, role:
        case Stance.CLAIMS, Role.CARRIED_OUT:
            return ("claimed responsibility",) if own else ("claimed it for its own side, ", *of)
        case Stance.CLAIMS, _:
            return (f"claimed {_DOING[role]}",) if own else ("claimed that its own side, ", *of, f", {ROLES[role]}")
        case Stance.BLAMES, Role.CARRIED_OUT:
            return ("blamed ", *of)
        case Stance.BLAMES, Role.STAGED:
            return ("accused ", *of, " of staging it")
        case Stance.BLAMES, _:
            return ("blamed ", *of, f" for {_DOING[role]}")
        case Stance.DENIES, _:
            return (f"denied {_DOING[role]}",) if own else ("denied that ", *of, f" {ROLES[role]}")
        case Stance.CLEARS, Role.CARRIED_OUT:
            return ("cleared ", *of)
        case Stance.CLEARS, _:
            return ("cleared ", *of, f" of {_DOING[role]}")
        case _:
            return ("doubted that ", *of, f" {ROLES[role]}")


def says(case: Case, position: Position, basis: bool = True) -> Line:
    """A position as a clause: "X blamed Y for directing it, citing arrests, and called it likely"."""
    line: list[Run] = [*who(case, position.speaker)]
    if position.narrator:
        line.append(f", {NARRATOR},")
    line.append(" ")
    line.extend(did(case, position.stance, position.speaker, position.target, position.role))
    if position.exclusive:
        line.append(", with material that only those who did it would likely have")
    if basis and (position.basis != Basis.NONE or position.stance == Stance.BLAMES):
        line.append(f", {_SHOWING[position.basis]}")
    if position.certainty != Certainty.STATED:
        line.append(f", and called it {CERTAINTIES[position.certainty]}")
    if position.copied and position.via:
        line.extend((" (repeating ", Data(name(case, position.via)), ")"))
    return tuple(line)


def short(case: Case, position: Position) -> str:
    """A position in a few plain words, for pictures: "Interior Ministry blamed Iron Guard · arrests"."""
    words = plain(did(case, position.stance, position.speaker, position.target, position.role))
    shown = f" · {BASES[position.basis]}" if position.basis != Basis.NONE else ""
    text = f"{plain_who(case, position.speaker)} {words}{shown}"
    return text[:1].upper() + text[1:]


def plain(line: Line) -> str:
    """The words of a line without citations."""
    return "".join(run if isinstance(run, str) else getattr(run, "text", "") for run in line)


def answer(hypothesis: Hypothesis) -> str:
    """The hypothesis' label on one line."""
    return one_line(hypothesis.label) or hypothesis.id
