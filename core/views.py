"""Pages that belong to no feature: home, help, health, the development mailbox."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from core import mail
from core.db import db
from core.health import report
from core.pages import kept
from core.web import settings

bp = Blueprint("site", __name__)
PLAIN_PAGES = {
    "help": "site/help.html",
    "accessibility": "site/accessibility.html",
    "your-data": "site/your_data.html",
    "status": "site/status.html",
}


@bp.get("/")
@kept(lambda: ("home", "structure"))
def home() -> ResponseReturnValue:
    """The front page; each package shows its part through its own template globals."""
    return render_template("site/home.html")


@bp.get("/<any(help, accessibility, 'your-data', status):name>")
@kept(lambda name: ())
def plain_page(name: str) -> ResponseReturnValue:
    """A page of plain text."""
    return render_template(PLAIN_PAGES[name])


@bp.get("/health")
def health() -> ResponseReturnValue:
    """For machines: 200 when the database answers; "degraded" when something lags behind."""
    db.session.execute(sa.text("SELECT 1"))
    return report()


@bp.get("/dev/mail")
def dev_mail() -> ResponseReturnValue:
    """In development: the mails that would have been sent."""
    if settings().in_production or settings().mail_url:
        raise NotFound
    return render_template("site/mail.html", letters=mail.letters())
