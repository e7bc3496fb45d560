"""Texts of stories and of the rank's explanation."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "story.followup": ("続報: {names} も報じている", "Follow-up: now also reported by {names}"),
    "story.again": ("続報", "Follow-up"),
}
