"""Folkmoot as it is served, but for rate limits: a benchmark is a visitor in a great hurry."""

from __future__ import annotations

import app
from core import house_rules
from core.limits import limiter

application = app.create_app()
limiter.enabled = False
for gap in ("newcomer.gap", "post.gap"):
    house_rules.set_aside(gap, 0)
house_rules.set_aside("newcomer.replies", 1_000)
