"""Which certificates are trusted: the system's."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl


def default_context() -> ssl.SSLContext:
    """A TLS context for clients. OpenSSL's own files (or `SSL_CERT_FILE`, `SSL_CERT_DIR`) where there are any, else as httpcore2 does it.

    httpcore2 asks the system on Windows and macOS and knows where Linux distributions keep their files; its import is slow.
    """
    import ssl

    paths = ssl.get_default_verify_paths()
    if sys.platform not in ("win32", "darwin") and (paths.cafile or (paths.capath and any(Path(paths.capath).glob("*.0")))):
        return ssl.create_default_context()
    import httpcore2

    return httpcore2.default_ssl_context()
