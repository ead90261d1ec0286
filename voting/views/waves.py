"""One question's waves: how opinion moved each time it was asked again."""

from flask import render_template
from flask.typing import ResponseReturnValue

from core.pages import kept
from core.web import found
from voting import queries
from voting.methods import Asked
from voting.queries.tables import tables
from voting.queries.waves import waves
from voting.reading import waves as reading
from voting.reading.waves import RegionChange, Wave
from voting.rows import Level
from voting.thresholds import change_from, limits_of
from voting.views import bp
from voting.views.found import poll_of


@bp.get("/polls/<int:poll_id>/waves")
@kept(lambda poll_id: (f"poll:{poll_id}", "polls"))
def waves_page(poll_id: int) -> ResponseReturnValue:
    """A table of the waves, a small line that draws it, and how regions moved last."""
    poll = poll_of(poll_id)
    if poll.hidden_at:
        return render_template("voting/hidden.html", poll=poll)
    asked, every = queries.asked_of(poll), waves(poll_id)
    found(every or None)
    lines = reading.lines(
        every,
        {
            number: rows[0]
            for number, rows in tables([one.id for one in every], Level.TOTAL).items()
        },
        asked,
        least=change_from(poll.opened_at),
        limits=limits_of(poll.opened_at),
    )
    return render_template(
        "voting/waves.html",
        poll=poll,
        lines=lines,
        drawn=reading.drawn(lines),
        **_regions(every, asked, change_from(poll.opened_at)),
    )


def _regions(every: list[Wave], asked: Asked, least: int) -> dict[str, list[RegionChange]]:
    """The regions in the last two published waves, if these asked the same group. 1 statement."""
    published = [one for one in every if one.is_published][-2:]
    if len(published) < 2 or published[0].group != published[1].group:  # noqa: PLR2004
        return {"regions": []}
    rows = tables([one.id for one in published], Level.REGION)
    before, now = (rows.get(one.id, []) for one in published)
    return {"regions": reading.by_region(before, now, asked, least=least)}
