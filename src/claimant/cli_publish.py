"""The command line's part on publishing: what the publisher adds, signing, the site, the newsletter."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from claimant import mail, publish, tell
from claimant.errors import ClaimantError
from claimant.settings import Settings
from claimant.tell.clean import one_line
from claimant.tell.prose import counted
from claimant.tell.site import Publication

ImprintFile = Annotated[
    Path | None,
    typer.Option(
        "--imprint",
        metavar="FILE",
        help="A YAML file of what you add: number, author, picture, grades, corrections, organisations.",
    ),
]
Since = Annotated[
    Path | None,
    typer.Option("--since", metavar="OLD", help="An earlier edition's brief.json; the brief then says what changed."),
]


def imprint(path: Path | None) -> tell.Imprint:
    """The imprint in the file, an empty one without a file. Raises ImprintError."""
    return tell.read_imprint(path) if path else tell.Imprint()


def earlier(path: Path | None) -> dict[str, Any] | None:
    """What an earlier edition's brief.json holds. Raises ClaimantError where it is none."""
    if path is None:
        return None
    path = path / "brief.json" if path.is_dir() else path
    most = Settings().max_bytes
    try:
        with path.open("rb") as file:
            text = file.read(most + 1)
        record = json.loads(text) if len(text) <= most else None
    except OSError as error:
        raise ClaimantError(f"{path}: cannot be read ({error.strerror}). Check the name.") from error
    except (ValueError, RecursionError) as error:
        raise ClaimantError(
            f"{path}: is no JSON ({type(error).__name__}). Name a brief.json that Claimant wrote."
        ) from error
    try:
        is_brief = isinstance(record["assessment"]["hypotheses"], list) and "as_of" in record["case"]  # type: ignore[index]
    except (KeyError, TypeError):
        is_brief = False
    if not is_brief or not isinstance(record, dict):
        raise ClaimantError(f"{path}: is no brief.json that Claimant wrote. Name the one of the earlier edition.")
    return record


# ---------------------------------------------------------------- commands

SiteFolder = Annotated[Path, typer.Argument(metavar="SITE", help="The folder of the site.")]


def publish_brief(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="The folder that `claimant brief -o` wrote.")],
    into: Annotated[
        Path, typer.Option("--into", metavar="SITE", help="The folder of the site; made if it is not there.")
    ],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who signs, and answers for it.")],
    day: Annotated[
        str | None, typer.Option("--date", metavar="DAY", help="The day of signing; default: today.")
    ] = None,
    despite: Annotated[
        str,
        typer.Option(
            "--despite", metavar="REASON", help="Publish although a check does not hold; the reason is printed."
        ),
    ] = "",
) -> None:
    """Check a brief, sign it, and keep it as an edition of a site."""
    try:
        signed = date.fromisoformat(day) if day else date.today()
    except ValueError as error:
        raise ClaimantError(f"{day!r}: is no day. Write it as 2024-04-02.") from error
    made = publish.publish(folder, into, by=by, day=signed, despite=despite)
    for line in made.despite:
        typer.echo(f"Published although {one_line(line)}")
    typer.echo(
        f"{made.folder}: signed by {one_line(by)} on {signed.isoformat()}. Now make the site: claimant site {into}"
    )


def make_site(
    site: SiteFolder,
    title: Annotated[
        str | None, typer.Option("--title", help="What the site is called; kept for the next time.")
    ] = None,
    address: Annotated[
        str | None, typer.Option("--address", help="Where it will stand, such as https://briefs.example/.")
    ] = None,
    about: Annotated[str, typer.Option("--about", help="One sentence on what it is.")] = "",
    contact: Annotated[str, typer.Option("--contact", help="How to reach its editors.")] = "",
) -> None:
    """Make a static site of all signed editions: index, topics, actors, corrections, feeds."""
    given = None
    if title or address:
        if not (title and address):
            raise ClaimantError("Give both --title and --address; they are kept for the next time.")
        given = Publication(title=one_line(title), address=address, about=one_line(about), contact=one_line(contact))
    made = publish.build(site, given)
    typer.echo(f"{len(made)} edition{'' if len(made) == 1 else 's'}. Put {site / publish.PUBLIC} on a web server.")


def make_pdf(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="The folder that `claimant brief -o` wrote.")],
) -> None:
    """Print a brief's pages to PDF beside them, tagged for screen readers (needs the extra pdf)."""
    for path in publish.to_pdf(folder):
        typer.echo(f"{path}: {path.stat().st_size:,} bytes")


def send_mail(
    site: SiteFolder,
    edition: Annotated[str, typer.Argument(metavar="EDITION", help="The edition's number or name.")],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The list of subscribers, one address a line.")],
    sender: Annotated[
        str, typer.Option("--from", metavar="ADDRESS", help="The sender, such as Briefs <briefs@example.org>.")
    ],
    unsubscribe: Annotated[
        str,
        typer.Option(
            help="Where a reader can leave: an https address or mailto:, with {address} for the reader's own."
        ),
    ],
    server: Annotated[str, typer.Option(metavar="HOST[:PORT]", help="The mail server.")] = "localhost:587",
    user: Annotated[
        str, typer.Option(help="The account there; its password is read from CLAIMANT_MAIL_PASSWORD.")
    ] = "",
    send: Annotated[bool, typer.Option("--send", help="Really send; without it, say what would be sent.")] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Do not encrypt the connection (a server on this machine).")
    ] = False,
) -> None:
    """Send an edition to subscribers, each once; broken off, the same command goes on."""
    host, _, port = server.partition(":")
    if port and not (port.isdigit() and 0 < int(port) < 65536):
        raise ClaimantError(f"{server!r}: the port must be a number up to 65535.")
    people = mail.subscribers(to)
    if not send:
        letter, publication, slug = mail.prepared(site, edition)
        first = next(mail.messages(letter, publication, slug, people[:1], sender=sender, unsubscribe=unsubscribe), None)
        typer.echo(first[1].as_string() if first else "Nobody has subscribed.")
        typer.echo(
            f"A dry run: {counted(len(people), 'letter')} would go out by {one_line(server)}. Add --send to send them."
        )
        return
    at = mail.Server(
        host=host,
        port=int(port or 587),
        secure=not plain,
        user=user,
        password=os.environ.get("CLAIMANT_MAIL_PASSWORD", ""),
    )
    done = mail.send(site, edition, people, at, sender=sender, unsubscribe=unsubscribe)
    typer.echo(f"{done.now} letters sent, {done.before} had been sent before, {len(done.refused)} refused.")
    for address, why in done.refused:
        typer.echo(f"{address}: {why}", err=True)
    raise typer.Exit(1 if done.refused else 0)
