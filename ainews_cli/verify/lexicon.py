"""A small English–Japanese word list: enough to tell whether two sentences speak of the same thing, not to translate.

Each line names a Japanese spelling and English words that it often stands for. A hit is weak evidence and is weighed
so.
"""

from __future__ import annotations

import re

_LINES = """
使 use usage user employ
利用 use usage available utilize user terms
例 example instance case
値 value
関数 function
変更 change modify alter update switch
変 change convert turn strange transform vary
追加 add additional extra addition append
作成 create make build write produce creation
作 make create build work produce
生成 generate produce create generative output
名前 name
名 name people famous
渡 pass hand give
返 return give reply respond
呼 call invoke
表示 display show render appear view
示 show indicate display demonstrate suggest
必要 need must require necessary should
場合 if when case where
時 when time hour while
方法 way how method
設定 set setting config configure configuration setup
指定 specify set given designate provide
選択 select choose choice option pick
選 choose select pick elect
要素 element item factor
属性 attribute
状態 state status condition
親 parent close
子 child children
最初 first initial begin start original
初 first initial early
最後 last final end finally
次 next following then
前 before previous former ago prior front
後 after later following then behind
新 new newly novel latest
古 old older legacy outdated
同 same identical equal also
異 different differ various
別 another other separate different
他 other another else
複数 multiple several many more plural
多 many much most more multiple lot
少 few less little small minor reduce
大 large big great major huge university
小 small little smaller minor
高 high higher increase expensive rise advanced
低 low lower reduce decrease
速 fast quick speed rapid
遅 slow late delay
良 good better well
悪 bad worse worst evil malicious
最も most best top
問題 problem issue matter question trouble
質問 question ask query
答 answer respond reply
回答 answer response reply respond
理由 reason why because
理解 understand understanding comprehend
説明 explain description describe explanation account
詳 detail more further learn
情報 information info intelligence
知 know knowledge tell learn intelligence aware
学習 learn train training study learning
訓練 train training
研究 research study studies researcher
開発 develop development developer build
企業 company companies firm business enterprise corporate
会社 company companies firm business
社 company companies firm inc corporation
政府 government administration
米 us america american united
日本 japan japanese
中国 china chinese
英 uk british english britain
欧州 europe european eu
市場 market
株 stock share
投資 invest investment investor
資金 fund funding capital money raise
調達 raise procure funding procurement
売上 sales revenue
収益 revenue earning profit
利益 profit benefit gain interest
費用 cost expense
価格 price cost pricing
料金 price fee charge pricing rate
無料 free
発表 announce release unveil publish presentation announcement
公開 public publish release open
提供 provide offer supply available give deliver
導入 introduce adopt install deploy introduction
対応 support handle correspond compatible response
可能 can possible able may available enable
能力 ability capability capable capacity power skill
性能 performance perform
機能 feature function functionality work capability
技術 technology technique technical engineer
製品 product
計画 plan project
計算 compute calculate calculation computation
予定 plan schedule will expect
予測 predict forecast prediction expect
目的 purpose goal aim objective
目標 goal target aim objective
結果 result outcome consequence
効果 effect effective
影響 affect effect influence impact
評価 evaluate evaluation assess assessment rate benchmark valuation
測 measure
比較 compare comparison
関係 relation relationship related
関連 related associated relevant
基 based base basis
分析 analysis analyze analyst
報告 report
調査 survey investigate research investigation study
記事 article story post
文書 document
文 sentence text write statement
書 write document book describe
読 read load
語 language word term
言語 language
言 say said word tell call
述 say said state describe mention
話 talk speak story say conversation
人 people person human man someone
人間 human people
人工知能 ai artificial
人々 people
自分 yourself own self
自動 automatic automatically auto automated
手動 manual manually hand
手 hand way hand
安全 safe safety secure security
危険 danger dangerous risk hazard
攻撃 attack attacker exploit
防 prevent defend protect defense
保護 protect protection
脆弱 vulnerable vulnerability
脅威 threat
法 law legal act method
規制 regulate regulation regulatory
裁判 court trial judge
訴 sue suit lawsuit appeal
著作権 copyright
権利 right
権限 permission privilege right access
禁 ban prohibit forbid
許可 allow permission permit
認 recognize admit approve confirm allow
確認 check confirm verify make sure
検証 verify validate validation verification test
検索 search retrieve find
見 see look view find show
見つ find found discover
探 search find look
試 try test attempt
実行 run execute perform execution
実装 implement implementation
実際 actual actually really real practice fact
現在 current currently now present
現 current now appear present
今 now today this current
昨年 last year
今年 this year
来年 next year
年 year annual
月 month
週 week
日 day date
毎 every each
常 always usual normal
一般 general common generally public usual
特 special particular especially specific
全 all whole entire every full total
一部 some part partial
部 part department section
半 half
数 number count several
量 amount quantity volume
割合 rate ratio share proportion
増 increase grow more rise add
減 decrease reduce decline less drop cut
上 up above on upper over top
下 down below under lower
中 in inside during middle within among
内 in inside within internal
外 outside external out
間 between while during interval among
方 way direction person
側 side
点 point
面 side surface aspect
場 place field
場所 place location where
国 country nation national state
世界 world global
地域 region area local
都市 city urban
社会 society social
経済 economy economic
政治 politic political
大統領 president
首相 prime minister
大学 university college
教育 education educational
学生 student
先生 teacher
子供 child children kid
医 medical doctor medicine
病 disease hospital ill sick patient
患者 patient
健康 health
薬 drug medicine
科学 science scientific scientist
数学 math mathematics mathematical
電力 power electricity energy
電 electric power electricity phone
半導体 chip semiconductor
車 car vehicle
自動車 car auto vehicle
飛行 fly flight
水 water
火 fire
金 money gold
銀行 bank
支払 pay payment
買 buy purchase acquire
買収 acquire acquisition buy
販売 sell sale
売 sell sale sold
契約 contract deal agreement
合意 agree agreement deal
提携 partner partnership
協力 cooperate collaborate cooperation partner
競争 compete competition race
競合 competitor rival conflict compete
雇用 employ employment job hire
従業員 employee worker staff
社員 employee staff
仕事 work job task
労働 labor work worker
働 work
作業 work task operation job
開始 start begin launch
始 start begin
終 end finish exit
終了 end exit finish terminate quit
停止 stop halt suspend
続 continue follow keep last
待 wait
送 send
送信 send submit transmit
受 receive get accept
取得 get fetch obtain retrieve acquire
得 get gain obtain
入力 input enter type
出力 output
入 enter include input into
出 out output leave go issue
開 open develop start hold
閉 close
保存 save store preserve
保 keep maintain hold
維持 maintain keep
削除 delete remove
除 remove except exclude
更新 update renew refresh
修正 fix correct modify patch
直 fix direct repair
直接 direct directly
簡単 easy simple easily simply
単純 simple simply
複雑 complex complicated
難 difficult hard
重要 important key significant critical
主 main primary major mainly
基本 basic base fundamental
標準 standard default
既存 existing
既 already existing
構造 structure
構築 build construct
構成 configuration compose configure structure
文字 character letter string text
文字列 string
配列 array
型 type
数値 number numeric
画像 image picture
画面 screen
動画 video
音声 voice audio speech sound
音 sound audio
色 color
動作 work behave behavior operation
動 move work run
行動 action behavior act
行 line row do perform go
列 column
順 order
番号 number
位置 position location
長 long length
短 short
時間 time hour
期間 period term
期 period term quarter
早 early fast
最近 recent recently latest
将来 future
未来 future
過去 past
歴史 history
変数 variable
環境 environment
管理 manage management admin control administer
制御 control
制限 limit restrict restriction
依存 depend dependency dependent
共有 share common shared
送付 send
含 include contain
持 have hold
思 think believe
考 think consider idea
信 believe trust
願 hope wish please
求 request seek ask demand require
要求 request require demand
要 need require
期待 expect expectation hope
希望 hope wish
注意 note careful caution attention warn
警告 warn warning
失敗 fail failure
成功 succeed success successful
失 lose loss fail
損 loss damage
勝 win victory
負 lose negative burden
違 different wrong illegal violate differ
正 correct right proper
誤 error mistake wrong incorrect
不 not un in
有効 valid enable effective active
無効 disable invalid
公式 official formal
独自 own custom unique
個人 personal individual private person
専門 expert special professional
専門家 expert
経験 experience
教 teach tell
助 help assist
支援 support help aid assist
役 role useful help
役立 help useful
便利 useful convenient handy
意味 mean meaning sense
意図 intend intent intention
想像 imagine
感 feel sense
心 mind heart
体 body
生 live life raw
命 life order command
命令 command instruction order
指示 instruct instruction indicate
推論 inference reason reasoning infer
思考 think thinking thought
議論 discuss discussion argue debate
論文 paper
論 argue theory
理論 theory
主張 claim argue assert
批判 criticize critic criticism
反対 oppose opposition against opposite
反応 react response reaction
返信 reply
共 together both common
一緒 together
他社 other
各 each every
それぞれ each respective
すべて all every everything
ただし however but note
しかし but however
また also and another
さらに further more additionally moreover
例えば example instance
たとえば example instance
つまり that words mean
なぜ why
どのよう how
ここ here
以下 following below less
以上 more above over
以前 previous before
以外 other except
約 about approximately around
ほぼ almost nearly
既定 default
参照 see refer reference
参考 reference see
手順 step procedure
段階 step stage phase
方針 policy
規則 rule
規模 scale size
設計 design
構文 syntax
処理 process handle processing
接続 connect connection
通信 communication network
通知 notify notification notice
登録 register registration sign
参加 join participate attend
組織 organization
団体 organization group
集 collect gather
組 set group pair
分 divide minute separate part
割 divide split
移 move transfer migrate
移動 move
進 progress advance proceed
向 toward face direct
向上 improve improvement
改善 improve improvement
解決 solve resolve solution
解 solve understand
解除 release unlock cancel
解析 analysis parse analyze
抽出 extract
圧縮 compress
転送 transfer forward
配布 distribute distribution
版 version edition
印刷 print
鍵 key
証明 certificate proof prove
署名 sign signature
暗号 encrypt cipher crypto
秘密 secret private
起動 start boot launch
終わ end finish
起 happen occur cause
発生 occur happen
原因 cause
原則 principle
自由 free freedom
責任 responsible responsibility
義務 obligation duty
倫理 ethic ethical
透明 transparent transparency
信頼 trust reliable confidence
品質 quality
質 quality
精度 accuracy precision
正確 accurate exact precise
確 sure certain
可 can may
宇宙 space
地球 earth
気候 climate
戦争 war
軍 military army
"""


def stem(word: str) -> str:
    """An English word without its commonest endings; crude, the same on both sides of a comparison."""
    return re.sub(r"(?:ies|es|s|ing|ed|ly|e|y)$", "", word) or word


KANJI: dict[str, tuple[str, ...]] = {
    fields[0]: tuple(stem(word) for word in fields[1:])
    for line in _LINES.strip().splitlines()
    if (fields := line.split())
}
"""Japanese spelling -> stems of English words."""
