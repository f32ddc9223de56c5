from __future__ import annotations

import io
import zipfile

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from claimant.errors import TooLarge
from claimant.read import pdf_files
from claimant.read.lines import paragraphs as joined
from claimant.settings import Settings

from .makers import DOCX, paragraphs, reading, refusal

PDF = "application/pdf"


def pdf(*pages: list[str], title: str | None = None, password: str | None = None) -> bytes:
    """A PDF whose pages print these lines in Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 10 Tf 14 TL 50 780 Td {shown} ET" if lines else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    if title is None and password is None:
        return out.encode()
    writer, written = PdfWriter(clone_from=PdfReader(io.BytesIO(out.encode()))), io.BytesIO()
    if title:
        writer.add_metadata({"/Title": title, "/Author": "Jane Roe"})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(written)
    return written.getvalue()


@pytest.fixture(params=["the fast path", "pypdf alone"])
def either_library(request, monkeypatch):
    if request.param == "pypdf alone":
        monkeypatch.setattr(pdf_files, "pypdfium2", None)
    elif pdf_files.pypdfium2 is None:
        pytest.skip("pypdfium2 is not installed")


LINES = [
    "The army said on Friday that it had not fired at the market of the town, where nine peo-",
    "ple died. A well-known commander blamed the neighbours for it, and his spokesman said",
    "the same.",
    "The neighbours denied it in the evening, and called for an inquiry that all could trust. A",
]


@pytest.mark.usefixtures("either_library")
def test_a_pdf_gives_paragraphs_with_cut_words_mended():
    found = reading(pdf(LINES, ["well-known judge will lead it."], title="Note on the blast"), PDF)
    assert paragraphs(found) == [
        "The army said on Friday that it had not fired at the market of the town, where nine people died. A well-known "
        "commander blamed the neighbours for it, and his spokesman said the same.",
        "The neighbours denied it in the evening, and called for an inquiry that all could trust. A well-known judge will "
        "lead it.",
    ]
    assert (found.source.kind, found.source.title, found.source.author) == ("pdf", "Note on the blast", "Jane Roe")


@pytest.mark.usefixtures("either_library")
def test_an_encrypted_pdf_says_so():
    error = refusal(pdf(LINES, password="secret"), PDF)
    assert "is encrypted" in error.problem and "password" in error.remedy


@pytest.mark.usefixtures("either_library")
def test_a_pdf_of_pictures_says_that_it_has_no_text():
    error = refusal(pdf([]), PDF)
    assert "no text layer" in error.problem and "text recognition" in error.remedy


@pytest.mark.usefixtures("either_library")
def test_a_pdf_is_bounded_in_pages_and_characters(monkeypatch):
    assert isinstance(refusal(pdf(LINES), PDF, Settings(max_characters=100)), TooLarge)
    monkeypatch.setattr(pdf_files, "MOST_PAGES", 1)
    assert "pages" in refusal(pdf(LINES, LINES), PDF).problem


@pytest.mark.usefixtures("either_library")
def test_a_damaged_pdf_says_so():
    assert "damaged" in refusal(pdf(LINES)[:300], PDF).problem


def test_a_pdf_under_a_wrong_name_is_told_by_its_first_bytes():
    assert reading(pdf(LINES), "application/octet-stream").source.kind == "pdf"


def test_running_heads_and_page_numbers_are_left_out():
    pages = [
        f"Harbour Institute\nThe line number {word} of the report goes on here.\nPage {n} of 3"
        for n, word in enumerate(("one", "two", "three"), 1)
    ]
    assert "Institute" not in joined(pages) and "Page" not in joined(pages)
    assert all(word in joined(pages) for word in ("one", "two", "three"))


def test_a_hyphen_that_the_text_has_elsewhere_is_kept():
    assert joined(["a cease-fire was agreed, the cease-\nfire held and then the war-\nring sides met at last"]) == (
        "a cease-fire was agreed, the cease-fire held and then the warring sides met at last"
    )


def word_file(build=lambda document: None) -> bytes:
    document = docx.Document()
    build(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_docx_gives_paragraphs_and_tables_in_order():
    def build(document):
        document.core_properties.title, document.core_properties.author = "Note", "Jane Roe"
        document.add_paragraph("The army denied it.")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Killed", "nine"
        document.add_paragraph("The end.")

    found = reading(word_file(build), DOCX)
    assert paragraphs(found) == ["The army denied it.", "Killed | nine", "The end."]
    assert (found.source.kind, found.source.title, found.source.author) == ("docx", "Note", "Jane Roe")


def test_inserted_words_count_and_deleted_ones_do_not():
    def build(document):
        paragraph = document.add_paragraph("The army ")._p
        space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
        for markup in (
            f"<w:ins {space}><w:r><w:t>denied</w:t></w:r></w:ins>",
            f"<w:del {space}><w:r><w:delText>did</w:delText></w:r></w:del>",
            f"<w:r {space}><w:t xml:space='preserve'> it.</w:t></w:r>",
        ):
            paragraph.append(docx.oxml.parse_xml(markup))

    assert reading(word_file(build), DOCX).text == "The army denied it."


def zipped(name: str, data: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return written.getvalue()


def test_a_zip_bomb_is_refused_by_its_declared_size():
    error = refusal(zipped("word/document.xml", b" " * 2_000_000), DOCX, Settings(max_bytes=1_000_000))
    assert isinstance(error, TooLarge) and "unpacks" in error.problem


def test_a_zip_that_lies_about_its_size_is_refused():
    data = bytearray(zipped("word/document.xml", b" " * 2_000_000))
    place = data.rindex(b"PK\x01\x02") + 24  # the size in the central directory
    data[place : place + 4] = (100).to_bytes(4, "little")
    assert "damaged" in refusal(bytes(data), DOCX, Settings(max_bytes=1_000_000)).problem


def test_a_zip_that_is_no_docx_and_an_old_word_file_say_what_to_do():
    assert "damaged or not a DOCX" in refusal(zipped("a.txt", b"hello"), DOCX).problem
    assert "old or an encrypted" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), DOCX).problem


LETTER = """From: {sender}
Date: Fri, 22 Mar 2024 20:15:00 +0300
Subject: =?utf-8?q?Fwd=3A_Army_denies_strike_=E2=80=93_update?=
X-Note: An invented letter.
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/{kind}; charset=utf-8

