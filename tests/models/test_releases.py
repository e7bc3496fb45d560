"""Titles that are only a version get their product, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.models.releases import Provenance, release_of, titled

REPOSITORY = Provenance(
    "https://github.com/nebel/cloud-kiln/releases/tag/v2", "Cloud Kiln", "Release notes from cloud-kiln"
)
BLOG = Provenance("https://nebel.example/changes/2", "Cloud Kiln", "Cloud Kiln Changelog")

VERSIONS = (
    "v2.1.238",
    "1.0.0-rc.2",
    "Release 0.9",
    "b4321",
    "2.1.0 (2026-11-27)",
    "v3",
    "Version 1.2",
    "5.0.0-beta.3+build5",
    "2026.11.1",
    "2.0.0a1",
    "nightly-2026-11-28",
    "バージョン2.0",
    "リリース 1.2.3",
    "v4.0.0 🎉",
)
SENTENCES = (
    "1984",
    "2026",
    "10 things to know",
    "3.5 million people",
    "v1 of the bill passes",
    "GPT-5",
    "Cloud Kiln 2.1",
    "",
)


@pytest.mark.parametrize("origin", [REPOSITORY, BLOG])
@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_alone_gets_its_product(version: str, origin: Provenance) -> None:
    assert titled(version, origin) == f"Cloud Kiln {version}"
    release = release_of(version, origin)
    assert release is not None
    assert release.product == "Cloud Kiln"


@pytest.mark.parametrize("title", SENTENCES)
def test_other_titles_stay_as_they_are(title: str) -> None:
    assert titled(title, BLOG) == title
    assert titled(title, REPOSITORY) == title


@pytest.mark.parametrize(
    ("origin", "product"),
    [
        (REPOSITORY._replace(feed="watched"), "cloud-kiln"),
        (REPOSITORY._replace(feed="cloud-kiln releases"), "cloud-kiln"),
        (REPOSITORY._replace(feed="Nebel Cloud Kiln"), "Nebel Cloud Kiln"),
        (Provenance("https://pypi.org/project/kilnlib/0.9/", "py", "PyPI recent updates for kilnlib"), "kilnlib"),
        (Provenance("https://gitlab.com/a/b/kiln/-/releases/v1", "f", ""), "kiln"),
        (Provenance("https://nebel.example/a", "n", "Kiln 更新履歴"), "Kiln"),
        (Provenance("https://nebel.example/a", "Kiln Changelog", "Kiln"), "Kiln"),
        (Provenance("https://nebel.example/a", "Kiln", ""), "Kiln"),
    ],
)
def test_where_the_product_comes_from(origin: Provenance, product: str) -> None:
    assert titled("v1.2.0", origin) == f"{product} v1.2.0"


def test_a_page_of_releases_may_say_more_after_the_version() -> None:
    assert titled("v0.9.1: fixes", REPOSITORY) == "Cloud Kiln v0.9.1: fixes"
    assert titled("rust-v0.64.0", REPOSITORY) == "Cloud Kiln rust-v0.64.0"
    assert titled("v0.9.1: why we waited", BLOG) == "v0.9.1: why we waited"


@pytest.mark.parametrize("title", ["Cloud Kiln v2.1", "cloud-kiln 2.1.0", "CloudKiln: 2.1.0", "cloud_kiln==2.1.0"])
def test_a_product_that_is_named_is_not_named_twice(title: str) -> None:
    assert titled(title, REPOSITORY) == title
    release = release_of(title, REPOSITORY)
    assert release is not None
    assert release.key == "cloudkiln"


@given(st.text(max_size=200), st.sampled_from([REPOSITORY, BLOG, Provenance("", "", "")]))
def test_any_title_ends_as_it_was_and_is_named_once(title: str, origin: Provenance) -> None:
    named = titled(title, origin)
    assert named.endswith(title)
    assert titled(named, origin) == named


def test_a_long_title_takes_no_time() -> None:
    assert titled("v" + "1." * 50_000, REPOSITORY).startswith("v")
    assert titled("1-1" * 39, REPOSITORY)
