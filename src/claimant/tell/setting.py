"""What a brief says of its care: the setting and its reason, how many persons are masked as what, and why somebody is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claimant.model import By, Care, CareSetting, Case, Lifted, Person, PersonRole, Span
from claimant.tell.blocks import Block, Data, Item, Items, Run
from claimant.tell.care import roles_withheld
from claimant.tell.clean import one_line, printable
from claimant.tell.prose import figure
from claimant.tell.quotes import Quotes

REASON = (
    "A person who holds no public office and was only accused, suspected or overheard can be harmed for life by a brief "
    "that turns out wrong, and the answer does not depend on the name."
)
"""Printed where the user gave no reason of their own."""

_SETTINGS = {
    CareSetting.DEFAULT: "Names of private persons: withheld (setting: default), unless a document says that they were charged or "
    "convicted, and none that this no longer stands, or that they claimed it in a recording or letter of their own. Minors are never named.",
    CareSetting.ALL: "Names of private persons: withheld (setting: all), and so is the name of everybody else who holds no public office.",
    CareSetting.NONE: "Names of private persons: printed (setting: none), except those of minors.",
}
_AS = {
    PersonRole.MINOR: ("minor, or perhaps one", "minors, or perhaps minors"),
    PersonRole.ACCUSED: ("accused", "accused"),
    PersonRole.RELATIVE: ("relative", "relatives"),
    PersonRole.VICTIM: ("victim", "victims"),
    PersonRole.WITNESS: ("witness", "witnesses"),
    PersonRole.SPEAKER: ("speaker", "speakers"),
    None: ("marked private in the case", "marked private in the case"),
}
_LIFTED = {
    Lifted.CHARGED: "charged",
    Lifted.CONVICTED: "convicted",
    Lifted.SELF_IDENTIFIED: "claimed it in a recording or letter",
}


@dataclass(frozen=True, slots=True)
class _Passage:
    """A quote that says why somebody is named, as the list of quotes takes it."""

    quote: Span
    by: By = By.RULES

    @property
    def document(self) -> str:
        return self.quote.document


def care_item(case: Case, quotes: Quotes) -> Item:
    """The setting, the reason and the numbers; below it one line, with its quote, for each private person who is named."""
    named = _named(case)
    items = tuple(Item(_because(person, quotes)) for person in named)
    below: tuple[Block, ...] = (Items(items),) if items else ()
    line: list[Run] = [f"{_SETTINGS[case.care.setting]} "]
    if case.care.reason:
        line.extend(("Reason given: “", Data(one_line(case.care.reason)), "”. "))
    else:
        line.append(f"{REASON} ")
    line.append(_numbers(case))
    if named:
        line.append(" Named all the same, because a document says so:")
    return Item(tuple(line), below)


def _because(person: Person, quotes: Quotes) -> tuple[Run, ...]:
    why = _LIFTED[person.lifted] if person.lifted else ""
    if person.quote is None:
        return (Data(one_line(person.forms[0])), f" ({why}).")
    said = printable(person.quote.text).strip()
    return (
        Data(one_line(person.forms[0])),
        f" ({why}): “",
        Data(one_line(said)),
        "” ",
        quotes.cite([_Passage(person.quote)]),
    )


def _named(case: Case) -> list[Person]:
    return [person for person in case.care.persons if not person.masked and person.lifted and person.forms]


def _numbers(case: Case) -> str:
    roles = roles_withheld(case)
    everybody = sum(roles.values())
    if not everybody:
        return "No name is masked here."
    parts = [f"{figure(roles[role])} {_AS[role][roles[role] > 1]}" for role in _AS if roles[role]]
    accused = " without a charge" if case.care.setting is CareSetting.DEFAULT else ""
    told = ", ".join(part + accused if part.endswith("accused") else part for part in parts)
    return f"Masked here: {figure(everybody)} {'person' if everybody == 1 else 'persons'} ({told})."


def care_record(case: Case) -> dict[str, Any]:
    """The same for brief.json: `setting`, `reason`, `persons` masked, `roles` with their numbers, `named` with quotes."""
    care: Care = case.care
    roles = roles_withheld(case)
    return {
        "setting": str(care.setting),
        "reason": care.reason or REASON,
        "persons": sum(roles.values()),
        "roles": {str(role or "marked"): roles[role] for role in _AS if roles[role]},
        "named": [
            {
                "name": person.forms[0],
                "lifted": str(person.lifted),
                "document": person.quote.document,
                "quote": {"start": person.quote.start, "end": person.quote.end, "text": person.quote.text},
            }
            for person in _named(case)
            if person.quote
        ],
    }
