"""Words that say little about which event is meant: in every headline, or in every headline about AI."""

from __future__ import annotations


def stem(word: str) -> str:
    """Without the endings that most change between headlines; no linguistics."""
    if not (word.isascii() and word.isalpha()) or len(word) < 5:
        return word
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) + len(rest) >= 4:
            return (word[: len(word) - len(ending)] + rest).removesuffix("e")
    return word.removesuffix("e")


_STOP = """
a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its just may might
more most my new no not now of off on one only or our out over own s says said say she should so some such than that the their
them then there these they this those to too under up us use used uses using very via was we were what when where which while who
whose why will with within without would you your after about against all also amid among any around because before being between
both during each first get gets got here inside it's i'm let's like make makes made many me much need never next nor old once
other per really same see since still t take takes than through today until was way week weeks year years day days month months
yesterday tomorrow hour hours time times vs what's here's
"""
_STOP_OTHERS = """
der die das den dem des ein eine einen einem einer und oder nicht ist sind war wird werden hat haben mit von zu zum zur auf für im am an bei aus
nach über unter wie was wer wenn dass als auch nur noch mehr sich er sie es wir ihr ich man kein keine doch drei zwei
le la les un une des du de et ou ne pas est sont été avec pour par sur dans en au aux ce cette ces que qui quoi où plus se sa son ses leur il
elle nous vous je on mais comme sans deux trois ce c'est l'on
el los las una unos unas y o no es son fue con por para del al lo su sus se que como más pero sin entre sobre ya muy este esta
di il gli uno e è sono con per del della che non più da nel nella o os um uma do da dos das em no na com para por mais não
"""
COMMON = frozenset(_STOP.split()) | frozenset(_STOP_OTHERS.split())
"""Left out altogether."""

_FREQUENT = """
ai artificial intelligence model models llm llms data launch launches launched release releases released announce announces
announced unveil unveils unveiled introduce introduces introducing report reports reported company companies startup startups tech
technology technologies agent agents tool tools open source research researchers developer developers user users system systems
software app apps feature features update updates chip chips cloud training inference gpt chatgpt claude gemini name:openai
name:google name:meta name:microsoft name:anthropic name:nvidia name:apple name:amazon ceo billion million support code coding
language large version plan plans deal million raise raises raised funding round valuation investor investors global world market
business service services product products team study benchmark benchmarks safety power powerful better faster improve improved
performance generative generate video image text learning machine deep neural network build building built work works working help
helps people human humans api access available platform enterprise customer customers test tests testing security risk
発表 公開 開始 提供 開発 企業 研究 利用 生成 技術 搭載 強化 対応 可能 機能 追加 新型 事業 日本 米国 世界
サービス モデル データ ツール エージェント システム 人工 知能 言語 学習 推論 調達 億円 億ド 向け 活用 導入 支援
最新 無料 版を 会社 大手 半導 導体 画像 動画 検索 音声 対話
"""
FREQUENT = frozenset(map(stem, _FREQUENT.split()))
"""Weighed as if a tenth of all items had them, whatever the items at hand say: a small collection knows nothing about
how common a word is.
"""

_USUAL = """
accord account achieve act action add added adds agentic ahead aim allow almost alone already always another answer apart api appear
application approach april architecture area ask asks assistant attention automate automatic available average back backed bad based battle
become began begin behind believe best bet beyond big bigger biggest blog book bring brings brought budget call called calls came capability
capable careful case cases catch cause challenge change changes charge cheap check chief choose claim claims class clear cli close closer
code come comes coming comment community compare complete complex concern concerns connect consider content control core cost costs could
count cover create created creates creative critical current custom cut cuts daily dataset datasets day dead deal debate december decision
deep default demand deploy design desktop detail details different difficult diffusion digital direct discuss document documents doing done
down draw drive drives drop drops during early earn easy economy edge effect efficient effort eight embedding end ends engine english enough
ensure entire environment error even event ever every everyone everything example exclusive exec executive exist expand expands expect
expected expensive experience experiment expert experts explain extend eye face faces fact fail failed fails fall falls far fast february
feel few field fight file files fill finally find finds fine-tuning finetuning five fix fixed fixes flagship focus follow force form former
forward found four frame framework friday front full fully function future gain game general give given gives go goal goes going gone good
great group grow growing growth guide hand happen hard head headed help here hidden high higher highlights history hit hits hold home hope
hot hour house huge idea impact important improvement including increase independent index industry inference inside insight instead
instruction integrate interest internal internet interview issue issues january job join joins july june keep keeps key kind know known
knows lab labs lack large large-scale larger last late later latest lead leader leaders leading leads learn less lesson let level life light
likely line link list little live llama local long long-context longer look looks loop lose loss lot low lower main major making manage
manager march mark massive match matter mcp mean means measure media meet member method middle million mind minute missing mixture mode
modern monday money monitor move moves multi multi-agent multimodal multiple name names national native near nearly need needs news nine
note notes nothing november number october offer offers office official old online open open-source operation opportunity option order
organization original page paper parent part parts party past patch path pay paying people performance permission person personal pick piece
pilot place platform play point policy popular position possible post posts potential practice predict prepare present press preview private
pro problem problems process program project projects promise prompt prompts propose proposed prove provide public pull push put
quantization question questions quick quiet quietly rag range rate rather reach read ready real reality reason reasoning rebuild recent red
reduce reinforcement related remain remove replace request require respond response rest result results retrieval retrieval-augmented review
right rise rises risk risks rival rivals role room run running runs safe same saturday save scale scaling scene school score sdk second
secret section seek seeks self sell send senior sense sept september series seven share shared shift short should show shows side sign
signal simple single site six size slow small smaller smart social solution solve some soon sound sources south space speak special specific
spend stage standard start starts state statement states stay step steps still story strategy strong student style subject success suggest
summer sunday support survey switch system talk target task tasks tell tells ten term text that theory thing think third thought thousand
thread threat three thursday tie tied time title today together token tokens top total toward towards track trade traffic train transform
transformer trend trick trust truth try trying tuesday turn turns twice two type under understand understanding union unit university unlock
upcoming urges via view virtual visit voice wait want wants war warning watch web wednesday weekend well went west white whole win window
wins winter word words world worry worst worth write writer writing wrong yet york young
問題 対象 場合 結果 世代 全国 今後 初の 最大 以上 今年 昨年 来年 方針 実現 拡大 向上 目指 予定 計画 検討 実施 決定 変更 追加 必要 方法 影響 関係 国内
海外 市場 社会 情報 内容 業界 業務 利用 使用 活用 事例 課題 解決 解説 比較 記事 詳細 注目 話題 時代 人間 自分 自社 新た 新機 新し 一部 全て 複数 多く
高速 大規 規模 小型 軽量 性能 精度 効率 効率化 費用 料金 価格 市民 社員 会見 発言 同社 各社 他社 アプリ ユーザー クラウド プロジェクト
プラットフォーム
ソフトウェア オープンソース セキュリティ ビジネス コード テスト リリース アップデート バージョン
"""
USUAL = frozenset(map(stem, _USUAL.split())) - FREQUENT
"""The same for the ordinary words of news: as if one item in fifty had them."""
