"""Migrations after the first schema: append, never edit one that was released, and raise
`connection.SCHEMA_VERSION`.
"""

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

_BATCHES = """
CREATE TABLE batches (                  -- message batches: work at half price, answered later
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    nonce TEXT NOT NULL UNIQUE,         -- part of the custom_id of each of its requests
    server TEXT NOT NULL,               -- host it was sent to
    model TEXT NOT NULL,
    price TEXT NOT NULL,                -- of the model's tokens when it was sent (JSON)
    batch_id TEXT UNIQUE,               -- the server's name for it; NULL: not known
    state TEXT NOT NULL CHECK (state IN ('submitting', 'open', 'closed', 'released', 'foreign')),
    submitted TEXT NOT NULL,
    expires TEXT NOT NULL,
    checked TEXT,                       -- when the server was last asked about it
    closed TEXT,
    processing INTEGER NOT NULL DEFAULT 0,
    succeeded INTEGER NOT NULL DEFAULT 0,
    errored INTEGER NOT NULL DEFAULT 0,
    canceled INTEGER NOT NULL DEFAULT 0,
    expired INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    pid INTEGER NOT NULL                -- of the process that submitted it
);
CREATE INDEX batches_open ON batches(id) WHERE state IN ('submitting', 'open');
ALTER TABLE llm_calls ADD COLUMN batch INTEGER REFERENCES batches(id);  -- NULL: a call of its own, at the full price
CREATE INDEX llm_calls_batch ON llm_calls(batch) WHERE batch IS NOT NULL;
CREATE TABLE batch_requests (           -- what each request of a batch asked for
    call_id INTEGER PRIMARY KEY REFERENCES llm_calls(id),
    batch INTEGER NOT NULL REFERENCES batches(id),
    custom_id TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL,              -- analysis or translation
    item_id INTEGER NOT NULL REFERENCES items(id),
    body_hash TEXT NOT NULL,            -- of the item when it was sent
    text_hash TEXT NOT NULL,            -- of the text that was sent
    profile TEXT NOT NULL,              -- what else the reply depends on
    sent TEXT NOT NULL,                 -- the text (JSON), until the reply was checked
    outcome TEXT NOT NULL DEFAULT '',   -- '': not read yet
    failed TEXT NOT NULL DEFAULT '[]'   -- hashes of translated blocks that the checks refused
);
CREATE INDEX batch_requests_batch ON batch_requests(batch);
CREATE INDEX batch_requests_item ON batch_requests(item_id, purpose);
"""

_CAPABILITIES = """
CREATE TABLE capabilities (             -- what a model's server was found to be able to do; 1, 0, NULL: not known
    host TEXT NOT NULL,                 -- with its port
    model TEXT NOT NULL,
    checked TEXT NOT NULL,              -- when any of it was last found out; after 30 days it counts as unknown
    structured INTEGER,                 -- honours a JSON schema
    output_config INTEGER,              -- accepts the parameter, as the next three
    effort INTEGER,
    thinking INTEGER,
    cache_control INTEGER,
    caching INTEGER,                    -- reports tokens read from a prompt cache or written to it
    batches INTEGER,                    -- has the endpoint, as the next
    count_tokens INTEGER,
    PRIMARY KEY (host, model)
) WITHOUT ROWID;
"""

_SHOWN_AT = """
ALTER TABLE shown ADD COLUMN at TEXT NOT NULL DEFAULT ''; -- when it was shown first, UTC
"""

_BRIEFS = """
CREATE TABLE briefs (                   -- what a model said of other texts, after the checks
    kind TEXT NOT NULL,                 -- discussion or week
    item_id INTEGER NOT NULL,           -- the item that is discussed; 0 for a week
    source_hash TEXT NOT NULL,          -- of the comments, or of the items' titles and summaries, that were sent
    language TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    model TEXT NOT NULL,
    claims TEXT NOT NULL,               -- [{group, text, cites: [{id, name}], quote}, ...]
    findings TEXT NOT NULL,             -- what the checks dropped, in words
    created TEXT NOT NULL,
    PRIMARY KEY (kind, item_id, source_hash, language, prompt_version, model)
);
"""

