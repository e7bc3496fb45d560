"""Migrations after the first schema: append, never edit one that was released, and raise `connection.SCHEMA_VERSION`."""

from __future__ import annotations

_STORIES = """
CREATE TABLE item_stories (             -- items that report the same event have the same story
    item_id INTEGER PRIMARY KEY REFERENCES items(id),
    story_id INTEGER NOT NULL           -- id of one of its items; never changes its meaning
);
CREATE INDEX item_stories_story ON item_stories(story_id);
CREATE TABLE shown (                    -- what a digest showed, so that it does not come back on a later day
    view TEXT NOT NULL,
    day TEXT NOT NULL,                  -- calendar day of the digest in the reader's zone
    item_id INTEGER NOT NULL REFERENCES items(id),
    PRIMARY KEY (view, item_id, day)
) WITHOUT ROWID;
CREATE TABLE taste (                    -- one row: what the reader's flags taught
    id INTEGER PRIMARY KEY CHECK (id = 1),
    signature TEXT NOT NULL,            -- of the flags it was learnt from
    model TEXT NOT NULL                 -- {weights, seen, trust}
);
"""

ADDITIONS: tuple[tuple[str, str], ...] = (("m002_stories_and_taste", _STORIES),)
"""(name, SQL)."""
