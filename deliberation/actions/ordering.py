"""The order of a thread, worked out by the worker whenever something in it has changed.

A page reads the numbers of its own posts, so that it takes no longer in a long thread.
"""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from core import events, jobs, versions
from core.clock import now, today
from core.db import db
from deliberation.models import ArrangedPage, Arrangement, Post, Thread
from deliberation.queries.ordering import facts_of
from deliberation.rules import PER_PAGE, endorsing
from deliberation.rules.order import Order, arranged, common_ground
from deliberation.shares import shares_on

AT_ONCE = 50  # threads put in order before others get a turn
LIVELY = timedelta(days=14)  # what nobody has written in for longer keeps its order


def want(thread_id: int) -> None:
    """Have the thread put in order, in the caller's transaction. 1 statement."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row = insert(Arrangement).values(thread_id=thread_id, wanted=True)
    db.session.execute(
        row.on_conflict_do_update(
            index_elements=["thread_id"],
            set_={"wanted": True},
            where=Arrangement.wanted.is_(sa.false()),
        )
    )


def want_about(option_id: int) -> None:
    """Have the threads about an option put in order: a poll on it was published. 1 statement."""
    about = sa.select(Thread.id).where(Thread.option_id == option_id).scalar_subquery()
    db.session.execute(
        sa.update(Arrangement).where(Arrangement.thread_id.in_(about)).values(wanted=True)
    )


@jobs.every(5, "put threads in order")
def put_in_order() -> None:
    """Put the threads that have changed in order. Commits each."""
    wanted = sa.select(Arrangement.thread_id).where(Arrangement.wanted)
    order = wanted.order_by(Arrangement.thread_id).limit(AT_ONCE)
    for thread_id in db.session.scalars(order).all():
        # What changes from here on asks for it again.
        db.session.execute(
            sa.update(Arrangement).where(Arrangement.thread_id == thread_id).values(wanted=False)
        )
        events.commit()
        arrange(thread_id)
        events.commit()


def arrange(thread_id: int) -> None:
    """Work out the orders of a thread and keep them, page by page. ≤ 9 statements."""
    option_id = db.session.scalar(sa.select(Thread.option_id).where(Thread.id == thread_id))
    facts = facts_of(thread_id)
    if option_id is None or not facts.ranked:
        return
    seed = f"{thread_id} {today()}"
    orders = {
        Order.LANES: arranged(facts.ranked, shares=shares_on(option_id), seed=seed),
        Order.COMMON: common_ground(facts.rated, most=PER_PAGE),
    }
    if _keep(thread_id, orders):
        versions.move_on([f"thread:{thread_id}"])


def _keep(thread_id: int, orders: dict[Order, list[int]]) -> bool:
    """Store the pages of each order; whether anything was different."""
    here = ArrangedPage.thread_id == thread_id
    old = {
        (row.order, row.page): row
        for row in db.session.scalars(sa.select(ArrangedPage).where(here))
    }
    new = {
        (order.value, page): numbers[(page - 1) * PER_PAGE : page * PER_PAGE]
        for order, numbers in orders.items()
        for page in range(1, -(-len(numbers) // PER_PAGE) + 1)
    }
    changed = old.keys() != new.keys()
    for key, numbers in new.items():
        row = old.pop(key, None)
        if row is None:
            row = ArrangedPage(thread_id=thread_id, order=key[0], page=key[1], numbers=[])
            db.session.add(row)
        if row.numbers != numbers:
            row.numbers, changed = numbers, True
    for row in old.values():
        db.session.delete(row)
    db.session.get_one(Arrangement, thread_id).made_on = today()
    return changed


@jobs.every(3600, "put threads in order for the day")
def day_by_day() -> None:
    """Lively threads are put in order once a day; good points older than 72 hours are told."""
    lively = sa.select(Thread.id).where(Thread.active_at > now() - LIVELY)
    db.session.execute(
        sa.update(Arrangement)
        .where(
            Arrangement.thread_id.in_(lively.scalar_subquery()),
            sa.or_(Arrangement.made_on.is_(None), Arrangement.made_on < today()),
        )
        .values(wanted=True)
    )
    told = now() - endorsing.HIDDEN_FOR
    just = Post.written_at.between(told - timedelta(hours=2), told)
    threads = db.session.scalars(sa.select(Post.thread_id).where(just).distinct()).all()
    versions.move_on([f"thread:{thread_id}" for thread_id in threads])
    events.commit()
