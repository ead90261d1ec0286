"""Reading: contents, topics, options, arguments."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.pages import kept
from core.web import found, page_number
from wiki import queries
from wiki.queries.sources import SourceShown, rests_on, sources_of_argument
from wiki.views.blueprint import bp


@bp.app_template_global("home_topics")
def home_topics() -> list[dict[str, Any]]:
    """For the front page: the top topics and what stands under each. 2 statements."""
    return queries.home_topics()


bp.app_template_filter("by_heading")(queries.by_heading)


@bp.get("/topics")
@kept(lambda: ("topics", "structure"))
def contents() -> ResponseReturnValue:
    """The whole wiki from the top."""
    page = page_number()
    topics, below = queries.top_topics(page=page)
    return render_template(
        "wiki/contents.html",
        groups=queries.by_heading(topics[: queries.MOST_CHILDREN]),
        below=below,
        more=len(topics) > queries.MOST_CHILDREN,
        page=page,
    )


@bp.get("/topics/<int:topic_id>")
def topic_by_number(topic_id: int) -> ResponseReturnValue:
    """A topic without its name in the address."""
    topic = found(queries.name_of(topic_id))
    return redirect(topic["url"], 301)


@bp.get("/topics/<int:topic_id>-<slug>")
@kept(lambda topic_id, slug: (f"topic:{topic_id}", "structure"))
def topic(topic_id: int, slug: str) -> ResponseReturnValue:
    """A topic: question, options, arguments for and against, what stands under it."""
    page = page_number()
    shown = found(queries.topic_page(topic_id, page=page))
    if shown.merged_into_id:
        return redirect(found(queries.name_of(topic_id))["url"], 301)
    if slug != shown.slug:
        return redirect(shown.url, 301)
    rests = rests_on(shown.id)
    return render_template("wiki/topic.html", topic=shown, page=page, rests=rests)


@bp.get("/options/<int:option_id>")
def option(option_id: int) -> ResponseReturnValue:
    """Leads to the option on its topic page."""
    return redirect(found(queries.option_of(option_id)))


@bp.get("/arguments/<int:argument_id>")
@kept(lambda argument_id: (f"argument:{argument_id}", "structure"))
def argument(argument_id: int) -> ResponseReturnValue:
    """One argument with its sources, where it stands, and its permanent address."""
    shown = found(queries.argument_page(argument_id))
    return render_template(
        "wiki/argument.html",
        argument=shown.argument,
        option=shown.option,
        topic=shown.topic,
        trails=queries.trails_of(shown.topic["id"], link_last=True),
        option_url=url_for("wiki.option", option_id=shown.option.id),
    )


@bp.app_template_global("sources_of_argument")
def cited(argument_id: int) -> list[SourceShown]:
    """For the page of an argument: what it rests on. 1 statement."""
    return sources_of_argument(argument_id)