_REPLIES = """
CREATE TABLE replies (                  -- what a model answered, kept until its run is over: a crash loses nothing
    request TEXT PRIMARY KEY,           -- hash of the server and of what it was asked
    answer TEXT NOT NULL,
    run TEXT NOT NULL,                  -- that it belongs to, as in llm_calls
    kept TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX replies_run ON replies(run);
"""

_BLOCK_RECORDS = """SELECT json_group_array(json_object(
        'kind', json_extract(value, '$[0]'), 'text', json_extract(value, '$[1]'), 'level', json_extract(value, '$[2]'),
        'ordered', json_extract(value, '$[3]'), 'info', json_extract(value, '$[4]')))
    FROM (SELECT value FROM json_each({stored}) ORDER BY key)"""
_RECORDS_BY_NAME = f"""
ALTER TABLE feeds ADD COLUMN frame_hash TEXT NOT NULL DEFAULT ''
    /* of what surrounds the entries in the body that body_hash names */;
ALTER TABLE feeds ADD COLUMN entry_hashes TEXT NOT NULL DEFAULT '[]'
    /* of the entries in that body that need not be read again while they stay as they are */;
UPDATE feeds SET
    entry_hashes = substr(body_hash, instr(body_hash, ' ') + 1),
    body_hash = substr(body_hash, 1, instr(body_hash, ' ') - 1)
WHERE instr(body_hash, ' ');
UPDATE feeds SET
    frame_hash = substr(entry_hashes, 1, instr(entry_hashes, ' ') - 1),
    entry_hashes = '["' || replace(substr(entry_hashes, instr(entry_hashes, ' ') + 1), ' ', '","') || '"]'
WHERE instr(entry_hashes, ' ');
UPDATE feeds SET frame_hash = entry_hashes, entry_hashes = '[]' WHERE entry_hashes NOT LIKE '[%';

UPDATE analyses SET marks = json_object( -- reasons, blocks and quotes of the four values, by name
    'version', 1, 'depth', json_extract(marks, '$[0]'), 'relevance', json_extract(marks, '$[1]'),
    'practicality', json_extract(marks, '$[2]'), 'novelty', json_extract(marks, '$[3]'));

ALTER TABLE pages ADD COLUMN blocks TEXT NOT NULL DEFAULT ''
    /* {{version, blocks: [{{kind, text, level, ordered, info}}, ...]}}; '' for none, and for pages kept as html */;

CREATE TABLE extracts_by_name (         -- an item's text as it was read from its HTML
    item_id INTEGER PRIMARY KEY REFERENCES items(id),
    version TEXT NOT NULL,              -- of the HTML and of the rules it was read by
    origin TEXT NOT NULL,               -- feed, page, transcript or none
    note TEXT NOT NULL,                 -- why it is short or missing
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    published TEXT NOT NULL,
    blocks TEXT NOT NULL                -- {{version, blocks: [{{kind, text, level, ordered, info}}, ...]}}
);
INSERT INTO extracts_by_name
SELECT item_id, version, origin, note, title, author, published,
    json_object('version', 1, 'blocks', ({_BLOCK_RECORDS.format(stored="blocks")})) FROM extracts;
DROP TABLE extracts;
ALTER TABLE extracts_by_name RENAME TO extracts;

CREATE TABLE discussions_by_name (      -- the first comments on an item elsewhere
    item_id INTEGER PRIMARY KEY REFERENCES items(id),
    comments TEXT NOT NULL,             -- {{version, comments: [{{id, author, replies, blocks: [...]}}, ...]}}
    note TEXT NOT NULL,                 -- why the last attempt gave nothing
    fetched TEXT NOT NULL
);
INSERT INTO discussions_by_name
SELECT item_id, json_object('version', 1, 'comments', (SELECT json_group_array(json_set(
    comment, '$.blocks', json(({_BLOCK_RECORDS.format(stored="json_extract(comment, '$.blocks')")}))))
    FROM (SELECT value AS comment FROM json_each(discussions.json) ORDER BY key))), note, fetched FROM discussions;
DROP TABLE discussions;
ALTER TABLE discussions_by_name RENAME TO discussions;
"""

