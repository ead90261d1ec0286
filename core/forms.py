"""Forms: parsed and checked by WTForms, refused in sentences, sent once.

CSRF is checked for every POST by Flask-WTF (`core.web`); templates write `{{ form_secrets() }}`,
which holds that token and a one-use key, so that pressing twice never posts twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec

import wtforms
from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from core.clock import now
from core.db import Model, db
from core.errors import Refused
from core.text import without_controls

P = ParamSpec("P")
LARGEST = 2**63 - 1  # that a database can hold


class SentForm(Model):
    """A form that was accepted, by its one-use key, and the page that answered it."""

    __tablename__ = "sent_form"

    key: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class BaseForm(wtforms.Form):
    """A form over `request.form`. `form_errors` are shown above the fields."""

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Fill the fields in. A number of hundreds of digits breaks whatever is asked of it."""
        super().process(*args, **kwargs)
        for field in self:
            if isinstance(field, wtforms.IntegerField) and abs(field.data or 0) > LARGEST:
                field.data = None
                field.process_errors = [*field.process_errors, "That number is too large."]

    def refuse(self, refused: Refused) -> None:
        """Show the sentence of a rule that said no above the fields."""
        self.form_errors.append(refused.sentence)


def strip(text: str | None) -> str:
    """A field filter: no white space around, never None, one kind of line end, only characters."""
    return without_controls((text or "").replace("\r\n", "\n").replace("\r", "\n")).strip()


def form_secrets() -> str:
    """The hidden fields of a form that posts: CSRF token and one-use key."""
    fields = '<input type="hidden" name="{}" value="{}">'
    token = Markup(fields).format("csrf_token", generate_csrf())  # noqa: S704 — constant above
    key = Markup(fields).format("form_key", secrets.token_urlsafe(12))  # noqa: S704
    return str(token + key)


def once(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """A form that was already accepted is not acted on again: its answer is shown again.

    The key is claimed before the view acts. A second press at the same moment waits for the first
    to be answered; a refused form rolls back, and its key is free again.
    """

    @wraps(view)
    def check(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        key = _key()
        if key and not _claimed(key):
            flash("You have already sent this.")
            return redirect(db.session.get_one(SentForm, key).url, 303)
        return view(*args, **kwargs)

    return check


def _key() -> str:
    return request.form.get("form_key", "")[:64].replace("\x00", "")


def _claimed(key: str) -> bool:
    """Whether this request is the first to send the form."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    claim = insert(SentForm).values(key=key, url="/", at=now()).on_conflict_do_nothing()
    return db.session.scalar(claim.returning(SentForm.key)) is not None


def remember_sent(url: str) -> None:
    """Note that this form was accepted, in the caller's transaction."""
    if key := _key():
        db.session.merge(SentForm(key=key, url=url, at=now()))
