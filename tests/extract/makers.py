"""Documents made in one line, and statements told in one line: `speaker | stance | target`."""

from __future__ import annotations

from claimant.extract import Names, Rules, extract
from claimant.model import Document, Extraction, Figure, Moment, Source, Span, Statement
from claimant.read import segment

NAMES = ("Cedar Front", "Red Ravens", "Vastia", "Norland", "Ostria", "VLA", "Port Selm")
"""Names that the extractor is told beforehand, as the gazetteer tells it; all made up."""

rules = Rules(Names.of(NAMES))


def document(text: str, date: str = "2031-05-04", publisher: str | None = "Harbour Courier") -> Document:
    paragraphs, sentences = segment(text)
    source = Source(id="d", sha256="", capture="", date=Moment.parse(date), publisher=publisher, length=len(text))
    return Document(source=source, text=text, sentences=sentences, paragraphs=paragraphs)


def extraction(text: str, **source: str | None) -> Extraction:
    return extract(document(text, **source), using=rules)  # type: ignore[arg-type]


def statements(text: str, **source: str | None) -> tuple[Statement, ...]:
    return extraction(text, **source).statements


def the_statement(text: str, **source: str | None) -> Statement:
    """The only statement of the text."""
    (found,) = statements(text, **source)
    return found


def told(text: str, **source: str | None) -> list[str]:
    """The statements as lines: "X | blames | Y"; "narrator" and "unnamed" where nobody is cited, "-" for no target."""
    return [line(statement) for statement in statements(text, **source)]


def line(s: Statement) -> str:
    speaker = "narrator" if s.own else words(s.speaker) if s.speaker else "unnamed"
    via = f" | via {words(s.via)}" if s.via else ""
    return f"{speaker} | {s.stance} | {words(s.target)}{via}"


def words(span: Span | None) -> str:
    return span.text if span else "-"


def figures(text: str) -> tuple[Figure, ...]:
    return extraction(text).figures


def counted(text: str) -> list[str]:
    """The casualty figures as lines: "killed 93", "killed 93+" (at least), "injured 3-5"."""
    return [counting(figure) for figure in figures(text)]


def counting(f: Figure) -> str:
    if f.high is None:
        return f"{f.harm} {f.low}+"
    return f"{f.harm} {f.low}" if f.low == f.high else f"{f.harm} {f.low}-{f.high}"
