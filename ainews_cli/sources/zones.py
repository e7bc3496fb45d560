"""Time zones as dates name them: by offset, by abbreviation, in words, or by IANA name.

An abbreviation stands here where feeds mean one thing by it: those of RFC 822 (CST, EST, MST and PST are American,
whatever else they abbreviate), those that only one place uses (JST, CEST …), and BST for British summer time. IST is
India's, Ireland's or Israel's; SST Samoa's or Singapore's; AMT Armenia's or the Amazon's: their country must show
elsewhere in the feed. Military letters other than Z are none (RFC 5322, 4.3: they were used with either sign).
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MINUTES = """
0 UT UTC GMT Z ZULU WET 協定世界時 世界標準時 世界協定時 グリニッジ標準時 协调世界时 世界协调时
60 CET BST WEST MEZ MET WAT
120 CEST EET MESZ MEST SAST CAT
180 EEST MSK EAT TRT IDT
240 GST GET
270 AFT IRDT
210 IRST
300 PKT UZT YEKT
345 NPT
390 MMT
420 ICT WIB NOVT KRAT
480 HKT SGT PHT MYT AWST WITA IRKT 北京时间 北京時間 中国标准时间
540 JST KST WIT 日本時間 日本標準時 韓国標準時 한국시간 한국표준시
570 ACST
600 AEST VLAT
630 ACDT
660 AEDT
720 NZST
780 NZDT
-150 NDT
-180 ADT ART BRT
-210 NST
-240 AST EDT
-300 EST CDT
-360 CST MDT
-420 MST PDT
-480 PST AKDT
-540 AKST HDT
-600 HST
"""
_PLACES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
"""Abbreviations that leave winter and summer to the date."""
_WORDS = {
    "japan standard": 540,
    "japan": 540,
    "korea standard": 540,
    "korean standard": 540,
    "china standard": 480,
    "beijing": 480,
    "india standard": 330,
    "indian standard": 330,
    "israel standard": 120,
    "israel daylight": 180,
    "irish standard": 60,
    "greenwich mean": 0,
    "coordinated universal": 0,
    "universal": 0,
    "central european": 60,
    "central european standard": 60,
    "central european summer": 120,
    "eastern european": 120,
    "eastern european summer": 180,
    "western european": 0,
    "western european summer": 60,
    "british summer": 60,
    "moscow standard": 180,
    "singapore standard": 480,
    "hong kong standard": 480,
    "eastern standard": -300,
    "eastern daylight": -240,
    "central standard": -360,
    "central daylight": -300,
    "mountain standard": -420,
    "mountain daylight": -360,
    "pacific standard": -480,
    "pacific daylight": -420,
    "australian eastern standard": 600,
    "australian eastern daylight": 660,
}
"""Names that "time" follows."""
_BY_COUNTRY = {
    "IST": {"in": 330, "ie": 60, "il": 120},
    "SST": {"as": -660, "sg": 480},
    "AMT": {"am": 240, "br": -240},
    "CST": {"cn": 480, "tw": 480},
}
"""Abbreviations of several countries. RFC 822 decides where the country does not show."""
_COUNTRIES = {"jp": 540, "kr": 540, "cn": 480, "tw": 480}
"""Countries with one time all over and all year, where a time that names no zone is that of the place."""
_LANGUAGES = {"ja": "jp", "ko": "kr", "zh": "cn", "he": "il", "iw": "il", "ga": "ie", "hi": "in", "hy": "am"}
_IANA = re.compile(r"[A-Za-z]+(?:/[A-Za-z0-9_+-]+){1,2}")
MOST = timedelta(hours=14)
"""No place is further from UTC, to the east; to the west twelve hours are the most."""


@cache
def _offsets() -> dict[str, timedelta]:
    rows = (line.split() for line in _MINUTES.strip().splitlines())
    return {name: timedelta(minutes=int(minutes)) for minutes, *names in rows for name in names}


def named(name: str, local: datetime) -> timedelta | None:
    """Return the offset that a name means at a local time, None for one that is unknown or stands for several."""
    plain = " ".join(name.replace(".", "").split())
    upper = plain.upper()
    if upper in _offsets():
        return _offsets()[upper]
    if upper in _PLACES or _IANA.fullmatch(plain):
        try:
            return local.replace(tzinfo=ZoneInfo(_PLACES.get(upper, plain))).utcoffset()
        except (ZoneInfoNotFoundError, ValueError, OSError, OverflowError):
            return None
    minutes = _WORDS.get(plain.lower().removesuffix(" time")) if plain.lower().endswith(" time") else None
    return None if minutes is None else timedelta(minutes=minutes)


def candidates(name: str) -> dict[str, timedelta]:
    """Return the offsets that an abbreviation has, by country; {} for one that has one meaning, or none."""
    return {country: timedelta(minutes=minutes) for country, minutes in _BY_COUNTRY.get(name.upper(), {}).items()}


def country_of(language: str, url: str) -> str:
    """Return the country that a feed's language (en-IN, ja) or host (.jp) shows, "" for none."""
    tag, _, region = language.lower().replace("_", "-").partition("-")
    if len(region) == 2:
        return region
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    domain = host.rpartition(".")[2]
    return _LANGUAGES.get(tag, "") or (domain if len(domain) == 2 and not domain.isdigit() else "")


def local_offset(country: str) -> timedelta | None:
    """Return the offset of a country with a single one, None for others."""
    minutes = _COUNTRIES.get(country)
    return None if minutes is None else timedelta(minutes=minutes)
