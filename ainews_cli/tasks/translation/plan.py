"""What an article's translation consists of, and what of it is in the store. Needs no engine and none of the checks."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from ainews_cli.base.hashing import text_digest
from ainews_cli.llm.versions import TRANSLATION
from ainews_cli.models.item import Item
from ainews_cli.models.text import Block, Finding
from ainews_cli.models.translation import BlockResult, Stop, TranslatedBlock, TranslationOutcome
from ainews_cli.tasks.translation.language import already, guess, untranslatable

Pairs = Sequence[tuple[str, str]]


class TranslationStore(Protocol):
    """The part of the store that is used here."""

    def translations(
        self, item_id: int, *, language: str, glossary_hash: str, prompt_version: str, model: str
    ) -> dict[str, TranslatedBlock]:
        """Return finished blocks of an item by the hash of their source text."""

    def save_translations(
        self,
        item_id: int,
        blocks: Sequence[TranslatedBlock],
        *,
        language: str,
        glossary_hash: str,
        prompt_version: str,
        model: str,
        now: datetime,
    ) -> None:
        """Commit finished blocks."""


class Plan(NamedTuple):
    """One article on its way into one language. `done` and `doubts` grow while blocks are translated; all else
    stays.
    """

    item: Item
    blocks: tuple[Block, ...]
    language: str
    source: str
    """Primary subtag of the article's language, "" where it is not known."""
    title: str
    """The title as the analysis has it, "" without one."""
    glossary: tuple[tuple[str, str], ...]
    """The reader's own terms that the article uses."""
    glossary_hash: str
    prompt_version: str
    model: str
    hashes: dict[int, str]
    """Block id -> hash, of the blocks that need a translation. Blocks with the same text share one."""
    settled: dict[int, BlockResult]
    """The others: what became of them needs no engine."""
    done: dict[str, TranslatedBlock]
    """By hash: what is finished."""
    doubts: dict[int, tuple[Finding, ...]]
    """Findings about blocks whose second try could not be made; not stored, they are asked for again."""

    @property
    def open(self) -> tuple[Block, ...]:
        """Blocks that are still to be translated, each text once."""
        first = {self.hashes[block.id]: block for block in reversed(self.blocks) if block.id in self.hashes}
        return tuple(
            block
            for block in self.blocks
            if block.id in self.hashes and (key := self.hashes[block.id]) not in self.done and first[key] is block
        )

    def text_of(self, block: Block) -> str | None:
        """Return the block's translation so far; None where there is none or the original is shown."""
        return self.result(block).text

    def result(self, block: Block) -> BlockResult:
        """Return what became of a block so far."""
        if block.id in self.settled:
            return self.settled[block.id]
        stored = self.done.get(self.hashes[block.id])
        if stored is None:
            return BlockResult(block.id, "missing", findings=self.doubts.get(block.id, ()))
        findings = tuple(finding._replace(block=block.id) for finding in stored.findings)
        if any(finding.hard for finding in findings):
            return BlockResult(block.id, "refused", findings=findings)
        return BlockResult(block.id, "translated", stored.text, findings)

    def outcome(
        self, *, stopped: Stop = "", reason: str = "", bought: int = 0, cost: float = 0.0
    ) -> TranslationOutcome:
        """Return what became of the article so far."""
        results = tuple(map(self.result, self.blocks))
        return TranslationOutcome(self.item.id, self.language, self.source, results, stopped, reason, bought, cost)


def commit(plan: Plan, blocks: Sequence[TranslatedBlock], store: TranslationStore, now: datetime) -> None:
    """Save finished blocks, in the store and in the plan."""
    if not blocks:
        return
    store.save_translations(
        plan.item.id,
        blocks,
        language=plan.language,
        glossary_hash=plan.glossary_hash,
        prompt_version=plan.prompt_version,
        model=plan.model,
        now=now,
    )
    plan.done.update({block.block_hash: block for block in blocks})


def prepare(
    item: Item,
    blocks: Sequence[Block],
    store: TranslationStore,
    *,
    language: str,
    glossary: Pairs,
    title: str,
    model: str,
) -> Plan:
    """Return what the translation of an item's blocks consists of, with what is stored of it.

    `glossary`: the reader's terms; `title`: the translated title, which a heading that repeats the article's title
    takes too ("" without one).
    """
    text = "\n".join((item.entry.title, *(block.text for block in blocks if block.kind != "code")))
    source = guess(text, item.entry.language)
    terms = _used(glossary, text)
    heading = title and not already(item.entry.title, language, source)
    settled: dict[int, BlockResult] = {}
    for block in blocks:
        if untranslatable(block):
            settled[block.id] = BlockResult(block.id, "untouched")
        elif already(block.text, language, source):
            settled[block.id] = BlockResult(block.id, "same")
        elif heading and _repeats(block, item.entry.title):
            settled[block.id] = _headed(block, title, language, source)
    hashes = {block.id: block_hash(block) for block in blocks if block.id not in settled}
    key = {"language": language, "glossary_hash": _glossary_hash(terms), "prompt_version": TRANSLATION, "model": model}
    done = store.translations(item.id, **key) if hashes else {}
    return Plan(
        item,
        tuple(blocks),
        language,
        source,
        title,
        terms,
        key["glossary_hash"],
        key["prompt_version"],
        model,
        hashes,
        settled,
        done,
        {},
    )


def _headed(block: Block, title: str, language: str, source: str) -> BlockResult:
    """Return a heading under the analysis's title, if that passes the checks as its translation."""
    # border: verify compiles patterns for 0.1 s
    from ainews_cli.verify import Context, check_block

    findings = check_block(block, block._replace(text=title), Context(source, language))
    if any(finding.hard for finding in findings):
        return BlockResult(block.id, "refused", findings=findings)
    return BlockResult(block.id, "translated", title, findings)


def block_hash(block: Block) -> str:
    """Return the hash of what is translated: the text and the kind (a heading is worded unlike a sentence); 32 hex
    digits.
    """
    return text_digest(f"{block.kind}\0{block.text}")


def _used(glossary: Pairs, text: str) -> tuple[tuple[str, str], ...]:
    """Return the terms that stand in the text: those alone decide whether a translation is still the right one."""
    folded = text.casefold()
    return tuple((term, translation) for term, translation in glossary if term.strip().casefold() in folded)


def _glossary_hash(terms: Pairs) -> str:
    """Return the hash of the reader's terms only: the shipped vocabulary advises and does not refuse, and a release
    that adds to it must not sell anything twice.
    """
    joined = "\0".join(f"{term.strip().casefold()}\1{translation.strip()}" for term, translation in sorted(terms))
    return text_digest(joined, 16)


def _repeats(block: Block, title: str) -> bool:
    return block.kind == "heading" and _folded(block.text) == _folded(title)


def _folded(text: str) -> str:
    return " ".join(text.replace("*", "").replace("`", "").casefold().split())


def known(plan: Plan) -> Mapping[int, str]:
    """Return block id -> translation, of the blocks that have one."""
    texts = ((block.id, plan.text_of(block)) for block in plan.blocks)
    return {number: text for number, text in texts if text is not None}
