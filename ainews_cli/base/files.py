"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the file's place: nobody ever reads half a file. Keep its mode, and a link a link. Raise OSError.

    After an error the file is as it was. A device or a pipe (`/dev/null`, `/dev/stdout`) is written to, never replaced.
    """
    if _is_device(path):
        path.write_bytes(data)
        return
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        mode = target.stat().st_mode & 0o7777 if target.exists() else None
        if mode is not None:
            temporary.touch(mode=0o600)  # its text may be secret before it has the mode of the other
        temporary.write_bytes(data)
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _is_device(path: Path) -> bool:
    """Tell whether something is there that is neither a file nor a folder."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
