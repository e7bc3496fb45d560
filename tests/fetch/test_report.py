from __future__ import annotations

from ainews_cli.fetch import nothing_fetched, summary
from ainews_cli.models.feed import FeedOutcome, OutcomeStatus


def outcome(
    name: str, status: OutcomeStatus, *, new: int = 0, updated: int = 0, reason: str = "", notes: tuple[str, ...] = ()
) -> FeedOutcome:
    return FeedOutcome(name, f"https://{name}.example/", status, new=new, updated=updated, reason=reason, notes=notes)


def test_one_line_says_it_all() -> None:
    outcomes = [
        outcome("a", "new", new=30),
        outcome("b", "new", new=1, updated=2),
        outcome("c", "unchanged"),
        outcome("d", "failed", reason="HTTP 404"),
    ]
    assert summary(outcomes) == "4 feeds: 2 with 31 new items, 1 unchanged, 2 items updated, 1 failed (d: HTTP 404)"


def test_many_failures_get_a_line_each() -> None:
    outcomes = [
        *(outcome(name, "failed", reason="HTTP 500")._replace(http_status=500) for name in "abc"),
        outcome("d", "skipped", reason="gone"),
    ]
    assert summary(outcomes).splitlines() == [
        "4 feeds: 3 failed, 1 skipped",
        "  failed: a: HTTP 500",
        "  failed: b: HTTP 500",
        "  failed: c: HTTP 500",
        "  skipped: d: gone",
    ]


def test_moves_are_told_and_the_parsers_remarks_are_not() -> None:
    text = summary(
        [outcome("a", "unchanged", notes=("moved for good to https://b.example/", "not well-formed: corrected"))]
    )
    assert text.splitlines() == ["1 feed: 1 unchanged", "  a: moved for good to https://b.example/"]


def test_dates_that_could_not_be_read_are_told() -> None:
    notes = ("unreadable date dropped: 'Nov 2026' (3 entries)", "date without a time of day: '2026-11-27'")
    assert summary([outcome("a", "unchanged", notes=notes)]).splitlines()[1:] == [f"  a: {notes[0]}"]


def test_nothing_at_all() -> None:
    assert summary([]) == "0 feeds: nothing to do"


def test_nothing_was_fetched_only_when_all_that_were_asked_failed() -> None:
    failed, skipped, unchanged = outcome("a", "failed"), outcome("b", "skipped"), outcome("c", "unchanged")
    assert nothing_fetched([failed, skipped])
    assert not nothing_fetched([failed, unchanged])
    assert not nothing_fetched([skipped])
    assert not nothing_fetched([])


def test_no_network_is_one_line() -> None:
    outcomes = [outcome(name, "failed", reason=f"no such host: {name}.example") for name in "abcdef"]
    said = summary([*outcomes, outcome("g", "failed", reason="timed out after 20 s")])
    assert said == "7 feeds: none could be reached (a: no such host: a.example and 6 more)"
    assert "none could be reached" not in summary(
        [*outcomes, outcome("g", "failed", reason="HTTP 500")._replace(http_status=500)]
    )
