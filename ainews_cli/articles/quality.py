"""Why a page's text is short or missing, said in one word or two for the reader."""

from __future__ import annotations

import re

from ainews_cli.articles.box_words import AGE, CONSENT, ROBOT, is_wall
from ainews_cli.base import charsets
from ainews_cli.models.text import MINIMUM_CHARACTERS

PAYWALL = "paywall"
TOO_SHORT = "too short"
PDF = "PDF"
NOT_HTML = "not HTML"
EMPTY = "empty page"
TITLE_ONLY = "title only"
CUT = "extract only"
CONSENT_WALL = "consent wall"
AGE_GATE = "age gate"
BOT_CHECK = "bot check or JavaScript needed"
WALLS = {CONSENT: CONSENT_WALL, AGE: AGE_GATE, ROBOT: BOT_CHECK}
"""What a page shows in place of its article."""
TRANSCRIPT = "transcript"
"""No fault: what was read for a video is what is said in it."""

_STUB = 2_500
"""Characters up to which a marker in the page speaks of the text at hand; long texts merely mention such words."""

_SURELY = {CONSENT: 300, AGE: 120, ROBOT: 120}
"""Characters up to which a text that speaks of nothing else is no article, whatever the page calls itself."""
_ARTICLE = re.compile(
    r"""<article\b|"@type"\s*:\s*\[?\s*"\w*(?:Article|Posting)|og:type["']\s+content=["']article|articleBody""",
    re.IGNORECASE,
)
_FREE = re.compile(r"""["']?isAccessibleForFree["']?\s*:\s*["']?(?:false|no)\b""", re.IGNORECASE)
_MARKERS = re.compile(
    r"(?:subscribe|sign in|log in|register|join|upgrade)(?: now| today| here)?(?: for [^.<]{1,30})? to "
    r"(?:continue|keep|read|unlock|access|see|view)\b|"
    r"(?:continue|keep) reading (?:with|by)\b|"
    r"(?:this (?:article|post|story|content) is|reserved|available|only) (?:only )?(?:for|to) (?:paid |paying |"
    r"premium )?(?:subscribers|members)|"
    r"(?:subscribers?|members?)[ -]only|already (?:a subscriber|have an account|a member)\?|"
    r"to (?:read|continue) the (?:full|rest of)|this post is for pa(?:id|ying) subscribers|"
    r"(?:start|begin) your (?:free )?(?:trial|subscription)|unlock (?:this|the full) (?:article|story|post)|"
    r"(?:この|本|ここから先の?)?(?:記事|コンテンツ|続き).{0,6}(?:は|を).{0,12}(?:有料)?(?:会員|購読者|登録).{0,6}(?:限定|専用|のみ|様|が必要)|会員限定(?:記事|です|の記事)|有料(?:会員)?(?:限定|記事)|"
    r"続きを(?:読む|ご覧|お読み).{0,12}(?:には|会員|ログイン|登録)|残り\s*[\d,0-9]+\s*(?:文字|字)|ログインして(?:続き|全文)|(?:全文|続き).{0,8}(?:会員|有料|登録|購読)",
    re.IGNORECASE,
)


def wall(text: str, html: str) -> str:
    """Return the note for a text that is all a page shows, and no article of it: "" for an article."""
    kind = is_wall(text)
    if kind and len(text) > _SURELY[kind] and _ARTICLE.search(html):
        return ""  # a short article about such things
    return WALLS.get(kind, "")


def is_paywalled(html: str, text: str) -> bool:
    """Tell whether a page with this article text hides the rest: schema.org says so, or words in a page with little
    text do.
    """
    if len(text) > _STUB:
        return False
    return bool(_FREE.search(html) or _MARKERS.search(html))


def judge(html: str, text: str, feed_text: str) -> str:
    """Return the note for the text of a page: "" when it seems whole."""
    if not text.strip():
        return PAYWALL if is_paywalled(html, "") else EMPTY
    if is_paywalled(html, text):
        return PAYWALL
    if len(text) < MINIMUM_CHARACTERS or len(text) < 0.6 * len(feed_text):
        return TOO_SHORT
    return ""


def kind_of(body: bytes, content_type: str) -> str:
    """Return why a body cannot be read as a page ("PDF", "not HTML"), "" when it can."""
    head = body[:1024].lstrip()
    declared = content_type.partition(";")[0].strip().lower()
    if head.startswith(b"%PDF") or declared == "application/pdf":
        return PDF
    if declared and not (
        declared.startswith("text/")
        or "html" in declared
        or declared in ("application/xml", "application/octet-stream")
    ):
        return NOT_HTML
    if b"\x00" in head and not (charsets.marked(body)[0] or charsets.wide_encoding(body)):
        return NOT_HTML
    return "" if b"<" in body or not body.strip() else NOT_HTML
