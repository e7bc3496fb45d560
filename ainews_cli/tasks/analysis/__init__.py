"""Item → engine → checked `Analysis`, within the budget. The checks are here, so that every engine's replies pass the
same ones.

Names are loaded when they are first asked for: a view of items that all have their estimate needs nothing but the
profile.
"""
