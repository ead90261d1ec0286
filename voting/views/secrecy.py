"""How a vote is kept secret, for everybody to read."""

from flask import render_template
from flask.typing import ResponseReturnValue

from core.pages import kept
from voting import secrecy
from voting.views import bp


@bp.get("/how-your-vote-is-kept-secret")
@kept(lambda: ())
def how_votes_are_kept_secret() -> ResponseReturnValue:
    """Each claim with the tests behind it, and what cannot be promised."""
    return render_template("voting/secrecy.html", parts=secrecy.PARTS)
