"""The parts of the page that tell the assessment: the answer, the hypotheses, the numbers, the hinges, what is missing."""

from __future__ import annotations

from claimant.model import Assessment, Evidence, HypothesisKind, VerdictState, Weighed
from claimant.tell.bearing import NEGLIGIBLE, Bearing, bearings, strength
from claimant.tell.blocks import (
    Aside,
    Block,
    Cell,
    Data,
    Heading,
    Item,
    Items,
    Line,
    More,
    Paragraph,
    Row,
    Run,
    Section,
    Strong,
    Table,
    folded,
)
from claimant.tell.clean import one_line
from claimant.tell.live import leave_out
from claimant.tell.pictures import contributions, probabilities
from claimant.tell.prose import (
    NO_BREAK,
    answer,
    capital,
    count,
    counted,
    decimal,
    in_bits,
    interval,
    listed,
    number,
    percent,
    rounded,
    says,
    sentence,
    signed,
    stopped,
)
from claimant.tell.quotes import Quotes

LEADING_LEAST = 0.05
LEADING_MOST = 4
REASONS = 3
EVIDENCE_SHOWN = 12
HINGES_SHOWN = 8


def answered(assessment: Assessment) -> tuple[Block, ...]:
    """The answer line and, in a sentence of its own, the confidence with its cause (ICD 203 keeps the two apart)."""
    verdict, case = assessment.verdict, assessment.case
    blocks: list[Block] = [Paragraph((Data(sentence(verdict.sentence).replace(" %", f"{NO_BREAK}%")),), "lead")]
    if verdict.confidence:
        because = stopped(verdict.cause)
        line: Line = ("Confidence in this judgement is ", Strong(one_line(verdict.confidence)))
        if because.lower().startswith("confidence"):
            line = (Data(sentence(because)),)  # the cause is a sentence of its own already
        else:
            line = (*line, ": ", Data(because)) if because else (*line, ".")
        blocks.append(Paragraph(line, "confidence"))
    basis = _founded(assessment)
    if basis:
        blocks.append(Paragraph(basis, "remark"))
    together = _together(assessment)
    if together:
        blocks.append(Paragraph(together, "remark"))
    if case.hypotheses or assessment.hypotheses:
        blocks.append(probabilities(assessment))
    return tuple(blocks)


def _together(assessment: Assessment) -> Line:
    """The 95 % set, and what the answers of one side stand at together."""
    labels = {weighed.hypothesis.id: answer(weighed.hypothesis) for weighed in assessment.hypotheses}
    line: list[Run] = []
    if 1 < len(assessment.likely) < len(assessment.hypotheses):
        names: list[Line] = [(Data(labels[id]),) for id in assessment.likely]
        line.extend((f"The fewest answers that reach 95{NO_BREAK}% together: ", *listed(names), ". "))
    for branch in assessment.branches:
        line.extend(
            (
                f"The {number(len(branch.leaves))} answers on the side of ",
                Data(one_line(branch.label)),
                f" together: {percent(branch.probability)} ({interval(branch.low, branch.high)}). ",
            )
        )
    return tuple(line)


def _founded(assessment: Assessment) -> Line:
    case = assessment.case
    positions = count(len(case.positions), "position")
    if not case.sources:
        return (f"The judgement rests on {positions} that were coded by hand, without documents or quotes.",)
    publishers = len({source.publisher for source in case.sources if source.publisher})
    documents = count(len(case.sources), "document")
    by = f" by {count(publishers, 'publisher')}" if publishers else ""
    origins = len(case.origins)
    of = f", which go back to {count(origins, 'independent origin')}" if origins else ""
    return (
        f"The judgement rests on {documents}{by}{of}, and on {count(len(case.heard), 'statement')} in them, "
        f"folded into {positions}.",
    )


# ---------------------------------------------------------------- the leading hypotheses


def leading(assessment: Assessment) -> tuple[Weighed, ...]:
    """The two most probable answers, and up to two more that have 5 % or more."""
    first = assessment.hypotheses[:2]
    return first + tuple(one for one in assessment.hypotheses[2:LEADING_MOST] if one.probability >= LEADING_LEAST)


def hypotheses(assessment: Assessment, quotes: Quotes) -> Section:
    """The leading hypotheses, each with the strongest evidence for and against it, and the others in one sentence."""
    shown = leading(assessment)
    blocks: list[Block] = []
    for weighed in shown:
        words = f"{one_line(weighed.words)}, " if weighed.words else ""
        blocks.append(
            Heading((*capital((Data(answer(weighed.hypothesis)),)), Aside(f"{words}{percent(weighed.probability)}")))
        )
        blocks.append(Paragraph(_argument(assessment, weighed, quotes)))
    rest = assessment.hypotheses[len(shown) :]
    if rest:
        each: list[Line] = [(Data(answer(one.hypothesis)), f" ({percent(one.probability)})") for one in rest]
        blocks.append(Heading(("The other answers",)))
        opening = (
            "One further answer was weighed: "
            if len(rest) == 1
            else f"{number(len(rest)).capitalize()} further answers were weighed: "
        )
        blocks.append(Paragraph((opening, *listed(each), ".")))
    picture = contributions(assessment, shown)
    if picture:
        blocks.append(picture)
    return Section("hypotheses", "The leading answers", tuple(blocks))


