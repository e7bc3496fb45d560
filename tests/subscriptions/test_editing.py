"""Entries added to and removed from a config's text: the rest stays as it was, character for character."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli import config
from ainews_cli.errors import ConfigError
from ainews_cli.models.feed import Feed
from ainews_cli.subscriptions import configfile, editing

EXAMPLE = config.example_text()
FEEDS = config.parse(EXAMPLE, None).feeds
NEW = Feed("Nebel", "https://nebel.example/feed", category="labs", weight=1.5)
SHORT = (
    'language = "en"\nfeeds = [\n  {name = "One", url = "https://one.example/f"}, # the first\n  {name = "Two", url '
    '= "https://two.example/f"},\n]\n'
)
REMARKS = """\
language = "en" # mine

# ---- Labs

# why One
[[feeds]]
name = "One"   # short
url = "https://one.example/f"
# full_text = true

# ---- Papers

# why Two
[[feeds]]
# its address
url = "https://two.example/f"
name = '''Two'''
# above Three
[[ feeds ]]
name = "Three"
url = "https://three.example/f"

[mail] # at the end
to = "me@example.org"
"""


def feeds_of(text: str) -> tuple[Feed, ...]:
    return config.parse(text, None).feeds


def test_one_is_added_behind_the_others_and_the_rest_stays() -> None:
    made = editing.append(EXAMPLE, [NEW])
    assert made.startswith(EXAMPLE.rstrip("\n"))
    assert made.removeprefix(EXAMPLE.rstrip("\n")) == (
        '\n\n[[feeds]]\nname = "Nebel"\nurl = "https://nebel.example/feed"\ncategory = "labs"\nweight = 1.5\n'
    )
    assert feeds_of(made) == (*FEEDS, NEW)


def test_one_is_added_among_the_feeds_where_other_tables_follow() -> None:
    made = editing.append(REMARKS, [NEW])
    assert (
        made.replace(
            '\n[[feeds]]\nname = "Nebel"\nurl = "https://nebel.example/feed"\ncategory = "labs"\nweight = 1.5\n', ""
        )
        == REMARKS
    )
    assert made.index("Three") < made.index("Nebel") < made.index("[mail]")
    assert feeds_of(made)[-1] == NEW


@pytest.mark.parametrize("text", ["", 'language = "en"', '# mine\nlanguage = "en"\n\n[mail]\nto = "me@example.org"\n'])
def test_the_first_feed_of_a_config(text: str) -> None:
    made = editing.append(text, [NEW, NEW._replace(name="Other", url="https://other.example/")])
    assert made.startswith(text)
    assert [feed.name for feed in feeds_of(made)] == ["Nebel", "Other"]
    assert made.endswith("\n")
    assert not made.startswith("\n")


def test_line_ends_stay_those_of_the_file() -> None:
    text = REMARKS.replace("\n", "\r\n")
    assert editing.append(text, [NEW]) == editing.append(REMARKS, [NEW]).replace("\n", "\r\n")
    assert editing.remove(text, {"https://two.example/f"}) == editing.remove(
        REMARKS, {"https://two.example/f"}
    ).replace("\n", "\r\n")


def test_an_entry_goes_with_its_own_remarks_and_leaves_those_of_the_others() -> None:
    made = editing.remove(REMARKS, {"https://one.example/f"})
    assert made == REMARKS.replace(REMARKS[REMARKS.index("# why One") : REMARKS.index("# ---- Papers")], "")
    made = editing.remove(REMARKS, {"https://two.example/f"})
    assert made == REMARKS.replace(REMARKS[REMARKS.index("# why Two") : REMARKS.index("# above Three")], "")
    made = editing.remove(REMARKS, {"https://three.example/f"})
    assert made == REMARKS.replace(REMARKS[REMARKS.index("# above Three") : REMARKS.index("[mail]")], "")


def test_all_entries_may_go() -> None:
    made = editing.remove(REMARKS, {feed.url for feed in feeds_of(REMARKS)})
    assert (
        made == 'language = "en" # mine\n\n# ---- Labs\n\n# ---- Papers\n\n[mail] # at the end\nto = "me@example.org"\n'
    )
    assert editing.remove(EXAMPLE, {feed.url for feed in FEEDS}).startswith(EXAMPLE[: EXAMPLE.index("[[feeds]]\nname")])


def test_the_short_form_is_kept() -> None:
    assert feeds_of(editing.append(SHORT, [NEW]))[-1] == NEW
    made = editing.remove(SHORT, {"https://two.example/f"})
    assert [feed.name for feed in feeds_of(made)] == ["One"]
    assert "# the first" in made


@given(st.sets(st.integers(0, len(FEEDS) - 1)))
def test_whatever_goes_the_others_and_every_section_heading_stay(chosen: set[int]) -> None:
    made = editing.remove(EXAMPLE, {FEEDS[number].url for number in chosen})
    assert feeds_of(made) == tuple(feed for number, feed in enumerate(FEEDS) if number not in chosen)
    assert [line for line in made.split("\n") if line.startswith("# ----")] == [
        line for line in EXAMPLE.split("\n") if line.startswith("# ----")
    ]
    assert not made.endswith("\n\n")


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@given(NAMES, st.text(st.characters(codec="utf-8"), max_size=20), st.floats(0.01, 10), st.booleans())
def test_any_name_comes_back_and_can_be_taken_out_again(
    name: str, category: str, weight: float, full_text: bool
) -> None:
    feed = Feed(
        name,
        "https://nebel.example/feed?a=[b]#c",
        category=category,
        weight=weight,
        full_text=full_text,
        selector="[[feeds]]",
    )
    made = editing.append(REMARKS, [feed])
    assert tomllib.loads(made)["feeds"][-1]["name"] == name
    assert feeds_of(made)[-1] == feed
    assert editing.remove(made, {feed.url}) == REMARKS


def test_a_file_keeps_mode_link_and_byte_order_mark(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles.toml", tmp_path / "config.toml"
    real.write_bytes(b"\xef\xbb\xbf" + REMARKS.encode())
    real.chmod(0o640)
    link.symlink_to(real)
    configfile.add(link, [NEW])
    configfile.remove(link, [NEW])
    assert link.is_symlink()
    assert real.read_bytes() == b"\xef\xbb\xbf" + REMARKS.encode()
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.toml", "dotfiles.toml"]


def test_what_would_not_load_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(REMARKS, encoding="utf-8")
    with pytest.raises(ConfigError, match="used twice"):
        configfile.add(path, [NEW._replace(name="Two")])
    with pytest.raises(ConfigError, match="weight"):
        configfile.add(path, [NEW._replace(weight=99.0)])
    assert path.read_text(encoding="utf-8") == REMARKS


def test_a_layout_that_lines_cannot_tell_is_left_alone(tmp_path: Path) -> None:
    tricky = (
        'language = "en"\n[[feeds]]\nname = "One"\nurl = "https://one.example/f"\nselector = """\n[data-body]\n"""\n'
    )
    path = tmp_path / "config.toml"
    path.write_text(tricky, encoding="utf-8")
    with pytest.raises(ConfigError, match="by hand"):
        configfile.add(path, [NEW])
    assert path.read_text(encoding="utf-8") == tricky


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "none" / "config.toml"
    with pytest.raises(ConfigError, match="cannot be read"):
        configfile.add(path, [NEW])
