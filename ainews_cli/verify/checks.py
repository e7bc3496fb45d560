"""The table of the checks: a new one is a row here and a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ainews_cli.models.text import Block, Finding
from ainews_cli.verify.context import Context
from ainews_cli.verify.lengths import check_length, check_sentences
from ainews_cli.verify.links import check_links
from ainews_cli.verify.numbers import check_dates, check_numbers, check_units
from ainews_cli.verify.script import check_leftover, check_script
from ainews_cli.verify.structure import check_brackets, check_code, check_emphasis, check_loops, check_structure
from ainews_cli.verify.terms import check_glossary, check_names, check_negation

BlockCheck: TypeAlias = Callable[[Block, Block, Context], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it looks at, and whether it refuses a block or only warns."""

    about: str
    hard: bool = True
    function: BlockCheck | None = None
    """None for those that need more than a block and its translation: `tokens` (in `restore`), `blocks` and `order` (in
    `judge`).
    """


CHECKS: dict[str, Check] = {
    "tokens": Check("every shielded span comes back once, in its block"),
    "blocks": Check("every block of the source is there once, and no other"),
    "structure": Check("kind of block, cells of a table", function=check_structure),
    "script": Check("the target's script", function=check_script),
    "leftover": Check("no sentence left in the source's language", function=check_leftover),
    "numbers": Check("numbers, versions, percentages, times", function=check_numbers),
    "units": Check("units and currencies", function=check_units),
    "dates": Check("dates and days of the week", function=check_dates),
    "links": Check("addresses", function=check_links),
    "code": Check("code spans and code blocks", function=check_code),
    "emphasis": Check("emphasis closed inside the block", function=check_emphasis),
    "brackets": Check("brackets, quotation marks, backticks", function=check_brackets),
    "loops": Check("no repetition loop", function=check_loops),
    "length": Check("length for the language pair", function=check_length),
    "sentences": Check("no sentence lost or added", function=check_sentences),
    "order": Check("no two blocks exchanged"),
    "glossary": Check("terms as the glossary says; shipped terms warn", function=check_glossary),
    "names": Check("names in Latin letters", hard=False, function=check_names),
    "negation": Check("negation", hard=False, function=check_negation),
}
