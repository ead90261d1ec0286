"""The search page, and what is similar to a text. All only read."""

from __future__ import annotations

from collections.abc import Iterable

from flask import render_template, request
from flask.typing import ResponseReturnValue

import search.suggesting
import search.synonyms.views
import search.trends.jobs
import search.trends.views  # noqa: F401 — these register pages and tasks
from accounts.access import viewer
from core.limits import limited
from core.web import page_number
from search import comparing, indexer, queries
from search.asked import Asked
from search.blueprint import bp
from search.hits import Result
from search.kinds import NAMES
from search.language import cleaned
from search.similar import similar

__all__ = ["bp", "comparing", "indexer"]  # importing these registers their tasks


@bp.get("/search")
@limited("search")
def results() -> ResponseReturnValue:
    """The page of results; without words, the form alone."""
    found = queries.search(viewer(), Asked.of(request.args, page=page_number()))
    return render_template("search/results.html", found=found)


@bp.get("/search/similar")
@limited("search")
def similar_things() -> ResponseReturnValue:
    """What is here already that is similar to a text."""
    text = cleaned(request.args.get("text", ""))
    kinds = [kind for kind in NAMES if kind in request.args.getlist("kind")]
    return render_template("search/similar.html", text=text, kinds=kinds)


@bp.app_template_global("similar_to")
def similar_to(
    text: str, kinds: Iterable[str] = (), topic_id: int | None = None, body: str = ""
) -> list[Result]:
    """For forms of other packages: what this person can see that is like a title and a body.

    What belongs to the topic comes first.
    """
    return similar(viewer(), text, kinds, topic_id=topic_id, body=body)
