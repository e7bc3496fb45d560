"""How an article is cut for a model, and the task for one piece. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ainews_cli.llm.engine import TranslationTask
from ainews_cli.llm.tokens import estimate_tokens
from ainews_cli.models.text import Block
from ainews_cli.tasks.translation.plan import Plan, known
from ainews_cli.verify import Glossary, Shielded, combine, shield, terms_in

CHUNK_TOKENS = 1_000
"""Estimated tokens of the blocks of one request: enough that the instructions weigh little, few enough that a reply
takes seconds.
"""
BLOCK_TOKENS = 12
"""What a block adds by its id and kind."""
MOST_BLOCKS = 30
_BEFORE = 3
"""Blocks of context before a chunk."""
_CONTEXT_CHARACTERS = 400
"""Of each of them, from its end."""


def chunks(blocks: Iterable[Block]) -> list[tuple[Block, ...]]:
    """Return the blocks in order, in groups of at most CHUNK_TOKENS and MOST_BLOCKS; a block that is longer stands
    alone.
    """
    groups: list[list[Block]] = []
    used = 0
    for block in blocks:
        tokens = estimate_tokens(shield(block).text) + BLOCK_TOKENS
        if not groups or used + tokens > CHUNK_TOKENS or len(groups[-1]) == MOST_BLOCKS:
            groups.append([])
            used = 0
        groups[-1].append(block)
        used += tokens
    return [tuple(group) for group in groups]


def halves(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return two pieces with about the same number of blocks, neither empty where there are two."""
    middle = (len(blocks) + 1) // 2
    return tuple(blocks[:middle]), tuple(blocks[middle:])


def glossary_of(plan: Plan) -> Glossary:
    """Return the reader's terms that the article uses, and the shipped vocabulary of the target language."""
    return combine(plan.glossary, plan.language)


def task_of(
    plan: Plan,
    blocks: Sequence[Block],
    shielded: Sequence[Shielded],
    glossary: Glossary,
    *,
    faults: Sequence[tuple[int, str, str]] = (),
    room: int = 1,
) -> TranslationTask:
    """Return the task for some blocks of the plan's article."""

    entry = plan.item.entry
    used = terms_in("\n".join(block.text for block in blocks), glossary)
    return TranslationTask(
        item_id=plan.item.id,
        title=entry.title,
        url=entry.url,
        language=plan.language,
        blocks=tuple(block._replace(text=hidden.text) for block, hidden in zip(blocks, shielded, strict=True)),
        source_language=plan.source,
        translated_title=plan.title,
        before=_before(plan, blocks[0]),
        terms=tuple((term.source, term.accepted[0]) for term in used if term.accepted),
        faults=tuple(faults),
        article=plan.blocks,
        room=room,
    )


def _before(plan: Plan, first: Block) -> tuple[tuple[str, str], ...]:
    """Return what stands before a block, prose only, with its translation where there is one."""
    texts = known(plan)
    earlier = [block for block in plan.blocks if block.kind not in ("code", "image", "table")]
    place = next((index for index, block in enumerate(earlier) if block.id >= first.id), len(earlier))
    shown = earlier[max(0, place - _BEFORE) : place]
    return tuple((block.text[-_CONTEXT_CHARACTERS:], texts.get(block.id, "")[-_CONTEXT_CHARACTERS:]) for block in shown)
