"""Names of files, from untrusted words."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.site.paths import slug

NAMES = st.one_of(st.text(max_size=80), st.text(alphabet="aB-. 9/あ", max_size=4))


@given(NAMES, NAMES)
def test_a_company_s_file_is_a_plain_name_of_its_own(first: str, second: str) -> None:
    for name in (first, second):
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,70}", slug(name))
    same = [re.sub("[ .-]", "-", unicodedata.normalize("NFKC", name).casefold().strip()) for name in (first, second)]
    assert (slug(first) == slug(second)) <= (same[0] == same[1])


def test_names_of_files() -> None:
    assert slug("Google DeepMind") == "google-deepmind"
    assert slug("../../etc/passwd").startswith("etc-passwd-")
    assert slug("コトノハ研究所") != slug("コトノハ大学")
    assert slug("C++") != slug("C") == "c"
    assert slug("CON") != "con"
