"""Engines: what turns an item's text into an analysis. Each answers the same task in the same form."""
