"""Full-text search; `full_text` is how it is done."""

from __future__ import annotations

from collections.abc import Sequence

from ainews_cli.models.item import ItemRow
from ainews_cli.store.base import Base
from ainews_cli.store.records import SearchFilter


class Search(Base):
    """Queries on `search`. What was written since the last search is indexed first."""

    def search(self, words: str, *, language: str, limit: int) -> list[ItemRow]:
        """Return the items whose title, text, page or translation holds all the words, newest first.

        Words of two Japanese characters are found, upper and lower case and width do not matter; "…" is a phrase, a
        trailing * asks for beginnings. No text raises.
        """
        from ainews_cli.store.full_text import find  # border: html and unicodedata, which no list needs

        return find(self._db, words, language=language, limit=limit)

    def search_ids(self, words: str, *, language: str, limit: int, only: SearchFilter) -> list[int]:
        """Return the ids of such items that pass the filter, newest first."""
        from ainews_cli.store.full_text import find_ids  # border: as above

        return find_ids(self._db, words, language=language, limit=limit, only=only)

    def search_texts(self, ids: Sequence[int], *, language: str) -> dict[int, str]:
        """Return, per item, its translation and its text, plain: where the words of a search can be shown."""
        from ainews_cli.store.full_text import texts  # border: as above

        return texts(self._db, ids, language)

    def index_pending(self) -> int:
        """Do now what the next search would do first; return the number of items it indexed."""
        from ainews_cli.store.full_text import index_pending  # border: as above

        return index_pending(self._db)
