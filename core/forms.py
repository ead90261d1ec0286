"""Forms: parsed and checked by WTForms, refused in sentences, sent once.

CSRF is checked for every POST by Flask-WTF (`core.web`); templates write `{{ form_secrets() }}`,
which holds that token and a one-use key, so that pressing twice never posts twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import ParamSpec

import wtforms
from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from sqlalchemy.orm import Mapped, mapped_column

from core.clock import now
from core.db import Model, db
from core.errors import Refused

P = ParamSpec("P")


class SentForm(Model):
    """A form that was accepted, by its one-use key, and the page that answered it."""

    __tablename__ = "sent_form"

    key: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class BaseForm(wtforms.Form):
    """A form over `request.form`. `form_errors` are shown above the fields."""

    def refuse(self, refused: Refused) -> None:
        """Show the sentence of a rule that said no above the fields."""
        self.form_errors.append(refused.sentence)


def strip(text: str | None) -> str:
    """A field filter: no white space around, never None, one kind of line end."""
    return (text or "").replace("\r\n", "\n").replace("\x00", "").strip()


def form_secrets() -> str:
    """The hidden fields of a form that posts: CSRF token and one-use key."""
    fields = '<input type="hidden" name="{}" value="{}">'
    token = Markup(fields).format("csrf_token", generate_csrf())  # noqa: S704 — constant above
    key = Markup(fields).format("form_key", secrets.token_urlsafe(12))  # noqa: S704
    return str(token + key)


def once(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """A form that was already accepted is not acted on again: its answer is shown again."""

    @wraps(view)
    def check(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        sent = db.session.get(SentForm, request.form.get("form_key", ""))
        if sent is not None:
            flash("You have already sent this.")
            return redirect(sent.url, 303)
        return view(*args, **kwargs)

    return check


def remember_sent(url: str) -> None:
    """Note that this form was accepted, in the caller's transaction."""
    key = request.form.get("form_key", "")
    if key:
        db.session.add(SentForm(key=key[:64], url=url, at=now()))
