"""Japanese and English say the same, and pages lead to one another."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from ainews_cli import __version__
from ainews_cli.ranking import scoring
from tests.support.docs.pages import (
    DOCS,
    EVERY,
    EXAMPLE,
    FOR_DEVELOPERS,
    PAIRS,
    ROOT,
    anchors,
    code_blocks,
    headings,
    prose,
    read,
    spans,
    tables,
)

pairs = pytest.mark.parametrize(("english", "japanese"), PAIRS.items(), ids=list(PAIRS))
guides = pytest.mark.parametrize("text", [read("docs/guide.md"), read("docs/ja/guide.md")], ids=["en", "ja"])
readmes = pytest.mark.parametrize("text", [read("README.md"), read("README.ja.md")], ids=["en", "ja"])


def test_every_page_has_its_place() -> None:
    there = {f"docs/{path.relative_to(DOCS)}" for path in DOCS.rglob("*.md")}
    assert there == {name for name in EVERY if name.startswith("docs/")}
    assert len(PAIRS) > 10
    assert all((DOCS / name).is_file() for name in FOR_DEVELOPERS)


@pairs
def test_both_languages_have_the_same_headings(english: str, japanese: str) -> None:
    levels = [[heading.split()[0] for heading in headings(read(name))] for name in (english, japanese)]
    assert levels[0] == levels[1]
    assert levels[0]


@pairs
def test_both_languages_have_the_same_code(english: str, japanese: str) -> None:
    assert code_blocks(read(english)) == code_blocks(read(japanese))


@pairs
def test_both_languages_have_the_same_tables(english: str, japanese: str) -> None:
    """Row by row the same names in the first column, and the same figures: cells without words."""
    rows = [
        [
            [(spans(row[0]), [cell for cell in row if not re.search(r"[^\W\d]", cell)]) for row in table]
            for table in tables(text)
        ]
        for text in (read(english), read(japanese).replace("、", ", "))
    ]
    assert rows[0] == rows[1]


@pairs
def test_both_languages_link_to_the_same_pages(english: str, japanese: str) -> None:
    """To the translation where there is one."""
    targets = [{target for target, _ in links(name)} - {english, japanese} for name in (english, japanese)]
    assert {PAIRS.get(name, name) for name in targets[0]} == {PAIRS.get(name, name) for name in targets[1]}


def links(name: str) -> list[tuple[str, str]]:
    """Return the links of a page to files here: path in the repository, fragment."""
    targets = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", prose(read(name)))
    folder = (ROOT / name).parent
    return [(relative(folder / path if path else ROOT / name), fragment) for path, fragment in targets]


def relative(path: Path) -> str:
    """Return a path as seen from the root of the repository."""
    return path.resolve().relative_to(ROOT).as_posix()


@pytest.mark.parametrize("name", EVERY)
def test_every_link_leads_somewhere(name: str) -> None:
    for target, fragment in links(name):
        assert (ROOT / target).is_file(), target
        if fragment:
            assert fragment in anchors(read(target)), f"{target}#{fragment}"


@pytest.mark.parametrize("name", [name for name in EVERY if name.startswith("docs/") and "index" not in name])
def test_the_index_names_every_page(name: str) -> None:
    index = "docs/ja/index.md" if name.startswith("docs/ja/") else "docs/index.md"
    assert name in {target for target, _ in links(index)}


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_a_readme_is_short(name: str) -> None:
    assert len((ROOT / name).read_bytes()) <= 8_000


@guides
def test_every_extra_is_named(text: str) -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert set(re.findall(r"'\.\[(\w+)\]'", text)) == set(project["optional-dependencies"]) - {"dev"}


@guides
def test_the_labels_are_those_of_the_ranking(text: str) -> None:
    for label in scoring.LABELS["ja"]:
        assert label in text


@pytest.mark.parametrize("name", ["README.md", "docs/guide.md", "docs/reference/config.md"])
def test_the_number_of_feeds_is_right(name: str) -> None:
    for text in (read(name), read(PAIRS[name])):
        counts = re.findall(r"(\d+)(?: feeds|件のフィード)", text)
        assert counts == [str(len(tomllib.loads(EXAMPLE)["feeds"]))]


@readmes
def test_a_readme_has_the_two_commands_for_developers(text: str) -> None:
    lines = [line for language, lines in code_blocks(text) if language == "console" for line in lines]
    assert {"$ make demo", "$ make test"} <= set(lines)


def test_the_changelog_knows_this_version_or_a_coming_one() -> None:
    assert re.search(rf"^## \[(?:{re.escape(__version__)}|Unreleased)\]", read("CHANGELOG.md"), re.MULTILINE)
