"""The config file: every key is checked, and every fault names key, value and good values."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli import config
from ainews_cli.errors import ConfigError
from ainews_cli.models.feed import Feed

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('langage = "en"', ["langage", "did you mean language?"]),
        ("language = 3", ["language = 3", "a text in quotes"]),
        ('language = "Japanese!"', ["language = 'Japanese!'", "a language tag"]),
        ('language = "jp"', ["language = 'jp'", "did you mean ja?"]),
        ('[[feeds]]\nname = "a"\nurl = "https://a.example/"\nlanguage = "jp"', ["feeds[1].language", "mean ja?"]),
        ('timezone = "Asia/Tokio"', ["Asia/Tokio", "did you mean Asia/Tokyo?"]),
        ("[fetch]\ntimeot = 3", ["fetch.timeot", "did you mean timeout?"]),
        ('[fetch]\ntimeout = "x"', ["fetch.timeout = 'x'", "a number"]),
        ("[fetch]\nconcurrency = 0", ["fetch.concurrency = 0", "from 1 to 500"]),
        ("[fetch]\nconcurrency = 1.5", ["fetch.concurrency = 1.5", "a whole number"]),
        ("[fetch]\nconcurrency = true", ["fetch.concurrency = True", "a whole number"]),
        ('[model]\nengine = "cloude"', ["model.engine = 'cloude'", "auto, claude, offline", "did you mean claude?"]),
        ('[model]\nbase_url = "localhost:11434"', ["model.base_url", "http://"]),
        ('[model]\napi_key = "sk-secret"', ["model.api_key", "unknown key"]),
        ("[budget]\nusd_per_day = -1", ["budget.usd_per_day = -1", "from 0"]),
        ('[interests]\nkeywords = "llm"', ["interests.keywords = 'llm'", "a list of texts"]),
        ("[scoring]\ndepth = 0\nrelevance = 0\npracticality = 0\nnovelty = 0", ["[scoring]", "above 0"]),
        ("scoring = 3", ["scoring: 3", "[scoring]"]),
        ("feeds = 3", ["feeds", "[[feeds]]"]),
        ('[[feeds]]\nname = "a"', ["feeds[1].url is missing"]),
        ('[[feeds]]\nname = "a"\nurl = "ftp://x/"', ["feeds[1].url = 'ftp://x/'", "http://"]),
        (
            '[[feeds]]\nname = "a"\nurl = "http://x/"\nkind = "rss"',
            ["feeds[1].kind = 'rss'", "feed, hackernews, youtube"],
        ),
        (
            '[[feeds]]\nname = "a"\nurl = "http://x/"\n[[feeds]]\nname = "a"\nurl = "http://y/"',
            ["feeds[2].name = 'a'", "used twice"],
        ),
        (
            '[[feeds]]\nname = "a"\nurl = "http://x/"\n[[feeds]]\nname = "b"\nurl = "http://x/"',
            ["feeds[2].url", "already the address of 'a'"],
        ),
        ('[glossary]\nagent = ""', ["glossary.agent = ''", "the translation"]),
        ("x = ", ["not valid TOML"]),
    ],
)
def test_a_fault_names_key_value_and_good_values(text: str, words: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        config.parse(text, Path("my.toml"))
    message = str(caught.value)
    assert message.startswith("my.toml")
    assert "\n" not in message
    for word in words:
        assert word in message


def test_a_key_in_the_file_is_not_shown_in_the_message() -> None:
    with pytest.raises(ConfigError) as caught:
        config.parse('[model]\napi_key = "sk-secret"', None)
    assert "sk-secret" not in str(caught.value)


def test_nothing_said_gives_the_defaults() -> None:
    plain = config.parse("", None)
    assert plain == config.Config()
    assert (plain.language, plain.timezone) == ("ja", "Asia/Tokyo")


@given(st.text(max_size=60))
def test_any_text_is_a_config_or_a_config_error(text: str) -> None:
    message = "one line"
    try:
        config.parse(text, None)
    except ConfigError as error:
        message = str(error)
    assert len(message.splitlines()) == 1


def test_the_example_loads_and_has_forty_feeds() -> None:
    example = config.parse(EXAMPLE.read_text(encoding="utf-8"), None)
    assert len(example.feeds) >= 40
    assert {feed.kind for feed in example.feeds} == {"feed", "hackernews", "youtube"}
    assert len({feed.category for feed in example.feeds}) >= 7


def test_the_example_shows_every_key_with_its_default() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    data = tomllib.loads(text)
    plain = config.parse(re.sub(r"(?ms)^\[\[feeds\]\].*", "", text), None)
    for name, cls in config.SECTIONS.items():
        for field in cls._fields:
            assert re.search(rf"(?m)^#? ?{field} = ", text), f"{name}.{field} is not in the example"
            if name != "interests" and field in data[name]:
                assert getattr(getattr(plain, name), field) == getattr(getattr(config.Config(), name), field)
    for field in Feed._fields:
        assert re.search(rf"(?m)\b{field} = ", text), f"feeds.{field} is not in the example"


def test_every_rule_is_of_a_key() -> None:
    keys = {f"{name}.{key}" for name, cls in {**config.SECTIONS, "feeds": Feed}.items() for key in cls._fields}
    assert set(config.RULES) <= keys | set(config.Config._fields)


def test_the_named_file_must_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="no such config file"):
        config.load(tmp_path / "none.toml")
    monkeypatch.setenv("AINEWS_CONFIG", str(tmp_path / "other.toml"))
    with pytest.raises(ConfigError, match=r"other\.toml"):
        config.load(None)


def test_option_before_environment_before_platform_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("AINEWS_CONFIG", raising=False)
    assert config.load(None).path is None
    for name, zone in (("xdg/ainews/config.toml", "UTC"), ("env.toml", "Europe/Paris"), ("option.toml", "Asia/Seoul")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f'timezone = "{zone}"', encoding="utf-8")
    if config.default_path().is_relative_to(tmp_path):  # elsewhere on macOS and Windows
        assert config.load(None).timezone == "UTC"
    monkeypatch.setenv("AINEWS_CONFIG", str(tmp_path / "env.toml"))
    assert config.load(None).timezone == "Europe/Paris"
    assert config.load(tmp_path / "option.toml").timezone == "Asia/Seoul"


@pytest.mark.parametrize("url", ["HTTPS://example.org/f", "Http://LOCALHOST:1200/f", "https://例え.example/フィード 1"])
def test_the_case_of_a_scheme_means_nothing(url: str) -> None:
    assert config.parse(f'[[feeds]]\nname = "a"\nurl = "{url}"\n', None).feeds[0].url == url
