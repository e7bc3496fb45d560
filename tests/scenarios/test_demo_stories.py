"""The stories of the samples, as a reader of `ainews demo` sees them: what happened together stands together, and
nothing else does.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from ainews_cli.pipeline.ordering import assign_stories
from ainews_cli.views.windows import last_hours
from tests.support.demo import NOW, all_items, fetched

TOLD = (
    {"rill-3-release", "dispatch-rill-3", "tsushin-rill-3"},
    {"circuit-brackenholt-supply", "dispatch-brackenholt-chip"},
    {"pelluvane-incident", "pelluvane-incident-followup"},
)
"""By the last part of their addresses: the articles about one event."""


def test_stories_of_the_samples_are_those_they_tell(tmp_path: Path) -> None:
    with fetched(tmp_path) as (store, _):
        items = {item.id: item for item in all_items(store)}
        assign_stories(store, last_hours(NOW, 24 * 14), list(items))
        groups: defaultdict[int, set[str]] = defaultdict(set)
        for member in store.story_members(list(items), language="ja", before=NOW):
            groups[member.story].add(items[member.id].entry.url.rpartition("/")[2])
    found = [group for group in groups.values() if len(group) > 1]
    assert [group for group in found if not any(group <= told for told in TOLD)] == []
    assert TOLD[0] in found
    assert TOLD[1] in found
