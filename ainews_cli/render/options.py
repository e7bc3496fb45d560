"""What a format needs to know besides the page."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from datetime import datetime
from typing import NamedTuple


class Mail(NamedTuple):
    """Header fields of a mail, as the reader wrote them."""

    sender: str = ""
    """ "": the recipient sends it to himself."""
    to: str = ""
    """Addresses, with commas between."""
    subject: str = ""
    """ "": the page's title."""


class Options(NamedTuple):
    """Plain values; a format reads those that concern it."""

    now: datetime
    """Aware; what "3 hours ago" counts from."""
    width: int = 80
    """Terminal columns; values below 20 count as 20."""
    color: bool = False
    """False: no SGR code at all (NO_COLOR)."""
    links: bool = False
    """True: links are OSC 8 hyperlinks. False: addresses are printed."""
    unicode: bool = True
    """False: stars, bars and rules in ASCII. Text stays as it is."""
    summarise_folded: bool = False
    """True: a folded section is one line where the format cannot fold."""
    mail: Mail = Mail()
    address: str = ""
    """http(s) address at which the document will be published, "" where that is not known."""
