"""The search page, and what is similar to a text. Both only read."""

from collections.abc import Iterable
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import viewer
from core.limits import limited
from core.web import page_number
from search import indexer, queries
from search.kinds import NAMES
from search.language import cleaned
from search.queries import Result

bp = Blueprint("search", __name__)
__all__ = ["bp", "indexer"]  # importing the indexer registers its task


@bp.get("/search")
@limited("search")
def results() -> ResponseReturnValue:
    """The page of results; without words, the form alone."""
    asked = cleaned(request.args.get("q", ""))
    found = queries.search(viewer(), asked, _kinds(), page_number())
    chosen = [("kind", kind) for kind in found.query.kinds]
    return render_template(
        "search/results.html",
        found=found,
        url_of_pages=f"/search?{urlencode([('q', asked), *chosen])}&",
        url_of_all=f"/search?{urlencode({'q': asked})}",
    )


@bp.get("/search/similar")
@limited("search")
def similar() -> ResponseReturnValue:
    """What is here already that is similar to a text."""
    text = cleaned(request.args.get("text", ""))
    return render_template("search/similar.html", text=text, kinds=_kinds())


@bp.app_template_global("similar_to")
def similar_to(text: str, kinds: Iterable[str] = (), topic_id: int | None = None) -> list[Result]:
    """For forms of other packages: what this person can see that is similar to a text.

    What belongs to the topic comes first.
    """
    return queries.similar(viewer(), text, kinds, topic_id=topic_id)


def _kinds() -> list[str]:
    """The kinds asked for that there are."""
    return [kind for kind in NAMES if kind in request.args.getlist("kind")]
