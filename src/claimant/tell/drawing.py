"""The door to vl_convert: a Vega-Lite specification in, a small clean SVG out.

Layout is ours throughout (`autosize: none`, labels at places that we set), because a layout that measures text would
depend on the fonts of the machine, and the same case must give the same bytes everywhere.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import vl_convert

from claimant.errors import ClaimantError
from claimant.tell.clean import one_line, shortened

# Colours of the picture on paper. The page's style sheet names the same values, and gives others in the dark.
INK = "#1b1b1b"
MUTED = "#5c5850"
RULE = "#d8d2c7"
BAR = "#b9ae9b"
PRO = "#1f5a7a"
CON = "#9a4a1e"
CLAIMS = "#8c1d18"
BLAMES = "#a85a12"
DENIES = "#1e5b7b"
CLEARS = "#2e6b40"
DOUBTS = "#6a4c87"

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
VEGA_LITE = "6.4"
TEXT = 13  # pixels
CHARACTER = 7.4  # pixels that a character of 13 pixels takes on average in wide faces
WIDE, NARROW = 640, 328
"""Widths of the two drawings in pixels: a column of text, and a phone's."""

_SPACE = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset({"svg", "g", "path", "line", "text", "tspan", "rect"})
_ATTRIBUTES = frozenset(
    [
        "viewBox",
        "transform",
        "d",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "width",
        "height",
        "fill",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "opacity",
        "fill-opacity",
        "stroke-opacity",
        "text-anchor",
        "font-size",
        "font-weight",
        "font-style",
        "stroke-linecap",
    ]
)
_LONG = re.compile(r"-?\d+\.\d{3,}")


def layer(values: list[dict[str, Any]], mark: dict[str, Any], **encoding: Any) -> dict[str, Any]:
    """One layer over its own rows."""
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def words(values: list[dict[str, Any]], colour: str = INK, **mark: Any) -> dict[str, Any]:
    """Text at pixel places: rows have `x`, `y` and `text`."""
    style = {"type": "text", "align": "left", "baseline": "alphabetic", "fontSize": TEXT, "color": colour} | mark
    return layer(values, style, x=pixel("x"), y=pixel("y"), text={"field": "text", "type": "nominal"})


def pixel(field: str) -> dict[str, Any]:
    """A place that is given in pixels already."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def specification(layers: list[dict[str, Any]], *, width: int, height: int, below: int = 34) -> dict[str, Any]:
    """A Vega-Lite specification of exactly this size, with `below` pixels for the axis under it."""
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "background": None,
        "autosize": {"type": "none"},
        "padding": {"left": 0, "right": 0, "top": 4, "bottom": below},
        "config": {
            "view": {"stroke": None},
            "axis": {
                "gridColor": RULE,
                "domain": False,
                "ticks": False,
                "labelColor": MUTED,
                "labelFontSize": TEXT - 1,
                "labelPadding": 6,
                "labelLimit": 0,
                "labelOverlap": False,
                "labelBound": False,
                "labelFlush": False,
                "title": None,
            },
        },
        "layer": layers,
    }


def fits(text: str, pixels: float) -> str:
    """The text cut to so many pixels; the table under the picture has it in full."""
    return shortened(text, max(8, int(pixels / CHARACTER)))


def draw(spec: dict[str, Any], *, id: str, title: str, description: str) -> str:
    """The picture as SVG text with its title and description; the same specification always gives the same text.

    Only elements and attributes that draw are kept, so that no label can bring anything else into the page.
    Raises ClaimantError where the picture cannot be drawn.
    """
    try:
        svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
        found = ElementTree.fromstring(svg)
    except (ValueError, ElementTree.ParseError) as problem:
        raise ClaimantError(
            f"The picture '{title}' could not be drawn: {' '.join(str(problem).splitlines()[:2])}. Check that vl-convert-python 1.9 or later is installed."
        ) from problem
    kept = _kept(found)
    if kept is None:
        raise ClaimantError(
            f"The picture '{title}' came out empty. Check that vl-convert-python 1.9 or later is installed."
        )
    kept.set("xmlns", _SPACE[1:-1])
    kept.set("role", "img")
    kept.set("aria-labelledby", f"{id}-title {id}-desc")
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(tag, {"id": f"{id}-{tag}"})
        element.text = one_line(text)
        kept.insert(place, element)
    return ElementTree.tostring(kept, encoding="unicode")


def _kept(element: ElementTree.Element) -> ElementTree.Element | None:
    """The element with what draws, or None where nothing in it does."""
    tag = element.tag.removeprefix(_SPACE)
    if tag not in _ELEMENTS or element.get("display") == "none":
        return None
    new = ElementTree.Element(
        tag, {name: _LONG.sub(_shorter, value) for name, value in element.attrib.items() if name in _ATTRIBUTES}
    )
    new.text = element.text if tag in {"text", "tspan"} else None
    new.extend(kept for child in element if (kept := _kept(child)) is not None)
    if tag == "svg":
        del new.attrib["width"], new.attrib["height"]  # the page sets the size
    if tag == "path" and (not new.get("d") or {"fill", "stroke"}.isdisjoint(new.attrib)):
        return None
    if tag == "g" and len(new) == 0:
        return None
    return new


def _shorter(found: re.Match[str]) -> str:
    # Two decimals are more than a screen shows, and hide last digits that differ between processors.
    return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")
