"""The translation on an article's page: the text, its marks, and one line that says what was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.page import BilingualPart, BlocksPart, Section, TextPart
from ainews_cli.models.text import REPLY
from ainews_cli.texts import has, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ainews_cli.models.page import Part
    from ainews_cli.models.text import Block
    from ainews_cli.models.translation import BlockResult, TranslationOutcome


def text_sections(
    blocks: Sequence[Block],
    outcome: TranslationOutcome | None,
    source: str,
    language: str,
    *,
    bilingual: bool,
    numbered: bool,
) -> tuple[Section, ...]:
    """Return the translation with the verdict below it, alone or beside the original; () where no block has one.

    `source`: language of the original.
    """
    if outcome is None or not outcome.count("translated"):
        return ()
    texts, marks = outcome.blocks, block_marks(outcome, language)
    pairs = [(block, texts.get(block.id)) for block in blocks]
    part: Part
    if bilingual:
        beside = tuple((block, None if words is None else block._replace(text=words)) for block, words in pairs)
        part = BilingualPart(beside, outcome.source_language or source, outcome.language, marks)
    else:
        shown = tuple(block if words is None else block._replace(text=words) for block, words in pairs)
        part = BlocksPart(shown, outcome.language, marks, numbered)
    key = "bilingual" if bilingual else "translation"
    return (Section(key, text(language, f"section.{key}"), (part, TextPart(verdict(outcome, language), "note"))),)


def block_marks(outcome: TranslationOutcome, language: str) -> tuple[tuple[int, str], ...]:
    """Return (block id, note) of the blocks that are shown in the original although they were to be translated."""
    marks = []
    for result in outcome.results:
        if result.status == "refused":
            marks.append((result.id, text(language, "block.kept", checks=_checks([result], language))))
        elif result.status == "missing":
            marks.append((result.id, text(language, "block.missing")))
    return tuple(marks)


def verdict(outcome: TranslationOutcome, language: str) -> str:
    """Say in one line how many blocks were checked, how many stand in the original and why, how many are missing."""
    refused = [result for result in outcome.results if result.status == "refused"]
    checked, missing = outcome.count("translated"), outcome.count("missing")
    parts = [text(language, "translation.checked", n=checked)]
    if refused:
        parts.append(text(language, "translation.refused", n=len(refused), checks=_checks(refused, language)))
    if missing:
        parts.append(text(language, "translation.missing", n=missing))
    return text(
        language,
        "translation.blocks",
        n=checked + len(refused) + missing,
        parts=text(language, "list.comma").join(parts),
    )


def untranslated_note(outcome: TranslationOutcome | None, language: str) -> str:
    """Say why the original stands alone, in one line; "" where nothing was to be translated."""
    if outcome is None or not outcome.count("translated", "refused", "missing"):
        return ""
    if outcome.stopped == "no_model":
        return outcome.reason
    if outcome.stopped:
        return text(language, f"translation.{outcome.stopped}")
    return f"{text(language, 'translation.refused_all')} {verdict(outcome, language)}"


def missing_line(outcome: TranslationOutcome | None, language: str) -> tuple[str, ...]:
    """Return the footer's line about what the budget or the model left out, if anything."""
    missing = outcome.count("missing") if outcome else 0
    if not outcome or not missing or outcome.stopped not in ("budget", "model"):
        return ()
    key = "footer.untranslated" if outcome.stopped == "budget" else "footer.translation_failed"
    return (text(language, key, n=missing),)


def check_name(name: str, language: str) -> str:
    """Return a check's name for readers; as its row has it where there is no text for it."""
    return text(language, key) if has(key := f"check.{name}") else name


def _checks(results: Sequence[BlockResult], language: str) -> str:
    """Name what refused the blocks: the first check of each."""
    names = dict.fromkeys(
        next((finding.check for finding in result.findings if finding.hard), REPLY) for result in results
    )
    return text(language, "list.comma").join(check_name(name, language) for name in names)
