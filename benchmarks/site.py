"""Folkmoot as it is served, but for rate limits: a benchmark is a visitor in a great hurry."""

from __future__ import annotations

import app
from core.limits import limiter

application = app.create_app()
limiter.enabled = False
