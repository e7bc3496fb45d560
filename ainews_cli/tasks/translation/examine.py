"""Replies against the checks: which blocks pass, which are to be asked for once more, which stay in the original.
Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ainews_cli.models.text import Block, Finding
from ainews_cli.models.translation import TranslatedBlock
from ainews_cli.tasks.translation.plan import Plan, known
from ainews_cli.verify import Context, Glossary, Shielded, is_of_reply, judge, learn, restore

Pair = tuple[int, str]
MOST_FAULTS = 3
"""Findings about one block that are named to a model."""


@dataclass(frozen=True, slots=True)
class BlockVerdict:
    """What the checks say of one block of a reply."""

    block: Block
    text: str
    """Restored translation; "" where none came."""
    sent_back: str
    """The same as the model wrote it, with tokens: what a second try is shown."""
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing refuses it."""
        return not any(finding.hard for finding in self.findings)

    @property
    def fault(self) -> str:
        """What is wrong with it, in words."""
        return "; ".join(
            dict.fromkeys(finding.message for finding in self.findings if finding.hard and finding.message)
        )[:600]


def context_of(plan: Plan, glossary: Glossary) -> Context:
    """Return what the checks may know: the languages, the glossary, and what the translation so far settles."""
    texts = known(plan)
    pairs = [(block, block._replace(text=texts[block.id])) for block in plan.blocks if block.id in texts]
    return learn(pairs, Context(plan.source, plan.language, glossary))


def examine(
    blocks: Sequence[Block], shielded: Mapping[int, Shielded], pairs: Sequence[Pair], context: Context
) -> list[BlockVerdict]:
    """Return one verdict per block that was asked for, from all that came for these ids."""
    asked = {block.id: block for block in blocks}
    came: list[Block] = []
    tokens: list[Finding] = []
    raw: dict[int, str] = {}
    for number, text in pairs:
        if number in asked:
            restored, findings = restore(text, shielded[number])
            came.append(asked[number]._replace(text=restored))
            tokens += findings
            raw.setdefault(number, text)
    report = judge(blocks, came, context, tokens)
    texts = {block.id: block.text for block in reversed(came)}
    return [
        BlockVerdict(
            block,
            texts.get(block.id, ""),
            raw.get(block.id, ""),
            tuple(finding for finding in report.findings if finding.block == block.id),
        )
        for block in blocks
    ]


def finished(plan: Plan, verdict: BlockVerdict, first: Sequence[Finding] = ()) -> TranslatedBlock:
    """Return what is stored of a block: the translation and its warnings, or the original and why. `first`: what a
    first try was refused for.
    """
    key = plan.hashes[verdict.block.id]
    if not verdict.passed:
        return TranslatedBlock(key, verdict.block.text, verdict.findings)
    mended = tuple(finding._replace(hard=False, repaired=True) for finding in first if finding.hard)
    return TranslatedBlock(key, verdict.text, mended + verdict.findings)


def review(plan: Plan, glossary: Glossary) -> list[TranslatedBlock]:
    """Judge the whole document once more, now that all of it is known; return the stored blocks that this changes."""
    texts = known(plan)
    source = [block for block in plan.blocks if block.id in texts]
    translated = [block._replace(text=texts[block.id]) for block in source]
    report = judge(source, translated, Context(plan.source, plan.language, glossary))
    changed: dict[str, TranslatedBlock] = {}
    for block in source:
        key = plan.hashes.get(block.id, "")
        if not key:
            continue
        before = changed.get(key, plan.done[key])
        kept = [finding for finding in before.findings if finding.repaired or is_of_reply(finding)]
        findings = (*kept, *(finding for finding in report.findings if finding.block == block.id))
        hard = any(finding.hard for finding in findings)
        after = TranslatedBlock(key, block.text if hard else before.text, findings)
        if [finding._replace(block=0) for finding in after.findings] != [
            finding._replace(block=0) for finding in before.findings
        ]:
            changed[key] = after
    return list(changed.values())
