"""Pages of the forums, and what other pages show of them."""

from flask import Blueprint

bp = Blueprint("deliberation", __name__)

from deliberation.views import forums, posts, shown, starting, threads  # noqa: E402, F401 — routes
