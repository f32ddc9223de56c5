"""The parts at the end: sources with their origins, method and limits, how to check, the list of quotes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claimant.model import Assessment, By, Case, Origin, Source
from claimant.tell.blocks import (
    Address,
    Block,
    Data,
    Item,
    Items,
    Line,
    More,
    Notes,
    Paragraph,
    Run,
    Section,
    Small,
    Strong,
)
from claimant.tell.clean import language, one_line
from claimant.tell.descent import descent
from claimant.tell.imprint import Imprint
from claimant.tell.lint import Rule
from claimant.tell.prose import count, counted, day, figure, number
from claimant.tell.published import grades, signature
from claimant.tell.quotes import Quotes, found
from claimant.tell.setting import care_item

ORIGINS_SHOWN = 15

# ---------------------------------------------------------------- sources


def sources(case: Case, imprint: Imprint = Imprint()) -> Section:  # noqa: B008 (frozen)
    """Every document under the origin of its words, with all that is needed to find and check it; the editor's grades."""
    if not case.sources:
        return Section("sources", "", ())
    known = {source.id: source for source in case.sources}
    origins = [origin for origin in case.origins if any(document in known for document in origin.documents)]
    placed = {document for origin in origins for document in origin.documents}
    alone = [
        Origin(id=source.id, head=source.id, documents=(source.id,))
        for source in case.sources
        if source.id not in placed
    ]

    def order(origin: Origin) -> tuple[int, date, str]:
        head = known.get(origin.head)
        return -len(origin.documents), head.date.day if head and head.date else date.max, origin.id

    items = tuple(descent(origin, known, _source) for origin in sorted([*origins, *alone], key=order))
    blocks: list[Block] = [Paragraph(_summary(case, origins)), Items(items[:ORIGINS_SHOWN], "sources")]
    rest = items[ORIGINS_SHOWN:]
    if rest:
        blocks.append(More(counted(len(rest), "further origin"), (Items(rest, "sources"),)))
    blocks.extend(grades(imprint))
    return Section("sources", "Sources and their origins", tuple(blocks))


def _summary(case: Case, origins: list[Origin]) -> Line:
    tongues = {source.language for source in case.sources if source.language}
    undated = sum(source.date is None for source in case.sources)
    unsigned = sum(source.publisher is None for source in case.sources)
    days = sorted(source.date.day for source in case.sources if source.date)
    line = f"{count(len(case.sources), 'document').capitalize()}"
    if tongues:
        line += f" in {count(len(tongues), 'language')}"
    if days:
        line += f", dated {day(days[0])} to {day(days[-1])}" if days[0] != days[-1] else f", dated {day(days[0])}"
    line += "."
    copies = sum(len(origin.documents) - 1 for origin in origins)
    if copies:
        line += f" {number(copies).capitalize()} of them {'repeats' if copies == 1 else 'repeat'} another’s words, and {'counts' if copies == 1 else 'count'} once with it."
    if undated:
        line += f" {number(undated).capitalize()} {'has' if undated == 1 else 'have'} no date."
    if unsigned:
        line += f" {number(unsigned).capitalize()} {'names' if unsigned == 1 else 'name'} no publisher."
    return (line,)


def _source(source: Source) -> Line:
    tongue = language(source.language)
    line: list[Run] = [Strong(one_line(source.name), data=True)]
    if source.title and source.title != source.name:
        line.extend((", “", Data(one_line(source.title), tongue), "”"))
    if source.author:
        line.extend((", by ", Data(one_line(source.author))))
    line.append(f", {day(source.date)}")
    if source.place:
        line.extend((", ", Data(one_line(source.place))))
    if tongue:
        line.append(f", language {tongue}")
    line.extend((". ", found(source), "."))
    if source.address and source.found_at and source.found_at != source.address:
        line.extend((" Read from ", Address(one_line(source.found_at)), "."))
    if source.note:
        line.extend((" Note: ", Data(one_line(source.note).rstrip(".")), "."))
    line.append(Small(f" {figure(source.length)} characters, document "))
    line.append(Small(one_line(source.id), code=True))
    line.append(Small(", SHA-256 of the text "))
    line.append(Small(one_line(source.sha256), code=True))
    line.append(Small("."))
    return tuple(line)


# ---------------------------------------------------------------- method


