"""Pages of trends and their tables to take away. All only read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from urllib.parse import urlencode

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from core.limits import limited
from search.blueprint import bp
from search.trends import places, queries
from search.trends.around import Around, around
from search.trends.cloud import cloud
from search.trends.places import Place
from search.trends.quarters import Quarter
from search.trends.queries import Trends
from search.trends.writings import KINDS


@bp.get("/trends")
@limited("search")
def trends() -> ResponseReturnValue:
    """What the whole party talks about, and the way to its nations, regions and topics."""
    return _page(Place())


@bp.get("/trends/<any(clp, region, nation, topic):kind>/<slug>")
@limited("search")
def trends_of(kind: str, slug: str) -> ResponseReturnValue:
    """What one CLP, region, nation or topic talks about more than everybody else."""
    return _page(_find(kind, slug))


@bp.get("/trends.csv")
@limited("search")
def trends_csv() -> ResponseReturnValue:
    """The table of the whole party."""
    return _csv(Place())


@bp.get("/trends/<any(clp, region, nation, topic):kind>/<slug>.csv")
@limited("search")
def trends_csv_of(kind: str, slug: str) -> ResponseReturnValue:
    """The table of one place."""
    return _csv(_find(kind, slug))


def _find(kind: str, slug: str) -> Place:
    return places.find(kind, slug) or abort(404)


def _quarter() -> Quarter | None:
    return Quarter.read(request.args.get("quarter", ""))


def _page(place: Place) -> str:
    found = queries.trends(place, _quarter())
    shown = found.words or found.commonest
    return render_template(
        "search/trends/show.html",
        found=found,
        place=place,
        shown=shown,
        has_past=any(word.was_known for word in shown),
        cloud=cloud((word.word, word.use.here) for word in shown),
        around=around(place, found.counted.quarter) if found.counted else Around(),
        link=_link(place, found),
    )


def _link(place: Place, found: Trends) -> Callable[[str], str]:
    """Where one reads what people wrote with a word: what was counted, and nothing else."""
    if found.counted is None:
        return lambda _: ""
    quarter = found.counted.quarter
    kinds = "".join(f"&kind={kind}" for kind in KINDS)
    rest = f"{place.as_filter}{kinds}&since={quarter.first_day}&until={quarter.last_day}"
    return lambda word: f"/search?{urlencode({'q': word})}{rest}"


def _csv(place: Place) -> Response:
    found = queries.trends(place, _quarter())
    written = io.StringIO()
    table = csv.writer(written)
    heads = ("quarter", "place", "word", "people_here", "writers_here")
    table.writerow((*heads, "people_elsewhere", "writers_elsewhere", "log_likelihood"))
    for word in found.words:
        use = word.use
        table.writerow(
            (
                found.counted.quarter.key if found.counted else "",
                place.key,
                word.word,
                use.here,
                use.writers_here,
                use.elsewhere,
                use.writers_elsewhere,
                f"{use.evidence:.2f}",
            )
        )
    name = f"trends-{place.key.replace(':', '-')}.csv"
    return Response(
        written.getvalue(),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
