"""Fill in a text and choose singular or plural: `{n|link|links}` is "link" where n is 1, else "links"."""

from __future__ import annotations

import re

_CHOICE = re.compile(r"\{(\w+)\|([^{}|]*)\|([^{}|]*)\}")


def fill(template: str, **values: object) -> str:
    """Return the template with its placeholders filled. Raise KeyError for a value that is missing."""
    if "|" in template:
        template = _CHOICE.sub(lambda choice: choice[2] if values[choice[1]] == 1 else choice[3], template)
    return template.format(**values)
