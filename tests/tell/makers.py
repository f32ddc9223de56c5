"""A made-up assessment, built by hand: places, groups and people in it do not exist.

A ferry terminal in Port Sarel (Velmora) is attacked; a group claims it, the neighbour Karsovia is blamed and denies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from claimant.model import (
    About,
    Actor,
    ActorKind,
    Assessment,
    Basis,
    By,
    Case,
    Certainty,
    Document,
    Evidence,
    Figure,
    Harm,
    Heard,
    Hinge,
    Hypothesis,
    HypothesisKind,
    Incident,
    Link,
    Linked,
    Missing,
    Moment,
    Origin,
    OtherIncident,
    PartOf,
    Position,
    Report,
    Role,
    Source,
    Stance,
    Standing,
    Statement,
    Toll,
    Undecided,
    Unnamed,
    Verdict,
    VerdictState,
    Weighed,
    Who,
)

PRIVATE = "Juna Maretti"

ACTORS = (
    Actor(id="velmora", name="Velmora", kind=ActorKind.STATE),
    Actor(id="velmora-interior", name="Interior Ministry", kind=ActorKind.GOVERNMENT, part_of=(PartOf("velmora"),)),
    Actor(id="velmora-fire", name="Port Sarel Fire Service", kind=ActorKind.AGENCY, part_of=(PartOf("velmora"),)),
    Actor(id="karsovia", name="Karsovia", kind=ActorKind.STATE),
    Actor(id="karsovia-foreign", name="Foreign Ministry", kind=ActorKind.GOVERNMENT, part_of=(PartOf("karsovia"),)),
    Actor(id="tide-front", name="Tide Front", kind=ActorKind.ARMED_GROUP),
    Actor(id="tide-front-north", name="Tide Front, Northern Wing", kind=ActorKind.ARMED_GROUP, part_of=(PartOf("tide-front"),)),
    Actor(id="ardenia", name="Ardenia", kind=ActorKind.STATE),
    Actor(id="ardenia-intelligence", name="Ardenian intelligence", kind=ActorKind.AGENCY, part_of=(PartOf("ardenia"),)),
    Actor(id="coast-courier", name="Coast Courier", kind=ActorKind.MEDIA, known=False),
    Actor(id="name:juna-maretti", name=PRIVATE, kind=ActorKind.PERSON, known=False, public=False),
)  # fmt: skip


def text_of(document: str) -> str:
    return TEXTS[document][3]


# id: publisher, day, language, text
TEXTS: dict[str, tuple[str, str, str, str]] = {
    "d01": ("Sarel Wire", "2031-05-04", "en", "An explosion tore through the ferry terminal in Port Sarel on Sunday evening. The Port Sarel Fire Service said at least 12 people were killed. Nobody has said who did it."),
    "d02": ("Coast Courier", "2031-05-04", "en", "An explosion tore through the ferry terminal in Port Sarel on Sunday evening. The Port Sarel Fire Service said at least 12 people were killed. Nobody has said who did it. (Sarel Wire)"),
    "d03": ("Harbour Post", "2031-05-05", "en", "The Tide Front claimed the attack in a video that shows the device before it went off. The Interior Ministry said 31 people were killed and 80 were injured."),
    "d04": ("Velmora Today", "2031-05-05", "en", "\"Karsovia ordered this,\" the Interior Ministry said, adding that it had intercepted calls. Karsovia's Foreign Ministry denied any part in it."),
    "d05": ("Velmora Today Evening", "2031-05-05", "en", "\"Karsovia ordered this,\" the Interior Ministry said, adding that it had intercepted calls. Karsovia's Foreign Ministry denied any part in it. Updated."),
    "d06": ("Karsov Herald", "2031-05-06", "de", "Das Außenministerium sagte, Velmora habe die Tat selbst inszeniert, um einen Krieg zu beginnen."),
    "d07": ("Coast Courier", "2031-05-06", "en", "It was the Northern Wing of the Tide Front that did this. Juna Maretti, a dock worker, said she saw two men of the Front. Police later questioned Maretti."),
    "d08": ("Ardenian News", "2031-05-06", "en", "Ardenian intelligence believes the Tide Front was behind it, two senior officials said. The wing, another source said, had nothing to do with it."),
    "d09": ("Harbour Post", "2031-05-07", "en", "The death toll rose to 38, the Interior Ministry said. Four years ago the Tide Front said it bombed the Lorn bridge."),
    "d10": ("Harbour Post International", "2031-05-07", "en", "The death toll rose to 38, the Interior Ministry said. Four years ago the Tide Front said it bombed the Lorn bridge. - Harbour Post"),
    "d11": ("Sabah al-Bahr", "2031-05-07", "ar", "قالت وزارة الداخلية إن جبهة المد نفذت الهجوم."),
    "d12": ("Long Memory", "2031-05-08", "en", "Some doubt that Karsovia ordered it. A fisherman blamed the Front for an older fire."),
}  # fmt: skip


def document(id: str, **changes: object) -> Document:
    publisher, day, language, text = TEXTS[id]
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source(
        id=id,
        sha256=digest,
        capture=hashlib.sha256(digest.encode()).hexdigest(),
        found_at=f"reports/{id}.html",
        address=f"https://{publisher.lower().replace(' ', '-')}.example/2031/{id}-report",
        title=f"Port Sarel, {day}: what is known",
        publisher=publisher,
        author="Staff" if id == "d03" else None,
        date=Moment.parse(day),
        language=language,
        agency="Sarel Wire" if id in {"d01", "d02"} else None,
        note="state-owned" if id == "d06" else None,
        length=len(text),
    )
    return Document(source=replace(source, **changes), text=text)  # type: ignore[arg-type]


DOCUMENTS = {id: document(id) for id in TEXTS}

ORIGINS = (
    Origin(
        id="o1",
        head="d01",
        documents=("d01", "d02"),
        links=(
            Link(document="d02", parent="d01", how="agency", likeness=0.98, reason="carries the line of Sarel Wire"),
        ),
        agency="Sarel Wire",
    ),
    Origin(
        id="o2",
        head="d04",
        documents=("d04", "d05"),
        links=(
            Link(document="d05", parent="d04", how="near", likeness=0.95, reason="95 of 100 word runs are the same"),
        ),
    ),
    Origin(
        id="o3",
        head="d09",
        documents=("d09", "d10"),
        links=(Link(document="d10", parent="d09", how="exact", likeness=1.0, reason="the same text"),),
    ),
    *(Origin(id=f"o-{id}", head=id, documents=(id,)) for id in ("d03", "d06", "d07", "d08", "d11", "d12")),
)
ORIGIN_OF = {document: origin.id for origin in ORIGINS for document in origin.documents}


def span(id: str, words: str, after: int = 0):
    start = text_of(id).index(words, after)
    return DOCUMENTS[id].span(start, start + len(words))


def statement(
    id: str,
    quote: str,
    cue: str,
    speaker: str | None,
    target: str | None,
    stance: Stance,
    **rest: object,
) -> Statement:
    return Statement(
        quote=span(id, quote),
        cue=span(id, cue),
        speaker=span(id, speaker) if speaker else None,
        target=span(id, target) if target else None,
        stance=stance,
        date=DOCUMENTS[id].source.date,
        confidence=0.9,
        **rest,  # type: ignore[arg-type]
    )


def heard() -> tuple[Heard, ...]:
    """Every statement of the texts, with its actors."""
    ministry, front, karsovia = Linked("velmora-interior"), Linked("tide-front"), Linked("karsovia")
    video = "The Tide Front claimed the attack in a video that shows the device before it went off."
    ordered = '"Karsovia ordered this," the Interior Ministry said, adding that it had intercepted calls.'
    denied = "Karsovia's Foreign Ministry denied any part in it."
    believed = "Ardenian intelligence believes the Tide Front was behind it, two senior officials said."
    wing = "The wing, another source said, had nothing to do with it."
    saw = "Juna Maretti, a dock worker, said she saw two men of the Front."
    bridge = "Four years ago the Tide Front said it bombed the Lorn bridge."
    older = "A fisherman blamed the Front for an older fire."
    undecided = Undecided("The wing", (("tide-front-north", 0.55), ("tide-front", 0.45)))
    found = [
        Heard(
            statement=statement(
                "d03", video, "claimed", "The Tide Front", None, Stance.CLAIMS, basis=Basis.RECORDING, exclusive=True
            ),
            speaker=front,
            target=front,
        ),
        *(
            Heard(
                statement=statement(
                    id,
                    ordered,
                    "ordered",
                    "the Interior Ministry",
                    "Karsovia",
                    Stance.BLAMES,
                    role=Role.DIRECTED,
                    basis=Basis.INTERCEPT,
                ),
                speaker=ministry,
                target=karsovia,
            )
            for id in ("d04", "d05")
        ),
        *(
            Heard(
                statement=statement(id, denied, "denied", "Foreign Ministry", None, Stance.DENIES),
                speaker=Linked("karsovia-foreign"),
                target=Linked("karsovia-foreign"),
            )
            for id in ("d04", "d05")
        ),
        Heard(
            statement=statement(
                "d06", text_of("d06"), "inszeniert", "Außenministerium", "Velmora", Stance.BLAMES, role=Role.STAGED
            ),
            speaker=Linked("karsovia-foreign"),
            target=Linked("velmora"),
        ),
        Heard(
            statement=statement(
                "d07",
                "It was the Northern Wing of the Tide Front that did this.",
                "did this",
                None,
                "the Northern Wing of the Tide Front",
                Stance.BLAMES,
                own=True,
                by=By.MODEL,
            ),
            speaker=Linked("coast-courier"),
            target=Linked("tide-front-north"),
        ),
        Heard(
            statement=statement(
                "d07", saw, "saw", "Juna Maretti", "the Front", Stance.BLAMES, basis=Basis.WITNESS, by=By.PERSON
            ),
            speaker=Linked("name:juna-maretti"),
            target=front,
        ),
        Heard(
            statement=statement(
                "d08",
                believed,
                "believes",
                "Ardenian intelligence",
                "the Tide Front",
                Stance.BLAMES,
                certainty=Certainty.LIKELY,
                via=span("d08", "two senior officials"),
            ),
            speaker=Linked("ardenia-intelligence"),
            target=front,
        ),
        Heard(
            statement=statement(
                "d08", wing, "had nothing to do with it", "another source", "The wing", Stance.CLEARS
            ),
            speaker=Unnamed("another source", "ardenia"),
            target=undecided,
        ),
        *(
            Heard(
                statement=statement(id, bridge, "bombed", "the Tide Front", None, Stance.CLAIMS),
                speaker=front,
                target=front,
                about=About.OTHER,
                incident="Lorn bridge, 2027",
                other="lorn-bridge-2027",
                reason="another place and year",
            )
            for id in ("d09", "d10")
        ),
        Heard(
            statement=statement("d11", text_of("d11"), "نفذت", "وزارة الداخلية", "جبهة المد", Stance.BLAMES),
            speaker=ministry,
            target=front,
        ),
        Heard(
            statement=statement(
                "d12", "Some doubt that Karsovia ordered it.", "doubt", "Some", "Karsovia", Stance.DOUBTS,
                role=Role.DIRECTED, certainty=Certainty.POSSIBLE,
            ),
            speaker=Unnamed("Some"),
            target=karsovia,
        ),
        Heard(
            statement=statement("d12", older, "blamed", "A fisherman", "the Front", Stance.BLAMES),
            speaker=Unnamed("A fisherman"),
            target=front,
            about=About.UNDECIDED,
            reason="an older fire is named, but not which",
        ),
    ]  # fmt: skip
    return tuple(found)


def bridge() -> OtherIncident:
    """The one other incident that the texts tell of."""
    return OtherIncident(
        id="lorn-bridge-2027",
        label="Lorn bridge, 2027",
        kind="bombing",
        first=date(2027, 1, 1),
        last=date(2027, 12, 31),
        time="2027",
        standing=Standing.EARLIER,
        place="Lorn",
        names=("bombing of the Lorn bridge",),
        documents=("d09", "d10"),
        statements=tuple(one.statement.id for one in heard() if one.other == "lorn-bridge-2027"),
    )


def tolls() -> tuple[Toll, ...]:
    def toll(
        id: str, quote: str, number: str, harm: Harm, low: int, high: int | None, speaker: Who, about: About
    ) -> Toll:
        figure = Figure(
            quote=span(id, quote),
            number=span(id, number),
            harm=harm,
            low=low,
            high=high,
            date=DOCUMENTS[id].source.date,
        )
        return Toll(figure=figure, speaker=speaker, about=about)

    fire, ministry = Linked("velmora-fire"), Linked("velmora-interior")
    first = "The Port Sarel Fire Service said at least 12 people were killed."
    second = "The Interior Ministry said 31 people were killed and 80 were injured."
    third = "The death toll rose to 38, the Interior Ministry said."
    return (
        *(toll(id, first, "12", Harm.KILLED, 12, None, fire, About.QUESTION) for id in ("d01", "d02")),
        toll("d03", second, "31", Harm.KILLED, 31, 31, ministry, About.QUESTION),
        toll("d03", second, "80", Harm.INJURED, 80, 80, ministry, About.QUESTION),
        *(toll(id, third, "38", Harm.KILLED, 38, 38, ministry, About.QUESTION) for id in ("d09", "d10")),
    )


def fold(all_heard: Iterable[Heard]) -> tuple[Position, ...]:
    """Statements of the same speaker, stance, target, role and day become one position."""
    folds: dict[tuple[object, ...], list[Heard]] = {}
    for one in all_heard:
        if one.about == About.QUESTION:
            said = one.statement
            day = said.date.day if said.date else None
            folds.setdefault((one.speaker, said.stance, one.target, said.role, day), []).append(one)
    positions = []
    for number, some in enumerate(folds.values(), 1):
        said = some[0].statement
        positions.append(
            Position(
                id=f"p{number:02}",
                speaker=some[0].speaker,
                stance=said.stance,
                target=some[0].target,
                role=said.role,
                basis=said.basis,
                certainty=said.certainty,
                exclusive=said.exclusive,
                date=said.date,
                narrator=said.own,
                reports=tuple(
                    Report(
                        statement=one.statement.id,
                        document=one.statement.document,
                        origin=ORIGIN_OF[one.statement.document],
                        date=one.statement.date,
                    )
                    for one in some
                ),
            )
        )
    return tuple(positions)


HYPOTHESES = (
    Hypothesis(id="tide-front", label="Tide Front", actor="tide-front"),
    Hypothesis(id="karsovia", label="Karsovia", actor="karsovia"),
    Hypothesis(id="unnamed", label="someone not named yet", kind=HypothesisKind.UNNAMED),
    Hypothesis(id="staged:velmora", label="staged by Velmora", kind=HypothesisKind.STAGED, actor="velmora"),
    Hypothesis(id="accident", label="an accident", kind=HypothesisKind.ACCIDENT),
)


def case(**changes: object) -> Case:
    all_heard = heard()
    made = Case(
        question="Who attacked the ferry terminal at Port Sarel?",
        incident=Incident(
            id="port-sarel-2031",
            title="An explosion at the ferry terminal",
            date=Moment(date(2031, 5, 4)),
            place="Port Sarel",
            victim="velmora",
            kind="bombing",
            names=("ferry terminal",),
        ),
        as_of=Moment(date(2031, 5, 8)),
        actors=ACTORS,
        hypotheses=HYPOTHESES,
        positions=fold(all_heard),
        sources=tuple(document.source for document in DOCUMENTS.values()),
        origins=ORIGINS,
        heard=all_heard,
        tolls=tolls(),
        incidents=(bridge(),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


RATIOS = {
    Stance.CLAIMS: (24.0, 6.0, 90.0),
    Stance.BLAMES: (2.6, 1.1, 6.0),
    Stance.DENIES: (0.6, 0.4, 1.0),
    Stance.CLEARS: (0.46, 0.2, 1.0),
    Stance.DOUBTS: (0.66, 0.4, 1.0),
}


def evidence(position: Position) -> Evidence:
    """A piece of evidence with bits for the hypothesis of its target."""
    import math

    ratio, low, high = RATIOS[position.stance]
    match position.target:
        case Linked(actor):
            target = {
                "karsovia-foreign": "karsovia",
                "tide-front-north": "tide-front",
                "velmora": "staged:velmora",
            }.get(actor, actor)
            bits: tuple[tuple[str, float], ...] = ((target, math.log2(ratio)),)
        case _:
            bits = ()
    return Evidence(
        id=f"e-{position.id}",
        position=position,
        ratio=ratio,
        low=low,
        high=high,
        weight=1.0 if bits else 0.0,
        bits=bits,
        reason=f"{position.stance} with basis {position.basis}, strongest of its side",
    )


def assessment(made: Case | None = None, **changes: object) -> Assessment:
    made = made or case()
    pieces = tuple(evidence(position) for position in made.positions)
    hypotheses = (
        Weighed(hypothesis=HYPOTHESES[0], probability=0.71, low=0.44, high=0.88, words="likely"),
        Weighed(hypothesis=HYPOTHESES[1], probability=0.14, low=0.05, high=0.31, words="very unlikely to unlikely"),
        Weighed(hypothesis=HYPOTHESES[2], probability=0.09, low=0.03, high=0.2, words="very unlikely"),
        Weighed(hypothesis=HYPOTHESES[3], probability=0.05, low=0.02, high=0.12, words="very unlikely"),
        Weighed(hypothesis=HYPOTHESES[4], probability=0.01, low=0.002, high=0.03, words="almost no chance"),
    )
    result = Assessment(
        case=made,
        hypotheses=hypotheses,
        evidence=pieces,
        verdict=Verdict(
            state=VerdictState.LEADING,
            hypothesis="tide-front",
            sentence="It is likely that the Tide Front did it",
            confidence="moderate",
            cause="four independent origins carry the leading answer, but half of its weight hangs on one video",
        ),
        hinges=(
            Hinge(dropped=(pieces[0].id,), leader="karsovia", probability=0.41, change=0.27, flips=True),
            Hinge(dropped=(pieces[1].id,), leader="tide-front", probability=0.78, change=0.07, flips=False),
        )
        if len(pieces) > 1
        else (),
        missing=(
            Missing(
                what="an arrest that ties Karsovia to it", hypothesis="karsovia", probability=0.47, chance=0.2, bits=0.1
            ),
            Missing(
                what="forensic traces of the Tide Front's workshop",
                hypothesis="tide-front",
                probability=0.93,
                chance=0.1,
                bits=0.05,
            ),
        ),
        method="odds table 1 (62 cases)",
    )
    return replace(result, **changes)  # type: ignore[arg-type]


def large(documents: int = 152, statements: int = 800) -> Assessment:
    """The same incident, with as many documents and statements as a busy week brings."""
    base = case()
    sources, all_heard, origins = [], [], []
    speakers = [actor.id for actor in ACTORS if actor.public]
    for number in range(documents):
        id = f"x{number:03}"
        lines = [
            f"Speaker {number}-{line} said that party {line % 7} stood behind what happened at the terminal, and named reasons."
            for line in range(statements // documents + 1)
        ]
        text = " ".join(lines)
        source = Source(
            id=id,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            capture="0" * 64,
            found_at=f"table.jsonl row {number}",
            address=f"https://paper-{number % 40}.example/{number}",
            title=f"Report {number} on the attack in Port Sarel and what followed in the days after",
            publisher=f"Paper {number % 40}",
            date=Moment(date(2031, 5, 4 + number % 20)),
            language="en",
            length=len(text),
        )
        made = Document(source=source, text=text)
        sources.append(source)
        origins.append(Origin(id=f"o-{id}", head=id, documents=(id,)))
        start = 0
        for line, sentence in enumerate(lines):
            if len(all_heard) < statements:
                cue = start + sentence.index("said")
                all_heard.append(
                    Heard(
                        statement=Statement(
                            quote=made.span(start, start + len(sentence)),
                            cue=made.span(cue, cue + 4),
                            speaker=made.span(start, start + 9),
                            target=None,
                            stance=list(Stance)[(number + line) % 5],
                            date=source.date,
                        ),
                        speaker=Linked(speakers[(number * 3 + line) % len(speakers)]),
                        target=Linked(speakers[(number + line * 5) % len(speakers)]),
                    )
                )
            start += len(sentence) + 1
    origin_of = {document: origin.id for origin in origins for document in origin.documents}
    ORIGIN_OF.update(origin_of)
    big = replace(
        base,
        sources=tuple(sources),
        origins=tuple(origins),
        heard=tuple(all_heard),
        positions=fold(all_heard),
        tolls=(),
    )
    return assessment(big)
