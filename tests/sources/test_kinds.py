"""The kinds of sources."""

from __future__ import annotations

import subprocess
import sys


def test_kinds_load_no_parser_until_they_are_used() -> None:
    code = (
        "import sys, ainews_cli.sources.kinds as s; s.KINDS['feed'];"
        " heavy = {'lxml', 'feedparser', 'charset_normalizer'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
