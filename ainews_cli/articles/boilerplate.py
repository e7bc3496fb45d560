"""What is on a page but not in the article: scripts, navigation, share bars, forms, banners, lists of other
articles.
"""

from __future__ import annotations

import re

from lxml import etree

from ainews_cli.articles.tree import lengths, remove, text_of

_NEVER_NAMES = """
script style template nav button input select option optgroup textarea datalist output progress meter iframe frame
frameset noframes object embed applet param svg canvas map area audio video track dialog menu link meta base head title
noscript basefont bgsound marquee search
"""
NEVER = frozenset(_NEVER_NAMES.split())
"""Elements that no article holds."""
_NAMES = (
    r"share|shar(?:e|ing)[_-]?\w*|sns|social|sharedaddy|addtoany(?:_\w+)?|a2a_kit|addthis\w*|sociable|"
    r"related|relatedposts|jp-relatedposts|yarpp|recommend(?:ed|ations?|s)?|read-?more|more-(?:from|stories|articles|news|posts)|"
    r"also-?(?:read|like)|next-?up|up-?next|"
    r"newsletter\w*|subscri(?:be|ption)\w*|sign-?up\w*|mailing-?list|optin|cta|"
    r"cookies?|consent|gdpr|ccpa|onetrust\w*|cmp|"
    r"breadcrumbs?|sidebar|side-?bar|pagination|pager|paging|skip-?links?|nav|navbar|navigation|menu|toolbar|toc|table-of-contents|"
    r"comments?|commentlist|comments?-(?:area|list|section|wrapper|thread)|disqus\w*|respond|reply-form|"
    r"ad|ads|adsense|adslot|advert\w*|sponsor(?:ed)?|promo\w*|outbrain|taboola|banner|popup|modal|overlay|"
    r"ranking|popular|trending|most-?read|most-?viewed|"
    r"author-?(?:bio|box|info|card)|about-?(?:the-?)?author|post-?tags|tag-?list|tagcloud|entry-?meta|post-?meta|byline|"
    r"mw-editsection|edit-?section|editsection|printfooter|support-?(?:box|us)|donat(?:e|ion)s?|paywall-(?:box|banner|prompt|message|cta)|feedback|"
    r"screen-reader-text|sr-only|visually-?hidden|noprint|print-?hidden|copy-?button|edit-?link|headerlink"
)
_NAMED = re.compile(rf"(?:^|[\s_-])(?:{_NAMES})(?=$|[\s_-])")
_PARTS = (
    "area|section|list|wrapper|wrap|box|container|block|widget|bar|links|posts?|articles?|stories|form|banner|overlay|popup|modal|content|"
    "signup|menu|nav"
)
_IDENTIFIED = re.compile(
    rf"(?:(?:js|c|block|widget|jp|site|page|main|the)[-_])?(?:{_NAMES})(?:[-_]?(?:{_PARTS})|[-_]?\d+)*"
)
"""Ids are matched whole: many are slugs of headings (`related-work`, `comments-in-code`)."""
_STATE = re.compile(r"(?<![\w-])(?:has|with|without|no|not|is)-[\w-]+")
"""Classes that say what is beside an element, not what it is."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_COMMENT_ID = re.compile(
    rf"(?:(?:js|post|article|blog|reader|user|fb|page|entry|wp)[-_])?(?:comments?|commentlist|disqus\w*|respond)(?:[-_]?(?:{_PARTS}|thread)|[-_]?\d+)*"
)
_COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|commentlist|disqus\w*|respond)(?=$|[\s_-])")
_ROLES = frozenset(
    [
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "complementary",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
        "tablist",
    ]
)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CONTAINER_NAMES = (
    "div section aside ul ol dl p footer header span table details form figure h2 h3 h4 h5 h6 amp-ad amp-sidebar li"
)
_CONTAINERS = frozenset(_CONTAINER_NAMES.split())
_WHOLE = frozenset(("html", "body", "main", "article"))
_ARTICLES = ("article", "main")
_ARTICLE = 60
"""Characters from which such an element is an article."""
_MATH = re.compile(r"katex|mathjax|mwe-math", re.IGNORECASE)

_LAZY = re.compile(
    r'class="[^"]*lazy|data-(?:lazy-|orig-|original-)?(?:src|srcset|original)=|src="(?:data:|")', re.IGNORECASE
)
_SIZE = re.compile(r"(?:-\d+x\d+|-scaled|@\dx)?(?=\.\w+$)")

_SHARE_OF_TEXT = 0.4
"""An element named like clutter that holds more of the page's text than this is no clutter ("newsletter-post" on
Substack's articles).
"""

_BESIDE_COMMENTS = 400
"""Characters that must be left beside the comments: less, and they are what the page is for."""

_FORM_TEXT = 600
"""Characters from which a form is a page (old ASP.NET wraps the whole page in one) and not a form."""


def is_hidden(element: etree._Element) -> bool:
    """Tell whether the page itself does not show the element."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if element.get("aria-hidden") == "true":
        return element.tag not in ("pre", "code", "img")
    return bool(_HIDDEN_STYLE.search(element.get("style", "")[:500]))


