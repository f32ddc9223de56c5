"""The answers that somebody has given to "who did it?"."""

from __future__ import annotations

from claimant.model import (
    Actor,
    ActorKind,
    HypothesisKind,
    Linked,
    PartOf,
    Position,
    Report,
    Role,
    Stance,
    Undecided,
    Unnamed,
    Who,
)
from claimant.resolve.hypotheses import UNNAMED, hypotheses


def actor(id: str, kind: ActorKind = ActorKind.ARMED_GROUP, part_of: str | None = None) -> Actor:
    return Actor(id=id, name=id.upper(), kind=kind, part_of=(PartOf(part_of),) if part_of else ())


ACTORS = {
    one.id: one
    for one in (
        actor("vla"),
        actor("ravens"),
        actor("vla-youth", part_of="vla"),
        actor("vastia", ActorKind.STATE),
        actor("vastia-government", ActorKind.GOVERNMENT, "vastia"),
        actor("vastia-army", ActorKind.AGENCY, "vastia-government"),
        actor("vastia-president", ActorKind.AGENCY, "vastia-government"),
        actor("orban", ActorKind.PERSON, "vastia-army"),
    )
}


def blames(target: Who, *origins: str, role: Role = Role.CARRIED_OUT, stance: Stance = Stance.BLAMES) -> Position:
    reports = tuple(Report(statement=f"{o}", document=o, origin=o) for o in origins)
    return Position(id=f"{target}{stance}{role}", speaker=Unnamed(), stance=stance, target=target, role=role, reports=reports)  # fmt: skip


def ids(*positions: Position, most: int = 9) -> list[str]:
    return [hypothesis.id for hypothesis in hypotheses(positions, ACTORS, most)]


def test_someone_not_named_yet_is_always_an_answer():
    assert hypotheses((), ACTORS, 9) == (UNNAMED,)
    assert ids(blames(Linked("vla"), "a"))[-1] == "unnamed"


def test_who_claims_or_is_blamed_is_an_answer_and_who_is_cleared_is_none():
    claim = Position(id="c", speaker=Linked("ravens"), stance=Stance.CLAIMS, target=Linked("ravens"))
    assert set(ids(claim, blames(Linked("vla"), "a"))) == {"ravens", "vla", "unnamed"}
    assert ids(blames(Linked("vla"), "a", stance=Stance.CLEARS)) == ["unnamed"]


def test_nobody_named_is_no_answer_and_an_undecided_target_only_where_one_leads():
    assert ids(blames(Unnamed("gunmen"), "a")) == ["unnamed"]
    assert ids(blames(Undecided("they", (("vla", 0.6), ("ravens", 0.4))), "a")) == ["vla", "unnamed"]


def test_the_most_named_come_first_and_no_more_than_asked_for():
    positions = (blames(Linked("vla"), "a"), blames(Linked("ravens"), "a", "b"))
    assert ids(*positions) == ["ravens", "vla", "unnamed"]
    assert ids(*positions, most=1) == ["ravens", "unnamed"]


def test_an_actor_named_by_less_than_a_twentieth_of_the_origins_is_none():
    many = blames(Linked("vla"), *(f"o{i}" for i in range(41)))
    assert ids(many, blames(Linked("ravens"), "a", "b")) == ["vla", "unnamed"]
    assert ids(many, blames(Linked("ravens"), "a", "b", "c")) == ["vla", "ravens", "unnamed"]


def test_a_unit_is_counted_with_the_body_that_is_named():
    assert ids(blames(Linked("vla-youth"), "a"), blames(Linked("vla"), "b")) == ["vla", "unnamed"]
    assert ids(blames(Linked("vla-youth"), "a")) == ["vla-youth", "unnamed"]


def test_the_president_stands_for_the_state_and_an_officer_too():
    assert ids(blames(Linked("vastia-president"), "a")) == ["vastia", "unnamed"]
    assert ids(blames(Linked("orban"), "a"), blames(Linked("vastia"), "a")) == ["vastia", "unnamed"]


def test_an_army_is_an_answer_of_its_own_where_it_is_named_more_than_its_state():
    both = (blames(Linked("vastia-army"), "a", "b"), blames(Linked("vastia"), "a"))
    assert ids(*both) == ["vastia-army", "vastia", "unnamed"]
    labels = {h.id: h.label for h in hypotheses(both, ACTORS, 9)}
    assert labels["vastia"] == "VASTIA, other than by its VASTIA-ARMY"
    assert ids(blames(Linked("vastia-army"), "a"), blames(Linked("vastia"), "a", "b")) == ["vastia", "unnamed"]


def test_a_staged_attack_is_an_answer_apart():
    found = hypotheses((blames(Linked("vastia"), "a", role=Role.STAGED), blames(Linked("vastia"), "b")), ACTORS, 9)
    assert {(h.id, h.kind) for h in found[:-1]} == {
        ("staged:vastia", HypothesisKind.STAGED), ("vastia", HypothesisKind.ACTOR),
    }  # fmt: skip


def test_whom_the_question_names_as_killed_is_no_answer_to_it():
    from .makers import case, document

    text = "The minister blamed Elena Marsh for the murder. Spanish police blamed ETA for the murder of the teacher Elena Marsh."
    made = case("Who murdered Elena Marsh?", document(text))
    assert "named-elena-marsh" in {one.id for one in made.actors} and len(made.positions) == 2
    assert [one.id for one in made.hypotheses] == ["eta", "unnamed"]
    asked = case("Did Elena Marsh order the murder?", document(text))
    assert "named-elena-marsh" in {one.id for one in asked.hypotheses}
