"""The table of the checks: a new one is a row here and a file with its function.

A label for readers may be added to the texts, under "check.NAME"; without one its name is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from ainews_cli.models.text import REFUSAL, REPLY, Block, Finding
from ainews_cli.verify.context import Context
from ainews_cli.verify.lengths import check_length, check_sentences
from ainews_cli.verify.links import check_links
from ainews_cli.verify.numbers import check_dates, check_numbers, check_units
from ainews_cli.verify.script import check_leftover, check_script
from ainews_cli.verify.structure import check_brackets, check_code, check_emphasis, check_loops, check_structure
from ainews_cli.verify.terms import check_glossary, check_names, check_negation

BlockCheck: TypeAlias = Callable[[Block, Block, Context], Iterable[Finding]]
"""Takes a block, its translation and what holds for the document; the findings need not name the check."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it looks at, and what its findings mean."""

    name: str
    about: str
    function: BlockCheck | None = None
    """None for those that need more than a block and its translation: `restore` and `judge` make their findings."""
    hard: bool = True
    """It refuses a block; otherwise it only warns. A single finding of a hard check may still only warn."""
    of_reply: bool = False
    """It looks at what the model sent, and so cannot find again in the stored text what it found there."""

    def findings(self, source: Block, translated: Block, context: Context) -> Iterable[Finding]:
        """Yield what it says about a block, under its name; nothing where it has no function."""
        for finding in self.function(source, translated, context) if self.function else ():
            yield finding._replace(check=self.name, hard=finding.hard and self.hard)


TOKENS = Check("tokens", "every shielded span comes back once, in its block", of_reply=True)
BLOCKS = Check("blocks", "every block of the source is there once, and no other", of_reply=True)
LINKS = Check("links", "addresses", check_links)
ORDER = Check("order", "no two blocks exchanged")

_ROWS = (
    TOKENS,
    BLOCKS,
    Check("structure", "kind of block, cells of a table", check_structure),
    Check("script", "the target's script", check_script),
    Check("leftover", "no sentence left in the source's language", check_leftover),
    Check("numbers", "numbers, versions, percentages, times", check_numbers),
    Check("units", "units and currencies", check_units),
    Check("dates", "dates and days of the week", check_dates),
    LINKS,
    Check("code", "code spans and code blocks", check_code),
    Check("emphasis", "emphasis closed inside the block", check_emphasis),
    Check("brackets", "brackets, quotation marks, backticks", check_brackets),
    Check("loops", "no repetition loop", check_loops),
    Check("length", "length for the language pair", check_length),
    Check("sentences", "no sentence lost or added", check_sentences),
    ORDER,
    Check("glossary", "terms as the glossary says; shipped terms warn", check_glossary),
    Check("names", "names in Latin letters", check_names, hard=False),
    Check("negation", "negation", check_negation, hard=False),
)
CHECKS: dict[str, Check] = {check.name: check for check in _ROWS}
"""Name -> check, in the order in which they look at a block."""

_OF_WHOLE_REPLY = {
    REPLY: Check(REPLY, "a reply that could be read, and was whole", of_reply=True),
    REFUSAL: Check(REFUSAL, "no refusal by the model"),
}


def is_of_reply(finding: Finding) -> bool:
    """Return whether a finding is about what the model sent and cannot be found again in what is stored of it."""
    check = CHECKS.get(finding.check) or _OF_WHOLE_REPLY.get(finding.check)
    return check is not None and check.of_reply
