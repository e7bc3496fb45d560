"""The views as a static site: which pages there are (`pages`), what surrounds each (`build`), and a folder that holds
them (`folder`).
"""

from __future__ import annotations

from ainews_cli.site.build import SiteReport, build
from ainews_cli.site.pages import SiteSource

__all__ = ["SiteReport", "SiteSource", "build"]
