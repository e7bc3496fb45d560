"""Measures the checks on translations: false alarms on good human translations, and faults caught.

    python bench/verify.py PAIRS_DIR [--json] [--seed N] [--names]
    python bench/verify.py --judge SOURCE.md TRANSLATION.md [--json]

PAIRS_DIR holds NAME.en.md beside NAME.ja.md. Shares are fractions of 1.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from _verify.align import align
from _verify.faults import FAULTS, Pool, pool_of
from _verify.markdown import blocks_of
from _verify.shielded import shielded_faults

from ainews_cli.models.text import Block, Finding
from ainews_cli.verify import CHECKS, Context, check_block, combine, judge, learn
from ainews_cli.verify.glossary import Term
from ainews_cli.verify.sentences import sentences
from ainews_cli.verify.text import prose

PER_PAGE = 40
"""Blocks of one page that get each fault, at most."""
WARNINGS = frozenset({"name replaced", "negation flipped"})
"""Faults that only warn: any finding counts as caught, elsewhere only one that refuses."""


@dataclass(slots=True)
class Pair:
    """A page and its translation, aligned; translated blocks carry the ids of their sources."""

    name: str
    source: tuple[Block, ...]
    judged: dict[int, Block]
    translated: dict[int, Block]
    unaligned: int
    findings: tuple[Finding, ...] = ()
    context: Context = field(default_factory=Context)

    @property
    def prose(self) -> list[int]:
        """Ids of the aligned blocks of prose."""
        return [number for number, block in self.judged.items() if block.kind not in ("code", "image")]


def load(folder: Path) -> list[Pair]:
    """Return the pairs of a folder, aligned and judged as they are."""
    pairs = []
    for english in sorted(folder.glob("*.en.md")):
        japanese = english.with_name(english.name.replace(".en.md", ".ja.md"))
        if japanese.exists():
            pairs.append(
                _pair(english.name.removesuffix(".en.md"), english.read_text("utf-8"), japanese.read_text("utf-8"))
            )
    return pairs


def _pair(name: str, english: str, japanese: str) -> Pair:
    source, other = blocks_of(english), blocks_of(japanese)
    both = [(source[a], other[b]) for a, b in align(source, other) if a is not None and b is not None]
    translated = {block.id: match._replace(id=block.id, kind=block.kind) for block, match in both}
    judged = {block.id: block for block, _ in both}
    context = Context(glossary=combine((), "ja"))
    report = judge(list(judged.values()), list(translated.values()), context)
    return Pair(
        name,
        source,
        judged,
        translated,
        len(source) - len(both),
        report.findings,
        learn(list(zip(judged.values(), translated.values(), strict=True)), context),
    )


def false_alarms(pairs: list[Pair]) -> dict[str, float]:
    """Check -> share of the prose blocks it has a finding on; "any": of all hard checks together; numbers also among
    blocks with digits.
    """
    total = sum(len(pair.prose) for pair in pairs)
    digits = sum(bool(re.search(r"\d", prose(pair.judged[number].text))) for pair in pairs for number in pair.prose)
    hits: Counter[str] = Counter()
    for pair in pairs:
        by_block: defaultdict[int, set[str]] = defaultdict(set)
        for finding in pair.findings:
            by_block[finding.block] |= {finding.check, *(["any"] if finding.hard else [])}
        hits.update(check for number in pair.prose for check in by_block[number])
    shares = {check: hits[check] / max(total, 1) for check in (*CHECKS, "any")}
    return shares | {"numbers_of_blocks_with_digits": hits["numbers"] / max(digits, 1)}


def caught(pairs: list[Pair], rng: random.Random) -> tuple[dict[str, float], dict[str, int]]:
    """Return fault -> share caught, and fault -> how many were tried."""
    tried: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    texts = [block.text for pair in pairs for number, block in pair.translated.items() if number in pair.prose]
    pool = pool_of(texts, combine((), "ja"))
    for pair in pairs:
        for fault in FAULTS:
            for number in rng.sample(pair.prose, min(PER_PAGE, len(pair.prose))):
                for label, hit in _try(pair, number, fault, rng, pool):
                    tried[label] += 1
                    seen[label] += hit
        for label, hit in (*_document_faults(pair, rng, pool), *shielded_faults(list(pair.judged.values()), rng)):
            tried[label] += 1
            seen[label] += hit
    return {label: seen[label] / tried[label] for label in sorted(tried)}, dict(tried)


def _try(pair: Pair, number: int, fault: str, rng: random.Random, pool: Pool) -> list[tuple[str, bool]]:
    source, translated = pair.judged[number], pair.translated[number]
    faulty = FAULTS[fault](translated.text, source, rng, pool)
    if faulty is None or faulty == translated.text:
        return []
    context = pair.context
    if fault == "glossary ignored":
        own = tuple(
            Term(term.source, (*term.accepted, term.source, *term.forms), True, term.forms) for term in context.glossary
        )
        context = replace(context, glossary=own)
    before = {(finding.check, finding.message) for finding in check_block(source, translated, context)}
    found = [
        finding
        for finding in check_block(source, translated._replace(text=faulty), context)
        if (finding.check, finding.message) not in before
    ]
    label = fault
    if fault == "sentence dropped":
        count = len(sentences(prose(source.text)))
        label = f"{fault}, of {count if count < 4 else '4 or more'}" if count > 1 else f"{fault}, of a source of 1"
    return [(label, any(finding.hard or fault in WARNINGS for finding in found))]


def _document_faults(pair: Pair, rng: random.Random, pool: Pool) -> list[tuple[str, bool]]:
    flowing = [number for number in pair.prose if pair.judged[number].kind != "table"]
    results = []
    for first, second in rng.sample(list(pairwise(flowing)), min(PER_PAGE, max(len(flowing) - 1, 0))):
        a, b = pair.translated[first], pair.translated[second]
        if a.text == b.text:
            continue
        changed = pair.translated | {first: a._replace(text=b.text), second: b._replace(text=a.text)}
        near = range(first - 6, second + 7)
        ours = [block for number, block in pair.judged.items() if number in near]
        report = judge(ours, [changed[block.id] for block in ours], pair.context)
        results.append(
            (
                "neighbours swapped",
                any(finding.hard and finding.block in (first, second) for finding in report.findings),
            )
        )
    for number in rng.sample(flowing, min(6, len(flowing))):
        rest = tuple(block for other, block in pair.translated.items() if other != number)
        gone = {row for row, column in align(tuple(pair.judged.values()), rest) if column is None}
        results.append(("block dropped", list(pair.judged).index(number) in gone if gone else False))
        longer = list(pair.translated.values())
        at = list(pair.translated).index(number)
        longer.insert(at, Block(0, "paragraph", "".join(rng.sample(pool.sentences, min(2, len(pool.sentences))))))
        extra = {column for row, column in align(tuple(pair.judged.values()), tuple(longer)) if row is None}
        results.append(("block added", at in extra))
    return results


def judge_files(source_file: Path, translation_file: Path) -> list[dict[str, object]]:
    """Every finding on a page and its translation: blocks are those of the source; added ones are numbered on from its
    last.
    """
    source, other = blocks_of(source_file.read_text("utf-8")), blocks_of(translation_file.read_text("utf-8"))
    translated = []
    spare = len(source)
    for row, column in align(source, other):
        if row is not None and column is not None:
            translated.append(other[column]._replace(id=source[row].id))
        elif column is not None:
            spare += 1
            translated.append(other[column]._replace(id=spare))
    report = judge(source, translated, Context(glossary=combine((), "ja")))
    return [
        {"block": each.block, "check": each.check, "message": each.message, "hard": each.hard}
        for each in report.findings
    ]


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="?", type=Path)
    parser.add_argument("--judge", nargs=2, type=Path, metavar=("SOURCE", "TRANSLATION"))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--names", action="store_true", help="list every finding on the human pages by name")
    options = parser.parse_args()
    if options.judge:
        findings = judge_files(*options.judge)
        lines = [f"¶{each['block']} {each['check']}: {each['message']}" for each in findings]
        print(json.dumps(findings, ensure_ascii=False, indent=1) if options.json else "\n".join(lines))
        return 0
    if options.pairs is None or not options.pairs.is_dir():
        parser.error("name a folder of pairs (NAME.en.md beside NAME.ja.md), or --judge SOURCE.md TRANSLATION.md")
    pairs = load(options.pairs)
    shares, tried = caught(pairs, random.Random(options.seed))
    total = sum(len(pair.source) for pair in pairs)
    result = {
        "blocks": total,
        "prose_blocks": sum(len(pair.prose) for pair in pairs),
        "judged": sum(len(pair.judged) for pair in pairs) / max(total, 1),
        "unaligned": sum(pair.unaligned for pair in pairs) / max(total, 1),
        "false_alarms": false_alarms(pairs),
        "caught": shares,
        "tried": tried,
    }
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        _print(result, pairs if options.names else [])
    return 0


def _print(result: dict[str, object], pairs: list[Pair]) -> None:
    alarms, shares, tried = result["false_alarms"], result["caught"], result["tried"]
    assert isinstance(alarms, dict)
    assert isinstance(shares, dict)
    assert isinstance(tried, dict)
    print(
        f"{result['blocks']} blocks, {result['prose_blocks']} of prose; judged {result['judged']:.1%}, unaligned "
        f"{result['unaligned']:.1%}\n"
    )
    print("| check | false alarms |\n|---|---:|")
    for check, share in alarms.items():
        print(f"| {check}{'' if check not in CHECKS or CHECKS[check].hard else ' (warns)'} | {share:.2%} |")
    print("\n| fault | caught | tried |\n|---|---:|---:|")
    for fault, share in shares.items():
        print(f"| {fault} | {share:.1%} | {tried[fault]} |")
    for pair in pairs:
        for finding in pair.findings:
            print(f"{pair.name} ¶{finding.block} {finding.check}: {finding.message}")


if __name__ == "__main__":
    sys.exit(main())
