"""The versions of what is asked: first 12 hex digits of the SHA-256 of each prompt's files and its reply's schema.

They are part of what a reply is kept under, so every view asks for them. Written down, so that no start reads the
files; a test compares them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ainews_cli.models.brief import BriefKind

ANALYSIS = "ade712a0fb6f"
TRANSLATION = "dd38c6f15dfd"
BRIEF: Mapping[BriefKind, str] = {"discussion": "22d17392fc5a", "week": "071c17c1e61c"}

FILES: Mapping[str, tuple[str, ...]] = {
    ANALYSIS: ("analyse.md", "reader.md", "article.md", "repair.md"),
    TRANSLATION: ("translate.md", "translate_blocks.md", "translate_repair.md", "terms_ja.md"),
    BRIEF["discussion"]: ("brief.md", "brief_documents.md", "brief_repair.md", "brief_discussion.md"),
    BRIEF["week"]: ("brief.md", "brief_documents.md", "brief_repair.md", "brief_week.md"),
}
"""What each is the version of, in `prompts/`."""
