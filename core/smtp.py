"""Handing mails to a server by SMTP, over a line that is kept open while there is work.

smtp://user:password@host:587 begins plain and turns to TLS when the server offers it, and insists
on that before it says a password; smtps://user:password@host:465 is TLS from the first byte.
"""

from __future__ import annotations

import smtplib
import ssl
import threading
import time
from email.message import Message
from urllib.parse import SplitResult, unquote, urlsplit

SECONDS = 30  # to wait for any one answer
KEPT_SECONDS = 20  # an idle line older than this is opened anew
MOST_ON_ONE_LINE = 100  # mails; many servers hang up on more
FOR_GOOD = 500  # codes from here on say: do not try again


class Refused(Exception):
    """The server will not take this mail, now or later. The others are not concerned."""


class _Line(threading.local):
    """The line of this thread: to where, since when, how many mails went over it."""

    url = ""
    server: smtplib.SMTP | None = None
    used_at = 0.0
    mails = 0


_line = _Line()


def send(url: str, message: Message) -> None:
    """Hand over one mail. Raises Refused for good, or OSError when it may go later."""
    try:
        _open_line(url).send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        code, answer = next(iter(refused.recipients.values()))
        _calm_down(code, answer, refused)
    except smtplib.SMTPDataError as refused:
        _calm_down(refused.smtp_code, refused.smtp_error, refused)
    except (OSError, smtplib.SMTPException):
        hang_up()
        raise
    _line.mails += 1
    _line.used_at = time.monotonic()


def _calm_down(code: int, answer: bytes | str, refused: smtplib.SMTPException) -> None:
    """The line is good for the next mail; this one is refused, for good or for a while."""
    hang_up()
    if code >= FOR_GOOD:
        words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
        raise Refused(f"{code} {words}") from None
    raise refused


def _open_line(url: str) -> smtplib.SMTP:
    idle = time.monotonic() - _line.used_at
    fresh = _line.url == url and idle < KEPT_SECONDS and _line.mails < MOST_ON_ONE_LINE
    if _line.server is None or not fresh:
        hang_up()
        _line.server, _line.url, _line.mails = _connected(urlsplit(url)), url, 0
    return _line.server


def _connected(address: SplitResult) -> smtplib.SMTP:
    host, tls = address.hostname or "localhost", ssl.create_default_context()
    if address.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, address.port or 465, timeout=SECONDS, context=tls
        )
    else:
        server = smtplib.SMTP(host, address.port or 25, timeout=SECONDS)
    try:
        server.ehlo()
        if address.scheme != "smtps" and (address.username or server.has_extn("starttls")):
            server.starttls(context=tls)  # raises where it is not offered: no password in the clear
            server.ehlo()
        if address.username:
            server.login(unquote(address.username), unquote(address.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def hang_up() -> None:
    """Close the line of this thread, if one is open."""
    server, _line.server = _line.server, None
    if server is not None:
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()
