"""One name per company: aliases, spellings and legal forms folded. Pure; the reader's own aliases come from `[aliases]`
in the config.

Applied when names are counted and never when they are stored, so that a new alias regroups everything at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

ALIASES: dict[str, tuple[str, ...]] = {
    "OpenAI": ("オープンAI", "OpenAI OpCo"),
    "Anthropic": ("アンソロピック", "Anthropic PBC"),
    "Google DeepMind": ("DeepMind", "ディープマインド", "グーグル・ディープマインド"),
    "Google": ("グーグル", "Alphabet", "アルファベット", "Google AI", "Google Research", "Google Cloud"),
    "Meta": ("メタ", "Meta AI", "Meta Platforms", "Facebook", "FAIR", "Meta Superintelligence Labs"),
    "Microsoft": ("マイクロソフト", "Microsoft AI", "Microsoft Research", "日本マイクロソフト"),
    "Apple": ("アップル",),
    "Amazon": ("アマゾン", "AWS", "Amazon Web Services", "アマゾンウェブサービス"),
    "NVIDIA": ("エヌビディア",),
    "AMD": ("Advanced Micro Devices",),
    "Intel": ("インテル",),
    "Qualcomm": ("クアルコム",),
    "Arm": ("アーム", "Arm Holdings"),
    "TSMC": ("Taiwan Semiconductor",),
    "Samsung": ("サムスン", "サムスン電子", "Samsung Electronics"),
    "SK hynix": ("SKハイニックス",),
    "IBM": ("日本IBM", "IBM Research"),
    "Oracle": ("オラクル",),
    "Salesforce": ("セールスフォース",),
    "Adobe": ("アドビ",),
    "Tesla": ("テスラ",),
    "xAI": ("エックスエーアイ",),
    "X": ("Twitter", "ツイッター"),
    "Mistral AI": ("Mistral", "ミストラル", "ミストラルAI"),
    "Hugging Face": ("ハギングフェイス", "HuggingFace"),
    "Stability AI": ("スタビリティAI",),
    "Cohere": ("コヒア",),
    "Perplexity": ("パープレキシティ", "Perplexity AI"),
    "Databricks": ("データブリックス", "MosaicML"),
    "Snowflake": ("スノーフレイク",),
    "Scale AI": ("スケールAI",),
    "Groq": ("グロック社",),
    "Cerebras": ("セレブラス",),
    "SambaNova": (),
    "Together AI": ("Together Computer",),
    "GitHub": ("ギットハブ",),
    "GitLab": (),
    "JetBrains": (),
    "Cursor": ("Anysphere",),
    "Cognition": ("Cognition AI", "Cognition Labs"),
    "Replit": (),
    "Vercel": (),
    "Cloudflare": ("クラウドフレア",),
    "Runway": ("Runway ML",),
    "Midjourney": ("ミッドジャーニー",),
    "ElevenLabs": ("イレブンラボ",),
    "Suno": (),
    "Character.AI": ("Character AI", "キャラクターAI"),
    "Inflection AI": ("Inflection",),
    "AI21 Labs": ("AI21",),
    "Aleph Alpha": (),
    "Black Forest Labs": (),
    "DeepL": ("ディープエル",),
    "DeepSeek": ("ディープシーク",),
    "Alibaba": ("アリババ", "Alibaba Cloud", "Qwen Team", "阿里巴巴"),
    "Baidu": ("バイドゥ", "百度"),
    "Tencent": ("テンセント", "騰訊"),
    "ByteDance": ("バイトダンス", "字節跳動"),
    "Huawei": ("ファーウェイ", "華為"),
    "Moonshot AI": ("Moonshot", "月之暗面"),
    "Zhipu AI": ("Zhipu", "智譜AI", "Z.ai"),
    "MiniMax": (),
    "SenseTime": ("センスタイム",),
    "Xiaomi": ("シャオミ", "小米"),
    "Preferred Networks": ("プリファードネットワークス", "PFN"),
    "Sakana AI": ("サカナAI", "Sakana"),
    "ELYZA": ("イライザ",),
    "NTT": ("日本電信電話", "NTTデータ", "NTT Data", "NTTドコモ"),
    "SoftBank": ("ソフトバンク", "ソフトバンクグループ", "SoftBank Group"),
    "KDDI": (),
    "NEC": ("日本電気",),
    "Fujitsu": ("富士通",),
    "Hitachi": ("日立", "日立製作所"),
    "Toshiba": ("東芝",),
    "Sony": ("ソニー", "ソニーグループ", "Sony AI"),
    "Toyota": ("トヨタ", "トヨタ自動車"),
    "Honda": ("ホンダ", "本田技研工業"),
    "Panasonic": ("パナソニック",),
    "Rakuten": ("楽天", "楽天グループ"),
    "LY Corporation": ("LINEヤフー", "LINE", "ヤフー"),
    "CyberAgent": ("サイバーエージェント",),
    "Mercari": ("メルカリ",),
    "DeNA": ("ディー・エヌ・エー",),
    "Rinna": ("りんな",),
    "Stockmark": ("ストックマーク",),
    "Cybozu": ("サイボウズ",),
    "Notion": ("ノーション", "Notion Labs"),
    "Figma": ("フィグマ",),
    "Canva": ("キャンバ",),
    "Zoom": ("ズーム",),
    "Slack": ("スラック",),
    "Spotify": ("スポティファイ",),
    "Netflix": ("ネットフリックス",),
    "Reddit": ("レディット",),
    "Stack Overflow": (),
    "Wikimedia": ("Wikimedia Foundation", "ウィキメディア財団"),
    "Mozilla": ("モジラ",),
    "Allen Institute for AI": ("AI2", "Ai2"),
    "EleutherAI": (),
    "LAION": (),
    "OpenRouter": (),
    "LangChain": (),
    "LlamaIndex": (),
    "Figure": ("Figure AI",),
    "Boston Dynamics": ("ボストン・ダイナミクス",),
    "Waymo": ("ウェイモ",),
    "Thinking Machines Lab": ("Thinking Machines",),
    "Safe Superintelligence": ("SSI",),
    "Mila": (),
    "EU": ("European Union", "欧州連合", "European Commission", "欧州委員会"),
}
"""Canonical name -> other names of the same company or body, in any language; names that differ by case, width or legal
form need no row.
"""

_LEGAL = re.compile(
    r"(?:,?\s+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|gmbh|ag|sa|k\.k)\.?)+$"
    "|^(?:株式会社|合同会社)\\s*|\\s*(?:株式会社|合同会社)$",
    re.IGNORECASE,
)

Extra = tuple[tuple[str, tuple[str, ...]], ...]


def canonical(name: str, extra: Extra = ()) -> str:
    """The one name of what `name` means; the name itself, cleaned, where no table knows it. `extra`: the reader's
    table, which counts before ours.
    """
    table = _table(extra)
    plain = " ".join(name.split())
    return table.get(fold(plain)) or table.get(fold(_LEGAL.sub("", plain))) or plain


def fold(name: str) -> str:
    """Without differences of case, width, blanks and middle dots."""
    return re.sub(r"[\s・·.]+", "", unicodedata.normalize("NFKC", name).casefold())


def several(names: Iterable[str], extra: Extra = ()) -> tuple[str, ...]:
    """The canonical names, each once, in order."""
    return tuple(dict.fromkeys(canonical(name, extra) for name in names if name.strip()))


@lru_cache(maxsize=4)
def _table(extra: Extra) -> dict[str, str]:
    found: dict[str, str] = {}
    for rows in (ALIASES.items(), extra):
        for name, others in rows:
            found |= {fold(one): name for one in (*others, name)}
    return found
