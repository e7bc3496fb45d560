"""Finished translations, block by block: an interrupted one goes on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from ainews_cli.models.text import Finding
from ainews_cli.models.translation import TranslatedBlock
from ainews_cli.store.base import Base
from ainews_cli.store.values import to_json, to_text

_SAVE = """
INSERT INTO translations (item_id, block_hash, language, glossary_hash, prompt_version, model, text, findings, created)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (item_id, block_hash, language, glossary_hash, prompt_version, model)
DO UPDATE SET text=excluded.text, findings=excluded.findings, created=excluded.created
"""
_FIND = """
SELECT block_hash, text, findings FROM translations
WHERE item_id=? AND language=? AND glossary_hash=? AND prompt_version=? AND model=?
"""


class Translations(Base):
    """Queries on `translations`."""

    def save_translations(
        self,
        item_id: int,
        blocks: Sequence[TranslatedBlock],
        *,
        language: str,
        glossary_hash: str,
        prompt_version: str,
        model: str,
        now: datetime,
    ) -> None:
        """Commit finished blocks as they come; a block that is there already is replaced."""
        with self._db.transaction() as raw:
            raw.executemany(
                _SAVE,
                [
                    (
                        item_id,
                        block.block_hash,
                        language,
                        glossary_hash,
                        prompt_version,
                        model,
                        block.text,
                        to_json(finding._asdict() for finding in block.findings),
                        to_text(now),
                    )
                    for block in blocks
                ],
            )
            raw.execute("INSERT OR IGNORE INTO search_pending VALUES (?)", (item_id,))

    def translations(
        self, item_id: int, *, language: str, glossary_hash: str, prompt_version: str, model: str
    ) -> dict[str, TranslatedBlock]:
        """Finished blocks of an item by the hash of their source text."""

        rows = self._db.read(_FIND, (item_id, language, glossary_hash, prompt_version, model))
        return {
            block_hash: TranslatedBlock(block_hash, text, tuple(Finding(**finding) for finding in json.loads(findings)))
            for block_hash, text, findings in rows
        }

    def translated_before(
        self, moment: datetime, item_id: int, *, language: str, glossary_hash: str, prompt_version: str, model: str
    ) -> set[str]:
        """Return the hashes of finished blocks that were stored by then."""
        rows = self._db.read(
            f"{_FIND} AND created <= ?", (item_id, language, glossary_hash, prompt_version, model, to_text(moment))
        )
        return {row[0] for row in rows}
