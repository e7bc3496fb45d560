"""Every message in English that the program can say: read from its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import ainews_cli

PACKAGE = Path(ainews_cli.__file__).parent
CHECKS = ("verify/", "articles/quality.py")
"""Rooms whose sentences are findings or notes."""
GAP = "\x00"


def templates(node: ast.AST) -> Iterator[str]:
    """Yield the texts that an expression may come to, with GAP where a value stands."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else GAP for part in parts)
        case ast.IfExp(body=body, orelse=other):
            yield from templates(body)
            yield from templates(other)


def raised() -> Iterator[tuple[str, str]]:
    """Yield (place, template) of every fault that is raised or made with words of its own."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = str(path.relative_to(PACKAGE))
        if name.startswith(("demo/", "evaluate/")):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _is_fault(node) and node.args:
                first = node.args[0]
                first = constants.get(first.id, first) if isinstance(first, ast.Name) else first
                for template in templates(first):
                    yield f"{name}:{node.lineno}", " ".join(template.split())


FAULTS = {
    "AddressRefused",
    "Unreachable",
    "TooLarge",
    "TimedOut",
    "NotAFeed",
    "ModelRefused",
    "ModelUnavailable",
    "MaybeSent",
    "NoBatches",
    "BatchUnknown",
    "BadReply",
    "BudgetExceeded",
    "UsageError",
    "ConfigError",
    "FetchError",
    "NetError",
    "ModelError",
    "StoreError",
    "BadParameter",
}


def _is_fault(node: ast.Call) -> bool:
    return (
        isinstance(node.func, ast.Name | ast.Attribute)
        and (node.func.id if isinstance(node.func, ast.Name) else node.func.attr) in FAULTS
    )


def sentences() -> Iterator[tuple[str, str]]:
    """Yield (place, template) of what checks find: the messages that their functions collect or return."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = str(path.relative_to(PACKAGE))
        if not name.startswith(CHECKS) or name == "verify/checks.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for part in _collected(node, notes=name == "articles/quality.py"):
                for template in templates(part):
                    if " " in template or name == "articles/quality.py":
                        yield f"{name}:{node.lineno}", " ".join(template.split())  # type: ignore[attr-defined]


def _collected(node: ast.AST, *, notes: bool) -> list[ast.expr]:
    match node:
        case ast.Call(func=ast.Attribute(attr="append", value=ast.Name(id="messages")), args=[first]):
            return [first]
        case ast.Call(func=ast.Name(id="Finding"), args=[_, _, message, *_]):
            return [message]
        case ast.Call(func=ast.Name(id="findings"), args=[_, ast.List(elts=elements)]):
            return list(elements)
        case ast.GeneratorExp(elt=ast.JoinedStr() as text) | ast.ListComp(elt=ast.JoinedStr() as text):
            return [text]
        case ast.Assign(targets=[ast.Name(id="message" | "messages")], value=value):
            return [value]
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str())) if (
            notes and name.isupper() and not name.startswith("_")
        ):
            return [node.value]
    return []
