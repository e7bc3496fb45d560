"""What is on a page but not in the article: scripts, navigation, share bars, forms, banners, lists of other articles."""

from __future__ import annotations

import re

from lxml import etree

from ainews_cli.fulltext.tree import lengths, remove, words

_NEVER_NAMES = """
script style template nav button input select option optgroup textarea datalist output progress meter iframe frame frameset noframes
object embed applet
param svg canvas map area audio video track dialog menu link meta base head title noscript basefont bgsound marquee search
"""
_NEVER = frozenset(_NEVER_NAMES.split())
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:"
    r"share|shar(?:e|ing)[_-]?\w*|sns|social|sharedaddy|addtoany(?:_\w+)?|a2a_kit|addthis\w*|sociable|"
    r"related|relatedposts|jp-relatedposts|yarpp|recommend(?:ed|ations?|s)?|read-?more|more-(?:from|stories|articles|news|posts)|also-?(?:read|like)|next-?up|up-?next|"
    r"newsletter\w*|subscri(?:be|ption)\w*|sign-?up\w*|mailing-?list|optin|cta|"
    r"cookies?|consent|gdpr|ccpa|onetrust\w*|cmp|"
    r"breadcrumbs?|sidebar|side-?bar|pagination|pager|paging|skip-?links?|nav|navbar|navigation|menu|toolbar|toc|table-of-contents|"
    r"comments?|commentlist|comments?-(?:area|list|section|wrapper|thread)|disqus\w*|respond|reply-form|"
    r"ad|ads|adsense|adslot|advert\w*|sponsor(?:ed)?|promo\w*|outbrain|taboola|banner|popup|modal|overlay|"
    r"ranking|popular|trending|most-?read|most-?viewed|"
    r"author-?(?:bio|box|info|card)|about-?(?:the-?)?author|post-?tags|tag-?list|tagcloud|entry-?meta|post-?meta|byline|"
    r"mw-editsection|edit-?section|editsection|printfooter|support-?(?:box|us)|donat(?:e|ion)s?|paywall-(?:box|banner|prompt|message|cta)|feedback|"
    r"screen-reader-text|sr-only|visually-?hidden|noprint|print-?hidden|copy-?button|edit-?link|headerlink"
    r")(?=$|[\s_-])"
)
_COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|commentlist|disqus\w*|respond)(?=$|[\s_-])")
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist")
)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CONTAINER_NAMES = "div section aside ul ol dl p footer header span table details form figure h2 h3 h4 h5 h6 amp-ad amp-sidebar li"
_CONTAINERS = frozenset(_CONTAINER_NAMES.split())
_WHOLE = frozenset(("html", "body", "main", "article"))
_MATH = re.compile(r"katex|mathjax|mwe-math", re.IGNORECASE)

_SHARE_OF_TEXT = 0.4
"""An element named like clutter that holds more of the page's text than this is no clutter ("newsletter-post" on Substack's articles)."""

_BESIDE_COMMENTS = 400
"""Characters that must be left beside the comments: less, and they are what the page is for."""

_FORM_TEXT = 600
"""Characters from which a form is a page (old ASP.NET wraps the whole page in one) and not a form."""


def is_hidden(element: etree._Element) -> bool:
    """Whether the page itself does not show the element."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if element.get("aria-hidden") == "true":
        return element.tag not in ("pre", "code", "img")
    return bool(_HIDDEN_STYLE.search(element.get("style", "")[:500]))


def _is_suspicious(element: etree._Element, by_name: bool) -> bool:
    """Whether an element's name, role or tag says clutter."""
    if element.tag == "form" or element.get("role", "") in _ROLES:
        return True
    if element.tag == "footer":
        return not any(parent.tag == "blockquote" for parent in element.iterancestors())
    named = words(element)
    if not by_name:
        return bool(_COMMENTS.search(named))
    return bool(named.strip() and _NAMED.search(named))


def _is_clutter(element: etree._Element, length: int, total: int, thread: bool, by_name: bool) -> bool:
    """Whether an element with `length` characters, on a page with `total`, is none of the article."""
    tag = element.tag
    if tag in _NEVER:
        return True
    if tag in _WHOLE or is_math(element):
        return False
    if is_hidden(element):
        return True
    if tag not in _CONTAINERS or not _is_suspicious(element, by_name):
        return False
    if tag == "form" and length > _FORM_TEXT:
        return False
    if _COMMENTS.search(words(element)):
        return not thread and total - length >= _BESIDE_COMMENTS
    return length <= total * _SHARE_OF_TEXT


def is_math(element: etree._Element) -> bool:
    """A formula: its source is read from the hidden part of it."""
    return element.tag == "math" or (element.tag == "span" and bool(_MATH.search(element.get("class", "")[:100])))


def _unwrap_noscript(element: etree._Element) -> None:
    """Keeps the images of a `<noscript>` (lazy loading hides the real address there) and drops its words."""
    images = list(element.iter("img"))
    parent = element.getparent()
    if parent is not None:
        for image in images:
            image.tail = None
            element.addprevious(image)


def prune(root: etree._Element, *, thread: bool = False, by_name: bool = True) -> None:
    """Takes everything out of the tree that is none of the article. In a `thread` of a forum the comments are the article.

    Without `by_name` only what no article holds goes (scripts, forms, navigation, what is hidden): names are the site's own and can mislead.
    """
    sizes = lengths(root)
    total = sizes.get(root, 0)
    doomed: list[etree._Element] = []
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element is not root and _is_clutter(element, sizes[element], total, thread, by_name):
            doomed.append(element)
            walk.skip_subtree()
    for element in doomed:
        if element.tag == "noscript":
            _unwrap_noscript(element)
        remove(element)
