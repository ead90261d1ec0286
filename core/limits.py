"""Rate limits by named cost. The only user of Flask-Limiter."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, Response, current_app, request, session
from flask_limiter import Limiter

from core import house_rules
from core.clock import today

View = TypeVar("View", bound=Callable[..., Any])

# Costs by name. Figures: representation.md section F.
COSTS = {
    "post": "10 per minute",
    "suggest": "10 per minute",
    "report": "10 per day",
    "vote": "20 per minute",
    "sign_in": "10 per minute; 100 per hour",
    "sign_up": "5 per minute; 30 per hour",
    "search": "60 per minute",
    "edit": "30 per minute",
    "complete": "300 per minute",
    "attach": "20 per hour",
    "endorse": "20 per minute; 200 per day",
    "draft": "40 per minute",
    "preview": "60 per minute",
    "contact": "5 per hour; 10 per day",
    "briefing": "20 per minute; 200 per hour",
    "pdf": "5 per minute; 60 per hour",
}
# And how often a day, where that is a house rule.
A_DAY: dict[str, Callable[[], int]] = {
    "post": lambda: house_rules.value("post.most_a_day"),
    "suggest": lambda: house_rules.value("suggestion.most_a_day"),
}


def _who() -> str:
    """Who is limited: session or address, under a key that changes daily, so no log can tell."""
    who = str(session.get("_user_id") or request.remote_addr)
    key = f"{today()}{current_app.secret_key!r}".encode()
    return hmac.new(key, who.encode(), hashlib.sha256).hexdigest()


limiter = Limiter(key_func=_who, default_limits=[], headers_enabled=False)


# Costs of something done: a form that is refused counts against nobody, but only so many tries.
DONE = frozenset({"post", "suggest", "report", "endorse"})
TRIES = "60 per minute"
SEE_OTHER = 303


def _is_done(answer: Response) -> bool:
    return answer.status_code == SEE_OTHER


def limited(cost: str) -> Callable[[View], View]:
    """Count this view against a named cost; over it, the answer is 429 with a sentence."""
    a_day = A_DAY.get(cost)
    limit = (lambda: f"{COSTS[cost]}; {a_day()} per day") if a_day else COSTS[cost]
    if cost not in DONE:
        return cast("Callable[[View], View]", limiter.limit(limit))

    def both(view: View) -> View:
        counted = limiter.limit(limit, deduct_when=_is_done)(view)
        return cast("View", limiter.limit(TRIES)(counted))

    return both


def install(app: Flask, storage: str) -> None:
    """Count in the storage at this address."""
    app.config["RATELIMIT_STORAGE_URI"] = storage
    app.config.setdefault("RATELIMIT_ENABLED", True)
    # Our limits stand at views, which check themselves. The extension's hooks around every request
    # look for limits of the whole app, at a sixth of a kept page's cost; it adds them only once.
    app.extensions["limiter"] = {limiter}
    limiter.init_app(app)
