"""Texts of `ainews eval`."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "eval.lead": (
        "架空の企業についての短い記事{n}本で、忠実さ・形式・点数のばらつき・再現性・速さ・費用を測ります。",
        "{n} short articles about invented companies: fidelity, form, spread of scores, agreement, speed and price.",
    ),
    "eval.lead.one": (
        "架空の企業についての短い記事{n}本で、忠実さ・形式・点数のばらつき・再現性・速さ・費用を測ります。",
        "{n} short article about invented companies: fidelity, form, spread of scores, agreement, speed and price.",
    ),
    "eval.models": ("モデルの比較", "Side by side"),
    "eval.kinds": ("忠実さの内訳(満たした数 / 全体)", "Fidelity by kind (met / all)"),
    "eval.details": ("満たさなかった項目: {model}", "Not met: {model}"),
    "eval.all_met": ("ありません。", "All assertions were met."),
    "eval.measure": ("項目", "Measure"),
    "eval.kind": ("種類", "Kind"),
    "eval.case": ("記事", "Case"),
    "eval.expected": ("期待", "Expected"),
    "eval.wrote": ("モデルの出力", "What it wrote"),
    "eval.baseline": ("オフライン推定", "offline"),
    "eval.fidelity": ("忠実さ", "fidelity"),
    "eval.valid_first": ("形式: 1回目で適合", "valid on first try"),
    "eval.valid_final": ("形式: 再試行後", "valid after repair"),
    "eval.blocks_first": ("翻訳: 1回目で合格", "blocks on first try"),
    "eval.blocks_final": ("翻訳: 再試行後", "blocks after repair"),
    "eval.spread": ("点数の標準偏差", "score spread"),
    "eval.distinct": ("異なる点数", "distinct scores"),
    "eval.order": ("期待順位との相関", "order"),
    "eval.mark_difference": ("2回の評価の差", "mark difference"),
    "eval.same_category": ("2回の分類の一致", "same category"),
    "eval.latency_p50": ("応答時間 p50", "latency p50"),
    "eval.latency_p95": ("応答時間 p95", "latency p95"),
    "eval.cost_analysis": ("費用: 分析1件", "cost per analysis"),
    "eval.cost_translation": ("費用: 翻訳1件", "cost per translation"),
    "eval.cost_100": ("費用: 分析100件", "cost of 100 items"),
    "eval.spent": ("今回の費用", "spent"),
    "eval.kind.facts": ("要点", "facts"),
    "eval.kind.numbers": ("数値", "numbers"),
    "eval.kind.negation": ("否定", "negation"),
    "eval.kind.injection": ("指示の無視", "injection"),
    "eval.kind.quotes": ("引用", "quotes"),
    "eval.kind.language": ("言語と名前", "language"),
    "eval.kind.inventions": ("捏造", "inventions"),
    "eval.kind.marks": ("評価の範囲", "marks"),
    "eval.kind.translation": ("翻訳の検査", "translation"),
    "eval.rule.numbers": ("記事にない数値を書かない", "no number that is not in the article"),
    "eval.rule.addresses": ("記事にないアドレスを書かない", "no address that is not in the article"),
    "eval.rule.language": ("すべて読者の言語で書く", "every text in the reader's language"),
    "eval.rule.silence": ("短すぎる記事を要約しない", "no summary of an article that is too short"),
    "eval.rule.name": ("「{what}」はラテン文字のまま", "{what} in Latin letters"),
    "eval.rule.quote": ("{what}: 引用が示したブロックにある", "{what}: the quote is in the blocks cited"),
    "eval.rule.obeyed": ("すべての評価を5にしない", "not every mark is 5"),
    "eval.rule.range": ("評価 {what}", "mark {what}"),
    "eval.rule.category": ("分類 {what}", "category {what}"),
    "eval.rule.block": ("¶{what} が検査に合格", "¶{what} passes the checks"),
    "eval.runs": ("各記事を{n}回分析(翻訳は1回)。", "Each case was analysed {n} times, and translated once."),
    "eval.runs.one": ("各記事を{n}回分析(翻訳は1回)。", "Each case was analysed {n} time, and translated once."),
    "eval.skipped": ("{model}: {n}件は未実施({reason})", "{model}: {n} calls were not made ({reason})"),
    "eval.skipped.one": ("{model}: {n}件は未実施({reason})", "{model}: {n} call was not made ({reason})"),
    "eval.more": (
        "満たさなかった項目は --details で表示します: {n}件",
        "{n} assertions were not met: --details lists them.",
    ),
    "eval.more.one": (
        "満たさなかった項目は --details で表示します: {n}件",
        "{n} assertion was not met: --details lists it.",
    ),
    "eval.no_model": (
        (
            "モデルを使わない設定のため、オフライン推定だけを測りました。APIキーを設定するか、[model] base_url "
            "を指定してください。"
        ),
        "No model is configured, so only the offline estimate was measured: set an API key, or base_url in [model].",
    ),
    "eval.no_model_plan": (
        (
            "モデルを使わない設定のため、オフライン推定だけを測ることになります。APIキーを設定するか、[model] "
            "base_url を指定してください。"
        ),
        (
            "No model is configured, so only the offline estimate would be measured: set an API key, or base_url in "
            "[model]."
        ),
    ),
    "eval.analyses": ("分析", "Analyses"),
    "eval.translations": ("翻訳", "Translations"),
    "eval.most": ("費用の上限", "At most"),
    "eval.repairs": (
        "検査に通らない応答は1回だけ聞き直します。その分は含みません。",
        "A reply that fails its checks is requested once more; that is not included.",
    ),
}
