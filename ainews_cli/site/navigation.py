"""Where everything of a site is, and which pages stand beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.render.site_frame import Stop
from ainews_cli.site import paths
from ainews_cli.site.pages import TABLE
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ainews_cli.site.pages import Branch, Leaf


class Map(NamedTuple):
    """Where everything is."""

    branches: Mapping[str, Branch]
    items: Mapping[int, str]
    """Item -> path of its page, the oldest first."""
    names: Mapping[str, str]
    language: str

    def places(self, current: str) -> tuple[Stop, ...]:
        """The navigation, as it stands on a page that belongs to the list of that path."""
        found = [self.stop(one) for one in self.branches.values()]
        found = [one._replace(current=one.path == current) for one in found]
        return (*found, Stop(text(self.language, "site.feed"), paths.feed("index.html")))

    def stop(self, branch: Branch) -> Stop:
        """A place of the navigation, by the name it has there."""
        name = next(name for name, one in self.branches.items() if one is branch)
        return Stop(text(self.language, f"view.{name}"), branch.leaf.path)

    def feeds(self) -> dict[str, Leaf]:
        """Path of each RSS -> its page."""
        return {paths.feed(one.leaf.path): one.leaf for name, one in self.branches.items() if TABLE[name].feed}


def neighbours(files: Sequence[str], titles: Sequence[str], at: int) -> tuple[Stop | None, Stop | None]:
    """The pages before and after one of a row."""
    before = Stop(titles[at - 1], files[at - 1]) if at else None
    after = Stop(titles[at + 1], files[at + 1]) if at + 1 < len(files) else None
    return before, after
