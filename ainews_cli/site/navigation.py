"""The map of a site, and the neighbours of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.render.site_frame import Stop
from ainews_cli.site import paths
from ainews_cli.texts import text
from ainews_cli.views.registry import VIEWS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ainews_cli.site.pages import Branch, Leaf


class Map(NamedTuple):
    """The places of a site and the paths of its pages."""

    branches: Mapping[str, Branch]
    items: Mapping[int, str]
    """Item -> path of its page, the oldest first."""
    names: Mapping[str, str]
    language: str

    def places(self, current: str) -> tuple[Stop, ...]:
        """Return the navigation, as it stands on a page that belongs to the list of that path."""
        stops = [self.stop(branch) for branch in self.branches.values()]
        stops = [stop._replace(current=stop.path == current) for stop in stops]
        return (*stops, Stop(text(self.language, "site.feed"), paths.feed("index.html")))

    def stop(self, branch: Branch) -> Stop:
        """Return a place of the navigation, by the name it has there."""
        name = next(name for name, other in self.branches.items() if other is branch)
        return Stop(VIEWS[name].title(self.language), branch.leaf.path)

    def feeds(self) -> dict[str, Leaf]:
        """Return path of each RSS -> its page."""
        return {
            paths.feed(branch.leaf.path): branch.leaf for name, branch in self.branches.items() if VIEWS[name].has_feed
        }


def neighbours(files: Sequence[str], titles: Sequence[str], at: int) -> tuple[Stop | None, Stop | None]:
    """Return the pages before and after one of a row."""
    before = Stop(titles[at - 1], files[at - 1]) if at else None
    after = Stop(titles[at + 1], files[at + 1]) if at + 1 < len(files) else None
    return before, after