{body}
--b--
"""


def letter(body: str, kind: str = "plain", sender: str = "Press Office of the Army <press@army.example>") -> str:
    return LETTER.format(body=body, kind=kind, sender=sender)


def test_a_letter_gives_its_text_sender_subject_and_hour():
    found = reading(letter("The army said on Friday that it had\nnot fired."), "message/rfc822")
    source = found.source
    assert found.text == "The army said on Friday that it had\nnot fired."
    assert (source.kind, source.title, source.note) == ("e-mail", "Army denies strike – update", "An invented letter.")
    assert source.publisher == source.author == "Press Office of the Army"
    assert source.agency is None
    assert source.date and source.date.iso() == "2024-03-22T20:15+03:00"


def test_a_sender_of_an_outlet_is_author_and_publisher():
    source = reading(
        letter("The army denied it.", sender='"Jane Roe, Northline Wire" <jane@wire.example>'), "message/rfc822"
    ).source
    assert (source.author, source.publisher) == ("Jane Roe", "Northline Wire")


def test_a_letter_in_html_is_read_as_a_page_and_its_address_is_not_printed():
    source = reading(letter("<p>The army denied it.</p>", "html", "desk@wire.example"), "message/rfc822").source
    assert (source.kind, source.author, source.publisher) == ("e-mail", None, "wire.example")


def test_a_letter_without_text_says_so():
    assert "no text part" in refusal("From: a@b.example\nContent-Type: image/png\n\nxx", "message/rfc822").problem
