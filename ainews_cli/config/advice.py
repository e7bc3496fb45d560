"""What to write instead of a wrong value, and which language tags are right. Imported when a value asks for it."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from zoneinfo import available_timezones

from babel import Locale, localedata
from babel.core import get_global

_TAG = re.compile(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*")
"""Language, script, region and variants, as BCP 47 writes them."""
_NO_REGION = ("ZZ", "XA", "XB")
_NAMES_IN = ("en", "ja")


def near_value(value: object, good: tuple[str, ...]) -> str:
    """Return " (did you mean X?)" for the nearest of the good values, "" where none is near."""
    near = get_close_matches(str(value), good, n=1, cutoff=0.6)
    return _asked(near[0]) if near else ""


def near_zone(value: str) -> str:
    """Return the nearest IANA time zone in the same words."""
    return near_value(value, tuple(available_timezones()))


def language_problem(tag: str) -> str:
    """Return what is wrong with a language tag, with the one that was probably meant; "" for a good one.

    Good are the tags of BCP 47 whose language CLDR has texts in, written as it writes them.
    """
    if _is_good(tag):
        return ""
    return f"must be a language tag such as ja, en or pt-BR{_asked(near) if (near := meant(tag)) else ''}"


def meant(text: str) -> str:
    """Return the good tag that a text probably means: another spelling of one, a country, or the name of a language;
    "" for none.
    """
    tag = _nearest(text)
    return tag if _is_good(tag) else ""


def _nearest(text: str) -> str:
    """Return what comes nearest, whether CLDR has texts in it or not."""
    text = unicodedata.normalize("NFKC", text).strip()
    tag = _canonical(text)
    if _is_good(tag):
        return _shortest(tag)
    region = text.upper()
    region = get_global("territory_aliases").get(region, [region])[0]
    if region in Locale("en").territories:
        return _shortest(get_global("likely_subtags").get(f"und_{region}", f"en_Latn_{region}").replace("_", "-"))
    return get_global("language_aliases").get(text.casefold(), "") or _named(text.casefold())


def _is_good(tag: str) -> bool:
    parts = _TAG.fullmatch(tag)
    if not parts or not localedata.exists(parts[1]):
        return False
    english = Locale("en")
    regions = english.territories
    return (not parts[2] or parts[2] in english.scripts) and (
        not parts[3] or (parts[3] in regions and parts[3] not in _NO_REGION)
    )


def _canonical(text: str) -> str:
    """Return a tag or a locale ("ja_JP.UTF-8") with the case and the hyphens of BCP 47."""
    first, *more = re.split("[-_]", re.split("[.@]", text)[0])
    cased = [part.title() if len(part) == 4 else part.upper() if len(part) < 4 else part.lower() for part in more]
    return "-".join([first.lower(), *cased])


def _shortest(tag: str) -> str:
    """Return a tag without the script and the region that its language has anyway."""
    parts = _TAG.fullmatch(tag)
    if not parts:
        return tag
    language, script, region = parts[1], parts[2], parts[3]
    likely = get_global("likely_subtags")
    usual = likely.get(language, "").split("_")
    if len(usual) < len(("language", "script", "region")):
        return tag
    if not script and region:
        script = likely.get(f"{language}_{region}", f"_{usual[1]}_").split("_")[1]
    if usual[1:] == [script, region] or (usual[1] == script and not region):
        return language
    if script != usual[1] and likely.get(f"{language}_{script}", "").endswith(f"_{region}"):
        return f"{language}-{script}"
    return f"{language}-{region}" if script == usual[1] and region else tag


def _named(name: str) -> str:
    """Return the tag of a language with this name in English, in Japanese or in itself, or one that is near."""
    names = {
        title.casefold(): code.replace("_", "-")
        for where in _NAMES_IN
        for code, title in Locale(where).languages.items()
        if localedata.exists(code.partition("_")[0])
    }
    if name not in names:
        own = (code for code in localedata.locale_identifiers() if "_" not in code)
        names |= {title.casefold(): code for code in own if (title := Locale(code).languages.get(code))}
    near = get_close_matches(name, names, n=1, cutoff=0.75)
    return names[near[0]] if near else ""


def _asked(value: str) -> str:
    return f" (did you mean {value}?)"
