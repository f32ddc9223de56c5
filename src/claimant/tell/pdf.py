"""The page as PDF: the one door to weasyprint, which is an extra. Tagged after PDF/UA-1, and nothing is fetched for it."""

from __future__ import annotations

from claimant.errors import ClaimantError, MissingExtra

VARIANT = "pdf/ua-1"
"""ISO 14289-1: tagged for screen readers, with its title and language."""


class PangoMissing(ClaimantError):
    """weasyprint is installed, but not the system's library that sets its text."""


def pdf(page: str) -> bytes:
    """The PDF of a page that `claimant.tell.html` made: what opens on screen is open, what needs scripts is left out.

    The same page gives the same bytes where weasyprint, pango and the fonts are the same. Raises MissingExtra without
    weasyprint, PangoMissing without pango.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except ImportError as missing:
        raise MissingExtra("pdf", "Writing PDF") from missing
    except OSError as missing:  # its libraries are looked for while it is imported
        raise PangoMissing(
            f"Writing PDF needs the library pango ({str(missing).splitlines()[0][:120]}). "
            "Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango"
        ) from missing
    inside_only = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    written: bytes = HTML(string=page, url_fetcher=inside_only).write_pdf(pdf_variant=VARIANT)
    return written
