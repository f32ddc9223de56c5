"""The page as one HTML file that asks for nothing: style and pictures inside, no script, no font, no image."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from claimant.tell.blocks import Page


def html(page: Page) -> str:
    """The file's text. Every string of the page is escaped; pictures are SVG that `claimant.tell.drawing` cleaned."""
    return _template().render(page=page, style=Markup(_style()), picture=Markup)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("claimant.tell"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("brief.html.j2")


@cache
def _style() -> str:
    return files("claimant.tell").joinpath("templates/brief.css").read_text(encoding="utf-8").strip()
