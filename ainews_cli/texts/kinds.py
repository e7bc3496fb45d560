"""Texts of videos, tools and papers."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "kinds.rests_on": ("要約のもと", "Summarised from"),
    "kinds.transcript": ("説明文と文字起こし", "its description and transcript"),
    "kinds.description": ("説明文(文字起こしなし)", "its description (no transcript)"),
    "kinds.users": ("対象", "For whom"),
    "kinds.licence": ("ライセンス", "Licence"),
    "kinds.price": ("料金", "Price"),
    "kinds.quoted": ("「{text}」", "“{text}”"),
}
