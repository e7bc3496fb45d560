from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetch.rig import Bench
from tests.support.feedserver import FeedServer


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with FeedServer(hosts=("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")) as server:
        made = Bench(server, tmp_path / "ainews.db")
        yield made
        made.store.close()
