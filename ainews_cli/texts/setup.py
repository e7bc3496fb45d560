"""What `ainews init` asks and says on a terminal."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "init.replace": ("{path} はすでにあります。置き換えますか", "{path} already exists. Replace it?"),
    "init.language": ("表示と翻訳の言語(ja、en など)", "Language of the digest (ja, en …)"),
    "init.timezone": ("タイムゾーン", "Time zone"),
    "init.interests": (
        "関心のあること(文章で。空のままなら指定なし)",
        "What interests you, in a sentence (leave empty for nothing in particular)",
    ),
    "init.keywords": (
        "重視する語(カンマ区切り。空のままなら指定なし)",
        "Words that matter to you, separated by commas (leave empty for none)",
    ),
    "init.feeds": ("フィード{n}件、{kinds}分野:", "{n} {n|feed|feeds} in {kinds} {kinds|category|categories}:"),
    "init.choice": ("{number}  {name}  {n}件", "{number}  {name}  {n}"),
    "init.choose": (
        "使う分野(番号か名前をカンマ区切りで。all はすべて、none はなし)",
        "Which ones (numbers or names separated by commas, all, none)",
    ),
    "init.wrote": (
        "{path} を作成しました(フィード{n}件)。次は ainews fetch、続いて ainews daily",
        "wrote {path} ({n} {n|feed|feeds}); next: ainews fetch, then ainews daily",
    ),
    "init.wrote_empty": (
        "{path} を作成しました(フィードなし)。次は ainews feeds add URL または ainews feeds import FILE",
        "wrote {path} (no feeds); next: ainews feeds add URL, or ainews feeds import FILE",
    ),
}
