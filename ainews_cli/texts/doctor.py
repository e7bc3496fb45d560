"""Texts of `doctor`. Messages of errors (a wrong key, a refused key) are in `messages`."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "doctor.well": ("問題は見つかりませんでした。", "No problems found."),
    "doctor.lead": ("問題 {problems}件、注意 {warnings}件", "Problems: {problems}, warnings: {warnings}"),
    "doctor.topic.config": ("設定", "Config"),
    "doctor.topic.database": ("データベース", "Database"),
    "doctor.topic.feeds": ("フィード", "Feeds"),
    "doctor.topic.items": ("記事", "Items"),
    "doctor.topic.model": ("モデル", "Model"),
    "doctor.topic.machine": ("このマシン", "This machine"),
    "doctor.level.ok": ("正常", "ok"),
    "doctor.level.warning": ("注意", "warning"),
    "doctor.level.problem": ("問題", "problem"),
    "doctor.column.status": ("状態", "Status"),
    "doctor.column.looked_at": ("項目", "Check"),
    "doctor.column.last_success": ("最後の取得成功", "Last success"),
    "doctor.column.finding": ("結果", "Finding"),
    "doctor.column.todo": ("対処", "What to do"),
    # Config
    "doctor.config": ("設定ファイル", "Config file"),
    "doctor.config.good": ("{path} は正しく読めます", "{path} is valid"),
    "doctor.config.example": (
        "設定ファイルがないため、同梱の例を使っています",
        "there is none; the example that comes with ainews is used",
    ),
    "doctor.config.mend": (
        "この行を直してください。すべてのキーは `config.example.toml` に説明があります",
        "fix this line; every key is explained in `config.example.toml`",
    ),
    "doctor.budget": ("予算", "Budget"),
    "doctor.budget.none": (
        "上限が 0 のため、費用のかかるモデルは呼び出しません",
        "a limit is 0, so no model that costs money is called",
    ),
    "doctor.budget.mend": (
        "[budget] usd_per_day と usd_per_run を 0 より大きくしてください",
        "set usd_per_day and usd_per_run in [budget] above 0",
    ),
    # Items
    "doctor.fault": (
        "{step}に失敗しました({error})。最後は {day}、ainews {version}({n}回)",
        "{step} failed ({error}); last on {day} with ainews {version}, in {n} runs",
    ),
    "doctor.fault.one": (
        "{step}に失敗しました({error})。{day}、ainews {version}",
        "{step} failed ({error}) on {day} with ainews {version}",
    ),
    "doctor.fault.mend": (
        "ほかの記事には影響ありません。ainews を更新し、それでも続く場合は -v の出力を添えてご報告ください",
        "the other items are fine; upgrade ainews, and if it happens again, report it with what -v prints",
    ),
    "doctor.fault.others": ("そのほか", "Others"),
    "doctor.fault.more": ("ほかに{n:,}件あります", "{n:,} more"),
    # Database
    "doctor.database": ("データベースのファイル", "Database file"),
    "doctor.database.missing": ("{path} はまだありません", "{path} does not exist yet"),
    "doctor.database.good": (
        "{path}({size} MB)は健全です。記事 {n:,}件、うち分析済み {analysed:,}件",
        "{path} ({size} MB) is intact: {n:,} {n|item|items}, {analysed:,} of them analysed",
    ),
    "doctor.database.foreign": (
        "{path} はほかのプログラムのデータベースです",
        "{path} is another program's database",
    ),
    "doctor.database.foreign.mend": (
        "--db か AINEWS_DB で別の場所を指定してください",
        "choose another place with --db or AINEWS_DB",
    ),
    "doctor.feed.unset": ("環境変数 {names} が設定されていません", "the environment variable {names} is not set"),
    "doctor.feed.unset.mend": (
        "環境変数を設定するか、設定ファイルのアドレスとヘッダーを直してください",
        "set it, or change the address or the headers in the config",
    ),
    "doctor.database.unwritable": ("{path} に書き込めません", "{path} cannot be written to"),
    "doctor.database.unwritable.mend": (
        "{path} を置く場所の権限を確かめるか、--db か AINEWS_DB で別の場所を指定してください",
        "check the permissions of the place of {path}, or choose another with --db or AINEWS_DB",
    ),
    "doctor.database.newer": ("{path} は新しい ainews のものです", "{path} is from a newer ainews"),
    "doctor.database.newer.mend": (
        "ainews を更新する(`pip install -U ainews`)か、--db で別の場所を指定してください",
        "upgrade ainews (`pip install -U ainews`), or choose another place with --db",
    ),
    "doctor.database.older": (
        "スキーマが古い版({version})です。次の実行で更新されます",
        "its schema is old ({version}); the next run upgrades it",
    ),
    "doctor.database.damaged": ("{path} は壊れています: {lines}", "{path} is damaged: {lines}"),
    "doctor.database.dangling": ("参照先のない行があります: {tables}", "rows refer to missing rows: {tables}"),
    "doctor.database.rescue": (
        "バックアップを戻すか、`sqlite3 {path} .recover | sqlite3 new.db` で救い出してください",
        "restore a backup, or recover it: `sqlite3 {path} .recover | sqlite3 new.db`",
    ),
    "doctor.database.copy": ("まずデータベースの問題を解決してください", "fix the database first"),
    "doctor.database.log": ("書き込みログが {size} MB あります", "its write-ahead log is {size} MB"),
    "doctor.database.log.mend": (
        "開いたままのプログラムを閉じてから `ainews latest` を実行してください",
        "close programs that have it open, then run `ainews latest`",
    ),
    "doctor.ledger": ("費用の台帳", "Ledger"),
    "doctor.ledger.open": (
        "途中で止まった呼び出しが{n:,}件あります。次の実行で見積もりの上限の費用として精算されます",
        "{n:,} calls were interrupted; the next run books them at their estimated maximum",
    ),
    "doctor.ledger.open.one": (
        "途中で止まった呼び出しが{n:,}件あります。次の実行で見積もりの上限の費用として精算されます",
        "{n:,} call was interrupted; the next run books it at its estimated maximum",
    ),
    "doctor.batches": ("バッチ", "Batches"),
    "doctor.batches.overdue": (
        "結果を受け取っていない期限切れのバッチが{n:,}件あります(受け取れなければ `ainews batch drop`)",
        "{n:,} batches have expired without being collected (`ainews batch drop` gives up what cannot be)",
    ),
    "doctor.batches.overdue.one": (
        "結果を受け取っていない期限切れのバッチが{n:,}件あります(受け取れなければ `ainews batch drop`)",
        "{n:,} batch has expired without being collected (`ainews batch drop` gives up what cannot be)",
    ),
    # Feeds
    "doctor.feeds": ("フィード", "Feeds"),
    "doctor.feeds.none": ("有効なフィードがありません", "no feed is enabled"),
    "doctor.feeds.none.mend": (
        "設定に [[feeds]] を加えてください(`ainews init` の例に72件)",
        "add [[feeds]] to the config (`ainews init` writes 72)",
    ),
    "doctor.feeds.never": (
        "{n:,}件のフィードをまだ一度も取得していません",
        "none of the {n:,} feeds has been fetched yet",
    ),
    "doctor.feeds.never.one": (
        "{n:,}件のフィードをまだ一度も取得していません",
        "the {n:,} feed has not been fetched yet",
    ),
    "doctor.feeds.all": ("最後の取得ではすべてのフィードが失敗しました", "the last fetch of every feed failed"),
    "doctor.feeds.all.mend": (
        "ネットワークを確かめて `ainews fetch` を実行してください",
        "check the network, then run `ainews fetch`",
    ),
    "doctor.feed.good": ("取得できています", "fetched"),
    "doctor.feed.never": ("まだ一度も取得していません", "never fetched"),
    "doctor.feed.gone": ("配信が終わっています(410 Gone)", "permanently gone (410)"),
    "doctor.feed.gone.mend": (
        "設定から外すか、enabled = false にしてください",
        "remove it from the config, or set enabled = false",
    ),
    "doctor.feed.failing": ("{n:,}回続けて失敗: {reason}", "failed {n:,} times in a row: {reason}"),
    "doctor.feed.failing.one": ("{n:,}回失敗: {reason}", "failed {n:,} time: {reason}"),
    "doctor.feed.failing.mend": ("{url} をブラウザで確かめてください", "open {url} in a browser"),
    "doctor.feed.moved": ("{url} に移転しました", "moved to {url}"),
    "doctor.feed.moved.mend": ("設定の url を新しいアドレスに変えてください", "put the new address into the config"),
    # Model
    "doctor.key": ("APIキー", "Key"),
    "doctor.key.set": ("{name} が設定されています({host} に送ります)", "{name} is set (sent to {host})"),
    "doctor.key.by_sdk": ("SDKのプロファイルを使います({host})", "the SDK's own profile is used ({host})"),
    "doctor.key.not_needed": ("{host} にはキーなしで接続します", "none is set; {host} may not need one"),
    "doctor.key.none": ("ありません。オフライン推定で表示します", "none is set; pages show offline estimates"),
    "doctor.key.none.mend": ("環境変数 {names} のどれかにキーを設定してください", "set {names} in the environment"),
    "doctor.key.missing": ("{host} を使うにはキーが必要です", "{host} needs one, and none is set"),
    "doctor.key.warning.mend": ("不要なら環境変数 {name} を外してください", "unset {name} if it is not needed"),
    "doctor.engine.no_key": ('不要です(engine = "{engine}")', 'not needed (engine = "{engine}")'),
    "doctor.price": ("価格", "Price"),
    "doctor.price.table": (
        "{model}: 100万トークンあたり入力 ${input}、出力 ${output}({date} の価格表)",
        "{model}: ${input} in, ${output} out per million tokens (price table of {date})",
    ),
    "doctor.price.stated": (
        "{model}: 100万トークンあたり入力 ${input}、出力 ${output}(設定の値)",
        "{model}: ${input} in, ${output} out per million tokens (as the config says)",
    ),
    "doctor.price.free": ("{host} の呼び出しは 0 ドルで記録します", "calls to {host} are booked at $0"),
    "doctor.price.free.mend": (
        "料金がかかる場合は [model] price_input と price_output を設定してください",
        "if it charges, set price_input and price_output in [model]",
    ),
    "doctor.price.mend": (
        "予算を守るため、価格のわからないモデルは使いません",
        "without a price the budget cannot be kept, so the model is not used",
    ),
    "doctor.server": ("サーバーとモデル", "Server and model"),
    "doctor.server.good": ("{host} は {model} で応答します", "{host} answers with {model}"),
    "doctor.server.not_asked": ("問い合わせていません (--offline)", "not asked (--offline)"),
    "doctor.server.no_ledger": (
        "費用を記録できるデータベースがないため、問い合わせていません",
        "not asked: it costs money, and there is no database to record that in",
    ),
    "doctor.server.later": (
        "予算が戻ってから、または上限を上げてからもう一度実行してください",
        "run this again when there is budget left, or raise the limit",
    ),
    "doctor.server.mend": (
        "[model] の設定、キー、サーバーが動いているかを確かめてください。その間もオフライン推定で表示できます",
        "check [model], the key, and whether the server is running; offline estimates are shown meanwhile",
    ),
    "doctor.can": ("サーバーの機能", "Server features"),
    "doctor.can.structured": ("構造化出力", "structured output"),
    "doctor.can.caching": ("キャッシュ", "caching"),
    "doctor.can.batches": ("バッチ", "batches"),
    "doctor.can.count_tokens": ("トークン計数", "token counting"),
    "doctor.can.yes": ("あり", "yes"),
    "doctor.can.no": ("なし", "no"),
    "doctor.can.unknown": ("不明", "unknown"),
    "doctor.can.prose": (
        "スキーマを守りません。応答の文章からJSONを取り出すため、失敗する記事が増えます",
        "ignores the schema: JSON is extracted from its prose, so more items will fail",
    ),
    "doctor.can.prose.mend": (
        "多くの記事で失敗するなら、ほかのモデルやサーバーを試してください",
        "if many items fail, try another model or server",
    ),
    # Machine
    "doctor.disk": ("ディスクの空き", "Disk"),
    "doctor.disk.free": ("{size} MB", "{size} MB free"),
    "doctor.disk.mend": (
        "{path} のあるディスクを空けるか、--db で別の場所を指定してください",
        "free space on the disk of {path}, or choose another place with --db",
    ),
    "doctor.clock": ("時計", "Clock"),
    "doctor.clock.early": ("{time} は正しくないようです", "{time} cannot be right"),
    "doctor.clock.behind": (
        "{time} ですが、データベースには {latest} の記録があります",
        "{time}, but the database has an entry from {latest}",
    ),
    "doctor.clock.mend": (
        "時計を合わせてください。日報の範囲と1日の予算がずれます",
        "set the clock: the span of a digest and the daily budget depend on it",
    ),
    "doctor.terminal": ("端末", "Terminal"),
    "doctor.terminal.locale": ("ロケールが UTF-8 ではありません({locale})", "the locale is not UTF-8 ({locale})"),
    "doctor.terminal.locale.mend": (
        "文字が化ける場合は LANG=ja_JP.UTF-8 などを設定してください",
        "if characters look wrong, set LANG=C.UTF-8 or another UTF-8 locale",
    ),
    "doctor.terminal.dumb": ("TERM=dumb のため色もリンクも付きません", "TERM=dumb: no colours, no links"),
    "doctor.terminal.dumb.mend": (
        "端末が対応していれば TERM=xterm-256color を設定してください",
        "set TERM=xterm-256color if the terminal supports it",
    ),
    "doctor.versions": ("版", "Versions"),
}
