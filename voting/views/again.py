"""Running a poll again."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done
from voting.actions import waves
from voting.forms import CLOSING_HOUR, WaveForm
from voting.models import Poll
from voting.views import bp
from voting.views.found import poll_of


@bp.get("/polls/<int:poll_id>/again")
@may(Power.OPEN_POLLS)
def again(poll_id: int) -> ResponseReturnValue:
    """The form for the next wave: the question stands, the days are new."""
    return _page(poll_of(poll_id), WaveForm())


@bp.post("/polls/<int:poll_id>/again")
@may(Power.OPEN_POLLS)
@limited("edit")
@once
def run_again(poll_id: int) -> ResponseReturnValue:
    """Prepare the next wave; it is not open yet."""
    poll, form = poll_of(poll_id), WaveForm(request.form)
    if form.validate():
        try:
            wave = waves.run_again(
                poll,
                viewer(),
                closes_at=form.closes_at,
                cutoff_on=form.cutoff_on.data,
                question=request.form.get("question"),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(wave.url, "Prepared. Read it through, then open it.")
    return _page(poll, form), 422


def _page(poll: Poll, form: WaveForm) -> str:
    reason = waves.why_not_again(poll, viewer())
    return render_template(
        "voting/again.html", poll=poll, form=form, hour=CLOSING_HOUR, reason=reason
    )
