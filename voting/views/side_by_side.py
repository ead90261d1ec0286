"""Every published poll side by side, for policy staff and for everybody: there is one view."""

from urllib.parse import urlencode

from flask import Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from core.pages import kept
from core.web import page_number
from voting import exports, methods
from voting.queries import filtered, side_by_side
from voting.reading import filters, overview
from voting.reading.filters import Filters
from voting.reading.overview import Column, Line
from voting.views import bp
from voting.views.found import public

PER_PAGE = 25
ABOUT = ("polls", "structure", "outline", "topics")


@bp.get("/polls/strength")
@kept(lambda: ABOUT)
def strength() -> ResponseReturnValue:
    """The polls that were asked for, sorted as asked, a page at a time."""
    asked, lines = _asked()
    pages = max(1, -(-len(lines) // PER_PAGE))
    page = min(page_number(), pages)
    shown = side_by_side.with_regions(lines[(page - 1) * PER_PAGE : page * PER_PAGE])
    column, falling = overview.asked_order(request.args.get("sort", ""))
    return render_template(
        "voting/strength.html",
        lines=shown,
        found=len(lines),
        regions=overview.regions_of(shown),
        asked=asked,
        kinds=[("", "All kinds"), *((one.kind.value, one.name) for one in methods.EVERY)],
        offered=filtered.offered(asked),
        heads=_heads(asked, column, falling=falling),
        address=_address(asked, sort=request.args.get("sort", "")),
        page=page,
        pages=pages,
    )


@bp.get("/polls/strength.json")
def strength_json() -> ResponseReturnValue:
    """The same lines, all pages of them, for programs."""
    _, lines = _asked()
    whole = side_by_side.with_regions(lines)
    return public(jsonify({"polls": [overview.as_record(line) for line in whole]}))


@bp.get("/polls/strength.csv")
def strength_csv() -> ResponseReturnValue:
    """The same lines, all pages of them, for spreadsheets."""
    _, lines = _asked()
    head, rows = overview.csv_lines(side_by_side.with_regions(lines))
    response = Response(exports.as_csv(head, rows), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=strength-of-opinion.csv"
    return public(response)


def _asked() -> tuple[Filters, list[Line]]:
    asked = filters.read(request.args)
    column, falling = overview.asked_order(request.args.get("sort", ""))
    return asked, overview.in_order(side_by_side.side_by_side(asked), column, falling=falling)


def _heads(asked: Filters, chosen: Column, *, falling: bool) -> dict[str, dict[str, str]]:
    """For the head of each column: its words, the address that sorts by it, how it is sorted."""
    return {
        column.value: {
            "words": words,
            "url": _address(asked, sort=_next(column, chosen, falling=falling)).rstrip("&?"),
            "sorted": ("descending" if falling else "ascending") if column is chosen else "",
        }
        for column, words in overview.WORDS.items()
    }


def _next(column: Column, chosen: Column, *, falling: bool) -> str:
    """The other way round when it is sorted by this already; figures begin with the highest."""
    falls = not falling if column is chosen else column is not Column.QUESTION
    return f"-{column}" if falls else column.value


def _address(asked: Filters, sort: str) -> str:
    """The address of the same lines, to which a page or an ending can be added."""
    query = urlencode({**asked.in_address(), **({"sort": sort} if sort else {})})
    return f"/polls/strength?{query}&" if query else "/polls/strength?"
