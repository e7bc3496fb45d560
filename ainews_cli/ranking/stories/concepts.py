"""What English and Japanese news say in different words: a resignation, a lawsuit, a country. Pure.

One row per concept (or two): its English words (their regular endings are made) and phrases, and how Japanese writes
it. A row with "!" is a kind of
event: two reports whose headlines name different kinds are hardly about one event. General vocabulary of the news, no
names.
"""

from __future__ import annotations

import re
from functools import cache

from ainews_cli.models.scripts import KATAKANA

_ROWS = """
!fund: raise financing fundraise, funding round, series a, series b, series c, series d, series e, seed round, nab, fundraising = 調達
!acquire: acquire acquisition buy bought purchase takeover merger, part of = 買収 合併 傘下に
!invest: invest investment stake = 出資 投資
!listing: ipo listing, go public, goes public, going public = 上場 新規株式公開
!sue: sue lawsuit suit complaint plaintiff, take to court, class action = 提訴 訴訟 訴え 訴状
!ruling: ruling verdict convict, ruled, judge rules, court rules, must face = 判決 敗訴 勝訴 判断
court: court judge tribunal = 裁判 地裁 高裁 最高裁 裁判官
!appeal: appeal = 控訴 上訴 不服
!fine: fine penalty fined = 制裁金 罰金 課徴金 罰則
antitrust: antitrust monopoly monopolist = 独禁法 独占禁止 反トラスト
!probe: probe investigate investigation inquiry scrutiny watchdog, look into, looking into = 調査 捜査 立ち入り
authority: regulator authority watchdog = 当局 規制当局
!block: ban block prohibit restrict restriction curb limit = 禁止 制限 遮断 規制強化
!halt: halt pause suspend suspension stop = 停止 中止 中断 休止
!resume: resume restart reopen = 再開 再稼働
!leave: resign resignation depart departure leave left exit quit = 辞任 退任 退社 退職 辞職 離脱 去る
!leave: departing, step down, steps down, stepping down, stepped down =
!oust: oust fired sack firing ouster, ousted = 解任 更迭
!return: reinstate, to return, returns to, return as = 復帰 復職
!hire: hire appoint recruit poach, taps, names, joins, takes over, head of = 就任 起用 採用 任命 後任 迎え
!layoff: layoff workforce headcount, lay off, laying off, lays off, laid off, job cuts, cut jobs, cuts jobs = 人員削減 リストラ 人削減 レイオフ
!outage: outage downtime, goes down, is down, takes down, take down, api errors, error rates = 障害 ダウン 不通 不具合
!breach: breach leak expose exposure exposed, unsecured, publicly accessible = 流出 漏えい 漏洩 公開状態
!attack: attack cyberattack hack hacker ransomware = 攻撃 不正アクセス ハッキング
!flaw: vulnerability flaw exploit rce cve = 脆弱性 欠陥
!jailbreak: jailbreak trick bypass circumvent = 脱獄 突破 回避 すり抜け
!release: launch release unveil introduce debut announce ship introducing = 発表 公開 提供 発売 登場 リリース 投入 お披露目
!release: unveiling, roll out, rolls out, rolled out, now available, is here, out now =
!price: price pricing cheaper discount undercut = 値下げ 値上げ 価格 料金
!earnings: earnings revenue profit quarter quarterly guidance = 決算 売上高 増収 減収 増益 減益 純利益 営業利益 業績
!earnings: turnover, beats estimates, tops estimates, forecasts, sales below =
!shares: shares stock plunge slump tumble selloff, sell-off, market value, market cap = 株価 時価総額 急落 急騰 株安 株高 続落 反落
forecast: forecast outlook guidance = 見通し 予想
!export: export = 輸出
!bill: law bill legislation legislate lawmaker, ai act = 法案 法律 法成立 条例 法制
rules: regulation rule rules regulate = 規制 規則 ルール
!approve: approve approval adopt endorse, green light, signs bill, signed into, wins nod, passes, gives nod = 承認 可決 認可 成立 署名 許可
!delay: delay postpone = 延期 先送り 遅れ 遅延
!partner: partner partnership alliance collaborate collaboration, strikes deal, signs deal, cut a deal, teams up = 提携 協業 連携 業務提携
licence: license licence licensing = ライセンス 許諾
!openweights: open-source opensource, open source, open weights, open model, open release = オープンソース オープンモデル 無償公開
!study: study paper researchers, new research = 研究者 論文 研究チーム
!proof: prove proof conjecture theorem = 証明 定理
!apology: apologize apologise apology sorry = 謝罪 おわび 陳謝
!warning: warn warning caution = 警告 警鐘 注意喚起
!disband: disband dissolve, break up, breaks up = 解散
!accident: crash accident collision = 事故 墜落 衝突
!death: death suicide kill murder = 死亡 自殺 殺害 死去
!fire: fire blaze = 火災 出火
!quake: earthquake quake = 地震
!strike: strike protest walkout = ストライキ 抗議 デモ
!arrest: arrest indict charge = 逮捕 起訴
!tariff: tariff duty = 関税
!subsidy: subsidy subsidise subsidize = 補助金 助成 支援
!cancel: cancel scrap abandon, wind down, shut down, shuts down, shutting down, discontinue = 中止 打ち切り 終了 撤退 断念
!withdraw: withdraw pull remove recall, takes off, took off = 撤回 削除 取り下げ 販売停止 回収
!sell: sell sale sold divest = 売却 販売
!build: build construct construction = 建設 新設 建造
!talks: talks negotiate negotiation = 交渉 協議
!deny: deny denies refute rebut = 否定 反論
!accuse: accuse allege criticise criticize claim, says that, slam = 批判 非難 主張 指摘
!oppose: oppose objection reject = 反対 拒否 反発
!threat: threaten threat = 脅し 示唆
!record: record milestone surpass exceed outperform = 過去最高 最高益 超え 上回る 突破
win: win award prize medal = 受賞 優勝 勝利 金メダル
agree: agree agreement accord = 合意
plan: plan plot = 計画 方針 検討 予定
letter: letter = 書簡 手紙
email: email memo = メール
evidence: evidence = 証拠
distil: distill distil distillation = 蒸留
clone: clone cloned replicate replica = 複製 模倣 コピー
fake: fake deepfake forge = 偽 捏造
watermark: watermark label labelling = 透かし 表示義務 ラベル
election: election = 選挙
train: train training = 学習 訓練
copyright: copyright infringe infringement = 著作権
piracy: pirate piracy = 海賊版 違法 無断
author: author novelist writer = 作家 著者 著作者
book: book books novel = 書籍 小説 図書
publisher: publisher publishing = 出版
newspaper: newspaper = 新聞
photo: photo photographer photograph = 写真
image: image picture = 画像
video: video film movie = 動画 映像 映画
voice: voice speech audio = 音声 声
actor: actor actress = 俳優 女優
voiceactor: voice actors, voice actor = 声優
music: music song musician = 音楽 楽曲
artist: artist illustrator = 芸術家 アーティスト 画家
child: child children kid minor teen teenager = 子ども 子供 未成年 児童 青少年
school: school classroom = 学校 小学校 高校
student: student pupil = 学生 生徒
teacher: teacher = 教員 教師
university: university = 大学
hospital: hospital clinic = 病院 クリニック
doctor: doctor physician = 医師 医者
patient: patient = 患者
drug: drug antibiotic medicine = 薬 医薬 新薬 抗菌薬
trial: trial, phase 2, phase 3, mid-stage = 治験 臨床試験 相試験
cancer: cancer tumor tumour = がん 癌
employee: employee staff staffer worker = 従業員 社員 職員
ceo: ceo, chief executive, boss = 最高経営責任者 社長
cfo: cfo, chief financial officer = 最高財務責任者
founder: founder cofounder co-founder founded = 創業者 創業 設立
board: board chairman director = 取締役 会長
shareholder: shareholder stockholder = 株主
investor: investor = 投資家
government: government = 政府
president: president = 大統領
minister: minister = 大臣 首相
ministry: ministry = 省
governor: governor = 知事
senate: senate senator congress = 上院 議会 議員
parliament: parliament mep = 議会 欧州議会
meti: meti, economy ministry, industry ministry = 経産省 経済産業省
cultureagency: culture agency, cultural affairs, agency for cultural affairs = 文化庁
digitalagency: digital agency = デジタル庁
commerce: commerce department, department of commerce = 商務省
justice: justice department, department of justice, doj = 司法省
ftc: ftc, trade commission = 公取委 公正取引委員会 連邦取引委員会
un: un, united nations = 国連
eu: eu european europe brussels = 欧州 EU
us: us u.s american america washington = 米国 アメリカ
china: china chinese beijing = 中国 北京
japan: japan japanese = 日本 国産 国内
uk: uk u.k british britain = 英国 イギリス
korea: korea korean seoul = 韓国 ソウル
taiwan: taiwan taiwanese = 台湾
india: india indian = インド
germany: germany german = ドイツ
france: france french = フランス
italy: italy italian = イタリア
spain: spain spanish = スペイン
netherlands: netherlands dutch = オランダ
russia: russia russian = ロシア
gulf: gulf = 湾岸
chip: chip chips semiconductor chipmaker, chip maker = 半導体 チップ
gpu: gpu gpus accelerator = アクセラレータ
memory: memory dram hbm = メモリー メモリ
datacentre: datacenter datacentre data-center data-centre, data center, data centre, data centers, data centres = データセンター
server: server = サーバー サーバ
supercomputer: supercomputer = スパコン スーパーコンピューター 計算基盤 計算機
cloud: cloud = クラウド
factory: factory plant fab = 工場
power: power electricity energy = 電力 発電 エネルギー
nuclear: nuclear reactor = 原子力 原発
robot: robot robotics = ロボット
humanoid: humanoid = 人型 ヒューマノイド
robotaxi: robotaxi driverless self-driving autonomous = 自動運転 ロボタクシー
car: car vehicle automaker = 自動車 車両
phone: phone smartphone iphone = スマホ スマートフォン 携帯
computer: computer pc laptop screen desktop = パソコン PC 画面
search: search = 検索
browser: browser = ブラウザ
advert: ad ads advertising advertiser ad-tech = 広告
chatbot: chatbot chat conversational conversation = 対話 チャット 会話
subscriber: subscriber subscription = 会員 サブスク
register: register registration signup sign-up signups = 登録
database: database = データベース
privacy: privacy, data protection = プライバシー 個人情報 データ保護
safety: safety safe = 安全
security: security = セキュリティ 安全保障
military: military army pentagon weapon defence defense = 軍事 軍 防衛 兵器
satellite: satellite = 衛星
orbit: orbit space = 軌道 宇宙
rocket: rocket = ロケット
bank: bank = 銀行
insurance: insurance insurer = 保険
finance: finance financial = 金融
city: city mayor municipal = 市 自治体
tourism: tourist tourism sightseeing = 観光
waiting: waiting, wait time, wait times = 待ち時間
agriculture: farm farmer agriculture crop = 農業 農家
half: half halve halves halved = 半減 半額 半分
double: double doubles = 倍増
free: free = 無料 無償
first: first = 初
world: world global worldwide = 世界
valuation: valuation valued value worth = 企業価値 評価額
customer: customer client = 顧客
supply: supply shortage = 供給 不足
parameter: parameter = パラメータ パラメーター
token: token = トークン
math: math mathematics mathematician = 数学
exam: exam questionnaire = 試験
score: score = 得点 スコア
job: job employment = 雇用 仕事
user: user = 利用者 ユーザー
engineer: engineer = 技術者 エンジニア
language: language languages = 言語
translate: translate translation = 翻訳
speed: faster speedup = 高速
computeruse: operate control = 操作
agent: agent agentic = エージェント
reasoning: reasoning reason = 推論
graph: graph = グラフ
law: copyrighted, attorney, lawyer = 弁護士
news: journalist newsroom = 記者 報道機関
guideline: guideline guidelines guidance, draft = 指針 ガイドライン 素案
weights: weights = 重み
quantum: quantum = 量子
climate: climate carbon emissions = 気候 排出
water: water = 水
heritage: museum heritage = 博物館 文化財
sport: football olympic olympics marathon = 五輪 サッカー マラソン
food: food recipe restaurant pizza = 食品 料理 レストラン
"""


