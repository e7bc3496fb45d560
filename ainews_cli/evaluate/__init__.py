"""`ainews eval`: a model measured on a small bundled set, through the product's own engine, prompts, checks and ledger.

`cases` reads the set, `run` asks a model about it, `judging` holds what it wrote against the facts of each case,
`measures` makes figures of
that (each is defined there), `page` a Page. Nothing here reads or writes the reader's items; the money is booked in the
ledger, as "eval".
"""
