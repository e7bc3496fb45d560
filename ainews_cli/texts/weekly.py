"""Texts of the weekly review."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "weekly.numbers": ("今週の数字", "The week in numbers"),
    "weekly.items": ("記事", "Items"),
    "weekly.sources": ("配信元", "Sources"),
    "weekly.other": ("そのほか", "Other items"),
}
