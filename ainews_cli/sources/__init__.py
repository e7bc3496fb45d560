"""Sources: from the bytes of a document to entries. Pure: nothing in here talks to the network or the store.

- `sources.kinds`: KINDS, one row per kind of source
- `sources.feed`, `sources.hackernews`, `sources.youtube`: the kinds
- `sources.decoding`, `sources.expat_reader`, `sources.lenient_reader`, `sources.jsonfeed`: bytes to elements
- `sources.document_handler`, `sources.entry_elements`: elements to raw entries
- `sources.normalise`: raw entries to the entries that are stored
- `sources.clean`, `sources.html`, `sources.links`, `sources.dates`: texts, addresses and dates made safe

Importing this package loads none of them.
"""
