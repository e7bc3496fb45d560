"""The documentation as text, and how its Markdown is read."""

from __future__ import annotations

import re
from pathlib import Path

from ainews_cli import config

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
FOR_DEVELOPERS = ("architecture.md", "contributing.md", "decisions.md", "measured.md")
"""Pages in English alone."""
EXAMPLE = (ROOT / config.EXAMPLE_NAME).read_text(encoding="utf-8")

PAIRS = {
    "README.md": "README.ja.md",
    **{
        f"docs/{name}": f"docs/ja/{name}"
        for name in sorted(str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md"))
        if not name.startswith("ja/") and name not in FOR_DEVELOPERS
    },
}
"""English page -> Japanese page."""
EVERY = sorted(
    {*PAIRS, *PAIRS.values(), *(f"docs/{name}" for name in FOR_DEVELOPERS), "bench/README.md", "CHANGELOG.md"}
)
"""Every page."""


def read(name: str) -> str:
    """Return a page by its path in the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def code_blocks(text: str) -> list[tuple[str, list[str]]]:
    """Return fenced code: its language, and its lines without the remarks at their ends."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [(language, [re.sub(r"\s+# .*", "", line) for line in code.splitlines()]) for language, code in blocks]


def prose(text: str) -> str:
    """Return the text without its fenced code."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def headings(text: str) -> list[str]:
    """Return the headings, with their signs: "## Fields"."""
    return re.findall(r"^#+ .*$", prose(text), re.MULTILINE)


def anchors(text: str) -> set[str]:
    """Return the fragments that a code host makes of the headings."""
    titles = [re.sub(r"[^\w\- ]", "", heading.lstrip("# ").lower()) for heading in headings(text)]
    return {title.replace(" ", "-") for title in titles}


def section(text: str, english: str, heading: str) -> str:
    """Return what stands below a heading of the English page, or below the one in its place, down to the next heading
    of its level or above.
    """
    place = headings(english).index(heading)
    own = headings(text)[place]
    level = len(own) - len(own.lstrip("#"))
    after = prose(text).split(f"\n{own}\n", 1)[1]
    return re.split(rf"^#{{1,{level}}} ", after, maxsplit=1, flags=re.MULTILINE)[0]


def tables(text: str) -> list[list[list[str]]]:
    """Return tables as rows of cells, without their heads."""
    rows = re.findall(r"(?:^\|.*\n)+", prose(text) + "\n", re.MULTILINE)
    return [
        [[cell.strip() for cell in row.strip("|\n").split(" |")] for row in table.splitlines()[2:]] for table in rows
    ]


def spans(text: str) -> list[str]:
    """Return inline code."""
    return re.findall(r"`([^`\n]+)`", text)


def first_spans(text: str) -> list[str]:
    """Return inline code of the first column of the first table."""
    return [span for row in tables(text)[0] for span in spans(row[0])]
