"""A poll's result, and the same for programs."""

from typing import Any

from flask import Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from core.pages import kept
from core.web import found
from voting import queries, results
from voting.models import Poll, PollCorrection
from voting.rules import State
from voting.views import bp
from voting.views.found import poll_of, public, published_poll

MOST_POOLS = 40  # more are shown one region at a time


@bp.get("/polls/<int:poll_id>/results")
@kept(lambda poll_id: (f"poll:{poll_id}",))
def results_page(poll_id: int) -> ResponseReturnValue:
    """The one table that everybody sees, in words first."""
    poll = poll_of(poll_id)
    if poll.hidden_at:
        return render_template("voting/hidden.html", poll=poll)
    if not State(poll.state).is_published:
        return render_template("voting/no_results.html", poll=poll)
    return _page(poll, results.result(poll))


@bp.get("/polls/<int:poll_id>/results/before/<int:number>")
@kept(lambda poll_id, number: (f"poll:{poll_id}",))
def results_before(poll_id: int, number: int) -> ResponseReturnValue:
    """What was published before a correction: it stays readable, marked as replaced."""
    poll = poll_of(poll_id)
    if poll.hidden_at:
        return render_template("voting/hidden.html", poll=poll)
    correction = found(queries.correction(poll_id, number))
    return _page(poll, results.before(poll, correction), correction)


def _page(
    poll: Poll, result: dict[str, Any], replaced: PollCorrection | None = None
) -> ResponseReturnValue:
    return render_template(
        "voting/results.html",
        poll=poll,
        result=result,
        replaced=replaced,
        chosen=request.args.get("region", type=int),
        options=[(number, region["label"]) for number, region in enumerate(result["regions"], 1)],
        show_all=sum(len(region["pools"]) for region in result["regions"]) <= MOST_POOLS,
    )


@bp.get("/polls/<int:poll_id>/results.json")
def results_json(poll_id: int) -> ResponseReturnValue:
    """What the results page shows, for programs."""
    return public(jsonify(results.result(published_poll(poll_id))))


@bp.get("/polls/<int:poll_id>/results.csv")
def results_csv(poll_id: int) -> ResponseReturnValue:
    """The tables of the results page, for spreadsheets."""
    table = results.as_csv(results.result(published_poll(poll_id)))
    response = Response(table, mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename=poll-{poll_id}.csv"
    return public(response)
