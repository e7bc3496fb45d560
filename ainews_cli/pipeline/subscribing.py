"""What the commands of `ainews feeds` do, step by step."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ainews_cli.base.secrets import mask
from ainews_cli.config import default_path, example_text, problem
from ainews_cli.errors import AddressRefused, FetchError, UsageError, VariableUnset
from ainews_cli.models.feed import FeedSummary
from ainews_cli.net.address import origins_of, parse
from ainews_cli.net.variables import expand, fold
from ainews_cli.pipeline.fetching import choose
from ainews_cli.pipeline.output import emit, write_file, write_out
from ainews_cli.render.times import relative
from ainews_cli.sources.html import plain
from ainews_cli.sources.kinds import KINDS
from ainews_cli.subscriptions import configfile, naming, sites
from ainews_cli.texts import text
from ainews_cli.views.feeds import checks_page, feeds_page

if TYPE_CHECKING:
    from ainews_cli.models.feed import Feed
    from ainews_cli.models.item import ParsedFeed
    from ainews_cli.pipeline.request import OutputTarget
    from ainews_cli.pipeline.session import Session
    from ainews_cli.subscriptions.discovery import DiscoveredFeed

_FAULTS_SHOWN = 10
"""Outlines of an OPML file that are named; of more, the number."""


def run_list(session: Session, target: OutputTarget) -> None:
    """Print the subscriptions."""
    config = session.config
    states, items = session.store.feed_states(), session.store.feed_items()
    summaries = [FeedSummary(feed, states.get(feed.url), items.get(feed.url, 0)) for feed in config.feeds]
    emit(feeds_page(summaries, session.reader, place=str(config.path or ""), now=session.now), target, session)


def run_add(session: Session, wanted: Feed, kind: str) -> None:
    """Find the feed behind the address, and subscribe; say so where the reader already follows it.

    Raise UsageError, FetchError.
    """
    _judge(wanted, kind)
    feeds = session.config.feeds
    known = naming.find(feeds, sites.address(wanted.url))
    address = expand(wanted.url, os.environ)
    discovered = None if known else _discover(session, wanted._replace(url=address), kind)
    known = known or (naming.find(feeds, discovered.url) if discovered else None)
    if known or discovered is None:
        session.say(
            text(
                session.reader.language, "feeds.known", name=known.name if known else "", url=known.url if known else ""
            )
        )
    else:
        taken = {feed.name for feed in feeds}
        if wanted.name in taken:
            raise UsageError(f"--name {wanted.name}: another feed has this name; give it one of its own")
        name = wanted.name or naming.unique(naming.shortened(discovered.parsed.title), discovered.url, taken)
        feed = wanted._replace(name=name, url=fold(discovered.url, wanted.url, os.environ), kind=discovered.kind)
        configfile.add(_own_config(session), [feed])
        _say_added(session, feed, discovered)
    if discovered:
        _say_others(session, discovered)


def run_remove(session: Session, names: list[str]) -> None:
    """Unsubscribe from all of these, or from none. Raise UsageError for an unknown name."""
    gone = choose(session.config.feeds, names)
    configfile.remove(_own_config(session), gone)
    for feed in gone:
        session.say(text(session.reader.language, "feeds.removed", name=feed.name, url=feed.url))


def run_import(session: Session, file: str, *, with_secrets: bool) -> None:
    """Subscribe to what an OPML file lists and is not there yet. Raise UsageError where it lists nothing.

    `with_secrets`: the list is the reader's own, so that its addresses may name variables of the environment.
    """
    from ainews_cli.subscriptions import opml  # border: an XML parser

    document = _bytes(file)
    try:
        listed = opml.read(document, own=with_secrets)
    except UsageError as error:
        raise UsageError(f"{file}: {error}") from None
    merged = naming.merge(session.config.feeds, listed.feeds)
    language = session.reader.language
    for fault in listed.faults[:_FAULTS_SHOWN]:
        session.say(f"{file}: {fault}")
    if not listed.feeds:
        raise UsageError(
            f"{file}: no outline in it has an xmlUrl, the address of a feed"
            if not listed.faults
            else f"{file}: no feed in it can be used"
        )
    if merged.added:
        configfile.add(_own_config(session), merged.added)
    said = [text(language, "feeds.imported", n=len(merged.added))]
    if merged.known:
        said.append(text(language, "feeds.import_known", n=len(merged.known)))
    if listed.faults:
        said.append(text(language, "feeds.import_bad", n=len(listed.faults)))
    session.say(text(language, "list.comma").join(said))


def run_export(session: Session, file: Path | None, *, with_secrets: bool) -> None:
    """Write the subscriptions as OPML; passwords and tokens in it are masked unless `with_secrets`."""
    from ainews_cli.subscriptions import opml  # border: an XML parser

    feeds = session.config.feeds
    document = opml.write(
        feeds,
        with_headers=with_secrets,
        title=f"ainews: {text(session.reader.language, 'view.feeds')}",
        now=session.now,
    )
    if not with_secrets and (document != mask(document) or any(feed.headers for feed in feeds)):
        session.say(text(session.reader.language, "feeds.masked"))
    if file is None or str(file) == "-":
        write_out(document, with_secrets=with_secrets)
    else:
        write_file(file, document, with_secrets=with_secrets)
        session.say(text(session.reader.language, "feeds.exported", path=file, n=len(feeds)))


def run_check(session: Session, names: list[str], target: OutputTarget) -> None:
    """Ask the feeds and print what they answered. Raise FetchError, after the page, where none could be read."""
    from ainews_cli.subscriptions.checking import check_feeds  # border: worker pool and HTTP

    feeds = choose(session.config.feeds, names)
    with session.working("check", len(feeds)) as tick:
        checks = check_feeds(
            feeds,
            now=session.clock,
            limits=session.limits(),
            progress=lambda check: tick(check.feed.name),
            environ=os.environ,
        )
    emit(checks_page(checks, session.reader, now=session.now), target, session)
    if checks and all(check.failed for check in checks):
        raise FetchError("no feed could be read; check the network")


def _judge(wanted: Feed, kind: str) -> None:
    """Check options by the config's own rules. Raise UsageError."""
    for option, value in (("kind", kind), ("weight", wanted.weight)):
        if value and (fault := problem(f"feeds.{option}", value)):
            raise UsageError(f"--{option} {value}: {fault}")
    if wanted.language and (fault := problem("language", wanted.language)):
        raise UsageError(f"--language {wanted.language}: {fault}")
    if not wanted.url.strip():
        raise UsageError("the address is empty; give that of a feed or of a page")
    try:
        parse(sites.address(expand(wanted.url, os.environ)))
    except (AddressRefused, VariableUnset) as error:
        raise UsageError(f"{error}; give the address of a feed or of a page") from None


