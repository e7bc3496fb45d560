"""Items that report the same event: one story across feeds, languages and days. No model; pure, and the same for the
same items.

Three steps: `features` reads what tells events apart out of titles and texts (names, numbers, links, words, kinds of
events), `similarity` says how likely two items are about one event, `clusters` joins pairs into stories without
chaining from one event to the next.
"""

from __future__ import annotations

from ainews_cli.ranking.stories.clusters import WINDOW, Story, stories
from ainews_cli.ranking.stories.features import StoryFeatures, StoryItem, features
from ainews_cli.ranking.stories.similarity import TermWeights, WeighedItem, odds

__all__ = ["WINDOW", "Story", "StoryFeatures", "StoryItem", "TermWeights", "WeighedItem", "features", "odds", "stories"]
