"""What a person reads of a rendered page: of a mail its decoded bodies, of everything else the text itself."""

from __future__ import annotations

from email import message_from_string
from email.policy import default
from typing import Any


def decoded(form: str, text: str) -> str:
    """The text, or a mail's bodies one below the other."""
    if form != "email":
        return text
    message: Any = message_from_string(text, policy=default)
    return "\n".join(part.get_content() for part in message.iter_parts())
