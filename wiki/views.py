"""Pages of the wiki."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("wiki", __name__)
