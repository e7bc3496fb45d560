"""Item → engine → checked `Analysis`, within the budget. The checks are here, so that every engine's replies pass the
same ones.
"""
