"""An edition by mail: one message for each subscriber, a dry run first, and nobody twice when it is broken off and begun again.

What was sent stands in SITE/mail/SLUG.jsonl, one line for each message, written to the disk before the next one goes out. A
subscriber's message always has the same Message-ID, so that where a server took a message and died before it said so (which
no sender can know), the second copy is recognised as the first.
"""

from __future__ import annotations

import json
import os
import re
import smtplib
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import formataddr, parseaddr
from hashlib import sha256
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit

from claimant.errors import ClaimantError
from claimant.inputs import read_text
from claimant.publish import editions, publication_of
from claimant.tell.clean import one_line, safe_address
from claimant.tell.letter import UNSUBSCRIBE, Letter, letter
from claimant.tell.site import Publication

LARGEST = 20_000_000
"""Bytes of the list of subscribers."""
ATTEMPTS = 4
"""Times that a broken connection is made again, with a longer wait each time, before the run stops and can be resumed."""
WAIT = 1.0
"""Seconds before the first new attempt; doubled each time."""
TIMEOUT = 30.0
"""Seconds that a server may take for one answer."""
_ADDRESS = re.compile(r"[^\s@<>,;:\"\\()\[\]]{1,64}@[^\s@<>,;:\"\\()\[\]]{1,190}")


class MailError(ClaimantError):
    """The letters cannot be sent, or not all of them; what was sent is kept, and the same command goes on from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where the letters are handed in. With `secure` the connection is encrypted: from the start on port 465, else by STARTTLS."""

    host: str
    port: int = 587
    secure: bool = True
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """One line of the list: a name, which may be missing, and an address."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a run did: how many were sent now, had been sent before, and were refused by the server (address and reason)."""

    now: int
    before: int
    refused: tuple[tuple[str, str], ...]


