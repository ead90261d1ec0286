"""Settings: every option typed, with a default and one line of meaning; from the environment."""

from __future__ import annotations

import importlib.util
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
SHORTEST_KEY = 32  # characters


class BadSetting(Exception):
    """A setting that cannot be read or is unsafe; the message names it and says how to mend it."""


def _option(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the people who run Folkmoot may choose. Field NAME is read from FOLKMOOT_NAME."""

    environment: str = _option("development", "development, testing or production")
    site_name: str = _option("Folkmoot", "Name shown in the header and in page titles")
    site_url: str = _option("http://localhost:5000", "Address of the site, used in mail")
    secret_key: str = _option("", "Signs cookies; required in production, made and kept otherwise")
    database_url: str = _option("", "SQLAlchemy address; empty: SQLite in DATA_DIR")
    data_dir: str = _option("var", "Folder for the database, boxes, search index and mail")
    secrets_dir: str = _option("", "Folder for poll keys, never backed up; empty: DATA_DIR/secrets")
    mail_url: str = _option("", "smtp:// or smtps://user:password@host:port; empty: DATA_DIR/mail")
    mail_from: str = _option("folkmoot@localhost", "Sender address of every mail")
    search_engine: str = _option("whoosh", "whoosh, or tantivy for large sites")
    limits_url: str = _option("memory://", "Where rate limits are counted: memory:// or redis://…")
    https_only: bool = _option(False, "Send cookies over HTTPS only; true in production")
    pages_kept: int = _option(2000, "Pages each process keeps in memory")
    contact_phone: str = _option("01632 960100", "Help line shown in the footer")
    contact_email: str = _option("help@folkmoot.example", "Help address shown in the footer")
    contact_post: str = _option("Folkmoot, Freepost", "Postal address shown in the footer")
    accountable_person: str = _option("", "Who answers for online safety: name and role, on /rules")
    accountable_contact: str = _option("", "How to reach them: address, number or post, on /rules")
    poll_mix_min: int = _option(20, "Ballots that wait before they are mixed")
    demo: bool = _option(False, "Demo accounts may exist; never true in production")

    @property
    def data_path(self) -> Path:
        """The data folder, absolute; a relative DATA_DIR is taken from the project folder."""
        return (ROOT / self.data_dir).resolve()

    @property
    def secrets_path(self) -> Path:
        """The folder of poll keys, absolute."""
        return (
            (ROOT / self.secrets_dir).resolve() if self.secrets_dir else self.data_path / "secrets"
        )

    @property
    def database_address(self) -> str:
        """The SQLAlchemy address, with psycopg 3 named for PostgreSQL."""
        if not self.database_url:
            return f"sqlite:///{self.data_path / 'folkmoot.db'}"
        for old in ("postgres://", "postgresql://"):
            if self.database_url.startswith(old):
                return "postgresql+psycopg://" + self.database_url.removeprefix(old)
        return self.database_url

    @property
    def in_production(self) -> bool:
        """True when real members use it: no demo accounts, no mail page, HTTPS cookies."""
        return self.environment == "production"


def from_environment(environ: Mapping[str, str] = os.environ, **overrides: Any) -> Settings:
    """Read the settings. Overrides win over the environment. Raises BadSetting."""
    chosen: dict[str, Any] = {}
    for option in fields(Settings):
        text = environ.get(f"FOLKMOOT_{option.name.upper()}")
        if option.name == "database_url" and text is None:
            text = environ.get("DATABASE_URL")
        if text is not None:
            chosen[option.name] = _parse(option.name, text, type(option.default))
    settings = Settings(**{**chosen, **overrides})
    return _checked(settings)


def _parse(name: str, text: str, kind: type) -> Any:
    if kind is bool:
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off", ""}:
            return False
        raise BadSetting(f"FOLKMOOT_{name.upper()} must be true or false, not “{text}”.")
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise BadSetting(f"FOLKMOOT_{name.upper()} must be a whole number.") from None
    return text


def _checked(settings: Settings) -> Settings:
    if settings.environment not in {"development", "testing", "production"}:
        raise BadSetting("FOLKMOOT_ENVIRONMENT must be development, testing or production.")
    if settings.in_production and len(settings.secret_key) < SHORTEST_KEY:
        raise BadSetting(
            f"FOLKMOOT_SECRET_KEY needs at least {SHORTEST_KEY} characters in production."
        )
    if settings.in_production and settings.demo:
        raise BadSetting("FOLKMOOT_DEMO cannot be on in production.")
    if settings.search_engine not in {"whoosh", "tantivy"}:
        raise BadSetting("FOLKMOOT_SEARCH_ENGINE must be whoosh or tantivy.")
    if not importlib.util.find_spec(settings.search_engine):
        raise BadSetting(
            f"FOLKMOOT_SEARCH_ENGINE is {settings.search_engine}, which is not installed here: "
            "pip install 'tantivy>=0.27,<0.28', or choose whoosh."
        )
    return settings


def secret_key_of(settings: Settings) -> str:
    """The signing key: the setting, or one made once and kept in the secrets folder."""
    if settings.secret_key:
        return settings.secret_key
    path = settings.secrets_path / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text()
