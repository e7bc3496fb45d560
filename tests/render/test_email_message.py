"""The mail: read back by the standard library, delivered by a real SMTP server."""

from __future__ import annotations

import smtplib
import socket
from email import message_from_bytes, message_from_string
from email.message import EmailMessage
from email.policy import default
from typing import Any

import html5lib
import pytest
from aiosmtpd.controller import Controller
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli.errors import UsageError
from ainews_cli.render import render
from ainews_cli.render.options import Mail, Options
from tests.support.records import replace
from tests.support.render.sample import PAGE, options


def mailed(sender: str = "", to: str = "reader@example.org", subject: str = "") -> Options:
    return options()._replace(mail=Mail(sender, to, subject))


def read(text: str) -> Any:
    return message_from_string(text, policy=default)


def bodies(message: EmailMessage) -> dict[str, str]:
    return {part.get_content_type(): part.get_content().replace("\r\n", "\n").strip() for part in message.iter_parts()}  # type: ignore[attr-defined]


def test_headers_and_both_bodies() -> None:
    message = read(render("email", PAGE, mailed("AI日報 <news@example.org>", "a@example.org, 花 <b@example.net>")))
    assert message["From"].addresses[0].display_name == "AI日報"
    assert [str(one) for one in message["To"].addresses] == ["a@example.org", "花 <b@example.net>"]
    assert message["Subject"] == "AI日報 6/5: コトノハ研究所、推論費用を4割減らす「ミズナ3」を公開"
    assert message["Date"].datetime == PAGE.generated
    assert message["Message-ID"].startswith("<daily.20260605T064400Z.")
    assert message["List-Id"] == "ainews daily <daily.ainews.example.org>"
    assert message.get_content_type() == "multipart/alternative"
    found = bodies(message)
    assert list(found) == ["text/plain", "text/html"]
    assert found["text/plain"] == render("markdown", PAGE, options()).strip()
    assert "コトノハ研究所、推論費用" in found["text/html"]


def test_lines_are_short_and_ascii() -> None:
    made = render("email", PAGE, mailed(subject="長" * 300))
    assert made.isascii()
    assert max(map(len, made.splitlines())) <= 998
    assert read(made)["Subject"] == "長" * 300


def test_the_same_page_is_the_same_mail() -> None:
    assert render("email", PAGE, mailed()) == render("email", PAGE, mailed())


def test_the_html_has_its_styles_inlined_and_no_script() -> None:
    html = bodies(read(render("email", PAGE, mailed())))["text/html"]
    assert "<style" not in html
    assert "<script" not in html
    assert "<details" not in html
    assert 'style="' in html
    html5lib.HTMLParser(strict=True).parse(html)


@pytest.mark.parametrize("to", ["nobody", "a@", "", "a@example.org, b", "<>", "a b@example.org"])
def test_a_wrong_or_missing_recipient_is_one_line_with_the_way_out(to: str) -> None:
    with pytest.raises(UsageError, match=r"\[mail\]"):
        render("email", PAGE, mailed(to=to))


def test_a_domain_in_other_letters_goes_out_in_ascii() -> None:
    made = render("email", PAGE, mailed("新聞 <news@日本語.example>"))
    assert made.isascii()
    assert read(made)["From"].addresses[0].addr_spec == "news@xn--wgv71a119e.example"
    assert read(made)["List-Id"] == "ainews daily <daily.ainews.xn--wgv71a119e.example>"
    with pytest.raises(UsageError, match=r"^from: "):
        render("email", PAGE, mailed("news@-日本.example"))


@settings(max_examples=60)
@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_out_of_a_header(title: str, subject: str) -> None:
    page = replace(PAGE, title=f"{title}\r\nBcc: evil@example.org", sections=())
    message = read(render("email", page, mailed(subject=f"{subject}\nX-Evil: 1" if subject else "")))
    wanted = {
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "List-Id",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
    }
    assert set(message.keys()) == wanted


class Kept:
    """An SMTP server's handler that keeps what it is sent."""

    def __init__(self) -> None:
        self.found: list[bytes] = []

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        self.found.append(envelope.content)
        return "250 OK"


def test_a_server_takes_it_and_it_reads_back() -> None:
    made = read(render("email", PAGE, mailed()))
    kept = Kept()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with smtplib.SMTP("127.0.0.1", port) as client:
            client.send_message(made)
    finally:
        controller.stop()
    (raw,) = kept.found
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    arrived: Any = message_from_bytes(raw, policy=default)
    assert arrived["Subject"] == "AI日報 6/5: コトノハ研究所、推論費用を4割減らす「ミズナ3」を公開"
    assert bodies(arrived) == bodies(made)