def _argument(assessment: Assessment, weighed: Weighed, quotes: Quotes) -> Line:
    bearing = bearings(assessment, weighed.hypothesis.id)
    good = [one for one in bearing if one.bits > 0]
    bad = [one for one in bearing if one.bits < 0]
    line: list[Run] = []
    if weighed.hypothesis.kind == HypothesisKind.UNNAMED:
        line.append("This answer is always in the set, for an author whom nobody has named yet. ")
    line.append(f"The 95{NO_BREAK}% interval runs from {interval(weighed.low, weighed.high)}. ")
    if good:
        line.extend(("For it: ", *_reasons(assessment, good, quotes), ". "))
    if bad:
        line.extend(("Against it: ", *_reasons(assessment, bad, quotes), "."))
    if not bearing:
        line.append("No position bears on it directly; its probability is what the other answers leave.")
    elif not good:
        line.append(" Nothing that was said speaks for it directly.")
    elif not bad:
        line.append("Nothing that was said speaks against it directly.")
    return tuple(line)


def _reasons(assessment: Assessment, bearing: list[Bearing], quotes: Quotes) -> Line:
    parts: list[Line] = [
        (*says(assessment.case, one.positions[0]), f" ({in_bits(one.bits)})", quotes.positions(one.positions))
        for one in bearing[:REASONS]
    ]
    more = bearing[REASONS:]
    if more:
        together = " together" if len(more) > 1 else ""
        parts.append((f"{count(len(more), 'further position')} ({in_bits(sum(one.bits for one in more))}{together})",))
    # The parts have commas of their own, so semicolons divide them.
    line: list[Run] = []
    for place, part in enumerate(parts):
        if place:
            line.append("; and " if place == len(parts) - 1 else "; ")
        line.extend(part)
    return tuple(line)


# ---------------------------------------------------------------- why the numbers are what they are


def numbers(assessment: Assessment, quotes: Quotes) -> Section:
    """Every piece of evidence with its likelihood ratio, its weight, its bits and the reason, strongest first."""
    if not assessment.evidence:
        return Section("numbers", "", ())
    ranked = sorted(assessment.evidence, key=lambda one: (-strength(one), one.id))
    idle = sum(strength(one) < NEGLIGIBLE for one in ranked)
    intro: list[Run] = [
        "Each position multiplies the odds of the answers that it bears on by a likelihood ratio from the method’s table, "
        "raised to its weight: 1 for the strongest of a side, less for what it says further, 0 for what only repeats. "
        "The result is given in bits: one bit doubles the odds, one bit less halves them."
    ]
    if idle:
        intro.append(
            f" {number(idle).capitalize()} of the {len(ranked)} add nothing."
            if idle > 1
            else f" One of the {len(ranked)} adds nothing."
        )
    table = Table(
        id="evidence",
        caption=("Evidence, strongest first",),
        head=("Position", "Ratio (95 % range)", "Weight", "Bits", "Reason"),
        rows=(),
        numbers=(1, 2),
        tone="evidence",
    )
    places = {one.id: place for place, one in enumerate(assessment.evidence, 1)}
    rows = tuple(_row(assessment, one, places[one.id], quotes) for one in ranked)
    return Section(
        "numbers",
        "Why the numbers are what they are",
        (Paragraph(tuple(intro)), *folded(rows, table, EVIDENCE_SHOWN, "piece of evidence", "pieces of evidence")),
    )


def _row(assessment: Assessment, evidence: Evidence, place: int, quotes: Quotes) -> Row:
    case = assessment.case
    cite = quotes.position(evidence.position)
    labels = {weighed.hypothesis.id: answer(weighed.hypothesis) for weighed in assessment.hypotheses}
    bits = sorted(evidence.bits, key=lambda pair: (-abs(pair[1]), pair[0]))
    each: list[Line] = [
        (Data(labels.get(id, id)), f"{NO_BREAK}{signed(value)}") for id, value in bits[:3] if abs(value) >= NEGLIGIBLE
    ]
    line: list[Run] = []
    for part in each:
        line.extend((", " if line else "", *part))
    if len(bits) > 3:
        line.append(f" and {number(len(bits) - 3)} more")
    spread = f" ({decimal(evidence.low)}–{decimal(evidence.high)})" if evidence.low != evidence.high else ""
    return Row(
        (
            Cell((*capital(says(case, evidence.position)), cite), head=True),
            Cell((decimal(evidence.ratio), spread), number=True),
            Cell((decimal(evidence.weight),), number=True),
            Cell(tuple(line) if each else ("none",)),
            Cell((Data(sentence(evidence.reason)),)),
        ),
        id=f"evidence-{place}",
    )


# ---------------------------------------------------------------- what would change it


