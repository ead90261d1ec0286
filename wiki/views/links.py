"""What links to a topic, and finding a topic to link to."""

from __future__ import annotations

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue

from core.limits import limited
from core.web import found, page_number
from wiki import queries
from wiki.queries import links
from wiki.queries.completing import completions
from wiki.views.blueprint import bp


@bp.get("/topics/<int:topic_id>/links")
def links_here(topic_id: int) -> ResponseReturnValue:
    """The texts that link to a topic."""
    topic = found(queries.name_of(topic_id))
    page = page_number()
    shown = links.what_links_here(topic["id"], page=page)
    return render_template(
        "wiki/links_here.html",
        topic=topic,
        links=shown,
        page=page,
        has_more=len(shown) == links.LINKS_SHOWN,
        trails=queries.trails_of(topic["id"], link_last=True),
    )


@bp.get("/topics/named")
@limited("complete")
def topics_named() -> ResponseReturnValue:
    """For the script of text boxes: topics whose name begins like ?q=, as JSON."""
    topics = completions(request.args.get("q", ""))
    return jsonify([[topic.words, topic.trail, topic.link] for topic in topics])


@bp.get("/topics/find")
@limited("complete")
def find_topic() -> ResponseReturnValue:
    """The same without a script: find a topic, copy what to write."""
    asked = request.args.get("q", "").strip()
    topics = completions(asked, most=20)
    return render_template("wiki/find_topic.html", asked=asked, topics=topics)
