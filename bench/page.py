"""What the page is as a file: requests, errors, accessibility, validity, size and speed, in Debian's Chromium.

    python -m bench.page [OUT]

OUT is a folder that `claimant brief -o` or `claimant demo -o` wrote; without it the worked example's brief is made. Needs
/usr/bin/chromium, and the groups that `make test` installs.

Requests, console errors and violations of the page's own policy: by the browser. Accessibility: axe-core with the tags of
WCAG 2.2 A and AA, everything opened that opens, in light and dark, 390 and 1280 pixels wide. HTML: parse errors of the
HTML standard, by tinyhtml5 with scripting off. Interactive: `domInteractive` of the navigation timing; loaded: `loadEventEnd`.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from tinyhtml5.parser import HTMLParser

CHROMIUM = "/usr/bin/chromium"
FORMS = ("brief.html", "brief-one-page.html")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""Of axe-core: rules of WCAG 2.0 to 2.2, levels A and AA."""
WIDTHS = (320, 390, 1280)
"""CSS pixels: WCAG's narrowest (1.4.10 Reflow), a phone, a desktop."""
LOADS = 5


@dataclass(slots=True)
class Heard:
    """What one page asked for and complained of while it was open."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Begin to listen; the page's own file and its empty icon are no requests."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: (self.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.add_init_script("document.addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))")  # fmt: skip

    def outside(self, own: str) -> list[str]:
        """The requests for anything but the page itself."""
        return [url for url in self.requests if url != own and not url.startswith("data:")]


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        started = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield started
        finally:
            started.close()


def open_all(page: Page) -> None:
    """Open all that opens, and show it."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def violations(started: Browser, file: Path, heard: Heard) -> Iterator[str]:
    """What axe-core finds, once for each width and colour scheme."""
    for scheme in ("light", "dark"):
        for width in WIDTHS[1:]:
            context = started.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            heard.listen(page)
            page.goto(file.as_uri(), wait_until="load")
            open_all(page)
            options: dict[str, Any] = {"runOnly": {"type": "tag", "values": list(TAGS)}, "resultTypes": ["violations"]}
            for one in Axe().run(page, options=options).response["violations"]:
                first = one["nodes"][0]
                yield f"{scheme} {width}: {one['id']} ({len(one['nodes'])} places): {first['html'][:160]} {first['failureSummary'][:300]!r}"
            context.close()


def overflowing(started: Browser, file: Path, width: int) -> int:
    """By how many pixels the page, all opened, is wider than the window."""
    page = started.new_page(viewport={"width": width, "height": 900})
    page.goto(file.as_uri(), wait_until="load")
    open_all(page)
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    return int(over)


def times(started: Browser, file: Path) -> tuple[float, float]:
    """Milliseconds until the page can be used, and until it is loaded: medians."""
    found = []
    for _ in range(LOADS):
        page = started.new_page(viewport={"width": 1280, "height": 900})
        page.goto(file.as_uri(), wait_until="load")
        page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
        found.append(page.evaluate("(({domInteractive, loadEventEnd}) => [domInteractive, loadEventEnd])(performance.getEntriesByType('navigation')[0])"))  # fmt: skip
        page.close()
    return statistics.median(one for one, _ in found), statistics.median(one for _, one in found)


def parse_errors(text: str) -> list[str]:
    """What is wrong by the HTML standard's parser."""
    parser = HTMLParser()
    parser.parse(text, scripting=False)
    return [f"line {place[0]}: {code}" for place, code, _ in parser.errors]


def report(started: Browser, file: Path) -> int:
    """Print the figures of one file; the number of faults."""
    heard = Heard()
    axe = list(violations(started, file, heard))
    invalid = parse_errors(file.read_text(encoding="utf-8"))
    wide = {width: overflowing(started, file, width) for width in WIDTHS}
    interactive, loaded = times(started, file)
    requests = heard.outside(file.as_uri())
    print(f"{file.name}: {file.stat().st_size:,} bytes; interactive after {interactive:.0f} ms, loaded after {loaded:.0f} ms (median of {LOADS})")  # fmt: skip
    print(f"  requests {len(requests)}; console errors and policy violations {len(heard.errors)}; axe-core violations {len(axe)}; parse errors {len(invalid)}")  # fmt: skip
    print("  wider than the window: " + ", ".join(f"{over} px at {width}" for width, over in wide.items()))
    faults = [*requests, *heard.errors, *axe, *invalid]
    for line in faults[:40]:
        print(f"    {line}")
    return len(faults) + sum(over > 0 for over in wide.values())


def main() -> None:
    """Measure both forms of the brief; exit status 1 where a fault was found."""
    with tempfile.TemporaryDirectory() as scratch, browser() as started:
        if len(sys.argv) > 1:
            folder = Path(sys.argv[1]).resolve()
        else:
            folder = Path(scratch).resolve()
            command = [sys.executable, "-m", "claimant", "demo", "--no-open", "-o", str(folder)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        faults = sum(report(started, folder / name) for name in FORMS if (folder / name).exists())
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
