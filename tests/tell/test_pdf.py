"""The pages as PDF: tagged, titled, in one language, the same bytes each time, and nothing is fetched for them."""

from __future__ import annotations

import builtins
import http.server
import io
import threading
from pathlib import Path

import pytest
from pypdf import PdfReader

from claimant.errors import MissingExtra
from claimant.model import Brief
from claimant.tell.pdf import PangoMissing, pdf

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
PAGE = '<!DOCTYPE html><html lang="en"><head><title>A title</title>{}</head><body><h1>Words</h1>{}</body></html>'


@pytest.fixture(scope="module")
def printed(weasyprint: None, brief: Brief) -> bytes:
    return pdf(brief["brief.html"])


def test_it_is_tagged_after_pdf_ua_with_title_and_language(printed: bytes):
    read = PdfReader(io.BytesIO(printed))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"] == "en" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata and read.metadata.title == "Who attacked the ferry terminal at Port Sarel?"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_every_page_has_its_number_and_the_headings_are_bookmarks(printed: bytes):
    read = PdfReader(io.BytesIO(printed))
    pages = len(read.pages)
    for number, page in enumerate(read.pages, 1):
        assert f"{number} of {pages}" in " ".join(page.extract_text().split())
    titles = str(read.outline)
    assert "Who says what" in titles and "Quotes" in titles


def test_what_is_closed_on_screen_can_be_read_and_what_needs_scripts_is_left_out(printed: bytes):
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages).split())
    assert "Karsovia ordered this" in text
    assert "Only rows with" not in text and "The same figures as a table" not in text


def test_a_number_in_brackets_leads_to_its_quote(printed: bytes):
    read = PdfReader(io.BytesIO(printed))
    links = [note.get_object() for page in read.pages for note in page.get("/Annots", ())]
    assert any("quote-1" in str(link.get("/Dest", link.get("/A"))) for link in links)


def test_the_same_page_gives_the_same_bytes(printed: bytes, brief: Brief):
    assert pdf(brief["brief.html"]) == printed


def test_nothing_is_fetched_and_no_file_is_read(weasyprint: None, tmp_path: Path):
    asked: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Listening)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    secret = tmp_path / "secret.txt"
    secret.write_text("nobody may read this")
    at = f"http://127.0.0.1:{server.server_port}"
    try:
        head = f'<link rel="stylesheet" href="{at}/a.css"><link rel="attachment" href="{secret.as_uri()}"><style>@import "{at}/b.css"; body {{ background: url({at}/c.png) }}</style><base href="{at}/">'
        made = pdf(PAGE.format(head, f'<img src="{at}/d.png" alt="x"><object data="{secret.as_uri()}"></object><svg><image href="{at}/e.png"/></svg>'))  # fmt: skip
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert asked == []
    assert not PdfReader(io.BytesIO(made)).attachments and b"nobody may" not in made


@pytest.mark.parametrize(
    ("raised", "expected", "words"),
    [(ImportError("no"), MissingExtra, r"claimant\[pdf\]"), (OSError("libpango"), PangoMissing, "apt-get install")],
)
def test_what_is_missing_is_named_with_what_to_do(monkeypatch, raised, expected, words):
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("weasyprint"):
            raise raised
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(expected, match=words):
        pdf(PAGE.format("", ""))


def test_the_one_page_form_of_the_worked_example_is_one_page(weasyprint: None, example: Brief):
    read = PdfReader(io.BytesIO(pdf(example["brief-one-page.html"])))
    assert len(read.pages) == 1
    assert "How to check this" in read.pages[0].extract_text()
