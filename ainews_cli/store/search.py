"""Full-text search; `full_text` is how it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType

from ainews_cli.models.item import ItemRow
from ainews_cli.models.selection import ItemFilter
from ainews_cli.store.base import Base


class Search(Base):
    """Queries on `search`. What was written since the last search is indexed first."""

    def search(self, words: str, *, language: str, limit: int) -> list[ItemRow]:
        """Return the items whose title, text, page or translation holds all the words, newest first.

        Words of one or two Japanese characters are found, and names with signs as they are written; upper and lower
        case and width do not matter; "…" is a phrase, a trailing * asks for beginnings. No text raises.
        """
        found: list[ItemRow] = _full_text().find(self._db, words, language=language, limit=limit)
        return found

    def search_ids(self, words: str, *, language: str, limit: int, only: ItemFilter) -> list[int]:
        """Return the ids of such items that pass the filter, newest first; for no words those of all that pass it."""
        found: list[int] = _full_text().find_ids(self._db, words, language=language, limit=limit, only=only)
        return found

    def search_count(self, words: str, *, language: str, only: ItemFilter) -> int:
        """Count them, after `search_ids` has brought the index up to date."""
        found: int = _full_text().count(self._db, words, language=language, only=only)
        return found

    def search_texts(self, ids: Sequence[int], *, language: str) -> dict[int, str]:
        """Return, per item, its translation and its text, plain: where the words of a search can be shown."""
        found: dict[int, str] = _full_text().texts(self._db, ids, language)
        return found

    def unindexed(self) -> int:
        """Count the items that the next search would index first."""
        return int(self._db.read("SELECT count(*) FROM search_pending")[0][0])

    def index_pending(self, tick: Callable[[int, int], None] | None = None) -> int:
        """Do now what the next search would do first; return the number of items it indexed.

        `tick` is called after each batch with the items done and those in all.
        """
        found: int = _full_text().index_pending(self._db, tick)
        return found


def _full_text() -> ModuleType:
    from ainews_cli.store import full_text  # border: html and unicodedata, which no list needs

    return full_text
