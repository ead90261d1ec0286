"""The list of polls, and each one's page."""

from urllib.parse import urlencode

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import viewer
from accounts.rules import Power
from core.pages import kept
from core.web import page_number
from voting import methods, queries
from voting.queries import filtered
from voting.queries.steps import steps_of
from voting.reading import filters
from voting.reading.filters import Stands
from voting.rules import KeyWith, State, Visibility
from voting.views import bp
from voting.views.found import about, poll_of
from voting.views.notices import notice_of
from voting.views.officers import officers_form

STANDS = (
    ("", "Any"),
    (Stands.OPEN, "Open now"),
    (Stands.CLOSED, "Closed, being counted"),
    (Stands.PUBLISHED, "With a result"),
)


@bp.get("/polls")
@kept(lambda: ("polls", "structure", "outline", "topics"))
def index() -> ResponseReturnValue:
    """The polls that were asked for; with what is being prepared, for those who may."""
    asked = filters.read(request.args)
    drafts = queries.drafts() if viewer().can_anywhere(Power.OPEN_POLLS) else []
    query = urlencode(asked.in_address())
    return render_template(
        "voting/index.html",
        listed=queries.listing(asked, page_number()),
        drafts=drafts,
        asked=asked,
        stands=STANDS,
        kinds=[("", "All kinds"), *((one.kind.value, one.name) for one in methods.EVERY)],
        offered=filtered.offered(asked),
        address=f"/polls?{query}&" if query else "/polls?",
    )


@bp.get("/polls/<int:poll_id>")
@kept(lambda poll_id: (f"poll:{poll_id}",))
def show(poll_id: int) -> ResponseReturnValue:
    """What is asked, of whom, until when, and what is promised."""
    poll = poll_of(poll_id)
    if poll.hidden_at:
        return render_template("voting/hidden.html", poll=poll)
    if poll.state == State.DRAFT:
        form = officers_form(poll) if poll.key_with == KeyWith.OFFICERS else None
        return render_template("voting/draft.html", poll=poll, officers=form, **about(poll))
    return render_template(
        "voting/show.html",
        poll=poll,
        state=State(poll.state),
        notice=notice_of(poll),
        steps=steps_of(poll.id) if poll.visibility == Visibility.RUNNING else [],
        **about(poll),
    )
