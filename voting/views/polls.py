"""The list of polls, and each one's page."""

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.access import viewer
from accounts.rules import Power
from core.pages import kept
from voting import queries
from voting.rules import State
from voting.views import bp
from voting.views.found import about, poll_of


@bp.get("/polls")
@kept(lambda: ("polls",))
def index() -> ResponseReturnValue:
    """Every poll; with what is being prepared, for those who may."""
    drafts = queries.drafts() if viewer().can_anywhere(Power.OPEN_POLLS) else []
    return render_template("voting/index.html", polls=queries.every_poll(), drafts=drafts)


@bp.get("/polls/<int:poll_id>")
@kept(lambda poll_id: (f"poll:{poll_id}",))
def show(poll_id: int) -> ResponseReturnValue:
    """What is asked, of whom, until when, and what is promised."""
    poll = poll_of(poll_id)
    if poll.hidden_at:
        return render_template("voting/hidden.html", poll=poll)
    template = "voting/draft.html" if poll.state == State.DRAFT else "voting/show.html"
    return render_template(template, poll=poll, state=State(poll.state), **about(poll))
