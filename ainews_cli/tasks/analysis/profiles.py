"""What a reply depends on besides the text, as one hash: a change of any of it means asking again, and nothing else
does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.base.hashing import text_digest
from ainews_cli.llm.offline.version import NAME, model_name
from ainews_cli.llm.versions import ANALYSIS

if TYPE_CHECKING:
    from ainews_cli.llm.engine import Engine
    from ainews_cli.models.analysis import Interests


def profile(language: str, interests: Interests, prompt_version: str, engine: str, model: str) -> str:
    """Return the hash of language, interests, prompt version, engine and model; 16 hex digits. The order of keywords
    does not matter.
    """
    parts = (
        language,
        " ".join(interests.text.split()),
        "\1".join(sorted(set(interests.keywords))),
        prompt_version,
        engine,
        model,
    )
    return text_digest("\0".join(parts), 16)


def engine_profile(language: str, interests: Interests, engine: Engine) -> str:
    """Return the profile of what this engine would answer; estimates depend on no prompt."""
    return profile(language, interests, "" if engine.estimates else ANALYSIS, engine.name, engine.model)


def offline_profile(language: str, interests: Interests) -> str:
    """Return the profile of the offline estimates."""
    return profile(language, interests, "", NAME, model_name())


def model_profile(language: str, interests: Interests, *, kind: str, model: str) -> str:
    """Return the same for an engine that is not made yet and asks a model: its name and model id."""
    return profile(language, interests, ANALYSIS, kind, model)
