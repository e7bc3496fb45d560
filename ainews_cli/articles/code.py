"""Code blocks: their text with its line breaks, and their language."""

from __future__ import annotations

import re

from lxml import etree

from ainews_cli.articles.boilerplate import NEVER
from ainews_cli.sources.clean import clean

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-text-html-|highlight-|brush:\s*|code-|sourceCode\s+|hljs\s+|prettyprint\s+lang-)([A-Za-z][\w+#.-]{0,24})"
)
_BARE = re.compile(r"(?:sourceCode|hljs|highlight|codehilite|chroma)\s+([a-z][\w+#]{0,19})\s*$")
_NO_LANGUAGE = frozenset(
    [
        "none",
        "text",
        "plaintext",
        "plain",
        "txt",
        "nohighlight",
        "default",
        "block",
        "wrapper",
        "container",
        "box",
        "toolbar",
        "snippet",
        "copy",
        "source",
        "line",
        "lines",
        "highlight",
        "hljs",
        "numbers",
    ]
)
_LINE_NUMBERS = re.compile(
    r"(?:^|[\s_-])(?:linenos?|line-?numbers?|gutter|lnt|ln|hljs-ln-numbers|blob-num|rouge-gutter|linenodiv)(?=$|[\s_-])"
)
_LINES = frozenset(("div", "p", "li", "tr"))


def language(pre: etree._Element) -> str:
    """Name of the language as the page's highlighter has it, from the `<pre>`, its `<code>` or two elements around it;
    "" when not said.
    """
    nearby = [pre, *list(pre.iter("code"))[:1], *list(pre.iterancestors())[:2]]
    for element in nearby:
        for name in ("data-lang", "data-language"):
            if re.fullmatch(r"[A-Za-z][\w+#.-]{0,24}", element.get(name, "")):
                return str(element.get(name, "")).lower()
        named = element.get("class", "")[:300]
        for pattern in (_LANGUAGE, _BARE):
            match = pattern.search(named)
            name = str(match.group(1)).lower() if match else ""
            if name and name not in _NO_LANGUAGE:
                return name
    return ""


def _append(parts: list[str], text: str | None) -> None:
    if text:
        parts.append(text)


def _is_no_code(element: etree._Element) -> bool:
    """Tell whether it is a line number, or a button and the like that stands in the block."""
    return element.tag in NEVER or bool(_LINE_NUMBERS.search(element.get("class", "")[:200]))


def code_text(pre: etree._Element) -> str:
    """Return the code as it is shown: line breaks kept (`<br>` and one element per line too), line numbers left out."""
    parts: list[str] = []
    walk = etree.iterwalk(pre, events=("start", "end"))
    for event, element in walk:
        new_line = element.tag in _LINES and bool(parts) and not parts[-1].endswith("\n")
        if new_line or (element.tag == "br" and event == "start"):
            parts.append("\n")
        if event == "end":
            _append(parts, element.tail if element is not pre else None)
        elif element is not pre and _is_no_code(element):
            walk.skip_subtree()
        else:
            _append(parts, element.text)
    text = clean("".join(parts).replace("\r\n", "\n").replace("\r", "\n")).replace("\u00a0", " ")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
