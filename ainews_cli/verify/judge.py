"""All checks over a whole document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ainews_cli.models.text import Block, Finding
from ainews_cli.verify.checks import BLOCKS, CHECKS, LINKS
from ainews_cli.verify.context import Context
from ainews_cli.verify.links import addresses
from ainews_cli.verify.order import check_order
from ainews_cli.verify.text import HAN, KANA, code_spans, count, fold_width, latin_words, prose
from ainews_cli.verify.words import FUNCTION_WORDS

_MIN_KEPT = 2
_MIN_REQUIRED = 4
_REQUIRED_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class JudgeReport:
    """The findings of all checks about one translation."""

    findings: tuple[Finding, ...]
    checked: int
    """Blocks of the source that were checked."""
    refused: tuple[tuple[int, str], ...]
    """(block id, check) for each block to be shown in the original: the first hard finding of each."""

    @property
    def counts(self) -> dict[str, int]:
        """Check -> number of blocks that it refused first."""
        return dict(Counter(check for _, check in self.refused))

    @property
    def accepted(self) -> bool:
        """Return whether nothing was refused."""
        return not self.refused


def judge(
    source: Sequence[Block], translated: Sequence[Block], context: Context, tokens: Iterable[Finding] = ()
) -> JudgeReport:
    """Check a translation against its source, blocks matched by id.

    `tokens`: the findings that `restore` gave; they come first. Blocks missing, doubled or added are findings of
    BLOCKS.
    """
    findings = list(tokens)
    came = Counter(block.id for block in translated)
    there = {block.id: block for block in reversed(translated)}
    known = {block.id for block in source}
    findings += [Finding(block.id, BLOCKS.name, "the block is missing") for block in source if not came[block.id]]
    findings += [
        Finding(number, BLOCKS.name, "the block came more than once") for number, times in came.items() if times > 1
    ]
    findings += _added([block for block in translated if block.id not in known], source)
    pairs = [(block, there[block.id]) for block in source if block.id in there]
    context = learn(pairs, context)
    for ours, theirs in pairs:
        findings += check_block(ours, theirs, context)
    findings += check_order(pairs)
    refused: dict[int, str] = {}
    for finding in findings:
        if finding.hard:
            refused.setdefault(finding.block, finding.check)
    return JudgeReport(tuple(findings), len(source), tuple(refused.items()))


def _added(blocks: Sequence[Block], source: Sequence[Block]) -> list[Finding]:
    """Return findings for blocks that the source does not have: one each, and one for each address that stands nowhere
    in the source.
    """
    known = {key for block in source for key in addresses(block.text)} if blocks else set()
    findings = []
    for block in blocks:
        findings.append(
            Finding(block.id, BLOCKS.name, f"block {block.id} is not in the source: “{_start(block.text)}”")
        )
        findings += [
            Finding(block.id, LINKS.name, f"the address {shown} is not in the source")
            for key, shown in addresses(block.text).items()
            if key not in known
        ]
    return findings


def check_block(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Run every check that looks at one block: for a second try, when the document as a whole was judged before
    (`learn` gives its context).
    """
    return tuple(finding for check in CHECKS.values() for finding in check.findings(source, translated, context))


def learn(pairs: Sequence[tuple[Block, Block]], context: Context) -> Context:
    """Return the context with what the document settles: names it keeps in Latin, words its source writes in lower
    case.
    """
    common: set[str] = set()
    said: Counter[str] = Counter()
    in_latin: Counter[str] = Counter()
    for source, translated in pairs:
        if source.kind == "code":
            continue
        words = latin_words(prose(source.text))
        common.update(word for word in words if word.islower())
        folded = {word.casefold() for word in words}
        said.update(folded)
        text = fold_width(prose(translated.text))
        latin = latin_words(text)
        if count(KANA + HAN, text) > 0.3 * sum(map(len, latin)):
            in_latin.update(folded & {word.casefold() for word in latin})
    names = frozenset(
        word
        for word, times in in_latin.items()
        if times >= _MIN_KEPT and times >= 0.4 * said[word] and word not in FUNCTION_WORDS
    )
    required = frozenset(
        word for word in names if in_latin[word] >= _MIN_REQUIRED and in_latin[word] >= _REQUIRED_SHARE * said[word]
    )
    return replace(
        context,
        kept_names=context.kept_names | names,
        required_names=context.required_names | required,
        source_words=frozenset(common),
        source_code=frozenset(re.sub(r"\s+", "", span) for source, _ in pairs for span in code_spans(source.text)),
    )


def _start(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
