"""Files written whole or not at all."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ainews_cli.base.files import replace_file


def test_a_new_file_and_one_in_its_place(tmp_path: Path) -> None:
    file = tmp_path / "digest.md"
    replace_file(file, b"one")
    assert file.read_bytes() == b"one"
    replace_file(file, b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("digest.md", b"two")]


def test_mode_and_link_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "real.toml", tmp_path / "config.toml"
    file.write_bytes(b"one")
    file.chmod(0o640)
    link.symlink_to(file)
    replace_file(link, b"two")
    assert link.is_symlink()
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"two", 0o640)


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    replace_file(Path(os.devnull), b"gone")
    assert Path(os.devnull).is_char_device()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(pipe.read_bytes)
        replace_file(pipe, b"through")
        assert reading.result(10) == b"through"
    assert pipe.is_fifo()


def test_a_failure_leaves_the_file_and_nothing_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "inside").write_bytes(b"kept")
    with pytest.raises(OSError, match="folder"):
        replace_file(folder, b"two")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["folder", "inside"]
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "missing" / "file", b"one")
