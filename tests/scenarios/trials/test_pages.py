"""Kinds of pages that broke programs of this kind: labels of encodings that mean more, consent boxes, closed pipes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.trial import Trial, needs_shared, rss

_WORDS = {
    "ja": "㈱鈴は①号機と髙性能な②号機を公開した。学習には六週間を要し、重さは3㎏である。",
    "en": "Suzu’s “bell” costs €9 – less than others… it says. It was cast in six weeks for any use.",
    "zh": "朱镕与陶喆说明了囍字，铃公司公开了小型语音模型，训练用了六个星期，春天会有更大的版本。",
    "ko": "방울 회사는 똠방각하라는 작은 음성 모델을 공개했고 훈련에는 여섯 주가 걸렸다고 한다.",
}
_PAGES = {
    "ms_kanji": ("ja", "cp932", "<meta charset='MS_Kanji'>", ""),
    "equiv": ("ja", "cp932", "<META http-equiv=content-type content='text/html;charset=sJIS'>", ""),
    "header": ("zh", "gbk", "", "; charset=GB2312"),
    "korean": ("ko", "cp949", "<meta charset=euc-kr>", ""),
    "latin": ("en", "cp1252", "", '; charset="Latin1"'),
    "ascii": ("en", "cp1252", "<meta charset=ASCII>", ""),
    "mark": ("en", "utf-8-sig", "<meta charset=iso-8859-1>", ""),
}


def _feed(trial: Trial, pages: dict[str, str]) -> None:
    """Fetch a feed of teasers of these pages."""
    items = (
        f"<title>{name}</title><link>{url}</link><description>Teaser.</description>" for name, url in pages.items()
    )
    trial.fetch(trial.put("/feed", rss(*items)))


def test_48_a_page_is_read_in_the_larger_set_of_its_label(trial: Trial) -> None:
    pages = {}
    for name, (words, codec, head, header) in _PAGES.items():
        body = f"<html><head>{head}<title>t</title></head><body><article><p>{_WORDS[words]}</p></article></body></html>"
        pages[name] = trial.put(f"/{name}.html", body.encode(codec), f"text/html{header}")
    _feed(trial, pages)
    assert trial.texts() == {name: _WORDS[words] for name, (words, *_) in _PAGES.items()}


@needs_shared
def test_48_shared(trial: Trial) -> None:
    trial.fetch(trial.put_folder("48-page-charset") + "feed.xml")
    japanese, english = ("①雲社㈱の髙橋氏", "2㎏", "ﾊﾝｶｸ"), ("firm’s “small”", "€5 – less", "others…")
    wanted = {
        **dict.fromkeys(["sjis-ext", "xsjis", "w31j", "hdr-sjis"], japanese),
        **dict.fromkeys(["latin1", "ascii", "hdr-latin1"], english),
        "gb2312": ("朱镕先生在喆", "囍"),
        "euc-ext": ("①雲社㈱の高橋氏",),
    }
    texts = trial.texts()
    assert [
        (name, words) for name, all_words in wanted.items() for words in all_words if words not in texts[f"{name}.html"]
    ] == []


_ARTICLE = "The town of Suzu rings its bells by model since Monday. The ringers keep the ropes for feast days."
_SAID = {
    "en": "We and %d vendors use cookies to measure visits; you may accept, reject or manage your choices here.",
    "de": "Wir und %d Partner setzen Cookies ein, um Zugriffe zu messen; Sie können alle ablehnen oder zustimmen.",
    "fr": "Nous et nos %d partenaires déposons des cookies afin de mesurer l'audience; vous pouvez tout refuser.",
    "ja": "当サイトと提携先%d社は、利用状況の把握のためにCookieを使用します。同意は設定からいつでも撤回できます。",
    "pl": "My i nasi %d partnerzy używamy plików cookie do pomiaru wizyt; możesz zaakceptować lub odrzucić.",
    "tr": "Biz ve %d ortaklarımız ziyaretleri ölçmek için çerezler kullanırız; kabul edebilir veya reddedebilirsiniz.",
    "sv": "Vi och våra %d partners använder cookies för att mäta besök; du kan acceptera eller avvisa allt.",
}
_BOXES = {
    "didomi": ("en", "<div id=didomi-host><div class=didomi-popup>{}</div></div>{}"),
    "borlabs": ("de", "{1}<div id=BorlabsCookieBox><div role=dialog aria-modal=true>{0}</div></div>"),
    "tarteaucitron": ("fr", "<div id=tarteaucitronRoot><div id=tarteaucitron>{}</div></div>{}"),
    "labelled": ("ja", "<section role=region aria-label='クッキーの同意'>{}</section>{}"),
    "nested": ("en", "<div class=page><aside class='cmp-notice'>{}</aside>{}</div>"),
    "quantcast": ("pl", "<div class=qc-cmp2-container>{}</div>{}"),
    "bot": ("sv", "{1}<div id=CybotCookiebotDialog>{0}</div>"),
    "turkish": ("tr", "<div class=x2>{}<button>Kabul et</button></div>{}"),
    "nameless": ("de", "<div class=x1><h2>Cookie-Einstellungen</h2>{}<button>Alle akzeptieren</button></div>{}"),
}


def test_49_the_article_and_not_the_box(trial: Trial) -> None:
    pages = {}
    for name, (language, layout) in _BOXES.items():
        box = "".join(f"<p>{_SAID[language] % number}</p>" for number in range(7, 23))
        article = f"<main><article><h1>Bells</h1><p>{'</p><p>'.join(_ARTICLE.split('. '))}</p></article></main>"
        body = (
            f"<!doctype html><html><head><title>Bells</title></head><body>{layout.format(box, article)}</body></html>"
        )
        pages[name] = trial.put(f"/{name}.html", body, "text/html; charset=utf-8")
    _feed(trial, pages)
    texts = {name: text.removeprefix("Bells\n") for name, text in trial.texts().items()}
    assert texts == dict.fromkeys(pages, _ARTICLE.replace(". ", "\n"))


@needs_shared
def test_49_shared(trial: Trial) -> None:
    trial.fetch(trial.put_folder("49-consent") + "feed.xml")
    texts = trial.texts()
    assert len(texts) == 10
    for title, text in texts.items():
        assert ("released a small language model" in text) != ("三十億パラメータ" in text), title
        assert [word for word in ("partners", "クッキー", "cookies") if word in text] == [], title


_STREAMS = {
    "latest -n 200 -f json --no-analyse | head -c 20": 0,
    "latest -n 200 -f markdown --no-analyse | head -c 20": 0,
    "latest -n 200 -f html --no-analyse | true": 0,
    "feeds list -f json | head -c 20": 0,
    "--help | head -c 20": 0,
    "fetch -f json 2>&-": 0,
    "fetch -f json >&-": 0,
    "fetch >&- 2>&-": 0,
    "latest --no-analyse 2>&- <&-": 0,
    "latest --no-analyse >/dev/full": 1,
    "fetch -f json >/dev/full": 1,
}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_43_streams_that_are_closed_or_full(trial: Trial) -> None:
    items = (f"<title>Bell {number}</title><guid>{number}</guid>" for number in range(200))
    trial.fetch(trial.put("/feed", rss(*items)))
    for command, code in _STREAMS.items():
        script = f'set -o pipefail; "$0" -m ainews_cli --config "$1" {command}'
        done = subprocess.run(
            ["/bin/bash", "-c", script, sys.executable, str(trial.cli.config)],
            capture_output=True,
            encoding="utf-8",
            env=trial.cli.env,
            cwd=trial.cli.folder,
            timeout=60,
        )
        assert done.returncode in {code, 141}, (command, done)
        assert "fault" not in done.stderr, (command, done.stderr)
        assert "Traceback" not in done.stderr, (command, done.stderr)
        if code:
            assert done.stderr.endswith("standard output cannot be written: No space left on device\n")
