"""Boxes before an article, in several languages and forms; pages that hold nothing else."""

from __future__ import annotations

import pytest

from ainews_cli.articles.inline import visible_text
from ainews_cli.articles.page import extract_page
from ainews_cli.models.text import Extract

URL = "https://kumo.example/news/1"
ARTICLES = {
    "en": (
        "Harbour cranes learn to wait",
        "The port of Velling has let a planning model steer its nine cranes since the spring of this year.",
        "Ships now leave four hours earlier on average, and the crews have kept the last word on every lift.",
    ),
    "ja": (
        "港のクレーンが待つことを学ぶ",
        "ヴェリング港は今春から、九基のクレーンの運転計画を予測モデルに任せている。",
        "船の出港は平均で四時間早まったが、最後の判断は今も作業員が下しているという。",
    ),
    "de": (
        "Hafenkräne lernen das Warten",
        "Der Hafen von Velling lässt seine neun Kräne seit dem Frühjahr von einem Planungsmodell steuern.",
        "Die Schiffe legen im Mittel vier Stunden früher ab, das letzte Wort behalten die Mannschaften.",
    ),
}
CONSENT = {
    "en": "We and our {n} partners store cookies on your device and process personal data to measure audiences. You "
    "can change your choices at any time in the settings of section {n}.",
    "ja": "当社と提携先{n}社は、広告の配信と閲覧状況の分析のためにクッキーを利用します。"
    "お客様は第{n}条の設定でいつでも同意を撤回できます。",
    "de": "Wir und unsere {n} Partner speichern Cookies auf Ihrem Gerät und verarbeiten personenbezogene Daten. Ihre "
    "Einwilligung können Sie in Abschnitt {n} jederzeit widerrufen.",
    "fr": "Nous et nos {n} partenaires déposons des cookies sur votre appareil. Vous pouvez retirer votre consentement "
    "et paramétrer vos choix dans la section {n}.",
    "es": "Nosotros y nuestros {n} socios usamos cookies en su dispositivo. Usted puede retirar su consentimiento y "
    "configurar la privacidad en la sección {n}.",
}
NEWSLETTER = {
    "en": "Subscribe to our newsletter and get letter {n} in your inbox. You can unsubscribe at any time by email.",
    "ja": "メールマガジン第{n}号の購読登録はこちらから。メールアドレスを登録すると、毎朝お届けします。",
    "de": "Abonnieren Sie unseren Newsletter Nummer {n}. Die E-Mail-Adresse nutzen wir nur dafür, abmelden geht immer.",
}
BOXES = {
    "dialog": '<div role="dialog" aria-modal="true">{}</div>',
    "alertdialog": '<section role="alertdialog">{}</section>',
    "modal element": "<dialog open>{}</dialog>",
    "camel case": '<div class="siteCookieNotice">{}<button>OK</button></div>',
    "hyphens": '<div id="gdpr-overlay-2">{}</div>',
    "Japanese site": '<div class="p-privacyPolicy">{}</div>',
    "fixed": '<div style="position: fixed; bottom: 0">{}</div>',
    "no name": '<div class="x7f2"><div>{}</div><button>A</button><button>B</button></div>',
    "bare": "<div>{}</div>",
    "element of its own": "<kumo-consent>{}</kumo-consent>",
    "nested": '<div id="root"><div><div class="consentLayer"><div>{}</div></div></div></div>',
}
PAGES = {
    "article in main": "<main><article><h1>{0}</h1><p>{1}</p><p>{2}</p></article></main>",
    "main": "<main><h1>{0}</h1><p>{1}</p><p>{2}</p></main>",
    "article": "<div><article><h2>{0}</h2><p>{1}</p><p>{2}</p></article></div>",
    "divs": '<div class="wrap"><div class="head"><h1>{0}</h1></div><div class="t"><p>{1}</p><p>{2}</p></div></div>',
}


def _page(language: str, body: str) -> bytes:
    title = ARTICLES[language][0]
    return (
        f"<!doctype html><html lang={language}><head><meta charset=utf-8><title>{title} | Kumo</title></head>"
        f"<body>{body}</body></html>"
    ).encode()


def _text(kind: dict[str, str], language: str, paragraphs: int = 12) -> str:
    return "<h2>!</h2>" + "".join(f"<p>{kind[language].format(n=number)}</p>" for number in range(2, paragraphs + 2))


def _read(extract: Extract) -> list[str]:
    return [line for line in visible_text(extract.blocks).split("\n") if line != extract.title]


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_consent_box_never_wins(layout: str, box: str, before: bool) -> None:
    for language in ARTICLES:
        consent = BOXES[box].format(_text(CONSENT, language))
        article = PAGES[layout].format(*ARTICLES[language])
        extract = extract_page(_page(language, consent + article if before else article + consent), URL)
        assert _read(extract) == list(ARTICLES[language][1:]), language
        assert extract.note in ("", "too short")


@pytest.mark.parametrize("language", ARTICLES)
def test_neither_do_its_paragraphs_without_a_box(language: str) -> None:
    consent = _text(CONSENT, language)
    for layout in ("article in main", "main", "article"):
        article = PAGES[layout].format(*ARTICLES[language])
        for html in (consent + article, article + consent, f"<div>{consent}{article}</div>"):
            assert _read(extract_page(_page(language, html), URL)) == list(ARTICLES[language][1:])


@pytest.mark.parametrize("language", CONSENT)
def test_whatever_language_the_consent_is_in(language: str) -> None:
    for box in BOXES.values():
        html = box.format(_text(CONSENT, language)) + PAGES["main"].format(*ARTICLES["en"])
        assert _read(extract_page(_page("en", html), URL)) == list(ARTICLES["en"][1:])


