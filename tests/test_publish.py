"""Publishing is a signed act: what does not hold is refused, or goes out with a reason that is printed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from claimant.publish import PublishError, Refused, build, publish, to_pdf
from claimant.settings import Settings
from claimant.tell import tell
from claimant.tell.site import Publication
from claimant.verify import verify
from claimant.weigh import weigh
from tell import makers

DAY = date(2031, 5, 9)
PUBLICATION = Publication(title="Harbour Briefs", address="https://briefs.example")


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    folder = tmp_path / "brief"
    folder.mkdir()
    for name, text in tell(weigh(makers.case())).files:
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_brief_that_holds_is_signed_and_still_verifies(brief: Path, tmp_path: Path):
    made = publish(brief, tmp_path / "site", by="Ines Marlow", day=DAY)
    assert made.despite == ()
    assert "Published by Ines Marlow on 9 May 2031." in (made.folder / "brief.md").read_text().replace("\\", "")
    holds = {one.what: one.holds for one in verify(made.folder)}
    assert all(holds[what] for what in ("numbers", "brief.html", "brief.md", "brief.json"))


def test_a_changed_number_is_refused(brief: Path, tmp_path: Path):
    record = json.loads((brief / "brief.json").read_text())
    record["assessment"]["hypotheses"][0]["probability"] = 0.99
    (brief / "brief.json").write_text(json.dumps(record))
    with pytest.raises(Refused, match="numbers do not hold"):
        publish(brief, tmp_path / "site", by="Ines Marlow", day=DAY)
    assert not (tmp_path / "site").exists()


def test_a_changed_page_is_refused_or_goes_out_with_its_reason(brief: Path, tmp_path: Path):
    page = brief / "brief.md"
    page.write_text(page.read_text() + "\nOne more thing.\n")
    with pytest.raises(Refused, match=r"brief\.md"):
        publish(brief, tmp_path / "site", by="Ines Marlow", day=DAY)
    made = publish(brief, tmp_path / "site", by="Ines Marlow", day=DAY, despite="the line was a test")
    text = (made.folder / "brief.md").read_text().replace("\\", "")
    assert "published all the same because: the line was a test." in text
    assert "One more thing" not in text  # what goes out is made again from the record
    build(tmp_path / "site", PUBLICATION)
    assert "the line was a test" in (tmp_path / "site" / "public" / "index.html").read_text()


def test_a_reason_is_not_printed_where_nothing_failed(brief: Path, tmp_path: Path):
    made = publish(brief, tmp_path / "site", by="Ines Marlow", day=DAY, despite="just in case")
    assert "just in case" not in (made.folder / "brief.md").read_text()


def test_nobody_signs_nothing(brief: Path, tmp_path: Path):
    with pytest.raises(PublishError, match="--by NAME"):
        publish(brief, tmp_path / "site", by="  ", day=DAY)


def test_the_site_is_made_again_without_what_is_gone(brief: Path, tmp_path: Path):
    site = tmp_path / "site"
    made = publish(brief, site, by="Ines Marlow", day=DAY)
    assert len(build(site, PUBLICATION)) == 1
    assert (site / "public" / "briefs" / made.edition.slug / "brief.json").is_file()
    for file in made.folder.iterdir():
        file.unlink()
    made.folder.rmdir()
    assert build(site) == ()  # the title is remembered
    assert not (site / "public" / "briefs").exists()


def test_a_site_without_a_name_says_what_to_do(tmp_path: Path):
    with pytest.raises(PublishError, match="--title and --address"):
        build(tmp_path)
    with pytest.raises(PublishError, match="must be the address"):
        build(tmp_path, Publication(title="x", address="briefs.example"))


def test_an_unsigned_folder_among_the_editions_is_named(brief: Path, tmp_path: Path):
    (tmp_path / "site" / "editions").mkdir(parents=True)
    brief.rename(tmp_path / "site" / "editions" / "odd")
    with pytest.raises(PublishError, match="odd: is no signed brief"):
        build(tmp_path / "site", PUBLICATION)


# ---------------------------------------------------------------- PDF


def test_the_site_carries_the_one_page_form_and_the_pdf_of_an_edition_as_they_are(brief: Path, tmp_path: Path):
    made = publish(brief, tmp_path / "site", by="Ines Marlow", day=DAY)
    (made.folder / "brief.pdf").write_bytes(b"%PDF-1.7 \xff\xfe")  # no text in any encoding
    (made.folder / "notes.txt").write_text("not for readers")
    build(tmp_path / "site", PUBLICATION)
    public = tmp_path / "site" / "public" / "briefs" / made.edition.slug
    names = {"brief.html", "brief-one-page.html", "brief.md", "brief.json", "brief.pdf"}
    assert {path.name for path in public.iterdir()} == names
    assert all((public / name).read_bytes() == (made.folder / name).read_bytes() for name in names)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_both_pages_of_a_brief_become_pdf_beside_them(weasyprint: None, brief: Path):
    written = to_pdf(brief)
    assert [path.name for path in written] == ["brief.pdf", "brief-one-page.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF-1.7") for path in written)


def test_without_a_page_or_with_one_that_is_none_it_is_said(brief: Path, tmp_path: Path):
    with pytest.raises(PublishError, match=r"there is no brief\.html"):
        to_pdf(tmp_path / "site")
    with pytest.raises(PublishError, match="more than 100 bytes"):
        to_pdf(brief, using=Settings(max_bytes=100))
    (brief / "brief.html").write_bytes(b"\xff\xfe\xfd")
    with pytest.raises(PublishError, match="cannot be read as a page"):
        to_pdf(brief)