def hinges(assessment: Assessment, quotes: Quotes) -> Section:
    """What the answer hangs on: the answer without single pieces of evidence."""
    known = {one.id: one for one in assessment.evidence}
    weighed = {one.hypothesis.id: one for one in assessment.hypotheses}
    items, slight = [], 0
    for hinge in assessment.hinges:
        dropped = [known[id] for id in hinge.dropped if id in known]
        if not dropped or hinge.leader not in weighed:
            continue
        leader = weighed[hinge.leader]
        if not hinge.flips and rounded(hinge.probability) == rounded(leader.probability):
            slight += 1
            continue
        line: list[Run] = []
        for place, one in enumerate(dropped[:3]):
            clause = says(assessment.case, one.position)
            line.extend(("; that " if place else "Leave out that ", *clause, quotes.position(one.position)))
        if len(dropped) > 3:
            line.append(f"; and {count(len(dropped) - 3, 'more position')}")
        if hinge.flips and hinge.leader != assessment.leader.hypothesis.id:
            line.extend((": the answer changes, and ", Data(answer(leader.hypothesis)), " leads with "))
        elif hinge.flips:
            led = assessment.verdict.state is VerdictState.LEADING
            change = "who did it would not be established" if led else "the answer would be established"
            line.extend((f": {change}, with ", Data(answer(leader.hypothesis)), " at "))
        else:
            line.extend((": ", Data(answer(leader.hypothesis)), " stands at "))
        same = rounded(hinge.probability) == rounded(leader.probability)
        line.append(
            f"{percent(hinge.probability)} still."
            if same
            else f"{percent(hinge.probability)}, not {percent(leader.probability)}."
        )
        items.append(Item((Strong("Decisive. "), *line) if hinge.flips else tuple(line)))
    tips = _tips(assessment)
    if not items and not slight and not tips:
        return Section("hinges", "", ())
    intro = "Each line leaves something out and weighs the rest again." if items else ""
    if not any(hinge.flips for hinge in assessment.hinges):
        intro += " No omission that was tried changes the answer."
    if slight:
        intro += (
            f" {count(slight, 'other omission' if items else 'omission').capitalize()} moved it by less than one point."
        )
    blocks: list[Block] = [Paragraph((intro.strip(),))]
    if items:
        blocks.append(Items(tuple(items[:HINGES_SHOWN])))
    if len(items) > HINGES_SHOWN:
        rest = tuple(items[HINGES_SHOWN:])
        blocks.append(More(counted(len(rest), "further omission"), (Items(rest),)))
    if tips:
        blocks.append(Heading(("Where the numbers themselves would tip it",)))
        blocks.append(Items(tips))
    blocks.extend(leave_out(assessment))
    return Section("hinges", "What the answer hangs on", tuple(blocks))


TIPS_SHOWN = 4


def _tips(assessment: Assessment) -> tuple[Item, ...]:
    """The values of the method's table, and of the prior, at which another answer would come first."""
    labels = {weighed.hypothesis.id: answer(weighed.hypothesis) for weighed in assessment.hypotheses}
    items = []
    for tip in assessment.tips:
        if tip.rival not in labels:
            continue
        if tip.row == "prior":
            if tip.tips_at > TIP_FARTHEST:
                continue
            opening: Line = ("Whoever holds, before any report, that ", Data(labels[tip.rival]))
            rest = f" is {decimal(tip.tips_at)} times as likely as a named answer (the method says {decimal(tip.value)}) has it first."
            items.append(Item((*opening, rest)))
            continue
        worth = f"“{tip.row}” is worth {decimal(tip.value)}; at {decimal(tip.tips_at)} "
        items.append(Item((worth, Data(labels[tip.rival]), " would come first.")))
    return tuple(items[:TIPS_SHOWN])


TIP_FARTHEST = 1000
"""Prior odds beyond which nobody's doubt is taken to reach."""


MISSING_SHOWN = 8


def missing(assessment: Assessment) -> Section:
    """Evidence that nobody has shown yet: what it would do, how likely it is to come, and what looking for it would tell."""
    weighed = {one.hypothesis.id: one for one in assessment.hypotheses}
    items = []
    for gap in assessment.missing:
        of = weighed.get(gap.hypothesis)
        if of is None or rounded(gap.probability) == rounded(of.probability) or gap.bits < LEAST_BITS:
            continue  # it would not move a printed figure
        items.append(
            Item(
                (
                    Strong(answer(of.hypothesis), data=True),
                    ": ",
                    Data(stopped(gap.what).removesuffix(".")),
                    f". With it the answer would stand at {percent(gap.probability)}, not {percent(of.probability)}; "
                    f"it comes with a chance of {percent(gap.chance)}, and looking is worth {gap.bits:.2f}{NO_BREAK}bits.",
                )
            )
        )
    if not items:
        return Section("missing", "", ())
    intro = (
        "Nobody has shown the following in these documents. First comes what would tell most: a chance is from how often such "
        "evidence came in the first days of coded incidents; the bits are how much doubt looking for it takes away, on average "
        "over finding it and looking in vain."
    )
    return Section(
        "missing",
        "What is missing, and where to look first",
        (Paragraph((intro,)), Items(tuple(items[:MISSING_SHOWN]))),
    )


LEAST_BITS = 0.005
"""Expected information below which nothing is worth looking for."""
