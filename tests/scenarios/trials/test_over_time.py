"""Kinds of second mornings that broke programs of this kind: the same article under another spelling or reading."""

from __future__ import annotations

import pytest

from tests.support.trial import Trial, atom, needs_shared, rss

_SITE = "https://suzu.example"


def _mornings(trial: Trial, *bodies: str) -> list[list[tuple[object, ...]]]:
    """Fetch a feed that says another thing each morning: id, guid and title of what is stored after each."""
    found = []
    for body in bodies:
        url = trial.put("/feed", body)
        trial.fetch(url)
        found.append(trial.rows("id, guid, title"))
    return found


def _item(title: str, url: str, guid: str = "") -> str:
    return f"<title>{title}</title><link>{url}</link><guid>{guid or url}</guid><description>Words of it.</description>"


def test_18_one_article_stays_one_item(trial: Trial) -> None:
    first = [
        _item("Poll (3 votes)", f"{_SITE}/poll", "poll"),
        _item("Secure", "http://suzu.example/?page=7"),
        _item("Tagged", f"{_SITE}/tagged?utm_campaign=a"),
        _item("Slashed", f"{_SITE}/slashed/"),
        _item("Digest", f"{_SITE}/digest/1", "d1"),
    ]
    then = [
        _item("Poll (41 votes)", f"{_SITE}/poll", "poll"),
        _item("Secure", f"{_SITE}/?page=7"),
        _item("Tagged", f"{_SITE}/tagged?utm_source=b&amp;utm_medium=feed"),
        _item("Slashed", f"{_SITE}/slashed"),
        _item("Digest", f"{_SITE}/digest/2", "d2"),
    ]
    before, after = _mornings(trial, rss(*first), rss(*then))
    assert len(before) == 5
    assert len(after) == 6, "two digests are two"
    assert [title for _, _, title in after].count("Digest") == 2


@needs_shared
def test_18_shared(trial: Trial) -> None:
    url = trial.put_folder("18-identity-over-time") + "feed.xml"
    for morning in ("a", "b"):
        trial.web.replies["/18-identity-over-time/feed.xml"] = trial.web.replies[
            f"/18-identity-over-time/{morning}.xml"
        ]
        trial.fetch(url)
    titles = ["Comic (12 comments)", "Scraped page", "Weekly links", "Weekly links", "http to https"]
    # "host moved" went from mail.kumo.example to kumo.example: whether that is one page can be argued.
    found = [title for title in trial.titles() if title != "host moved"]
    assert sorted(found) == [*titles, "ncid", "slash", "with utm"]


_ODD = {
    "a date": f"{_item('Odd', f'{_SITE}/odd')}<pubDate>Dezember 4, 2018</pubDate>",
    "a tag": f"<title>Odd</title><link>{_SITE}/odd</link><description><b>bold</description>",
    "an entity": f"<title>Odd &hellip;</title><link>{_SITE}/odd</link>",
    "an ampersand": f"<title>Odd & odder</title><link>{_SITE}/odd?a=1&b=2</link>",
}


@pytest.mark.parametrize("odd", _ODD)
def test_39_one_odd_item_makes_no_other_new(trial: Trial, odd: str) -> None:
    old = [
        _item("One", f"{_SITE}/log", "log/1"),
        _item("Two", f"{_SITE}/log", "./log/2"),
        "<title>Three</title><guid>#three</guid><description>No link.</description>",
    ]
    before, after = _mornings(trial, rss(*old), rss(_ODD[odd], *(f"{item}<category>new</category>" for item in old)))
    assert after[:3] == before
    assert [guid for _, guid, _ in before] == ["log/1", "./log/2", "#three"]
    assert len(after) == 4


def test_39_nor_in_atom(trial: Trial) -> None:
    old = [f"<title>{number}</title><id>node/{number}</id><summary>Words of it.</summary>" for number in (1, 2)]
    odd = f"<title>Odd & odder</title><id>node/3</id><updated>Dez 4</updated><link href='{_SITE}/3'/>"
    before, after = _mornings(trial, atom(*old), atom(odd, *(f"{entry}<category term='new'/>" for entry in old)))
    assert after[:2] == before
    assert len(after) == 3


@needs_shared
def test_39_shared(trial: Trial) -> None:
    url = trial.put_folder("39-two-readings") + "feed.xml"
    stored = []
    for morning in ("a", "b"):
        trial.web.replies["/39-two-readings/feed.xml"] = trial.web.replies[f"/39-two-readings/{morning}.xml"]
        trial.fetch(url)
        stored.append(trial.rows("id, guid, url"))
    page = "https://kumo.example/changelog"
    assert stored[0] == [(1, "/node/1", page), (2, "/node/2", page), (3, "node-3", "")]
    assert stored[1][:3] == stored[0]
    assert sorted(trial.titles()) == ["Change 1", "Change 2", "No link", "Odd"]
