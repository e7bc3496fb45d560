"""axe-core's checks of accessibility in a real browser, of every sample in light and dark, on a screen and on a phone.

Only where both are at hand: `chromium` on PATH, and AXE_CORE naming axe.min.js (`npm install axe-core` anywhere). What
can be checked without
them always is: valid HTML5, one h1, levels that descend, languages, names of charts and contrast in test_html.py.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ainews_cli.models.page import Section, TablePart
from ainews_cli.render.html_page import document, fragment
from ainews_cli.render.site_frame import Frame, Stop
from tests.support.records import replace
from tests.support.render.entries import ENTRY
from tests.support.render.sample import ENGLISH, PAGE

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
AXE = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and AXE.is_file()), reason="chromium on PATH and AXE_CORE=…/axe.min.js are needed"
)

SWITCHES = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
DARK, LIGHT = "--blink-settings=preferredColorScheme=0", "--blink-settings=preferredColorScheme=1"
ARTICLE = replace(
    PAGE,
    view="show",
    title=ENTRY.title,
    sections=(replace(PAGE.sections[0], key="item", parts=(ENTRY,)), *PAGE.sections[1:]),
)
STOPS = (Stop("最新ニュース", "index.html", True), Stop("企業", "companies.html"))
FRAME = Frame(
    "articles/12.html",
    STOPS,
    {12: "articles/12.html"},
    {"推論費用": "companies/a.html"},
    STOPS,
    STOPS[0],
    STOPS[1],
    STOPS[0],
)
NARROW = TablePart(("内訳", "点", "理由"), (("長い名前の" * 4, "+4.40", "長い理由" * 9),), (1,))
DOCUMENTS = {
    "everything": document(PAGE),
    "english": document(ENGLISH),
    "article": document(ARTICLE),
    "site": document(ARTICLE, FRAME),
    "narrow": document(replace(PAGE, sections=(Section("sum", "", (NARROW,)),))),
    "mail": fragment("mail.html", ARTICLE),
}
RUN = """<script>document.querySelectorAll("details").forEach(one => one.open = true);
axe.run(document, {resultTypes: ["violations"]}).then(found => {
  const said = found.violations.map(one => [one.id, ...one.nodes.map(node => node.html)]);
  const place = document.createElement("pre"); place.id = "said";
  place.textContent = JSON.stringify([matchMedia("(prefers-color-scheme: dark)").matches, innerWidth, said]);
  document.body.append(place);
});</script>"""


def violations(text: str, folder: Path, *, dark: bool, width: int) -> list[list[str]]:
    """What axe finds wrong. The page's policy forbids scripts, so it is taken out of the copy that is tested."""
    text = re.sub(r"<meta http-equiv=[^>]*>", "", text)
    page = folder / "page.html"
    page.write_text(
        text.replace("</body>", f"<script>{AXE.read_text(encoding='utf-8')}</script>{RUN}</body>"), encoding="utf-8"
    )
    command = [
        str(CHROMIUM),
        *SWITCHES.split(),
        f"--user-data-dir={folder / 'profile'}",
        DARK if dark else LIGHT,
        f"--window-size={width},900",
    ]
    done = subprocess.run(
        [*command, "--virtual-time-budget=20000", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
    )
    found = re.search(r'<pre id="said">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr[-1000:]
    was_dark, was_wide, said = json.loads(html.unescape(found.group(1)))
    assert was_dark == dark
    assert abs(was_wide - width) < 200
    return said  # type: ignore[no-any-return]


@pytest.mark.parametrize("width", [500, 1100])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_axe_finds_nothing(name: str, dark: bool, width: int, tmp_path: Path) -> None:
    assert violations(DOCUMENTS[name], tmp_path, dark=dark, width=width) == []


def test_axe_would_find_something(tmp_path: Path) -> None:
    worse = DOCUMENTS["everything"].replace("--dim: #5b5f66", "--dim: #ccc").replace('<html lang="ja">', "<html>")
    assert {"color-contrast", "html-has-lang"} <= {
        one[0] for one in violations(worse, tmp_path, dark=False, width=1100)
    }
