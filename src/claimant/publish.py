"""Publishing: a deliberate, signed act. A brief that does not hold is refused, unless somebody says why it goes out all the same.

publish   a brief's folder -> checked, signed, kept under SITE/editions/
to_pdf    a brief's pages -> the same as PDF, beside them
build     SITE/editions/ -> SITE/public/, to be put on any web server
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from claimant import tell, weigh
from claimant.errors import ClaimantError
from claimant.model import Case
from claimant.records import dump, load
from claimant.settings import Settings
from claimant.tell.clean import one_line
from claimant.tell.imprint import Imprint, Signature
from claimant.tell.pdf import pdf
from claimant.tell.site import Edition, Publication, edition, site
from claimant.verify import Finding, verify

EDITIONS, PUBLIC = "editions", "public"


class Refused(ClaimantError):
    """A brief that must not go out as it is: `why` says what does not hold."""

    def __init__(self, folder: Path, why: Sequence[str]) -> None:
        lines = "; ".join(why)
        super().__init__(
            f"{folder}: not published, since {lines}. Mend it and make the brief again, or say with --despite why it goes out all the same."
        )
        self.why = tuple(why)


class PublishError(ClaimantError):
    """The site's folder cannot be used, or holds something that is no signed brief."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A signed edition, where it lies, and what did not hold."""

    edition: Edition
    folder: Path
    despite: tuple[str, ...]


def publish(
    folder: Path,
    into: Path,
    *,
    by: str,
    day: date,
    despite: str = "",
    sources: Iterable[str] = (),
    using: Settings | None = None,
) -> Published:
    """Check the brief in `folder`, sign it and keep it as an edition of the site in `into`.

    Raises Refused where a quote, number, page or rule of tradecraft does not hold and `despite` gives no reason;
    PublishError where the edition cannot be written. An edition of the same number and question takes the older one's place.
    """
    by, despite = one_line(by), one_line(despite)
    if not by:
        raise PublishError("Say who signs: --by NAME.")
    why = [f"{one.what} do not hold ({one.details})" for one in verify(folder, sources, using=using) if not _fine(one)]
    record = _record(folder / "brief.json", using or Settings.from_environment())
    try:
        case = load(Case, json.dumps(record["case"]))
        imprint = load(Imprint, json.dumps(record.get("imprint") or {}))
        assessment = weigh.weigh(case)
    except Exception as error:
        raise Refused(folder, [*why, f"its record cannot be weighed again ({type(error).__name__})"]) from error
    why += [
        f"the page breaks a rule: {rule.asks.lower()} ({rule.where})"
        for rule in tell.checked(assessment, imprint)
        if not rule.holds
    ]
    if why and not despite:
        raise Refused(folder, why)
    signed = replace(imprint, signed=Signature(by=by, day=day, despite=despite if why else ""))
    brief = tell.tell(assessment, signed)
    made = edition(json.loads(brief["brief.json"]), signed)
    target = into / EDITIONS / made.slug
    _write(target, brief.files)
    return Published(edition=made, folder=target, despite=tuple(why))


PAGES = ("brief.html", "brief-one-page.html")


def to_pdf(folder: Path, *, using: Settings | None = None) -> tuple[Path, ...]:
    """Print the pages of the brief in `folder` to PDF, and give the files that were written.

    The pages are taken as they lie there, signed or not. Raises PublishError where there is no page, or nothing can be
    written; MissingExtra without weasyprint, and PangoMissing without the library that it needs.
    """
    most = (using or Settings.from_environment()).max_bytes
    pages: dict[Path, str] = {}
    for name in PAGES:
        try:
            with (folder / name).open("rb") as file:
                text = file.read(most + 1)
            if len(text) > most:
                raise PublishError(f"{folder / name}: has more than {most:,} bytes, so it is no page of a brief.")
            pages[folder / name] = text.decode()
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            raise PublishError(f"{folder / name}: cannot be read as a page ({type(error).__name__}).") from error
    if not pages:
        raise PublishError(f"{folder}: there is no {PAGES[0]}. Name the folder that `claimant brief -o` wrote.")
    written = []
    for path, page in pages.items():
        target, made = path.with_suffix(".pdf"), pdf(page)
        try:
            _put(target, made)
        except OSError as error:
            raise PublishError(f"{target}: cannot be written ({error.strerror}). Check the folder.") from error
        written.append(target)
    return tuple(written)