def _forms(word: str) -> set[str]:
    """The word with its regular endings."""
    found = {word, word + "s", word + "d", word + "ed", word + "ing", word + "es"}
    if word.endswith("e"):
        found.add(word[:-1] + "ing")
    if word.endswith("y"):
        found |= {word[:-1] + "ies", word[:-1] + "ied"}
    if len(word) > 2 and word[-1] in "bdglmnpt" and word[-2] in "aeiou":
        found |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return found


class _Table:
    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.phrases: dict[str, str] = {}
        self.wide: dict[str, list[str]] = {}
        exact: dict[str, str] = {}
        for row in filter(None, _ROWS.splitlines()):
            left, _, japanese = row.partition("=")
            name, _, english = left.partition(":")
            first, *phrases = english.split(",")
            for word in first.split():
                exact[word] = f"c:{name}"
                self.words |= {form: f"c:{name}" for form in _forms(word) if form not in self.words}
            for phrase in map(str.strip, phrases):
                (self.phrases if " " in phrase else exact)[phrase] = f"c:{name}"
            for written in japanese.split():
                self.wide.setdefault(written, []).append(f"c:{name}")
        self.words |= exact
        self.phrase = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, sorted(self.phrases, key=lambda one: (-len(one), one))))})\b"
        )
        self.written = re.compile("|".join(map(re.escape, sorted(self.wide, key=lambda one: (-len(one), one)))))


