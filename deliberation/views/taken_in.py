"""How forms that post are answered when nothing appears: refused, warned, or held."""

from __future__ import annotations

import math
from collections.abc import Callable

from flask import Response, make_response
from flask.typing import ResponseReturnValue

from core import house_rules
from core.clock import now
from core.errors import Refused
from core.web import done
from deliberation.forms.posts import PostForm
from deliberation.models import HeldPost
from deliberation.rules.intake.answers import TooSoon, Warned


def not_taken(refused: Refused, form: PostForm, page: Callable[[], str]) -> ResponseReturnValue:
    """The form with the reason and all that was typed: 422, or 429 with the time of a rate."""
    if isinstance(refused, Warned):
        form.warn(refused)
    else:
        form.refuse(refused)
    if not isinstance(refused, TooSoon):
        return page(), 422
    answer: Response = make_response(page(), 429)
    answer.headers["Retry-After"] = str(
        max(1, math.ceil((refused.again_at - now()).total_seconds()))
    )
    return answer


def done_held(held: HeldPost) -> ResponseReturnValue:
    """Commit, and show its author where it waits."""
    return done(held.url, f"{held.sentence} {promise()}")


def promise() -> str:
    """By when somebody looks."""
    return f"That takes {house_rules.words('held.hours')} at most."
