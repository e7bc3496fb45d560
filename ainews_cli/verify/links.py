"""The check on addresses: no new URL, host or e-mail address, no link lost."""

from __future__ import annotations

import re
from functools import lru_cache

from ainews_cli.models.text import Block, Finding
from ainews_cli.verify.context import Context, findings
from ainews_cli.verify.text import AUTOLINK, CODE, EMAIL, TARGET, URL, fold_width, trim_url

_SPANS = re.compile(f"{CODE}|{TARGET}|{AUTOLINK}|{URL}|{EMAIL}", re.DOTALL)
_TAGGED = re.compile(r"(?:href|src)=[\"']([^\"']+)[\"']")
_TARGET = re.compile(r"^\(\s*<?([^>\s]*?)>?(?:\s+[\"'(].*)?\s*\)$", re.DOTALL)
_LOCALE = re.compile(r"/(?:en|ja|jp|en-us|ja-jp|en-gb|en_us|ja_jp|intl/en|intl/ja)(?=/|$)", re.IGNORECASE)
_HOST_LOCALE = re.compile(r"^(?:www|en|ja|jp|en-us|ja-jp|m)\.", re.IGNORECASE)
_BARE_HOST = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:com|org|net|io|ai|dev|co|jp|gov|edu|info|app|me|uk|eu|news|tech|xyz)"
    r"(?![\w-])(?:/[\w./-]*)?",
    re.IGNORECASE,
)


def check_links(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check that addresses are the source's. Localised forms count as the same (`/en/` and `/ja/`, `ja.` hosts,
    translated fragments).
    """
    if source.kind == "code":
        return ()
    ours, theirs = addresses(source.text), addresses(translated.text)
    whole = fold_width(source.text).casefold()
    new = [shown for key, shown in theirs.items() if key not in ours and not _written(shown, whole)]
    other = fold_width(translated.text).casefold()
    lost = [
        shown
        for key, shown in ours.items()
        if ("/" in shown or "@" in shown or "#" in shown) and key not in theirs and not _written(shown, other)
    ]
    messages = [f"the address {shown} is not in the source" for shown in new]
    messages += [f"the address {shown} of the source is missing" for shown in lost]
    del context
    return findings(translated, messages)


def strange_addresses(text: str, source: str) -> tuple[str, ...]:
    """Return the addresses of `text`, as written there, that `source` does not carry; () when it carries them all."""
    known, whole = addresses(source), fold_width(source).casefold()
    return tuple(shown for key, shown in addresses(text).items() if key not in known and not _written(shown, whole))


def _written(shown: str, text: str) -> bool:
    """Return whether a bare host or path stands in the other side's text in some other form (`example.org` for
    `https://example.org/`).
    """
    bare = re.sub(r"^https?://(?:www\.)?|/$", "", shown.casefold())
    return bool(re.search(rf"(?<![\w.-]){re.escape(bare)}(?![\w/-])", text))


@lru_cache(maxsize=4096)
def addresses(text: str) -> dict[str, str]:
    """Return the addresses of a text: a folded key for comparing -> as written. Code spans are left out, hosts without
    a scheme counted.
    """
    by_key: dict[str, str] = {}
    rest: list[str] = []
    end = 0
    for match in _SPANS.finditer(text):
        rest.append(text[end : match.start()])
        end = match.end()
        if match["code"]:
            continue
        shown = (
            match["email"]
            or (match["autolink"] or "").strip("<>")
            or _target(match["target"])
            or trim_url(match["url"] or "")
        )
        if shown:
            by_key[_key(shown)] = shown
    bare = fold_width(" ".join((*rest, text[end:])))
    by_key |= {_key(match[1]): match[1] for match in _TAGGED.finditer(bare)}
    for match in _BARE_HOST.finditer(re.sub(r"<[^>]*>", " ", bare)):
        by_key.setdefault(_key(match[0]), match[0])
    return {key: shown for key, shown in by_key.items() if key}


def _target(span: str | None) -> str:
    match = _TARGET.match(span or "")
    return match[1] if match else ""


def _key(url: str) -> str:
    """Return an address with what translators localise folded away."""
    bare = re.sub(r"^mailto:", "", url.strip())
    bare, _, fragment = bare.partition("#")
    if not bare:
        return "#" if fragment else ""
    bare = re.sub(r"^(?:https?|ftp)://", "", bare, flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    host = _HOST_LOCALE.sub("", host.casefold())
    path = _LOCALE.sub("", slash + path)
    if host.endswith("wikipedia.org"):
        path = re.sub(r"^/wiki/[^/]+", "", path)
    path = re.sub(r"\.(?:en|ja)(?=\.html?$|\.mdx?$|$)", "", path)
    host = re.sub(r"\.(?:en|ja)(?=\.html?$|\.mdx?$)", "", host) if not slash else host
    path = re.sub(r"(?:/index)?(?:\.mdx?|\.html?)?/*$", "", path)
    return host + path
