"""A secret in an address, a header or the environment is in no output of any command, in any format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cli import Cli
from tests.support.feedserver import FeedServer, Reply, rss

SECRETS = ("s3cr3t%3Aword", "s3cr3t:word", "aki%40home", "tokS3CRETq", "envT0KENval", "envK3Yval", "lit3ralhead")
ENV = {"MY_TOKEN": "envT0KENval", "MY_KEY": "envK3Yval"}
COMMANDS = [
    "latest",
    "daily",
    "weekly",
    "hacker",
    "videos",
    "tools",
    "papers",
    "trends",
    "companies",
    "show 1",
    "why 1",
]
COMMANDS += ["search About", "feeds list", "feeds check", "doctor --offline", "usage", "batch"]
FORMATS = ["terminal", "markdown", "json", "html", "rss", "email"]


@pytest.fixture(scope="module")
def web() -> Iterator[FeedServer]:
    with FeedServer(hosts=("127.0.0.1", "127.0.0.2")) as server:
        body = rss("Private", ["one", "two"]).replace(b"<description>", b"<description>tokS3CRETq ")
        own = rss("Own", ["three", "four"]).replace(b"<description>", b"<description>envT0KENval ")
        server.replies |= {
            "/user": Reply(body=body),
            "/query?x=1&token=tokS3CRETq": Reply(body=body),
            "/env?token=envT0KENval": Reply(body=own),
            "/away?token=envT0KENval": Reply(301, headers=(("Location", server.url("/there", "127.0.0.2")),)),
            "/there": Reply(body=rss("There", ["five"])),
            "/gone": Reply(404),
        }
        yield server


def config_of(web: FeedServer) -> str:
    address = web.url("").replace("http://", "")
    return f"""language = "en"
