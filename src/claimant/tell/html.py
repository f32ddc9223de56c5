"""The page as one HTML file that asks for nothing: style, pictures and one script of ours inside, named by its hash in the page's policy."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from claimant.tell.blocks import Page


def html(page: Page) -> str:
    """The file's text. Every string of the page is escaped; pictures are SVG that `claimant.tell.drawing` cleaned.

    `page.live` is JSON without "<", so it cannot end its element.
    """
    script = asset("brief.js")
    return _template().render(
        page=page,
        style=Markup(asset("brief.css") + ("\n" + asset("one-page.css") if page.full else "")),
        script=Markup(script),
        script_hash=Markup(f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"),
        live=Markup(page.live),
        picture=Markup,
    )


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
def asset(name: str) -> str:
    """A file of the templates folder, without white space around it."""
    return files("claimant.tell").joinpath(f"templates/{name}").read_text(encoding="utf-8").strip()
