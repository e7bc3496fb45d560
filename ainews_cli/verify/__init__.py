"""The checks on a translation: nothing is printed as translated that the source does not carry.

`shield` and `restore` keep links and code away from the model; `judge` runs the table `CHECKS` over a document;
`confirm_quote` and `numbers_supported` check an analysis against its source; `combine` and `terms_in` serve the
glossary. Pure functions, no input or output but the shipped glossary.
"""

from __future__ import annotations

from ainews_cli.verify.checks import CHECKS, Check, is_of_reply
from ainews_cli.verify.context import Context
from ainews_cli.verify.glossary import Glossary, Term, combine, terms_in
from ainews_cli.verify.judge import JudgeReport, check_block, judge, learn
from ainews_cli.verify.quotes import confirm_quote, numbers_supported
from ainews_cli.verify.shield import Shielded, restore, shield

__all__ = [
    "CHECKS",
    "Check",
    "Context",
    "Glossary",
    "JudgeReport",
    "Shielded",
    "Term",
    "check_block",
    "combine",
    "confirm_quote",
    "is_of_reply",
    "judge",
    "learn",
    "numbers_supported",
    "restore",
    "shield",
    "terms_in",
]
