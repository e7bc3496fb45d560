"""Many feeds, one of which floods: what the lists show of each, and what becomes of a feed that is unsubscribed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.support.cli import Cli
from tests.support.feedserver import FeedServer, Reply

FLOOD, KILN = 30, 4
PLACES = (
    "Ankara Bogota Cusco Dakar Erfurt Faro Galway Hanoi Izmir Jaipur Kiruna Leiden Malaga Nantes Oulu Porto Quito "
    "Riga Seville Turin Utrecht Varna Windhoek Xian Yerevan Zagreb Aarhus Bergen Cadiz Dresden"
)
WORDS = ("amber", "basalt", "cobalt")


def rss(title: str, items: list[tuple[str, str, float]]) -> bytes:
    """Return a feed of (title, address, hours ago)."""
    now = datetime.now(UTC)
    entries = "".join(
        f"<item><title>{name}</title><link>{url}</link><guid>{url}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(hours=hours))}</pubDate>"
        f"<description>{name}.</description></item>"
        for name, url, hours in items
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{entries}</channel></rss>".encode()


@pytest.fixture
def ainews(tmp_path: Path) -> Iterator[Cli]:
    quiet = {
        f"/{name}": Reply(body=rss(name, [(f"{word} of {name}", f"https://{name}.example/{word}", 2.0)]))
        for name, word in zip(("aster", "birch", "cedar"), WORDS, strict=False)
    }
    flood = [(f"LLM paper on {PLACES.split()[at]}", f"https://flood.example/{at}", 1 + at / 10) for at in range(FLOOD)]
    kiln = [
        (f"v2.{at}.0", f"https://github.com/nebel/cloud-kiln/releases/tag/v2.{at}.0", 3.0 - at / 10)
        for at in range(KILN)
    ]
    replies = quiet | {
        "/flood": Reply(body=rss("Flood", flood)),
        "/kiln": Reply(body=rss("Release notes from cloud-kiln", kiln)),
    }
    with FeedServer(replies) as server:
        config = tmp_path / "config.toml"
        config.write_text(
            'language = "en"\n[model]\nengine = "offline"\n[mail]\nto = "me@example.org"\n'
            + "".join(
                f'[[feeds]]\nname = "{name}"\nurl = "{server.url(path)}"\ncategory = "{category}"\n'
                for name, path, category in (
                    ("Flood", "/flood", "tools"),
                    ("Cloud Kiln", "/kiln", "tools"),
                    *((path[1:].title(), path, "media") for path in quiet),
                )
            )
        )
        cli = Cli(tmp_path, config)
        assert cli("fetch").code == 0
        yield cli


def sources(ainews: Cli, *arguments: str) -> Counter[str]:
    return Counter(entry["source"] for entry in ainews(*arguments, "-f", "json").data["entries"])


@pytest.mark.parametrize("view", ["daily", "weekly", "tools"])
def test_a_feed_that_floods_has_its_places_and_the_rest_is_counted(ainews: Cli, view: str) -> None:
    page = ainews(view, "--per-feed", "3", "-f", "json").data
    assert sources(ainews, view, "--per-feed", "3")["Flood"] == 3
    assert page["footer"]["more"] == [{"source": "Flood", "items": FLOOD - 3}]
    assert f"Flood: {FLOOD - 3} more" in ainews(view, "--per-feed", "3").out
    assert sources(ainews, view)["Flood"] == 5
    assert sources(ainews, view, "--per-feed", "0", "-n", "50")["Flood"] == FLOOD
    assert ainews(view, "--per-feed", "0", "-f", "json").data["footer"]["more"] == []


def test_the_config_may_lift_the_limit(ainews: Cli) -> None:
    text = ainews.config.read_text()
    ainews.config.write_text(text.replace("[model]", "[digest]\nper_feed = 0\n[model]"))
    assert sources(ainews, "daily")["Flood"] > 5


def test_why_says_that_the_feed_has_its_places(ainews: Cli) -> None:
    shown = {entry["id"] for entry in ainews("daily", "-f", "json").data["entries"]}
    all_of_them = ainews("daily", "--per-feed", "0", "-n", "50", "-f", "json").data["entries"]
    left = next(entry["id"] for entry in all_of_them if entry["source"] == "Flood" and entry["id"] not in shown)
    assert "Flood has its 5 places on the page already" in ainews("why", str(left)).out


@pytest.mark.parametrize("view", ["daily", "latest", "weekly", "tools"])
def test_releases_of_a_day_are_one_entry_with_their_product(ainews: Cli, view: str) -> None:
    entries = ainews(view, "-n", "50", "-f", "json").data["entries"]
    kiln = [entry for entry in entries if entry["source"] == "Cloud Kiln"]
    days = {entry["published"][:10] for entry in kiln}  # a run near midnight sees two days
    assert len(kiln) <= len(days)
    titles = {kiln[0]["title"], *(other["title"] for other in kiln[0]["releases"])}
    assert titles <= {f"Cloud Kiln v2.{at}.0" for at in range(KILN)}
    assert sum(1 + len(entry["releases"]) for entry in kiln) == KILN
    for format_name in ("terminal", "markdown", "html", "rss", "email"):
        assert "Cloud Kiln v2." in ainews(view, "-n", "50", "-f", format_name).out


def test_the_product_is_found_by_search(ainews: Cli) -> None:
    found = ainews("search", "kiln", "-f", "json").data["entries"]
    assert {entry["title"] for entry in found} == {f"Cloud Kiln v2.{at}.0" for at in range(KILN)}


def test_an_unsubscribed_feed_leaves_the_lists_and_comes_back(ainews: Cli) -> None:
    flooded = next(
        entry["id"] for entry in ainews("latest", "-f", "json").data["entries"] if entry["source"] == "Flood"
    )
    assert ainews("star", str(flooded)).code == 0
    config = ainews.config.read_text()
    assert ainews("feeds", "remove", "Flood").code == 0
    for view in ("daily", "latest", "weekly", "tools"):
        listed = ainews(view, "-n", "50", "-f", "json").data["entries"]
        assert [entry["id"] for entry in listed if entry["source"] == "Flood"] == [flooded], view
    marked = [entry for entry in listed if entry["unsubscribed"]]
    assert [entry["id"] for entry in marked] == [flooded]
    found = ainews("search", "paper", "-n", "50", "-f", "json").data["entries"]
    assert len(found) == FLOOD
    assert all(entry["unsubscribed"] for entry in found)
    assert "unsubscribed" in ainews("search", "paper", "-f", "terminal").out
    left = next(entry["id"] for entry in found if entry["id"] != flooded)
    assert "You have unsubscribed from Flood." in ainews("why", str(left)).out
    assert ainews("search", "paper", "--subscribed", "-f", "json").data["entries"] == []
    assert len(ainews("search", "paper", "--feed", "flood", "-n", "50", "-f", "json").data["entries"]) == FLOOD
    ainews.config.write_text(config)
    back = ainews("latest", "-n", "50", "-f", "json").data["entries"]
    assert sum(entry["source"] == "Flood" for entry in back) == FLOOD
    assert not any(entry["unsubscribed"] for entry in back)


def test_a_database_of_other_feeds_is_shown_as_it_is_until_something_is_fetched_into_it(ainews: Cli) -> None:
    other = ainews.folder / "other.toml"
    tables = ainews.config.read_text().split("[[feeds]]\n")
    birch = next(table for table in tables if 'name = "Birch"' in table)
    other.write_text(f"{tables[0]}[[feeds]]\n{birch}".replace("/birch", "/birch?again"))
    stored = len(ainews("latest", "-n", "100", "-f", "json").data["entries"])
    assert len(ainews("latest", "-n", "100", "-f", "json", config=other).data["entries"]) == stored
    assert ainews("fetch", config=other).code in (0, 4)
    assert len(ainews("latest", "-n", "100", "-f", "json", config=other).data["entries"]) < stored