@pytest.mark.parametrize("box", ["dialog", "fixed", "camel case"])
def test_a_language_that_no_list_knows(box: str) -> None:
    words = (
        "<p>Tällä sivulla on evästeitä, joita kumppanimme lukevat ja kirjoittavat laitteellesi jakson {} mukaan.</p>"
    )
    html = BOXES[box].format("".join(map(words.format, range(12)))) + PAGES["article in main"].format(*ARTICLES["en"])
    assert _read(extract_page(_page("en", html), URL)) == list(ARTICLES["en"][1:])


@pytest.mark.parametrize("language", NEWSLETTER)
def test_neither_do_newsletters_and_age_gates(language: str) -> None:
    form = "<form><input type=email><button>→</button></form>"
    letter = f'<div class="newsletter-signup">{_text(NEWSLETTER, language)}{form}</div>'
    gate = (
        '<div id="age-gate"><p>You must be of legal drinking age. Are you over 18 years?</p><button>Yes</button></div>'
    )
    for layout in PAGES.values():
        article = layout.format(*ARTICLES[language])
        for html in (letter + article, article + letter, gate + article):
            assert _read(extract_page(_page(language, html), URL)) == list(ARTICLES[language][1:])


@pytest.mark.parametrize(
    ("body", "note"),
    [
        (
            f"<main><h1>Before you continue</h1>{_text(CONSENT, 'en', 5)}<button>Accept all</button></main>",
            "consent wall",
        ),
        (f"<div id=wall><h1>Datenschutz</h1>{_text(CONSENT, 'de', 3)}<button>OK</button></div>", "consent wall"),
        (
            f"<div class=c><h1>クッキーの利用について</h1>{_text(CONSENT, 'ja', 4)}<button>同意する</button></div>",
            "consent wall",
        ),
        (f"<div role=dialog>{_text(CONSENT, 'fr', 4)}<button>OK</button></div><p>Kumo</p>", "consent wall"),
        ("<h1>kumo.example</h1><p>You need to enable JavaScript to run this app.</p>", "bot"),
        ("<div id=root></div><p>Please enable JavaScript and cookies to continue.</p>", "bot"),
        ("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>", "bot"),
        ("<p>このページを表示するには、JavaScriptを有効にしてください。</p>", "bot"),
        ("<p>Bitte aktivieren Sie JavaScript in Ihrem Browser, um diese Seite zu sehen.</p>", "bot"),
        ("<p>Veuillez activer JavaScript pour afficher cette page.</p>", "bot"),
        ("<h1>Just a moment...</h1><p>Checking your browser before you reach kumo.example.</p>", "bot"),
        ("<h1>Security</h1><p>Please verify you are human by completing the action below.</p>", "bot"),
        ("<p>ロボットではないことを確認してください。</p>", "bot"),
        (
            "<h1>Welcome</h1><p>Are you over 18 years of age? You must be of legal age.</p><button>Yes</button>",
            "age gate",
        ),
    ],
)
def test_a_page_with_nothing_else_is_said_and_not_kept(body: str, note: str) -> None:
    alone = extract_page(_page("en", body), URL)
    assert (alone.blocks, alone.origin) == ((), "none")
    assert alone.note.startswith(note)
    instead = extract_page(_page("en", body), URL, feed_text="<p>What the feed said of it.</p>")
    assert ([block.text for block in instead.blocks], instead.origin) == (["What the feed said of it."], "feed")
    assert instead.note == alone.note


def test_an_article_about_consent_is_an_article() -> None:
    about = "".join(
        f"<p>The regulator fined {name} for storing cookies before visitors had agreed. Its privacy notice named no "
        f"partners, and the court said that consent must be as easy to withdraw as to give.</p>"
        for name in ("Nordvell", "Kumo", "Tanabe")
    )
    for html in (
        f"<article class='post tag-cookies category-privacy'><h1>Fined for cookies</h1>{about}</article>",
        f"<div class='post tag-cookies'><h1>Fined for cookies</h1>{about}</div>",
        f"<h1>Fined for cookies</h1><div class='text'>{about}</div>",
    ):
        extract = extract_page(_page("en", html), URL)
        assert len(extract.blocks) >= 3, html
        assert extract.note == ""


@pytest.mark.parametrize(
    "text",
    [
        "Google Search now requires JavaScript to be enabled, the company said on Friday. It keeps bots away.",
        "Australia bans social media for children under 16 years. The law takes effect on Friday.",
        "検索にはJavaScriptの有効化が必要になったと、同社が金曜日に発表した。ボットを防ぐためだという。",
        "Wer unter 18 ist, darf die Seite nicht mehr aufrufen, beschloss der Landtag am Freitag.",
    ],
)
def test_a_brief_about_a_check_is_an_article(text: str) -> None:
    for html in (f"<h1>News</h1><p>{text}</p>", f"<article><h1>News</h1><p>{text}</p></article>"):
        extract = extract_page(_page("en", html), URL)
        assert [block.text for block in extract.blocks if block.kind == "paragraph"] == [text]


def test_a_body_with_a_form_beside_its_heading_stays() -> None:
    text = "".join(
        f"<p>Paragraph {number} tells of the cranes, of the tide and of the men who watch.</p>" for number in range(9)
    )
    form = "<form><label>E-mail</label><input type=email><button>Send</button></form>"
    lead = f"<header><h1>Cranes</h1><p>{'A lead about the cranes. ' * 8}</p></header>"
    html = f"{lead}<div class='content subscription'>{text}{form}</div>"
    assert "Paragraph 8 tells" in visible_text(extract_page(_page("en", html), URL).blocks)
