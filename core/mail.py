"""Mail: queued in the change's own transaction, sent by the worker; in development, files.

A mail that a server takes is sent once, unless the worker dies between the server's answer and its
own commit; then it goes out again under the same Message-ID, by which mail programs know it.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.charset import BASE64, QP, Charset
from email.header import Header
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.parser import BytesParser
from email.policy import default as policy
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Mapped, mapped_column

from core import events, jobs, smtp
from core.clock import now
from core.db import Model, db
from core.web import settings

log = logging.getLogger("folkmoot.mail")
_QUOTED, _BASE64 = Charset("utf-8"), Charset("utf-8")
_QUOTED.body_encoding, _BASE64.body_encoding = QP, BASE64


class Bounce(Model):
    """An address whose server refused a mail for good, the last time and why."""

    __tablename__ = "bounce"

    address: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    answer: Mapped[str]


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that was delivered to the folder, for the development page."""

    to: str
    subject: str
    text: str


def send(
    to: str,
    subject: str,
    text: str,
    headers: Mapping[str, str] | None = None,
    *,
    html: str = "",
) -> None:
    """Queue one mail in the caller's transaction: plain text, and the same as HTML if given."""
    key = f"{now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(4)}"
    more = dict(headers or {})
    jobs.later("mail.deliver", to=to, subject=subject, text=text, html=html, headers=more, key=key)


@jobs.job("mail.deliver")
def deliver(
    to: str,
    subject: str,
    text: str,
    headers: Mapping[str, str] | None = None,
    html: str = "",
    key: str = "",
) -> None:
    """Hand one mail to the server, or write it into the folder. Raises when it may go later."""
    key = key or f"{now():%Y%m%d-%H%M%S-%f}"  # queued by an older version
    message = _message(to, subject, text, html, {"Message-ID": _id_of(key), **(headers or {})})
    if not settings().mail_url:
        _into_folder(message, key)
        return
    try:
        smtp.send(settings().mail_url, message)
    except smtp.Refused as refused:
        log.warning("mail %s refused: %s", key, refused)
        db.session.merge(Bounce(address=to, at=now(), answer=str(refused)[:500]))
        events.commit()


def _message(to: str, subject: str, text: str, html: str, headers: Mapping[str, str]) -> Message:
    """Written by the older part of Python's library: a tenth of the newer one's time."""
    plain = _part(text, "plain")
    message: Message = MIMEMultipart("alternative", None, [plain, _part(html, "html")])
    if not html:
        message = plain
    named = {"From": settings().mail_from, "To": to, "Subject": subject}
    facts = {"Date": format_datetime(now()), "Auto-Submitted": "auto-generated"}
    for name, value in {**named, **facts, **headers}.items():
        message[name] = _one_line(value)
    return message


def _part(text: str, kind: str) -> MIMEText:
    """As its text is shortest: readable while most of it is English."""
    foreign = sum(not one.isascii() for one in text)
    charset: Any = _BASE64 if foreign * 6 > len(text) else _QUOTED  # typed as a name only
    return MIMEText(text, kind, charset)


def _one_line(value: str) -> Any:
    line = " ".join(value.split())
    return line if line.isascii() else Header(line, "utf-8")


def _id_of(key: str) -> str:
    return f"<{key}@{urlsplit(settings().site_url).hostname or 'localhost'}>"


def _into_folder(message: Message, key: str) -> None:
    """Under a name of its own, so that work done twice makes one file."""
    folder().mkdir(parents=True, exist_ok=True)
    begun = folder() / f"{key}.part"
    begun.write_bytes(bytes(message))
    begun.replace(folder() / f"{key}.eml")


def folder() -> Path:
    """Where mail lands when no server is set."""
    return settings().data_path / "mail"


def letters(limit: int = 50) -> list[Letter]:
    """The newest mails of the folder, newest first."""
    paths = sorted(folder().glob("*.eml"), reverse=True)[:limit]
    return [_letter(path) for path in paths]


def _letter(path: Path) -> Letter:
    message = BytesParser(_class=EmailMessage, policy=policy).parsebytes(path.read_bytes())
    plain = message.get_body(("plain",))
    words = str(plain.get_content()) if plain else ""
    return Letter(message["To"], message["Subject"], words.strip())
