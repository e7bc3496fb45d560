"""Options that several commands share, each declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Limit = Annotated[
    int | None,
    typer.Option(
        "--limit", "-n", min=1, max=10_000, help="How many items to show ([digest] limit unless given).", metavar="N"
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help="terminal, markdown, html, json, rss or email. Default: terminal on a TTY, else markdown.",
        metavar="FORMAT",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead of stdout.", metavar="FILE")
]
Fetch = Annotated[bool, typer.Option("--fetch", help="Fetch the feeds first.")]
NoAnalyse = Annotated[bool, typer.Option("--no-analyse", help="Make no network call at all: show what is stored.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be analysed and its price; spend nothing.")]
Budget = Annotated[
    float | None,
    typer.Option(
        "--budget", min=0, help="US dollars this run may spend, instead of [budget] usd_per_run.", metavar="USD"
    ),
]
Day = Annotated[
    str | None,
    typer.Argument(
        help="A day: 2026-06-05, today, yesterday, or -- -3 for three days ago. Default: the last 24 hours.",
        metavar="[DATE]",
    ),
]
Stories = Annotated[
    bool,
    typer.Option(
        "--stories/--no-stories", help="Show an event once, with its other reports (the default), or every item."
    ),
]
Original = Annotated[bool, typer.Option("--original", help="Show the original text, too.")]
Bilingual = Annotated[bool, typer.Option("--bilingual", help="Show original and translation side by side.")]
Audit = Annotated[
    bool, typer.Option("--audit", help="Show what the checks said of every block, and where every quote stands.")
]
Share = Annotated[bool, typer.Option("--share", help="Add a short text to paste elsewhere.")]