def _discover(session: Session, wanted: Feed, kind: str) -> DiscoveredFeed:
    from ainews_cli.net.client import Client  # border: HTTP
    from ainews_cli.subscriptions.discovery import discover  # border: as above

    url = sites.address(wanted.url)
    origins = origins_of([*(feed.url for feed in session.config.feeds), url, url.replace("https://", "http://", 1)])
    client = Client(session.limits(), origins=origins)
    try:
        with session.working("discover"):
            return discover(wanted.url, client, now=session.now, kind=kind or None)
    finally:
        client.close()


def _say_added(session: Session, feed: Feed, discovered: DiscoveredFeed) -> None:
    """Say what was found: title, entries, the newest; and what would make it better."""
    language = session.reader.language
    entries = discovered.parsed.entries
    newest = max((date for entry in entries if (date := entry.published or entry.updated)), default=None)
    values = {"name": feed.name, "url": feed.url, "form": discovered.form or feed.kind, "n": len(entries)}
    if newest:
        values["ago"] = relative(language, newest, session.now, session.reader.timezone)
    session.say(text(language, "feeds.added" if newest else "feeds.added_undated", **values))
    if KINDS[feed.kind].may_carry_extracts and not feed.full_text and _extracts(discovered.parsed):
        session.say(text(language, "feeds.extracts"))


def _extracts(parsed: ParsedFeed) -> bool:
    """Tell whether most entries carry no whole article."""
    lengths = sorted(len(plain(entry.content or entry.summary)) for entry in parsed.entries)
    return bool(lengths) and lengths[len(lengths) // 2] < 500


def _say_others(session: Session, discovered: DiscoveredFeed) -> None:
    for link in discovered.others:
        command = f"ainews feeds add {shlex.quote(link.url)}"
        session.say(text(session.reader.language, "feeds.other", title=link.title or link.url, command=command))


def _own_config(session: Session) -> Path:
    """Return the config file to change; where there is none yet, write one with the feeds in use, and say so."""
    if session.config.path:
        return session.config.path
    path = default_path()
    configfile.create(path, example_text())
    session.say(text(session.reader.language, "feeds.written", path=path, n=len(session.config.feeds)))
    return path


def _bytes(file: str) -> bytes:
    """Read a file, or standard input. Raise UsageError."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).expanduser().read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror})") from error
