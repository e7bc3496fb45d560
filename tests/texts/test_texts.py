from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import ainews_cli
from ainews_cli import texts
from ainews_cli.texts import text

KEYS = texts.keys()
PACKAGE = Path(ainews_cli.__file__).parent


def placeholders(template: str) -> set[str]:
    return {name.split("|")[0] for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_have_the_text_and_its_placeholders(key: str) -> None:
    japanese, english = texts.every()[key]
    assert japanese.strip()
    assert english.strip()
    assert placeholders(japanese) == placeholders(english)
    assert not re.search("[ぁ-んァ-ヶ一-龠]", english)


@pytest.mark.parametrize("key", [key for key in KEYS if key.endswith(".one")])
def test_a_singular_belongs_to_a_plural(key: str) -> None:
    assert texts.has(key.removesuffix(".one"))


def uses() -> Iterator[tuple[str, str]]:
    """(file, key) of every call of `text` or `ui` in the package; an f-string's key up to its first placeholder, then
    "*".
    """
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "ainews_cli.texts"
            for alias in node.names
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in names
                and len(node.args) > 1
            ):
                yield from ((f"{path.name}:{node.lineno}", key) for key in written(node.args[1]))


def written(node: ast.expr) -> Iterator[str]:
    """The keys that an expression can be, as far as they are written there."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from written(node.body)
        yield from written(node.orelse)


def test_every_key_in_use_exists() -> None:
    found = list(uses())
    assert len(found) > 30
    known = KEYS
    missing = [
        (where, key)
        for where, key in found
        if not any(re.fullmatch(re.escape(key).replace(r"\*", "[^.]+"), one) for one in known)
    ]
    assert missing == []


def strings() -> Iterator[str]:
    """Yield every string of the package outside `texts` as a pattern; what an f-string or a template fills in may be
    anything.
    """
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name != "texts":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield from (re.escape(key).replace(r"\*", ".+") for key in written(node))
    for path in sorted((PACKAGE / "render" / "templates").rglob("*")):
        if path.is_file():
            quoted = re.findall(r"[\"']([a-z_]+\.[a-z_.]*)[\"'](\s*~)?", path.read_text(encoding="utf-8"))
            yield from (re.escape(key) + (".+" if joined else "") for key, joined in quoted)


def test_every_key_is_in_use() -> None:
    patterns = {pattern for pattern in strings() if re.match(r"[a-z_]+\\\.", pattern)}
    used = re.compile("|".join(patterns))
    assert [key for key in KEYS if not used.fullmatch(key.removesuffix(".one"))] == []


def test_languages() -> None:
    assert text("ja", "view.feeds") == "購読中のフィード"
    assert text("ja-JP", "view.feeds") == "購読中のフィード"
    assert text("en", "view.feeds") == text("fr", "view.feeds") == text("", "view.feeds") == "Subscriptions"


def test_singular_and_thousands() -> None:
    assert text("en", "ago.minutes", n=1) == "1 minute ago"
    assert text("en", "ago.minutes", n=3) == "3 minutes ago"
    assert text("ja", "ago.minutes", n=1) == "1分前"
    assert text("ja", "entry.views", n=12345) == "12,345回視聴"


def test_values_are_never_templates() -> None:
    assert text("ja", "footer.feeds_failed", names="{n} {0.__class__}") == "取得できなかったフィード: {n} {0.__class__}"


def test_an_unknown_key_is_a_fault() -> None:
    with pytest.raises(KeyError):
        text("ja", "no.such.key")
