"""What a page says that has nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.page import TextPart
from ainews_cli.texts import text

if TYPE_CHECKING:
    from ainews_cli.views.material import Material


def nothing(material: Material) -> TextPart:
    """Say that no item is in the window; where there is no item at all and nobody tried in vain, how to get some."""
    unfetched = material.store.empty() and not material.run.feeds_failed
    return TextPart(text(material.reader.language, "list.empty_database" if unfetched else "list.empty"), "note")