def subscribers(path: Path) -> tuple[Subscriber, ...]:
    """The list in a plain file: one a line, `name@example.org` or `Name <name@example.org>`; # begins a remark; each address once.

    Raises MailError naming the first line that is neither, or the file where it is no such text.
    """
    try:
        lines = read_text(path, most=LARGEST).splitlines()
    except ClaimantError as error:
        raise MailError(str(error)) from error
    found: dict[str, Subscriber] = {}
    for number, line in enumerate(lines, 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        name, address = parseaddr(line)
        if not _ADDRESS.fullmatch(address) or line.count("@") != 1 or one_line(line) != line:
            raise MailError(
                f"{path}: line {number} is no address ({one_line(line)[:60]!r}). Write it as Name <name@example.org>."
            )
        found.setdefault(address.lower(), Subscriber(address=address, name=one_line(name)))
    return tuple(found.values())


def messages(
    written: Letter, publication: Publication, slug: str, to: Sequence[Subscriber], *, sender: str, unsubscribe: str
) -> Iterator[tuple[Subscriber, EmailMessage]]:
    """A message for each subscriber. `unsubscribe` is an address or mailto: link, in which {address} stands for the subscriber's.

    Carries List-Unsubscribe (RFC 2369), and List-Unsubscribe-Post for one click (RFC 8058) where the link is https.
    """
    name, address = parseaddr(sender)
    if not _ADDRESS.fullmatch(address):
        raise MailError(f"{sender!r}: the sender must be an address, such as Harbour Briefs <briefs@example.org>.")
    domain = urlsplit(publication.address).hostname or address.split("@")[1]
    for subscriber in to:
        link = unsubscribe.replace("{address}", quote(subscriber.address, safe="@"))
        message = EmailMessage(policy=POLICY)
        message["From"] = formataddr((name or publication.title, address))
        message["To"] = formataddr((subscriber.name, subscriber.address))
        message["Subject"] = written.subject
        message["Message-ID"] = f"<{_token(slug, subscriber)}@{domain}>"
        message["List-Id"] = f"<briefs.{domain}>"
        message["List-Unsubscribe"] = f"<{link}>"
        if link.startswith("https://"):
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(written.text.replace(UNSUBSCRIBE, link))
        message.add_alternative(written.html.replace(UNSUBSCRIBE, link), subtype="html")
        message.set_boundary(f"part-{_token(slug, subscriber)}")  # the same letter has the same bytes
        yield subscriber, message


def _token(slug: str, subscriber: Subscriber) -> str:
    return sha256(f"{slug}\n{subscriber.address.lower()}".encode()).hexdigest()[:32]


def prepared(site: Path, slug: str) -> tuple[Letter, Publication, str]:
    """The letter of an edition by its slug or number, and what the site is called. Raises MailError where there is none."""
    publication = publication_of(site)
    for folder, edition in editions(site):
        if slug in {edition.slug, str(edition.number)}:
            try:
                record = json.loads((folder / "brief.json").read_text(encoding="utf-8"))
                return letter(record, edition, publication), publication, edition.slug
            except (OSError, KeyError, TypeError, ValueError) as error:
                raise MailError(f"{folder}: no letter can be made of it ({type(error).__name__}).") from error
    known = ", ".join(edition.slug for _, edition in editions(site)) or "none"
    raise MailError(f"{slug!r}: no edition of {site} has this name or number. There are: {known}.")


def send(
    site: Path,
    slug: str,
    to: Sequence[Subscriber],
    server: Server,
    *,
    sender: str,
    unsubscribe: str,
    progress: Callable[[int, int], None] = lambda done, total: None,
    wait: float = WAIT,
) -> Sent:
    """Send the edition to all who have not had it. Raises MailError where the server stays away; the same call goes on from there."""
    if (
        not unsubscribe.startswith("mailto:")
        and safe_address(unsubscribe.replace("{address}", "a@example.org")) is None
    ):
        raise MailError(
            f"{unsubscribe!r}: must be an https address or a mailto: link; every reader must be able to leave."
        )
    written, publication, slug = prepared(site, slug)
    journal = site / "mail" / f"{slug}.jsonl"
    done, refused = _done(journal)
    waiting = [one for one in to if one.address.lower() not in done]
    before = len(to) - len(waiting)
    line = _Line(server, wait)
    now = 0
    try:
        with _open(journal) as kept:
            for subscriber, message in messages(
                written, publication, slug, waiting, sender=sender, unsubscribe=unsubscribe
            ):
                problem = line.hand_in(message)
                _keep(
                    kept,
                    {"to": subscriber.address.lower(), "refused": problem}
                    if problem
                    else {"to": subscriber.address.lower()},
                )
                if problem:
                    refused[subscriber.address] = problem
                else:
                    now += 1
                progress(before + now + len(refused), len(to))
    except OSError as error:
        left = len(waiting) - now
        raise MailError(
            f"{server.host}:{server.port}: {error or type(error).__name__}. {now} letters were sent now, {left} are left; the same command goes on from there."
        ) from error
    finally:
        line.close()
    return Sent(now=now, before=before - len(refused.keys() & done), refused=tuple(sorted(refused.items())))


class _Line:
    """The connection to the server, made again when it breaks."""

    def __init__(self, server: Server, wait: float) -> None:
        self.server, self.wait = server, wait
        self.open: smtplib.SMTP | None = None

    def hand_in(self, message: EmailMessage) -> str:
        """Send one message: "" when the server has taken it, else why it never will. Raises OSError where the server stays away."""
        for attempt in range(ATTEMPTS):
            try:
                self.open = self.open or self._connected()
                self.open.send_message(message)
                return ""
            except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
                code, said = _answer(error)
                if 500 <= code < 600 and not isinstance(
                    error, smtplib.SMTPAuthenticationError | smtplib.SMTPSenderRefused
                ):
                    self.close()
                    return f"{code} {said}"
                if attempt == ATTEMPTS - 1 or isinstance(error, smtplib.SMTPAuthenticationError):
                    raise OSError(f"the server says {code} {said}") from error
            except (smtplib.SMTPException, OSError) as error:
                if attempt == ATTEMPTS - 1:
                    raise OSError(str(error) or type(error).__name__) from error
            self.close()
            time.sleep(self.wait * 2**attempt)
        raise AssertionError("unreachable")

    def _connected(self) -> smtplib.SMTP:
        server = self.server
        context = ssl.create_default_context()
        if server.secure and server.port == 465:
            line: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
        else:
            line = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
            if server.secure:
                line.starttls(context=context)
        if server.user:
            line.login(server.user, server.password)
        return line

    def close(self) -> None:
        """Give the connection back, however it stands."""
        if self.open is not None:
            try:
                self.open.quit()
            except (smtplib.SMTPException, OSError):
                self.open.close()
            self.open = None


def _answer(error: smtplib.SMTPException) -> tuple[int, str]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    else:
        code, said = error.smtp_code, error.smtp_error  # type: ignore[attr-defined]
    return int(code), one_line(said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said))[:200]


# ---------------------------------------------------------------- what was sent


def _done(journal: Path) -> tuple[set[str], dict[str, str]]:
    """Addresses that had their letter, and those that were refused. A last line that was cut off counts as not written."""
    done: set[str] = set()
    refused: dict[str, str] = {}
    if not journal.exists():
        return done, refused
    for line in journal.read_text(encoding="utf-8").splitlines():
        try:
            record = json.loads(line)
        except ValueError:
            continue
        done.add(record["to"])
        if record.get("refused"):
            refused[record["to"]] = record["refused"]
    return done, refused


@contextmanager
def _open(journal: Path) -> Iterator[IO[str]]:
    """The journal to write to; a line that was cut off is ended first. Raises MailError where it cannot be written."""
    try:
        journal.parent.mkdir(parents=True, exist_ok=True)
        with journal.open("a+", encoding="utf-8", newline="\n") as kept:
            if journal.stat().st_size and not journal.read_bytes().endswith(b"\n"):
                kept.write("\n")
            yield kept
    except PermissionError as error:
        raise MailError(
            f"{journal}: cannot be written ({error.strerror}), and without it somebody might get two letters."
        ) from error


def _keep(kept: IO[str], record: dict[str, str]) -> None:
    """On the disk before the next letter goes out."""
    kept.write(json.dumps(record, ensure_ascii=False) + "\n")
    kept.flush()
    os.fsync(kept.fileno())
