"""A thread, and writing in it.

A page of a thread asks the database at most ten times, however long it is: the versions, who looks,
the thread, its order, its posts and the reader's bookmark are six; the marks of the reader on its
posts, a summary, a proposal, and what comes from meetings have one each. What belongs to every post
is joined to the posts.
"""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import viewer
from accounts.rules import Power
from core.pages import kept, leave
from core.web import found, number_asked, page_number
from deliberation import queries, rules
from deliberation.forms import WORDS, ReplyForm
from deliberation.queries.threads import PageOfPosts, Row, folded
from deliberation.rules import post_url, quiet_rounds
from deliberation.rules.order import NAMES, RULES, Order, orders_of
from deliberation.views import bp
from deliberation.views.endorsing import my_good_points
from deliberation.views.people import folds_here, my_folds


@bp.get("/threads/<int:thread_id>")
@kept(lambda thread_id: (f"thread:{thread_id}", "structure"), apart=my_folds, mine=my_good_points)
def show(thread_id: int) -> ResponseReturnValue:
    """A page of a thread: the sides in turn where there is one to take, else in time order."""
    thread = found(queries.thread_seen_by(viewer(), thread_id))
    if thread["only_clp"]:
        leave()  # a variant is shared by members of every CLP
    if (number := number_asked("post")) or "post" in request.args:
        return redirect(post_url(thread_id, min(max(1, number), thread["posts"])))
    page = page_number()
    if page > thread["pages"]:
        order = request.args.get("order")
        last = {"thread_id": thread_id, "order": order, "page": thread["pages"]}
        return redirect(url_for("deliberation.show", **last))
    form = ReplyForm()
    form.offer(has_option=thread["option_id"] is not None)
    return _page(thread, page, form)


def _page(thread: Row, page: int, form: ReplyForm) -> str:
    if thread["hidden_at"] is not None:
        return render_template("deliberation/hidden_thread.html", thread=thread)
    orders = orders_of(has_option=thread["option_id"] is not None)
    order = next((one for one in orders if one == request.args.get("order")), orders[0])
    shown = queries.posts_in(order, thread, page)
    if (folds := folds_here()) is not None:
        shown = folded(shown, folds)
    return render_template(
        "deliberation/thread.html",
        thread=thread,
        shown=shown,
        read_to=_read_to(thread, shown, in_time=order is Order.OLDEST),
        order=order,
        orders={one: NAMES[one] for one in orders},
        rule=RULES[order],
        form=form,
        words=WORDS,
        why_not=_why_not_reply(thread),
        may_take=thread["topic_id"] is not None and viewer().can(Power.EDIT_WIKI),
    )


def _read_to(thread: Row, shown: PageOfPosts, *, in_time: bool) -> int:
    """Up to which post somebody has read the thread who has read to the foot of this page.

    0 where that cannot be said: in another order than that of time, and this is not all.
    """
    if not in_time and len(shown.posts) < thread["posts"]:
        return 0
    return max((post["number"] for post in shown.posts), default=0)


def _why_not_reply(thread: Row) -> str | None:
    """Why nobody, or not this person, may post; those signed out see a link or the form."""
    closed = thread["closed_because"]
    if quiet := quiet_rounds.why_not_post(thread["quiet_until"]):
        return quiet
    if not viewer().is_signed_in and closed is None:
        return None
    member = viewer().is_member or not viewer().is_signed_in
    return rules.why_not_reply(is_member=member, may_see=True, hidden=False, closed_because=closed)
