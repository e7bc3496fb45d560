"""The reader's taste, learnt from his flags. Imported only when they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.ranking.order import vector_of
from ainews_cli.ranking.taste import Taste, signal_of, train

if TYPE_CHECKING:
    from ainews_cli.models.reader import Reader
    from ainews_cli.store import Store

MARKED, PASSED = 600, 600
"""Latest flags that are learnt from, and the newest items without one that they are held against."""


def learn(store: Store, reader: Reader, signature: str) -> Taste:
    """Trains on the latest flags against recent items that have none, and keeps the result."""
    flags = store.flagged_items(MARKED)
    passed = [item_id for item_id in store.latest_ids(PASSED) if item_id not in flags]
    rows = {row.id: row for row in store.rows([*flags, *passed], language=reader.language)}
    marked = [
        (vector_of(rows[item_id]), signal)
        for item_id, found in flags.items()
        if item_id in rows and (signal := signal_of(found))
    ]
    taste = train(marked, [vector_of(rows[item_id]) for item_id in passed if item_id in rows])
    if not store.read_only:
        store.save_taste(signature, taste)
    return taste
