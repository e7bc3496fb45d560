"""Feeds into the store: conditional GET, one outcome per feed, few transactions.

- `fetch.decide`: what is asked, skipped, backed off and remembered (pure)
- `fetch.download`: one feed's transfer, on a worker thread
- `fetch.run`: `fetch_feeds`, which puts them together
- `fetch.report`: the closing line (pure)

Importing this package loads neither an HTTP library nor a parser.
"""

from ainews_cli.fetch.report import nothing_fetched, summary, unreachable
from ainews_cli.fetch.run import fetch_feeds

__all__ = ["fetch_feeds", "nothing_fetched", "summary", "unreachable"]