[model]
engine = "offline"
[[feeds]]
name = "user"
url = "http://aki%40home:s3cr3t%3Aword@{address}/user"
[[feeds]]
name = "gone"
url = "http://aki%40home:s3cr3t%3Aword@{address}/gone"
[[feeds]]
name = "query"
url = "http://{address}/query?x=1&token=tokS3CRETq"
[[feeds]]
name = "env"
url = "http://{address}/env?token=${{MY_TOKEN}}"
headers = {{ X-Key = "Key ${{MY_KEY}}", Authorization = "Bearer lit3ralhead" }}
[[feeds]]
name = "away"
url = "http://{address}/away?token=${{MY_TOKEN}}"
headers = {{ X-Key = "${{MY_KEY}}" }}
[[feeds]]
name = "there"
url = "http://{address.replace("127.0.0.1", "127.0.0.2")}/there"
[[feeds]]
name = "unset"
url = "http://{address}/env?token=${{NO_SUCH_VARIABLE}}"
"""


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory, web: FeedServer) -> Cli:
    folder = tmp_path_factory.mktemp("secrets")
    config = folder / "ainews.toml"
    config.write_text(config_of(web), encoding="utf-8")
    return Cli(folder, config)


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def test_the_request_has_them_and_nothing_else(cli: Cli, web: FeedServer) -> None:
    done = cli("fetch", "-f", "json", "-v", env=ENV)
    outcomes = {outcome["name"]: outcome for outcome in done.data}
    assert {
        name: outcome["status"].replace("new", "read").replace("unchanged", "read")
        for name, outcome in outcomes.items()
    } == {
        **dict.fromkeys(outcomes, "read"),
        "gone": "failed",
        "unset": "failed",
    }
    assert outcomes["unset"]["reason"] == "the environment variable NO_SUCH_VARIABLE is not set"
    assert leaks(done.out + done.err) == []
    [asked] = web.asked("/env?token=envT0KENval")
    assert (asked.headers["x-key"], asked.headers["authorization"]) == ("Key envK3Yval", "Bearer lit3ralhead")
    assert web.asked("/away?token=envT0KENval")[0].headers["x-key"] == "envK3Yval"
    assert "x-key" not in web.asked("/there")[0].headers, "another host gets no header"
    # what comes out of the environment or a header is not stored
    stored = b"".join(path.read_bytes() for path in cli.folder.glob("news.db*"))
    assert b"s3cr3t%3Aword" in stored, "an address is stored as it was written"
    assert [secret for secret in (*ENV.values(), "lit3ralhead") if secret.encode() in stored] == []
    assert cli.config.read_text(encoding="utf-8") == config_of(web)


def test_a_new_value_is_the_same_feed(cli: Cli, web: FeedServer) -> None:
    web.replies["/env?token=another0ne"] = web.replies["/env?token=envT0KENval"]
    before = cli("latest", "-n", "50", "-f", "json", env=ENV).data["entries"]
    done = cli("fetch", "env", "-f", "json", env={"MY_TOKEN": "another0ne", "MY_KEY": "k"})
    assert [outcome["new"] for outcome in done.data] == [0]
    assert len(cli("latest", "-n", "50", "-f", "json", env=ENV).data["entries"]) == len(before)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("format_", FORMATS)
def test_no_page_has_one(cli: Cli, command: str, format_: str) -> None:
    done = cli(*command.split(), "-f", format_, "-v", env=ENV)
    assert leaks(done.out + done.err) == []


def test_no_file_message_or_export_has_one(cli: Cli, web: FeedServer, tmp_path: Path) -> None:
    bad = web.url("/none").replace("http://", "http://ann:an0thersecret@")
    said = ""
    for arguments in (
        ["site", str(tmp_path / "site")],
        ["latest", "-o", str(tmp_path / "x.html")],
        ["feeds", "export"],
        ["feeds", "export", str(tmp_path / "masked.opml")],
        ["feeds", "add", bad],
        ["feeds", "remove", bad],
        ["fetch", bad, "-v"],
        ["feeds", "add", bad.replace("an0thersecret", "an0ther/secret")],
        ["fetch"],
        ["doctor", "--offline"],
    ):
        done = cli(*arguments, env=ENV)
        said += done.out + done.err
    said += "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.*") if path.is_file())
    assert leaks(said) == []
    assert "an0ther" not in said


def test_an_export_with_secrets_restores_everything(cli: Cli, tmp_path: Path) -> None:
    done = cli("feeds", "export", env=ENV)
    assert ("***@" in done.out, "--with-secrets" in done.err) == (True, True)
    whole = cli("feeds", "export", "--with-secrets", env=ENV).out
    assert "aki%40home:s3cr3t%3Aword@" in whole
    assert "${MY_TOKEN}" in whole
    assert leaks(whole.replace("tokS3CRETq", "")) == ["s3cr3t%3Aword", "aki%40home", "lit3ralhead"]
    (tmp_path / "own.opml").write_text(whole, encoding="utf-8")
    (tmp_path / "new.toml").write_text('language = "en"\n', encoding="utf-8")
    other = cli("feeds", "import", str(tmp_path / "own.opml"), config=tmp_path / "new.toml")
    assert "names a variable of the environment" in other.err
    assert "MY_TOKEN" not in (tmp_path / "new.toml").read_text(encoding="utf-8")
    cli("feeds", "import", "--with-secrets", str(tmp_path / "own.opml"), config=tmp_path / "new.toml")
    urls = {
        path: {(feed["name"], feed["url"]) for feed in records(cli, path)}
        for path in (cli.config, tmp_path / "new.toml")
    }
    assert urls[cli.config] == urls[tmp_path / "new.toml"]
    assert '"Bearer lit3ralhead"' in (tmp_path / "new.toml").read_text(encoding="utf-8")


def records(cli: Cli, config: Path) -> list[dict[str, str]]:
    page = json.loads(cli("feeds", "list", "-f", "json", config=config, env=ENV).out)
    found: list[dict[str, str]] = page["sections"][0]["parts"][0]["records"]
    return found


def test_a_page_cannot_read_the_environment(cli: Cli, web: FeedServer, tmp_path: Path) -> None:
    link = b'<link rel="alternate" type="application/rss+xml" href="/found?k=${MY_KEY}">'
    web.replies |= {"/page": Reply(body=link, type="text/html"), "/found?k=$%7BMY_KEY%7D": Reply(body=rss("F", ["f"]))}
    config = tmp_path / "own.toml"
    config.write_text('language = "en"\n', encoding="utf-8")
    done = cli("feeds", "add", web.url("/page"), config=config, env=ENV)
    assert (done.code, "${" in config.read_text(encoding="utf-8")) == (0, False)


def test_an_address_with_a_variable_is_added_as_it_was_typed(cli: Cli, web: FeedServer, tmp_path: Path) -> None:
    config = tmp_path / "own.toml"
    config.write_text('language = "en"\n', encoding="utf-8")
    typed = web.url("/env?token=${MY_TOKEN}")
    done = cli("feeds", "add", typed, config=config, env=ENV)
    assert (done.code, leaks(done.err + config.read_text(encoding="utf-8"))) == (0, [])
    assert typed in config.read_text(encoding="utf-8")
    unset = cli("feeds", "add", web.url("/env?token=${NO_SUCH_VARIABLE}"), config=config)
    assert (unset.code, "NO_SUCH_VARIABLE is not set" in unset.err) == (2, True)


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ('{ Host = "x" }', "'Host'"),
        ('{ "X Y" = "x" }', "'X Y'"),
        ('{ X = "a\\nb" }', "one line"),
        ('"X: y"', "must be a table"),
        ("{ X = 1 }", "must be a table"),
    ],
)
def test_headers_that_cannot_be_sent(cli: Cli, tmp_path: Path, headers: str, words: str) -> None:
    config = tmp_path / "bad.toml"
    config.write_text(f'[[feeds]]\nname = "a"\nurl = "https://a.example/"\nheaders = {headers}\n', encoding="utf-8")
    done = cli("latest", "--no-analyse", config=config)
    assert (done.code, done.err.count("\n"), words in done.err) == (3, 1, True), done.err
