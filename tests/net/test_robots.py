from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.net.robots import NOTHING, parse


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", True),
        ("User-agent: *\nAllow: /news/\nDisallow: /", "/other", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("User-agent: *\nDisallow: /%7Eann", "/~ann/x", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: AINEWS\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\nUser-agent: ainews\nAllow: /", "/a", True),
        ("User-agent: ainews\nUser-agent: other\nDisallow: /a # why", "/a", False),
        ("User-agent: ainews\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: ainews\nDisallow: /b", "/b", False),
        ("\ufeffuser-agent:*\ndisallow:/a\nCrawl-delay: 10\nSitemap: https://x/", "/a", False),
        ("<html>not a robots file</html>", "/a", True),
    ],
)
def test_rules(rules: str, path: str, allowed: bool) -> None:
    assert parse(rules, "ainews").allows(path) is allowed


def test_nothing_allows_nothing() -> None:
    assert not NOTHING.allows("/a")


@given(st.text(), st.text())
def test_any_text_is_rules(text: str, path: str) -> None:
    assert parse(text, "ainews").allows(path) in (True, False)


@given(st.text(alphabet="ab/*", min_size=1, max_size=12), st.text(alphabet="ab/", max_size=12))
def test_wildcards_are_those_of_shell_patterns(pattern: str, path: str) -> None:
    from fnmatch import fnmatchcase

    closed = not parse(f"User-agent: *\nDisallow: /{pattern}", "ainews").allows(f"/{path}")
    assert closed == fnmatchcase(f"/{path}", f"/{pattern}*")


def test_no_pattern_is_slow() -> None:
    rules = "User-agent: *\nDisallow: /" + "*a" * 2000 + "$"
    assert parse(rules, "ainews").allows("/" + "a" * 1999 + "b")