_FAILED_TRIES = """
CREATE TABLE failed_tries (             -- questions whose replies could not be used: not asked again for a day
    purpose TEXT NOT NULL,              -- analysis, discussion or week
    item_id INTEGER NOT NULL,           -- 0 for a week, and where replies kept being unusable whatever the text
    text_hash TEXT NOT NULL,            -- of the text that was sent; '' where replies kept being unusable
    profile TEXT NOT NULL,              -- what else the reply depends on, as in analyses
    server TEXT NOT NULL,               -- host that was asked
    reason TEXT NOT NULL,               -- what the checks said
    failed TEXT NOT NULL,
    PRIMARY KEY (item_id, purpose, text_hash, profile, server)
) WITHOUT ROWID;
"""

_UNCONFIRMED = """
ALTER TABLE analyses ADD COLUMN unconfirmed TEXT NOT NULL DEFAULT '[]'
    /* those of title, tldr, impact and comment that the article does not bear out */;
UPDATE analyses SET unconfirmed = '["tldr"]' WHERE NOT tldr_confirmed;
ALTER TABLE analyses DROP COLUMN tldr_confirmed;
"""

PAGE_KEY = """rtrim(CASE substr(url, instr(url, '://') + 3, 4) WHEN 'www.' THEN substr(url, instr(url, '://') + 7)
    ELSE substr(url, instr(url, '://') + 3) END, '/')"""
"""`base.addresses.page_key` of an item's address, as its index has it."""
_ONE_ADDRESS = f"""
DROP INDEX items_url;
CREATE INDEX items_page ON items({PAGE_KEY}); -- addresses that differ in http or https, www. and a last / alone
"""

_SEARCH_SIGNS = """
-- The terms of the search hold the signs of names ("C++") now: the next search makes the index anew.
INSERT INTO search (search) VALUES ('delete-all');
DELETE FROM search_docs;
INSERT OR IGNORE INTO search_pending SELECT id FROM items;
"""

_FAULTS = """
CREATE TABLE faults (                   -- steps that failed unexpectedly for one item, while the rest of a run went on
    step TEXT NOT NULL,
    item_id INTEGER NOT NULL,           -- 0: an entry of a feed that is no item
    title TEXT NOT NULL,
    error TEXT NOT NULL,                -- of the last time, as the next
    version TEXT NOT NULL,              -- of ainews
    first_met TEXT NOT NULL,
    last_met TEXT NOT NULL,             -- after 30 days it is forgotten
    times INTEGER NOT NULL,             -- runs in which it was met
    PRIMARY KEY (step, item_id, title)
) WITHOUT ROWID;
"""

_EXTRACT_CHARACTERS = """
ALTER TABLE extracts ADD COLUMN characters INTEGER NOT NULL DEFAULT 0 /* of all blocks: the reading time */;
UPDATE extracts SET characters = coalesce(
    (SELECT sum(length(json_extract(value, '$.text'))) FROM json_each(blocks, '$.blocks')), 0);
"""

ADDITIONS: tuple[tuple[str, str], ...] = (
    ("m002_stories_and_taste", _STORIES),
    ("m003_batches", _BATCHES),
    ("m004_capabilities", _CAPABILITIES),
    ("m005_shown_at", _SHOWN_AT),
    ("m006_briefs", _BRIEFS),
    ("m007_replies", _REPLIES),
    ("m008_records_by_name", _RECORDS_BY_NAME),
    ("m009_failed_tries", _FAILED_TRIES),
    ("m010_unconfirmed", _UNCONFIRMED),
    ("m011_one_address", _ONE_ADDRESS),
    ("m012_search_signs", _SEARCH_SIGNS),
    ("m013_faults", _FAULTS),
    ("m014_extract_characters", _EXTRACT_CHARACTERS),
)
"""(name, SQL)."""
