"""Names of encodings: every label of the Encoding Standard, and others that documents use.

Labels mean what browsers take them for (https://encoding.spec.whatwg.org/#names-and-labels): the Windows supersets for
ISO-8859-1, Shift_JIS, GB2312, EUC-KR, TIS-620 and the like. webencodings has the same table, but then decodes with
Python's own shift_jis and gb2312, which lack characters that those documents use.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

_STANDARD = """
utf-8: unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8
ibm866: 866 cp866 csibm866 ibm866
iso-8859-2: csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
iso-8859-3: csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
iso-8859-4: csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
iso-8859-5: csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988
iso-8859-6: arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e
    iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
iso-8859-7: csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7
    iso_8859-7:1987 sun_eu_greek
iso-8859-8: csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8
    iso_8859-8:1988 visual
iso-8859-8-i: csiso88598i iso-8859-8-i logical
iso-8859-10: csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6
iso-8859-13: iso-8859-13 iso8859-13 iso885913
iso-8859-14: iso-8859-14 iso8859-14 iso885914
iso-8859-15: csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9
iso-8859-16: iso-8859-16
koi8-r: cskoi8r koi koi8 koi8-r koi8_r
koi8-u: koi8-ru koi8-u
macintosh: csmacintosh mac macintosh x-mac-roman
windows-874: dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874
windows-1250: cp1250 windows-1250 x-cp1250
windows-1251: cp1251 windows-1251 x-cp1251
windows-1252: ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591
    iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252
windows-1253: cp1253 windows-1253 x-cp1253
windows-1254: cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5
    windows-1254 x-cp1254
windows-1255: cp1255 windows-1255 x-cp1255
windows-1256: cp1256 windows-1256 x-cp1256
windows-1257: cp1257 windows-1257 x-cp1257
windows-1258: cp1258 windows-1258 x-cp1258
x-mac-cyrillic: x-mac-cyrillic x-mac-ukrainian
gbk: chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk
gb18030: gb18030
big5: big5 big5-hkscs cn-big5 csbig5 x-x-big5
euc-jp: cseucpkdfmtjapanese euc-jp x-euc-jp
iso-2022-jp: csiso2022jp iso-2022-jp
shift_jis: csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis
euc-kr: cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601
    windows-949
replacement: csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement
utf-16be: unicodefffe utf-16be
utf-16le: csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le
x-user-defined: x-user-defined"""
_OTHERS = """
utf-8: utf-8n utf8mb4 x-utf-8 utf-8-sig unicode-2-0-utf-8
shift_jis: cp932 windows-932 cswindows31j sjis-win ms_932 x-ms-cp932 cp943 cp943c ibm-943 x-shift-jis
euc-jp: eucjp-ms eucjp-win eucjp-open cp51932 ujis x-eucjp
gbk: cp936 ms936 windows-936 euc-cn x-euc-cn
big5: cp950 ms950 windows-950 x-big5
euc-kr: cp949 uhc ms949 x-windows-949 ks_c_5601 x-euc-kr
windows-874: cp874 tis620-0
windows-1251: win-1251
windows-1252: iso-latin-1 ansi
"""
"""Labels that no browser knows and documents have, above all older Japanese and Korean ones."""
_CODECS = {
    "ibm866": "cp866",
    "windows-874": "cp874",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "iso-8859-8-i": "iso8859-8",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "x-user-defined": "cp1252",
}
"""Python's codecs, where they go by another name or where Python's own of that name is too small."""
_UNSAFE = frozenset({"utf7", "hz", "punycode", "idna", "unicodeescape", "rawunicodeescape", "undefined", "mbcs", "oem"})
_SEPARATORS = re.compile(r"[^a-z0-9]+")


@cache
def _labels() -> dict[str, str]:
    """Return names of encodings by label, and by label without its separators."""
    names: dict[str, str] = {}
    for table in (_STANDARD, _OTHERS):
        for line in table.strip().replace("\n    ", " ").splitlines():
            name, _, labels = line.partition(": ")
            for label in labels.split():
                names.setdefault(label, name)
    for label, name in list(names.items()):
        names.setdefault(_SEPARATORS.sub("", label), name)
    return names


@cache
def encoding_of(label: str) -> str:
    """Return the encoding that a label names: the standard's name in lower case, else Python's; "" for none that is
    safe to read strangers' bytes with.

    Nor are those that the standard refuses for their tricks (ISO-2022-KR, HZ: "replacement").
    """
    label = label.strip().lower()
    names = _labels()
    name = names.get(label) or names.get(_SEPARATORS.sub("", label), "")
    if name:
        return "" if name == "replacement" else name
    try:
        name = codecs.lookup(label).name
        b"a".decode(name, "replace")  # a LookupError for codecs that are no text encodings (base64, zlib …)
    except (LookupError, ValueError):
        return ""
    plain = _SEPARATORS.sub("", name)
    return "" if plain in _UNSAFE else names.get(plain, name)


def codec_of(name: str) -> str:
    """Return Python's codec for a name that `encoding_of` gave."""
    return _CODECS.get(name, name)
