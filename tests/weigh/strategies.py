"""Random small cases for the promises."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from claimant.model import Basis, Certainty, Linked, Moment, Position, Role, Stance, Undecided, Unnamed

from .makers import DAY, case

ACTORS = ("red", "blue", "green", "unit", "office", "press", "wire", "alpha")
PARTS = {"unit": "red", "office": "alpha"}
surely = st.just(1.0)
linked = st.sampled_from(ACTORS).map(Linked)
unnamed = st.builds(Unnamed, st.just("sources"), st.none() | st.sampled_from(["red", "alpha"]))


@st.composite
def undecided(draw):
    names = draw(st.lists(st.sampled_from(ACTORS), min_size=1, max_size=3, unique=True))
    return Undecided("they", tuple((name, draw(st.floats(0, 1))) for name in names))


def positions(speakers=linked, targets=linked, stances=tuple(Stance), beliefs=surely):
    return st.builds(
        Position,
        id=st.just("p"),
        speaker=speakers,
        stance=st.sampled_from(stances),
        target=targets,
        role=st.sampled_from([Role.CARRIED_OUT] * 3 + [Role.STAGED, Role.SUPPORTED]),
        basis=st.sampled_from(Basis),
        certainty=st.sampled_from([Certainty.STATED, Certainty.STATED, Certainty.LIKELY]),
        exclusive=st.booleans(),
        date=st.none() | st.integers(0, 3).map(lambda days: Moment(DAY + timedelta(days))),
        confidence=beliefs,
    )


anybody = linked | unnamed | undecided()
any_position = positions(anybody, anybody, beliefs=st.sampled_from([1.0, 1.0, 0.8, 0.3, 0.0]))


@st.composite
def cases(draw, most=8, said=any_position):
    from dataclasses import replace

    signs = draw(st.lists(st.tuples(st.sampled_from(ACTORS), st.sampled_from(ACTORS), st.booleans()), max_size=4))
    scene = case(
        hypotheses=draw(
            st.sampled_from(["red blue unnamed", "red staged:red blue unit accident unnamed", "blue green"])
        ),
        part_of=PARTS,
        hostile=" ".join(f"{a}-{b}" for a, b, hostile in signs if hostile and a != b),
        friends=" ".join(f"{a}-{b}" for a, b, hostile in signs if not hostile and a != b),
        actors=" ".join(ACTORS),
    )
    found = draw(st.lists(said, max_size=most))
    return replace(scene, positions=tuple(replace(one, id=f"p{n}") for n, one in enumerate(found)))
