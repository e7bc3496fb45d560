"""A folder that holds a site: written file by file, each whole or not at all; what an earlier run left over goes, what
is not ours stays.

Which files are ours stands in MANIFEST. It is written before the files, with the new and the old ones in it, and again
at the end: a run that
is interrupted leaves no file that the next one does not know.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from ainews_cli.base.files import replace_file
from ainews_cli.errors import UsageError

MANIFEST = ".ainews-site.json"
_OURS = re.compile(r"(?:[a-z]+/)?[a-zA-Z0-9][a-zA-Z0-9.-]*\.(?:html|xml)")
"""A path of ours: a manifest that says anything else (an absolute path, "..") is not believed."""


class Folder:
    """The folder of one run. Counts what it does."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written = 0
        self.removed = 0
        self._known: set[str] = set()
        self._kept: set[str] = set()
        self._stamp = ""
        self._made: dict[str, tuple[str, int]] = {}
        """Path -> what the file was made of the last time, and its bytes."""
        self._keys: dict[str, tuple[str, int]] = {}
        """The same of this run."""

    def begin(self, paths: Iterable[str], *, force: bool) -> None:
        """Make the folder and claim these files.

        Raise UsageError where one of them is there and not ours, unless `force`.
        """
        wanted = set(paths)
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self._known = self._read()
            foreign = sorted(path for path in wanted - self._known if (self.root / path).exists())
        except OSError as error:
            raise self._fault(self.root, error) from error
        if foreign and not force:
            more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
            raise UsageError(
                f"{self.root / foreign[0]}{more}: not made by `ainews site`; choose another folder, or overwrite "
                f"with --force"
            )
        self._save(self._known | wanted)  # without what they are made of: a run that is killed is believed in nothing

    def unchanged(self, stamp: str) -> int:
        """Return how many files there are where all of them were made of this very stamp, 0 where they were not."""
        try:
            self._known = self._read()
            whole = bool(stamp) and stamp == self._stamp and all(map(self._is_whole, self._known))
        except OSError:
            return 0
        return len(self._known) if whole else 0

    def keep(self, path: str, key: str) -> bool:
        """Keep a file that was made of the same the last time; tell whether it was. No key never was."""
        if not key or self._made.get(path, ("", 0))[0] != key or not self._is_whole(path):
            return False
        self._kept.add(path)
        self._keys[path] = self._made[path]
        return True

    def _is_whole(self, path: str) -> bool:
        file = self.root / path
        return path in self._made and file.is_file() and file.stat().st_size == self._made[path][1]

    def write(self, path: str, content: str, key: str = "") -> None:
        """Write one file, made of what `key` says; one that says the same already is left alone, with its time.

        Raise UsageError.
        """
        file, data = self.root / path, content.encode("utf-8", "replace")
        self._kept.add(path)
        self._keys[path] = (key, len(data))
        try:
            if file.is_file() and file.stat().st_size == len(data) and file.read_bytes() == data:
                return
            file.parent.mkdir(exist_ok=True)
            replace_file(file, data)
        except OSError as error:
            raise self._fault(file, error) from error
        self.written += 1

    def finish(self, stamp: str = "") -> None:
        """Remove the files of earlier runs that this one did not write, and folders that are empty then.

        `stamp`: of all that the files were made of. Raise UsageError.
        """
        for path in sorted(self._known - self._kept):
            file = self.root / path
            try:
                if file.is_file() and file.parent.resolve().is_relative_to(self.root.resolve()):
                    file.unlink()
                    self.removed += 1
                if file.parent != self.root and file.parent.is_dir() and not any(file.parent.iterdir()):
                    file.parent.rmdir()
            except OSError as error:
                raise self._fault(file, error) from error
        self._save(self._kept, stamp)

    def _read(self) -> set[str]:
        """Return the files of the run before, none where there was none.

        Raise UsageError for a manifest that cannot be read.
        """
        file = self.root / MANIFEST
        if not file.exists():
            return set()
        try:
            manifest = json.loads(file.read_text(encoding="utf-8"))
            files = manifest["files"]
            made = manifest.get("made", {}).items()
            self._stamp = str(manifest.get("stamp", ""))
            self._made = {path: (str(key), int(size)) for path, (key, size) in made}
            return {path for path in files if _OURS.fullmatch(path)}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                f"{file}: does not list the site's files; remove it, and run again with --force"
            ) from error

    def _save(self, paths: set[str], stamp: str = "") -> None:
        manifest = {"generator": "ainews", "files": sorted(paths), "stamp": stamp, "made": self._keys}
        content = json.dumps(manifest, indent=1 if len(paths) < 100 else None) + "\n"
        file = self.root / MANIFEST
        try:
            replace_file(file, content.encode())
        except OSError as error:
            raise self._fault(file, error) from error

    def _fault(self, file: Path, error: OSError) -> UsageError:
        return UsageError(f"{file}: cannot be written ({error.strerror}); name another folder")
