"""Units as English and Japanese write them, each as one canonical name.

A text may be ambiguous (`キロ` is a kilometre or a kilogram), so a spelling maps to a set of names. Units of time and
of data carry a factor
to a base, so that 18 months = 1年半 and 24 hours = 1日 hold.
"""

from __future__ import annotations

import re
from fractions import Fraction

from ainews_cli.models.scripts import KATAKANA

_STRONG = """
    percent point times USD EUR GBP JPY CNY KRW INR KB MB GB TB PB KiB MiB GiB TiB bit
    km m cm mm mile foot inch kg g mg t lb oz W kW MW GW TW kWh MWh GWh TWh Hz kHz MHz GHz C F L degree year month week day hour minute second ms us
    ns decade century ha acre px
"""
STRONG = frozenset(_STRONG.split())
"""Units that must not turn into another one; the rest (people, items …) are counted in many ways."""

BASES: dict[str, tuple[str, Fraction]] = {
    "century": ("month", Fraction(1200)),
    "decade": ("month", Fraction(120)),
    "year": ("month", Fraction(12)),
    "month": ("month", Fraction(1)),
    "week": ("second", Fraction(604800)),
    "day": ("second", Fraction(86400)),
    "hour": ("second", Fraction(3600)),
    "minute": ("second", Fraction(60)),
    "second": ("second", Fraction(1)),
    "ms": ("second", Fraction(1, 1000)),
    "us": ("second", Fraction(1, 10**6)),
    "ns": ("second", Fraction(1, 10**9)),
    "percent": ("share", Fraction(1, 100)),
}

CURRENCY_SIGNS = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY CNY", "₩": "KRW", "₹": "INR", "元": "CNY"}
CURRENCIES = frozenset({"USD", "EUR", "GBP", "JPY", "CNY", "KRW", "INR"})

