"""E-mail messages: the best text part, and who sent it when. By the standard library alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from claimant.errors import SourceError
from claimant.model import Moment
from claimant.read.dates import read_date
from claimant.read.found import fact

_LONGEST_HEADERS = 200_000
_MOST_PARTS = 1_000
_PREFIXES = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
_PERSON_OF = re.compile(
    r"^(?P<person>[^,(|/]{3,60}?)\s*(?:,\s*|\(|\||/|\s+via\s+|\s+at\s+)\s*(?P<outlet>[^()]{2,80}?)\)?$"
)


@dataclass(slots=True, kw_only=True)
class Letter:
    """One message: its text part still as bytes, with what its head says."""

    body: bytes
    charset: str | None
    markup: bool
    title: str | None
    publisher: str | None
    author: str | None
    date: Moment | None
    note: str | None


def read_mail(data: bytes, source: str) -> Letter:
    """Open a message; attachments are not read. Raises SourceError where it has no text or cannot be parsed."""
    try:
        letter = _letter(data)
    except Exception as failure:  # a parser of a large format on hostile input
        raise SourceError(
            source, "The message is damaged or not an e-mail.", "Save its text from the mail program and give that."
        ) from failure
    if letter is None:
        raise SourceError(
            source, "The message has no text part.", "Save its attachment or its text from the mail program."
        )
    return letter


def _letter(data: bytes) -> Letter | None:
    if len(re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]) > _LONGEST_HEADERS:
        raise ValueError("headers too long")
    if data.lower().count(b"content-type:") > _MOST_PARTS:
        raise ValueError("too many parts")
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise ValueError("no headers")
    part = message.get_body(preferencelist=("plain", "html"))
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        return None
    author, publisher = _sender(_header(message, "From"), _header(message, "Organization"))
    title = _header(message, "Subject")
    return Letter(
        body=payload,
        charset=part.get_content_charset(),
        markup=part.get_content_type() == "text/html",
        title=fact(_PREFIXES.sub("", title)) if title else None,
        publisher=publisher,
        author=author,
        date=read_date(_header(message, "Date"))[0],
        note=_header(message, "X-Note"),
    )


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return fact(str(value)) if value is not None else None


def _sender(sender: str | None, organisation: str | None) -> tuple[str | None, str | None]:
    """Author and publisher: "Jane Doe, Northline Wire" names both, a lone name is both, an address is its domain's."""
    name, address = parseaddr(sender or "")
    name = fact(name.strip(" \"'")) or ""
    if organisation:
        return name or None, organisation
    both = _PERSON_OF.match(name)
    if both:
        return fact(both["person"]), fact(both["outlet"])
    domain = address.rpartition("@")[2].lower()
    return name or None, name or fact(domain)
