"""The views as a static site: which pages there are (`pages`), what surrounds each (`build`), and a folder that holds
them (`folder`).
"""

from __future__ import annotations

from ainews_cli.site.build import Report, build
from ainews_cli.site.pages import Source

__all__ = ["Report", "Source", "build"]
