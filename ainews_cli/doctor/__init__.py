"""Checks config, database, feeds, model and machine, and says what to do about each finding. It changes nothing.

Everything broken is a finding: nothing here raises for a bad config or a bad file. The one thing written is what asking
a server other than
Anthropic's costs and teaches (the ledger's row of that call), and only into a database that is whole.
"""

from __future__ import annotations

from ainews_cli.doctor.diagnosis import Diagnosis, exit_code
from ainews_cli.doctor.examine import Installation, examine
from ainews_cli.doctor.page import page
from ainews_cli.doctor.settings import ReadConfig, read

__all__ = ["Diagnosis", "Installation", "ReadConfig", "examine", "exit_code", "page", "read"]
