"""A translated article: what became of each block, after the checks; and what the run cost."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from typing import Literal, NamedTuple

from ainews_cli.models.text import Finding

BlockStatus = Literal["translated", "refused", "missing", "same", "untouched"]
Stop = Literal["", "no_model", "budget", "model"]


class TranslatedBlock(NamedTuple):
    """The finished translation of one block."""

    block_hash: str
    """Hash of the block's source text."""
    text: str
    """Inline Markdown in the target language; the original where a check refused the translation."""
    findings: tuple[Finding, ...] = ()
    """What the checks had to say; a hard one means that `text` is the original."""

    @property
    def refused(self) -> bool:
        """Tell whether a check refused the translation."""
        return any(finding.hard for finding in self.findings)


class BlockResult(NamedTuple):
    """One block of the article."""

    id: int
    status: BlockStatus
    """ "translated": passed the checks. "refused": failed them also on the second try (or the model declined), shown in
    the original.
    "missing": not translated yet. "same": in the target language already. "untouched": code, an image, nothing to
    translate."""
    text: str | None = None
    """The translation, inline Markdown; None where the original is shown."""
    findings: tuple[Finding, ...] = ()
    """What the checks had to say: hard ones of a refused block; warnings; with `repaired` what was wrong with the first
    answer.
    """

    @property
    def repaired(self) -> bool:
        """Tell whether it passed on the second try."""
        return self.status == "translated" and any(finding.repaired for finding in self.findings)


class TranslationOutcome(NamedTuple):
    """The outcome for one article."""

    item_id: int
    language: str
    """Target language, BCP 47."""
    source_language: str
    """Primary subtag, "" where it is not known."""
    results: tuple[BlockResult, ...]
    """One per block of the article, in its order."""
    stopped: Stop = ""
    """Why blocks are missing: the engine translates nothing, the budget, the model."""
    reason: str = ""
    """The same in words, "" when nothing is missing."""
    bought: int = 0
    """Blocks that were answered in this run; the others came from the store."""
    cost: float = 0.0
    """US dollars of this run."""

    @property
    def blocks(self) -> dict[int, str | None]:
        """Block id -> translation, None where the original is shown."""
        return {result.id: result.text for result in self.results}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return all findings, in the order of the blocks."""
        return tuple(finding for result in self.results for finding in result.findings)

    @property
    def repaired(self) -> tuple[int, ...]:
        """Return the ids of the blocks that passed on the second try."""
        return tuple(result.id for result in self.results if result.repaired)

    def count(self, *statuses: BlockStatus) -> int:
        """Count the blocks that ended so."""
        return sum(result.status in statuses for result in self.results)