@cache
def _table() -> _Table:
    return _Table()


def of_word(folded: str) -> str:
    """The concept of an English word in lower case, "" for none."""
    return _table().words.get(folded, "")


def of_phrases(folded: str) -> list[str]:
    """Concepts of the English phrases in a text in lower case."""
    table = _table()
    return [table.phrases[found] for found in table.phrase.findall(folded)]


_COUNTRIES = {
    "米": "us",
    "英": "uk",
    "独": "germany",
    "仏": "france",
    "伊": "italy",
    "中": "china",
    "韓": "korea",
    "印": "india",
    "露": "russia",
}
_COUNTRY = re.compile(rf"(?:^|[、。「『（(\s　])([米英独仏伊中韓印露])(?=[{KATAKANA}A-Z]|政府|当局|商務|司法|国)")


def of_japanese(text: str) -> list[str]:
    """Concepts of a Japanese text."""
    table = _table()
    found = [concept for written in table.written.findall(text) for concept in table.wide[written]]
    return [*found, *(f"c:{_COUNTRIES[sign]}" for sign in _COUNTRY.findall(text))]


def written(text: str) -> list[tuple[str, str]]:
    """(as written, concept) of the English phrases and the Japanese words of a text, in order."""
    table = _table()
    phrases = [(found, table.phrases[found]) for found in table.phrase.findall(text.casefold())]
    return phrases + [(found, concept) for found in table.written.findall(text) for concept in table.wide[found]]


def is_event(concept: str) -> bool:
    """Whether it is a kind of event."""
    return concept.startswith("c:!")
