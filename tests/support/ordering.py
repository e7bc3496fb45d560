"""A small store in which the order of a digest has something to decide."""

from __future__ import annotations

from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.reader import Reader
from ainews_cli.store import Store
from tests.support.store_samples import analysis, entry, save

READER = Reader("ja", "Asia/Tokyo", Weights(), Interests())


def fill(store: Store) -> None:
    """Items 1 to 3 report one event (2 in Japanese, 3 a day before), 4 to 8 others; 9 is of the day before."""
    report = "Orrinvale builds a 180 MW data centre in Bodø with Fjellkraft"
    save(store, entry("a", "https://a.example/1", report, 3, summary="The first phase costs $2.4 billion."))
    save(
        store,
        entry(
            "b",
            "https://b.example/2",
            "Orrinvale、ボードーに180MWのデータセンター　Fjellkraftと24億ドル",
            2,
            summary="投資額は24億ドル。",
        ),
        feed=2,
    )
    save(
        store,
        entry(
            "c",
            "https://c.example/3",
            "Orrinvale and Fjellkraft plan 180 MW site in Bodø",
            30,
            summary="$2.4 billion, sources say.",
        ),
        feed=1,
    )
    for number, topic in enumerate(("chips", "chips", "law", "speech", "robots"), 4):
        save(
            store,
            entry(f"g{number}", f"https://d.example/{number}", f"{topic.title()} story number {number * 111}", number),
        )
        store.save_analysis(
            number,
            analysis(store, number, (3, 3, 3, 3), tags=(topic,), companies=(f"Firm {topic}",), text_hash=str(number)),
        )
    save(store, entry("old", "https://d.example/9", "An older thing entirely about orchards", 28))
    for number, marks in ((1, 4), (2, 3), (3, 4), (9, 5)):
        tags = ("center",) if number < 9 else ("orchard",)
        store.save_analysis(
            number, analysis(store, number, (marks,) * 4, tags=tags, companies=(), text_hash=str(number))
        )
