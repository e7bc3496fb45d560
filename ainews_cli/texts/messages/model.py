"""Why a model could not be used, and what a batch came to."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "no key for {host}: set {name}, {way}": "{host} のキーがありません。{name} を設定するか、{way}",
    "{host} does not accept the key in {name}: set a valid one, {way} ({detail})": (
        "{host} が {name} のキーを受け付けません。正しいキーを設定するか、{way}({detail})"
    ),
    "{host} does not accept the key: {detail}": "{host} がキーを受け付けません: {detail}",
    "{host} refuses batches to this key: check its credit and permissions, {way} ({detail})": (
        "{host} はこのキーでのバッチを拒否しています。残高と権限を確認するか、{way}({detail})"
    ),
    "{host} refuses even a short request ({status}): {detail}": "{host} は短い要求も拒否します({status}): {detail}",
    "{host} cannot be used: {detail}; try again later, {way}": (
        "{host} を利用できません: {detail}。しばらくして再試行するか、{way}"
    ),
    "{host} cannot be used: {detail}{more} ({status}); try again later, {way}": (
        "{host} を利用できません: {detail}{more}({status})。しばらくして再試行するか、{way}"
    ),
    "{host} does not answer about batches: {detail}; try again later": (
        "{host} からバッチの応答がありません: {detail}。しばらくして再試行してください"
    ),
    "{host} keeps the results of {batch} on {other}, where the key is not sent: ask for them there": (
        "{host} は {batch} の結果を {other} に置いています。そこへはキーを送りません"
    ),
    "{host} did not answer with a batch; it may not support message batches": (
        "{host} の応答はバッチではありません。メッセージバッチに対応していないようです"
    ),
    "{host} takes no message batches ({detail}): leave them out, `ainews daily` asks one by one": (
        "{host} はメッセージバッチに対応していません({detail})。`ainews daily` は1件ずつ問い合わせます"
    ),
    "it is not known whether {host} received the batch: {detail}; `ainews batch status` looks for it": (
        "{host} にバッチが届いたか分かりません: {detail}。`ainews batch status` で確認できます"
    ),
    "{host} stopped sending results of {batch}: {detail}; `ainews batch collect` continues": (
        "{host} からの {batch} の結果が途中で止まりました: {detail}。`ainews batch collect` で続けられます"
    ),
    "{host} does not know the batch {batch} ({detail}): was it sent with another key or workspace?": (
        "{host} に {batch} というバッチはありません({detail})。別のキーかワークスペースで送りませんでしたか"
    ),
    'batches need a model, and the engine is "{name}": set engine = {known} in [model]': (
        "バッチにはモデルが必要ですが、エンジンは「{name}」です。[model] で engine = {known} を設定してください"
    ),
    "no price is known for model {model}: set price_input and price_output (US dollars per million tokens) in "
    "[model], or "
    "use one of {known}": (
        "モデル {model} の価格が分かりません。[model] の price_input と price_output(100万トークンあたりの米ドル)を"
        "設定するか、{known} を使ってください"
    ),
    'the engine "{name}" {fault}': "エンジン「{name}」: {fault}",
    "the budget for {what} is used up: ${spent} of ${limit} spent or in flight, the next call may cost "
    "${next} ({way} to "
    "go on)": (
        "{what} の予算を使い切りました。${limit} のうち ${spent} を使用中または使用済みで、次の呼び出しは最大 "
        "${next} です"
        "(続けるには {way})"
    ),
    "the server refused the request ({status}): {detail}": "サーバーが要求を拒否しました({status}): {detail}",
    "the reply was cut off before its end; {hint}": "応答が途中で切れました。{hint}",
    "the reply held no JSON object; answer with the JSON object alone": "応答に JSON がありません",
    "the reply could not be used, even on the second try: {reason}": "2回目の応答も使えませんでした: {reason}",
    "claims is missing": "claims がありません",
    "claims is not a list": "claims がリストではありません",
    "{batch}: no open batch has this number or name; `ainews batch status` shows them": (
        "{batch}: この番号や名前の未完了のバッチはありません。一覧は `ainews batch status` で見られます"
    ),
    "{batch} is not lost: {state}; --force drops it nevertheless": (
        "{batch} は失われていません: {state}。それでも破棄するには --force を付けてください"
    ),
    "{batch}: nobody knows whether this batch arrived; `ainews batch drop {number}` gives it up": (
        "{batch}: このバッチが届いたか分かりません。`ainews batch drop {number}` で破棄できます"
    ),
    "batch {batch} may still arrive until it expires; --force drops it now": (
        "バッチ {batch} は期限まで届く可能性があります。今すぐ破棄するには --force を付けてください"
    ),
    "{fault}; try again later, or drop it with --force": (
        "{fault}。しばらくして再試行するか、--force で破棄してください"
    ),
    "{batch} is already known: `ainews batch status` shows its state": (
        "{batch} はすでに登録されています。状態は `ainews batch status` で見られます"
    ),
    "{batch} is still running; its results are available when it ends": (
        "{batch} は実行中です。終わると結果を受け取れます"
    ),
    "{batch} contains no requests from ainews": "{batch} に ainews の要求はありません",
}
