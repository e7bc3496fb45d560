"""The folder of a site: what is ours is written and removed, what is not ours stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from ainews_cli.errors import UsageError
from ainews_cli.site.folder import MANIFEST, Folder


def test_a_manifest_is_believed_only_where_it_names_files_of_a_site(tmp_path: Path) -> None:
    root = tmp_path / "news"
    (root / "articles").mkdir(parents=True)
    kept = [tmp_path / "out.html", root / "notes.txt", root / ".hidden.html"]
    for path in kept:
        path.write_text("mine", encoding="utf-8")
    (root / "articles/1.html").write_text("old", encoding="utf-8")
    listed = [
        "../out.html",
        str(kept[0]),
        "notes.txt",
        ".hidden.html",
        "articles/../../out.html",
        "articles/1.html",
        "articles/2.html",
    ]
    (root / MANIFEST).write_text(f'{{"files": {listed!r}}}'.replace("'", '"'), encoding="utf-8")
    folder = Folder(root)
    folder.begin(["index.html"], force=False)
    folder.write("index.html", "new")
    folder.finish()
    assert (folder.written, folder.removed) == (1, 1)
    assert all(path.exists() for path in kept)
    assert not (root / "articles").exists()


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "1.html").write_text("mine", encoding="utf-8")
    root = tmp_path / "news"
    root.mkdir()
    (root / "articles").symlink_to(outside)
    (root / MANIFEST).write_text('{"files": ["articles/1.html"]}', encoding="utf-8")
    folder = Folder(root)
    folder.begin([], force=False)
    folder.finish()
    assert (outside / "1.html").exists()


def test_an_interrupted_run_leaves_nothing_unknown(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.begin(["index.html", "daily.html"], force=False)
    folder.write("daily.html", "old")  # and here it stops
    after = Folder(tmp_path)
    after.begin(["index.html"], force=False)
    after.write("index.html", "new")
    after.finish()
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "index.html"]


@pytest.mark.parametrize("content", ["", "[]", '{"files": 3}', "{"])
def test_a_broken_manifest_is_one_line_with_the_way_out(tmp_path: Path, content: str) -> None:
    (tmp_path / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"remove it, and run again with --force"):
        Folder(tmp_path).begin([], force=False)


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        Folder(tmp_path / "file").begin([], force=False)
