"""All that the checks know beside the two blocks: the languages, the glossary, and what the whole document settles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ainews_cli.models.text import Block, Finding
from ainews_cli.verify.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Context:
    """Facts that hold for the whole document. `judge` fills in `kept_names` itself."""

    source_language: str = "en"
    """BCP 47; only the primary subtag is looked at. "" where it is unknown."""
    target_language: str = "ja"
    glossary: Glossary = ()
    """The user's terms and the shipped ones: see `glossary.combine`."""
    kept_names: frozenset[str] = frozenset()
    """Latin words, casefolded, that the translation keeps in Latin in its prose."""

    required_names: frozenset[str] = frozenset()
    """Kept names so regular that a block without them is worth a warning."""
    source_words: frozenset[str] = frozenset()
    """Words, casefolded, that the source writes in lower case somewhere: no names, though a heading may capitalise
    them.
    """

    source_code: frozenset[str] = frozenset()
    """Code spans of the whole source, white space dropped: a translator may repeat one where English says “it”."""

    @property
    def source(self) -> str:
        """Return the primary subtag of the source language, lower case."""
        return self.source_language.split("-")[0].lower()

    @property
    def target(self) -> str:
        """Return the primary subtag of the target language, lower case."""
        return self.target_language.split("-")[0].lower()


def findings(block: Block, messages: Iterable[str]) -> tuple[Finding, ...]:
    """Return one finding about a translated block for each message; the row of the check puts its name to them."""
    return tuple(Finding(block.id, "", message) for message in messages)