_ENGLISH = {
    "percent": r"%|percent|per\s?cent|pct",
    "point": r"percentage[ -]points?|pp|points?|pts?",
    "times": r"x|×|times|fold",
    "USD": r"(?:US |U\.S\. )?dollars?|USD|bucks?",
    "EUR": r"euros?|EUR",
    "GBP": r"GBP|pounds? sterling",
    "GBP lb": r"pounds?",
    "JPY": r"yen|JPY",
    "CNY": r"yuan|renminbi|RMB|CNY",
    "KRW": r"won|KRW",
    "INR": r"rupees?|INR",
    "KB": r"[kK]B|kilobytes?",
    "MB": r"MB|megabytes?",
    "GB": r"GB|gigabytes?|gigs?",
    "TB": r"TB|terabytes?",
    "PB": r"PB|petabytes?",
    "KiB": r"KiB|kibibytes?",
    "MiB": r"MiB|mebibytes?",
    "GiB": r"GiB|gibibytes?",
    "TiB": r"TiB|tebibytes?",
    "bit": r"bits?",
    "km": r"km|kilomet(?:er|re)s?",
    "m": r"m|met(?:er|re)s?",
    "cm": r"cm|centimet(?:er|re)s?",
    "mm": r"mm|millimet(?:er|re)s?",
    "mile": r"miles?",
    "foot": r"feet|foot|ft",
    "inch": r"inch(?:es)?",
    "kg": r"kg|kilograms?|kilos?",
    "g": r"g|grams?",
    "mg": r"mg|milligrams?",
    "t": r"(?:metric )?ton(?:ne)?s?",
    "lb": r"lbs?",
    "oz": r"oz|ounces?",
    "W": r"W|watts?",
    "kW": r"kW|kilowatts?",
    "MW": r"MW|megawatts?",
    "GW": r"GW|gigawatts?",
    "TW": r"TW|terawatts?",
    "kWh": r"kWh|kilowatt[ -]hours?",
    "MWh": r"MWh|megawatt[ -]hours?",
    "GWh": r"GWh|gigawatt[ -]hours?",
    "TWh": r"TWh|terawatt[ -]hours?",
    "Hz": r"Hz|hertz",
    "kHz": r"kHz|kilohertz",
    "MHz": r"MHz|megahertz",
    "GHz": r"GHz|gigahertz",
    "C": r"°\s?C|℃|degrees? (?:Celsius|C)",
    "F": r"°\s?F|℉|degrees? (?:Fahrenheit|F)",
    "degree": r"°|degrees?",
    "L": r"L|lit(?:er|re)s?",
    "ha": r"ha|hectares?",
    "acre": r"acres?",
    "px": r"px|pixels?",
    "year": r"years?|yrs?",
    "month": r"months?",
    "week": r"weeks?",
    "day": r"days?",
    "hour": r"hours?|hrs?|h",
    "minute": r"minutes?|mins?",
    "second": r"seconds?|secs?|s",
    "ms": r"ms|milliseconds?",
    "us": r"[µμ]s|microseconds?",
    "ns": r"ns|nanoseconds?",
    "decade": r"decades?",
    "century": r"centur(?:y|ies)",
}
_JAPANESE = {
    "point": r"(?:%|パーセント)\s?ポイント|ポイント",
    "percent": r"%|パーセント|分(?=増|減|高|安)",
    "times": r"倍",
    "USD": r"(?:米|US)?ドル",
    "EUR": r"ユーロ",
    "GBP": r"英ポンド",
    "GBP lb": r"ポンド",
    "JPY": r"円",
    "CNY": r"人民元|元(?![々の])",
    "KRW": r"ウォン",
    "INR": r"ルピー",
    "KB KiB": r"キロバイト",
    "MB MiB": r"メガバイト",
    "GB GiB": rf"ギガバイト|ギガ(?![{KATAKANA}])",
    "TB TiB": r"テラバイト",
    "PB": r"ペタバイト",
    "bit": r"ビット",
    "km": r"キロメートル",
    "cm": r"センチ(?:メートル)?",
    "mm": r"ミリメートル",
    "m": r"メートル",
    "mile": r"マイル",
    "foot": r"フィート",
    "inch": r"インチ",
    "kg": r"キログラム",
    "kW": r"キロワット(?!時)",
    "kWh": r"キロワット時",
    "MWh": r"メガワット時",
    "GWh": r"ギガワット時",
    "TWh": r"テラワット時",
    "MW": r"メガワット",
    "GW": r"ギガワット",
    "TW": r"テラワット",
    "W": r"ワット",
    "kHz": r"キロヘルツ",
    "MHz": r"メガヘルツ",
    "GHz": r"ギガヘルツ",
    "Hz": r"ヘルツ",
    "km kg": rf"キロ(?![{KATAKANA}])",
    "mg": r"ミリグラム",
    "g": r"グラム",
    "t": rf"(?<!ク)トン(?![{KATAKANA}])",
    "oz": r"オンス",
    "L": r"リットル",
    "ha": r"ヘクタール",
    "acre": r"エーカー",
    "px": r"ピクセル|画素",
    "degree C F": r"度(?!目|と)",
    "year": r"年|[カか]年|歳",
    "month": r"[カかヶケヵ箇]月",
    "month monthday": r"月",
    "week": r"週",
    "day": r"日",
    "hour": r"時間",
    "minute": r"分(?![野の析割類岐散布解])",
    "ms": r"ミリ秒",
    "us": r"マイクロ秒",
    "ns": r"ナノ秒",
    "second": r"秒",
    "century": r"世紀",
    "ordinal": r"番目",
}


def _table(spellings: dict[str, str], end: str) -> tuple[re.Pattern[str], tuple[frozenset[str], ...]]:
    """One pattern for all spellings, a group for each; the first that matches wins, so longer spellings stand first."""
    pattern = "|".join(f"({spelling})" for spelling in spellings.values())
    return re.compile(f"(?:{pattern}){end}"), tuple(frozenset(names.split()) for names in spellings)


_LATIN = _table(_ENGLISH, r"(?<![A-Za-z0-9](?=[A-Za-z0-9]))")
_KANA = _table(_JAPANESE, "")
_LEAD = re.compile(r"[\s\-‑]?\s?")


def unit_at(text: str, start: int) -> tuple[frozenset[str], int]:
    """The unit that stands at `start` (after one space or hyphen at most): its names (empty: none known) and where it
    ends.
    """
    lead = _LEAD.match(text, start)
    begin = lead.end() if lead else start
    if begin >= len(text):
        return frozenset(), start
    latin = text[begin] < "\u0250" or text[begin] in "℃℉×μ"
    pattern, names = _LATIN if latin and not text.startswith(("%ポ", "% ポ"), begin) else _KANA
    match = pattern.match(text, begin)
    return (names[(match.lastindex or 1) - 1], match.end()) if match else (frozenset(), start)


def compatible(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two units may be the same: one is unknown or weak, or they share a name."""
    a, b = left & STRONG, right & STRONG
    return not a or not b or bool(a & b)


def base(value: Fraction, unit: frozenset[str]) -> tuple[str, Fraction] | None:
    """The quantity in its base unit (`("month", 18)`), None where the unit has none."""
    for name in sorted(unit):
        if name in BASES:
            dimension, factor = BASES[name]
            return dimension, value * factor
    return None
