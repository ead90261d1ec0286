"""The session cookie: Flask's own, signed, for a third of the cost of reading it."""

from __future__ import annotations

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer


class Sessions(SecureCookieSessionInterface):
    """Makes the signer once for each app; an answer that leaves the session alone stays alone."""

    def __init__(self) -> None:
        self._signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The signer of this app's key."""
        self._signer = self._signer or super().get_signing_serializer(app)
        return self._signer

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie where the session changed; where it was read, say that this matters."""
        if session.modified:
            super().save_session(app, session, response)
        elif session.accessed:
            response.headers["Vary"] = "Cookie"
