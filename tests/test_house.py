"""The rules of the house, held by looking at the source: docs/architecture.md says why each is there."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import ainews_cli
from ainews_cli.llm.engines import AUTO, ENGINES
from ainews_cli.sources.kinds import KINDS
from ainews_cli.views.registry import VIEWS

PACKAGE = Path(ainews_cli.__file__).parent
TESTS = Path(__file__).parent
LONGEST_FILE = 300
LONGEST_FUNCTION = 45

COMPARED = {
    "sources/expat_reader.py": "an Atom document's root is named feed, too",
    "subscriptions/sites.py": "so is a part of the addresses of Medium",
}
"""File: why it may compare what is also the name of a variant."""
MOST_INNER_IMPORTS = 99
"""Functions that import something: lower it when one goes, and argue for each that comes."""


@cache
def trees() -> dict[str, ast.Module]:
    """Return the syntax tree of every module, by its path below the package."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a tree, methods and inner functions with them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_two_public_classes_share_a_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(path)
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_no_file_is_longer_than_a_reader_keeps_in_mind() -> None:
    sizes = {path: (PACKAGE / path).read_text(encoding="utf-8").count("\n") for path in trees()}
    assert {path: size for path, size in sizes.items() if size > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{path}:{node.name}": size
        for path, tree in trees().items()
        for node in functions(tree)
        if (size := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_modules_load_their_names_at_once() -> None:
    """A module's `__getattr__` hides where a name lives."""
    lazy = [
        path
        for path, tree in trees().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name == "__getattr__"
    ]
    assert lazy == []


def test_every_import_inside_a_function_says_which_border_it_stands_at() -> None:
    """A comment `# border: reason` stands on the line of the first import of a function, or on the line above it."""
    silent, inner_imports = [], 0
    for path, tree in trees().items():
        lines = (PACKAGE / path).read_text(encoding="utf-8").splitlines()
        for node in functions(tree):
            imports = [inner for inner in own(node) if isinstance(inner, ast.Import | ast.ImportFrom)]
            if imports:
                inner_imports += 1
                first = min(imports, key=lambda found: found.lineno)
                if not any("# border:" in line for line in lines[first.lineno - 2 : first.lineno]):
                    silent.append(f"{path}:{first.lineno}")
    assert silent == []
    assert inner_imports <= MOST_INNER_IMPORTS


def own(function: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a function without those of functions inside it."""
    for node in ast.iter_child_nodes(function):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from own(node)


def variants() -> set[str]:
    """Return the names of all source kinds, engines and views."""
    return {*KINDS, *ENGINES, AUTO, *VIEWS}


def test_no_variant_is_compared_by_its_name() -> None:
    """What sets a kind, an engine or a view apart is a trait of its row: a new one then needs no other file."""
    names = variants()
    compared = [
        f"{path}:{node.lineno} {ast.unparse(node)}"
        for path, tree in trees().items()
        if path not in COMPARED
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare | ast.MatchValue)
        for constant in ast.walk(node)
        if isinstance(constant, ast.Constant) and constant.value in names
    ]
    assert compared == []


def test_tests_mirror_the_package() -> None:
    """`tests/<room>/test_<module>.py` tests a module, `tests/<room>/test_<room>.py` a room; what crosses rooms is in
    `tests/scenarios/`, what tests share in `tests/support/`, the guards of `docs/` in `tests/docs/`.
    """
    modules = {(PACKAGE / path).relative_to(PACKAGE).with_suffix("") for path in trees()}
    strays = [
        path.as_posix()
        for path in sorted(file.relative_to(TESTS) for file in TESTS.rglob("*.py"))
        if path.parts[0] not in {"scenarios", "support", "docs"} and len(path.parts) > 1 and path.name != "conftest.py"
        if (name := path.stem.removeprefix("test_")) != path.parent.name or not path.stem.startswith("test_")
        if path.parent / name not in modules and path.parent / name / "__init__" not in modules
    ]
    assert strays == []
