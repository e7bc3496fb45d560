"""Draw the demo's digest as an SVG for the README: `make picture`.

The program prints it; rich turns the codes into a picture.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

COLUMNS, ENTRIES = 92, 4
CHARACTER = 12.2
"""Width of one cell in rich's picture: 0.61 of its font size of 20."""


def digest(file: Path) -> str:
    """Return the first entries of the demo's digest, as a terminal gets them, by way of a file."""
    command = [sys.executable, "-m", "ainews_cli", "-q", "demo", "-n", str(ENTRIES), "-f", "terminal", "-o", str(file)]
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "FORCE_COLOR": "1"}
    subprocess.run(command, check=True, env=environment)
    return file.read_text(encoding="utf-8")


def widened(svg: str) -> str:
    """Return the picture with each text as wide as its cells.

    rich counts characters, and Japanese ones are two cells wide.
    """
    return re.sub(
        r'textLength="([\d.]+)"([^>]*)>([^<]+)<',
        lambda found: f'textLength="{cell_len(unescape(found[3])) * CHARACTER:.1f}"{found[2]}>{found[3]}<',
        svg,
    )


def main(path: Path) -> None:
    """Write the picture."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    with tempfile.TemporaryDirectory() as folder:
        console.print(Text.from_ansi(digest(Path(folder) / "digest.txt")))
    path.write_text(widened(console.export_svg(title="ainews daily", unique_id="digest")), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=Path(__file__).with_name("digest.svg"))
    main(parser.parse_args().file)