def _fine(finding: Finding) -> bool:
    """What could not be checked here is no fault of the brief, but sources that changed are."""
    return finding.holds is not False


def build(into: Path, publication: Publication | None = None, *, using: Settings | None = None) -> tuple[Edition, ...]:
    """Make the site of all editions in `into`. The publication is kept there, and may be left out later on.

    Pages of editions that are gone are taken away. Raises PublishError naming the folder that is no signed brief.
    """
    publication = _publication(into, publication)
    folders = sorted(path for path in (into / EDITIONS).glob("*") if path.is_dir())
    editions = [(folder, _edition(folder, using or Settings.from_environment())) for folder in folders]
    fresh = into / f".{PUBLIC}"
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        for path, text in site([one for _, one in editions], publication):
            _put(fresh / path, text)
        for folder, one in editions:
            for file in sorted(folder.glob("brief[.-]*")):
                _put(fresh / "briefs" / one.slug / file.name, file.read_bytes())
        shutil.rmtree(into / PUBLIC, ignore_errors=True)
        fresh.replace(into / PUBLIC)
    except OSError as error:
        raise PublishError(f"{into}: cannot be written ({error.strerror}). Name another folder.") from error
    return tuple(one for _, one in editions)


def editions(into: Path, *, using: Settings | None = None) -> tuple[tuple[Path, Edition], ...]:
    """All editions of a site with their folders, in the order of their names. Raises PublishError."""
    settings = using or Settings.from_environment()
    folders = sorted(path for path in (into / EDITIONS).glob("*") if path.is_dir())
    return tuple((folder, _edition(folder, settings)) for folder in folders)


def publication_of(into: Path) -> Publication:
    """What the site is called and where it stands, as it was built last. Raises PublishError."""
    return _publication(into, None)


def _publication(into: Path, given: Publication | None) -> Publication:
    path = into / "publication.json"
    if given is not None:
        if not given.address.startswith(("https://", "http://")):
            raise PublishError(
                f"{given.address!r}: must be the address where the site will stand, such as https://briefs.example/."
            )
        given = replace(given, address=given.address.rstrip("/") + "/")
        _put(path, dump(given) + "\n")
        return given
    try:
        return load(Publication, path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PublishError(
            f"{into}: say once what the site is called and where it will stand: --title and --address."
        ) from error


def _edition(folder: Path, using: Settings) -> Edition:
    record = _record(folder / "brief.json", using)
    try:
        return edition(record, load(Imprint, json.dumps(record.get("imprint") or {})))
    except (KeyError, TypeError, ValueError) as error:
        raise PublishError(
            f"{folder}: is no signed brief ({error}). Publish it again, or take the folder away."
        ) from error


def _record(path: Path, using: Settings) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            text = file.read(using.max_bytes + 1)
        record = json.loads(text) if len(text) <= using.max_bytes else None
    except (OSError, ValueError, RecursionError) as error:
        raise PublishError(f"{path}: cannot be read as a brief ({type(error).__name__}).") from error
    if not isinstance(record, dict):
        raise PublishError(f"{path}: is no brief.json that Claimant wrote.")
    return record


def _write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    try:
        for name, text in files:
            _put(folder / name, text)
    except OSError as error:
        raise PublishError(f"{folder}: cannot be written ({error.strerror}). Name another folder.") from error


def _put(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content.encode() if isinstance(content, str) else content)
    part.replace(path)
