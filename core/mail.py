"""Mail: queued in the change's own transaction, sent by the worker; in development, files."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default as policy
from pathlib import Path
from urllib.parse import unquote, urlsplit

from core import jobs
from core.clock import now
from core.web import settings


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that was delivered to the folder, for the development page."""

    to: str
    subject: str
    text: str


def send(to: str, subject: str, text: str, headers: Mapping[str, str] | None = None) -> None:
    """Queue one plain-text mail in the caller's transaction, with headers of its own if given."""
    jobs.later("mail.deliver", to=to, subject=subject, text=text, headers=dict(headers or {}))


@jobs.job("mail.deliver")
def deliver(to: str, subject: str, text: str, headers: Mapping[str, str] | None = None) -> None:
    """Hand one mail to the server, or write it into the mail folder."""
    message = EmailMessage(policy=policy)
    message["From"], message["To"], message["Subject"] = settings().mail_from, to, subject
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(text)
    if settings().mail_url:
        _by_smtp(message)
    else:
        name = f"{now():%Y%m%d-%H%M%S-%f}.eml"
        folder().mkdir(parents=True, exist_ok=True)
        (folder() / name).write_bytes(bytes(message))


def _by_smtp(message: EmailMessage) -> None:
    address = urlsplit(settings().mail_url)
    with smtplib.SMTP(address.hostname or "localhost", address.port or 25, timeout=30) as server:
        if address.username:
            server.starttls()
            server.login(unquote(address.username), unquote(address.password or ""))
        server.send_message(message)


def folder() -> Path:
    """Where mail lands when no server is set."""
    return settings().data_path / "mail"


def letters(limit: int = 50) -> list[Letter]:
    """The newest mails of the folder, newest first."""
    paths = sorted(folder().glob("*.eml"), reverse=True)[:limit]
    return [_letter(path) for path in paths]


def _letter(path: Path) -> Letter:
    message = BytesParser(_class=EmailMessage, policy=policy).parsebytes(path.read_bytes())
    return Letter(message["To"], message["Subject"], message.get_content().strip())
