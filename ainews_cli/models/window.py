"""A window of time."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from datetime import datetime
from typing import NamedTuple


class Window(NamedTuple):
    """Half open: start <= published < end, both UTC."""

    start: datetime
    end: datetime