def method(
    assessment: Assessment,
    version: str,
    quotes: Quotes,
    rules_checked: Sequence[Rule] = (),
    imprint: Imprint = Imprint(),  # noqa: B008 (frozen)
) -> Section:
    """What was done and how far it can be trusted, in ten lines, and whether the page keeps the rules of tradecraft."""
    case = assessment.case
    rules = sum(heard.statement.by == By.RULES for heard in case.heard)
    models = sum(heard.statement.by == By.MODEL for heard in case.heard)
    people = sum(heard.statement.by == By.PERSON for heard in case.heard)
    lines = [
        "Only the documents listed above were read. What they leave out, this page does not know; silence is no evidence."
        if case.sources
        else "No documents were read: the case was coded by hand, and what its coder left out, this page does not know.",
        f"Of the {counted(len(case.heard), 'statement')}, rules found {figure(rules)}, a trained model {figure(models)} and "
        f"people {figure(people)}. Rules and models err: they miss statements, take one speaker for another and misread irony. "
        "Read the quotes before you repeat a number."
        if case.heard
        else "There are no quotes to open, so nothing on this page can be checked against a text.",
        "What one speaker holds counts once, however often it is printed. Texts that copy each other, tell one credited report or "
        "translate one text count as one origin, and so does a sentence that one text has from another. Ten reports of one press "
        "conference are one position.",
        "Each position multiplies the odds of the answers it bears on by a likelihood ratio. The ratios come from a table fitted "
        "on a small number of famous past attacks whose authors were later established. Those are not a random sample, so take "
        "the result as orderly reasoning rather than measurement.",
        "The same ratios hold for every side. A bare accusation counts for little whoever makes it; what is shown for it counts more.",
        "“Someone not named yet” is always among the answers.",
        "The intervals cover the uncertainty of the ratios only. They do not cover missing documents, misread sentences, "
        "wrongly joined names or a deception that fools every source.",
        "Words of likelihood follow the seven bands of ICD 203 (2015). Confidence is another thing: it speaks of the number and "
        "independence of the sources. No figure below 1 or above 99 % is shown.",
        "Every sentence of this page was put together from the records by fixed rules; no language model wrote any of it.",
    ]
    used: Line = (
        Small(f"Weighed by {one_line(assessment.method)}. " if assessment.method else ""),
        Small(f"Told by {version}."),
    )
    told, last = [Item((line,)) for line in lines[:-1]], Item((lines[-1],))
    items = (*told, care_item(case, quotes), last)
    blocks = (Items(items, ordered=True), *_tradecraft(rules_checked), *signature(imprint), Paragraph(used, "remark"))
    return Section("method", "Method and limits", blocks)


def _tradecraft(rules: Sequence[Rule]) -> tuple[Block, ...]:
    """The rules that were checked on the printed words, those that do not hold in the open."""
    if not rules:
        return ()
    broken = [rule for rule in rules if not rule.holds]
    line = f"The page was checked against {number(len(rules))} rules of tradecraft, after ICD 203: "
    line += "all hold." if not broken else f"{number(len(broken))} {'does' if len(broken) == 1 else 'do'} not hold."
    failed = tuple(Item((Strong("Does not hold: "), rule.asks, " (", Data(rule.where), ").")) for rule in broken)
    held = tuple(Item((f"{rule.asks}.",)) for rule in rules if rule.holds)
    blocks: list[Block] = [Paragraph((line,))]
    if failed:
        blocks.append(Items(failed))
    return (*blocks, More(counted(len(held), "rule that holds", "rules that hold"), (Items(held),)))


def check(case: Case) -> Section:
    """How a reader can check the page without trusting it."""
    items: list[Item] = []
    if case.heard:
        items.append(
            Item(
                (
                    "Follow a number in brackets to its quote, and the quote’s link to the page it was taken from. In most browsers the link leads to the very words.",
                )
            )
        )
    items.append(
        Item(
            (
                "Run ",
                Small("claimant verify", code=True),
                " on the folder that holds this page and brief.json. It makes every number again from the case in brief.json, and "
                "compares each quote and hash with the documents where they are at hand.",
            )
        )
    )
    if case.sources:
        items.append(
            Item(
                (
                    "With a document at hand, count: the offsets of a quote are characters (Unicode code points) of the stored text, the first "
                    "included, the last not. The SHA-256 belongs to that text in UTF-8.",
                )
            )
        )
    items.append(
        Item(
            (
                "Disagree with a number? Take out or correct the position in brief.json’s case and weigh it again; the hinges above say which ones matter.",
            )
        )
    )
    return Section("check", "How to check this", (Items(tuple(items)),))


def quoted(quotes: Quotes) -> Section:
    """The list of quotes that the numbers lead to."""
    if not quotes.notes:
        return Section("quotes", "", ())
    return Section("quotes", "Quotes", (Notes(quotes.notes),))
