"""Word lists that several checks lean on."""

from __future__ import annotations

_FUNCTION = """
    a an the this that these those it its they them their there here we you your our us he she his her him i my me who whom whose which what
    when where why how if then than but and or nor so because while although though unless until since as at by for from in into of off on onto
    out over per to up upon via with within without about above after again against all also any are be been before being below between both can
    cannot could did do does doing done down during each few further had has have having is isn't just let's more most must no not now only other
    own same should some such too under very was wasn't were will would won't don't doesn't didn't can't it's that's you're we're they're i'm
    may might let get gets got make makes made using use used like need needs want see
"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())
"""English words that a name hardly holds; a run of them is English prose."""

_WEAK = "of the and or for in to a an on at by with from as up out over all no not now"
TITLE_WORDS = frozenset(_WEAK.split())
"""Function words that titles of works and products do hold (Proof of Work)."""

_NAMING = """
    mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec am pm mr mrs ms dr etc eg ie vs no
"""
NEVER_NAMES = frozenset(_NAMING.split())
