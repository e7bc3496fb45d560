"""The page as a whole mail (RFC 5322, multipart/alternative): Markdown as text, HTML beside it with its styles inlined.

For `sendmail -t` and `msmtp -t`, which read the recipients from the headers. Header fields are set through the standard
library's policy,
which encodes what is not ASCII (RFC 2047) and refuses line breaks; bodies are base64 or quoted-printable, so that no
line is long.
"""

from __future__ import annotations

from email.errors import HeaderParseError
from email.headerregistry import Address, AddressHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import default
from zoneinfo import ZoneInfo

from ainews_cli.base.hashing import text_digest
from ainews_cli.errors import UsageError
from ainews_cli.models.page import Page
from ainews_cli.render import labels, markdown
from ainews_cli.render.clean import clean, cleaned, one_line
from ainews_cli.render.html_page import fragment
from ainews_cli.render.options import Options
from ainews_cli.render.times import day

_WAY_OUT = (
    "write it under [mail] in the config, or give it before the command: `ainews --to me@example.org daily -f email`"
)


def render(page: Page, options: Options) -> str:
    """Return the message, ASCII alone, lines of 78 characters at most.

    Raise UsageError when nobody is named to send it to.
    """
    page = cleaned(page)
    mail = options.mail
    if not mail.to:
        raise UsageError(f"a mail needs a recipient (to): {_WAY_OUT}")
    text = markdown.render(page, options)
    message = EmailMessage(policy=default.clone(max_line_length=78))
    recipients = _addresses(mail.to, "to")
    sender = _addresses(mail.sender, "from")[0] if mail.sender else recipients[0]
    message["From"] = sender
    message["To"] = recipients
    message["Subject"] = one_line(clean(mail.subject)) or _subject(page)
    message["Date"] = page.generated
    message["Message-ID"] = f"<{page.view}.{page.generated:%Y%m%dT%H%M%SZ}.{text_digest(text, 12)}@{sender.domain}>"
    message["List-Id"] = f"ainews {page.view} <{page.view}.ainews.{sender.domain.strip('[]')}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, charset="utf-8", cte=_encoding(text))
    html = _inlined(fragment("mail.html", page))
    message.add_alternative(html, subtype="html", charset="utf-8", cte=_encoding(html))
    message.set_boundary(f"ainews-{text_digest(html, 24)}")
    return message.as_string().rstrip("\n") + "\n"


def _subject(page: Page) -> str:
    """Return the page's title; of a list also its date and first headline, so that mails in a folder can be told
    apart.
    """
    if not page.entries or labels.subject(page):
        return one_line(page.title)
    today = page.generated.astimezone(ZoneInfo(page.timezone)).date()
    return f"{one_line(page.title)} {day(page.language, today, today)}: {labels.title(page.entries[0], page.language)}"


def _addresses(text: str, key: str) -> list[Address]:
    """Return addresses as people write them, with commas between. Raise UsageError."""
    plain = one_line(clean(text))
    try:
        header = HeaderRegistry()("to", plain)
    except (HeaderParseError, ValueError, IndexError) as error:
        raise UsageError(f"{key}: {text!r} is not a mail address ({error}); {_WAY_OUT}") from error
    if (
        not isinstance(header, AddressHeader)
        or header.defects
        or not header.addresses
        or not all(address.domain for address in header.addresses)
    ):
        raise UsageError(f"{key}: {text!r} is not a mail address; {_WAY_OUT}")
    return [
        Address(address.display_name, address.username, _ascii(address.domain, text, key))
        for address in header.addresses
    ]


def _ascii(domain: str, text: str, key: str) -> str:
    """Return a domain as it stands in header fields: 日本語.example is xn--wgv71a119e.example. Raise UsageError."""
    if domain.isascii():
        return domain
    import idna  # border: only for names outside ASCII

    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise UsageError(f"{key}: {text!r} is not a mail address ({error}); {_WAY_OUT}") from error


def _encoding(text: str) -> str:
    """Return what keeps lines short at the least size: base64 where much of the text is not ASCII."""
    return "base64" if len(text.encode()) > 1.2 * len(text) else "quoted-printable"


def _inlined(html: str) -> str:
    """Return the document with its styles in style attributes: many mail programs drop <style>."""
    import css_inline  # border: a native library

    inlined: str = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False).inline(html)
    return inlined
