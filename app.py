"""create_app(): the only module that knows every package."""

from __future__ import annotations

import importlib.util
from datetime import timedelta
from typing import Any

import jinja2
from flask import Flask
from flask.typing import ResponseReturnValue
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

import accounts.access
import config
import core.styleguide
import core.views
from core import limits, pages, web
from core.db import db, engine_options
from core.errors import Refused

# Leftmost first; `bp` in each's views, and in its house_rules what it declares, if it does.
PACKAGES = (
    "search",
    "moderation",
    "voting",
    "deliberation",
    "wiki",
    "house",
    "notices",
    "accounts",
)
LARGEST_REQUEST = 2_000_000  # bytes

migrate = Migrate()


def create_app(settings: config.Settings | None = None, **overrides: Any) -> Flask:
    """The whole application. Settings come from the environment unless given."""
    chosen = settings or config.from_environment(**overrides)
    chosen.data_path.mkdir(parents=True, exist_ok=True)
    app = Flask("folkmoot", root_path=str(config.ROOT), static_folder=None)
    _configure(app, chosen)
    db.init_app(app)
    migrate.init_app(app, db, render_as_batch=True, compare_type=True)
    limits.install(app, chosen.limits_url)
    pages.install(
        app,
        size=chosen.pages_kept,
        build=web.build_of(),
        reader=accounts.access.reader,
        slots=web.slots(accounts.access.strip),
    )
    app.register_error_handler(Refused, _refused)
    web.install(app, chosen)  # after the pages: what they answer gets its headers there
    accounts.access.install(app)
    app.register_blueprint(core.views.bp)
    app.register_blueprint(core.styleguide.bp)
    for name in PACKAGES:
        if importlib.util.find_spec(f"{name}.house_rules"):
            importlib.import_module(f"{name}.house_rules")  # declares the rules that it obeys
        app.register_blueprint(importlib.import_module(f"{name}.views").bp)
    app.register_blueprint(importlib.import_module("cli").bp)
    return app


def _refused(refused: Refused) -> ResponseReturnValue:
    """A refusal that the view did not expect: its sentence, what was typed; nothing is stored."""
    db.session.rollback()
    return web.error_page(403, refused.sentence)


def _configure(app: Flask, chosen: config.Settings) -> None:
    address = chosen.database_address
    app.config.update(
        SECRET_KEY=config.secret_key_of(chosen),
        TESTING=chosen.environment == "testing",
        SQLALCHEMY_DATABASE_URI=address,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(address),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        SESSION_REFRESH_EACH_REQUEST=False,
        SESSION_COOKIE_NAME="folkmoot",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=chosen.https_only or chosen.in_production,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.lstrip_blocks = True
    if chosen.in_production:
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]
