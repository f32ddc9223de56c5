"""Takes the README's picture: the top of the demo's brief in Chromium, as a small PNG. Run by `make picture`.

Needs Debian's chromium, and Pillow to reduce the colours (a page of text has few).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

TARGET = Path(__file__).parent / "brief.png"
WIDTH, HEIGHT = 1000, 1130
"""Of the window, in CSS pixels: from the title to the table of probabilities."""
SHARPNESS = 1.5
COLOURS = 32
LARGEST = 300_000


def main() -> None:
    """Make the demo's brief in a temporary folder and photograph it."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        raise SystemExit("The picture needs Chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "claimant", "demo", "--no-open", "-o", folder], check=True)
        large = Path(folder) / "large.png"
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                f"--force-device-scale-factor={SHARPNESS}",
                f"--window-size={WIDTH},{HEIGHT}",
                f"--screenshot={large}",
                (Path(folder) / "brief.html").as_uri(),
            ],
            check=True,
            stderr=subprocess.DEVNULL,
            timeout=120,
        )
        picture = Image.open(large).convert("RGB")
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(TARGET, optimize=True)
    size = TARGET.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{TARGET} has {size:,} bytes, over {LARGEST:,}: show less of the page, or fewer colours.")


if __name__ == "__main__":
    main()
