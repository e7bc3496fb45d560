"""Engines: what turns an item's text into an analysis.

`engines` holds a row for each, `engine` says what an engine does: each answers the same tasks in the same form.
"""