def shows_article(root: etree._Element) -> bool:
    """Tell whether a page shows an article: a hidden one is then another."""
    return any(
        len(text_of(article).strip()) >= _ARTICLE and not any(map(is_hidden, (article, *article.iterancestors())))
        for article in root.iter(*_ARTICLES)
    )


def is_named(element: etree._Element) -> bool:
    """Tell whether the element's class or id says clutter. The ids of headings are their words, and say nothing."""
    classes = _STATE.sub(" ", element.get("class", "")[:300].lower())
    if classes and _NAMED.search(classes):
        return True
    identity = element.get("id", "")[:100].lower()
    return bool(identity) and element.tag not in _HEADINGS and bool(_IDENTIFIED.fullmatch(identity))


def _is_comments(element: etree._Element) -> bool:
    if element.tag in _HEADINGS:
        return False
    return bool(
        _COMMENTS.search(element.get("class", "")[:300].lower())
        or _COMMENT_ID.fullmatch(element.get("id", "")[:100].lower())
    )


def _is_suspicious(element: etree._Element, by_name: bool) -> bool:
    """Tell whether an element's name, role or tag says clutter."""
    if element.tag == "form" or element.get("role", "") in _ROLES:
        return True
    if element.tag == "footer":
        return not any(parent.tag == "blockquote" for parent in element.iterancestors())
    return is_named(element) if by_name else _is_comments(element)


def _is_clutter(element: etree._Element, length: int, total: int, thread: bool, by_name: bool, shown: bool) -> bool:
    """Tell whether an element with `length` characters, on a page with `total`, is none of the article."""
    tag = element.tag
    if tag in NEVER:
        return True
    if tag in _WHOLE:
        return shown and tag in _ARTICLES and is_hidden(element)
    if is_math(element):
        return False
    if is_hidden(element):
        return True
    if tag not in _CONTAINERS or not _is_suspicious(element, by_name):
        return False
    if tag == "form" and length > _FORM_TEXT:
        return False
    if _is_comments(element):
        return not thread and total - length >= _BESIDE_COMMENTS
    return length <= total * _SHARE_OF_TEXT


def is_math(element: etree._Element) -> bool:
    """Tell whether it is a formula: its source is read from the hidden part of it."""
    return element.tag == "math" or (element.tag == "span" and bool(_MATH.search(element.get("class", "")[:100])))


def _unwrap_noscript(element: etree._Element) -> None:
    """Keep the images of a `<noscript>` (lazy loading hides the real address there) and drop its words, hidden images
    and the image that a script would have filled in.
    """
    images = [image for image in element.iter("img") if not is_hidden(image)]
    parent = element.getparent()
    if parent is None:
        return
    stand_in = _stand_in(element, images[0]) if len(images) == 1 else None
    if stand_in is not None:
        images[0].set("alt", images[0].get("alt") or stand_in.get("alt", ""))
        remove(stand_in)
    for image in images:
        image.tail = None
        element.addprevious(image)


def _stand_in(element: etree._Element, image: etree._Element) -> etree._Element | None:
    """Return the image next to a `<noscript>` that shows the same."""
    before, after = element.getprevious(), element.getnext()
    neighbours = [before] if before is not None and not (before.tail or "").strip() else []
    neighbours += [after] if after is not None and not (element.tail or "").strip() else []
    for neighbour in neighbours:
        inside = list(neighbour.iter("img")) if not text_of(neighbour).strip() else []
        if len(inside) == 1 and (_LAZY.search(_attributes(inside[0])) or _file(inside[0]) == _file(image)):
            return inside[0]
    return None


def _attributes(image: etree._Element) -> str:
    return " ".join(f'{name}="{value[:100]}"' for name, value in image.attrib.items())


def _file(image: etree._Element) -> str:
    """Return the name of an image's file without its size."""
    path = re.split(r"[?#]", image.get("src", "")[:2_000])[0]
    return _SIZE.sub("", path.rsplit("/", 1)[-1])


def prune(root: etree._Element, *, thread: bool = False, by_name: bool = True) -> None:
    """Take everything out of the tree that is none of the article. In a `thread` of a forum the comments are the
    article.

    Without `by_name` only what no article holds goes (scripts, forms, navigation, what is hidden): names are the site's
    own and can mislead.
    """
    sizes = lengths(root)
    total, shown = sizes.get(root, 0), shows_article(root)
    doomed: list[etree._Element] = []
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element is not root and _is_clutter(element, sizes[element], total, thread, by_name, shown):
            doomed.append(element)
            walk.skip_subtree()
        elif element.tag in ("pre", "code"):
            walk.skip_subtree()  # a highlighter's "comment" is code
    for element in doomed:
        if element.tag == "noscript":
            _unwrap_noscript(element)
        remove(element)
