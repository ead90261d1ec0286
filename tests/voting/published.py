"""Published polls made from tallies, through the one way by which figures come out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from accounts.models import Clp
from core.clock import now
from core.db import db
from voting.actions.finishing import publish
from voting.booth import Count
from voting.methods import Kind
from voting.models import Poll, PollChoice, PollPool, PollPoolClp
from voting.rules import Electorate, State
from voting.tally import Tally

ELIGIBLE = 500  # in each CLP


def closed_poll(
    by: int, question: str = "Buses?", *, closed: datetime | None = None, **facts
) -> Poll:
    """A poll that has closed, without a box; `facts` are columns of its row."""
    poll = Poll(
        question=question,
        opened_by_id=by,
        opened_at=now() - timedelta(days=9),
        closes_at=closed or now(),
        **{
            "state": State.CLOSED.value,
            "electorate": Electorate.EVERYONE.value,
            "k_show": 10,
            "k_pool_eligible": 50,
            "mix_min": 10,
            "eligible": 0,
            **facts,
        },
    )
    db.session.add(poll)
    db.session.flush()
    return poll


def give_pools(poll: Poll, clp_ids: Sequence[int]) -> None:
    """A pool for each CLP, numbered from 1."""
    for number, clp_id in enumerate(clp_ids, start=1):
        clp = db.session.get_one(Clp, clp_id)
        facts = {"region_id": clp.region_id, "label": clp.name, "eligible": ELIGIBLE}
        db.session.add(PollPool(poll_id=poll.id, number=number, **facts))
        db.session.add(PollPoolClp(poll_id=poll.id, clp_id=clp_id, number=number))
    poll.eligible = ELIGIBLE * len(clp_ids)
    db.session.flush()


def give_choices(poll: Poll, choices: Sequence[str]) -> None:
    """What it offers to choose from."""
    for number, words in enumerate(choices, start=1):
        db.session.add(PollChoice(poll_id=poll.id, number=number, words=words))
    db.session.flush()


def count_of(*pools: Mapping[str, int], ballots: Sequence[int] = ()) -> Count:
    """A count: cells by pool, from pool 1; `ballots` where cells are not one for each ballot."""
    cells = {number: Counter(pool) for number, pool in enumerate(pools, start=1)}
    sizes = ballots or [sum(pool.values()) for pool in pools]
    return Count(Tally(cells, dict(enumerate(sizes, start=1))), spoiled=0)


def published(
    by: int,
    clp_ids: Sequence[int],
    *pools: Mapping[str, int],
    kind: Kind = Kind.SUPPORT,
    choices: Sequence[str] = (),
    ballots: Sequence[int] = (),
    **facts,
) -> Poll:
    """A poll of these CLPs, one tally for each, published."""
    poll = closed_poll(by, method=kind.value, **facts)
    give_pools(poll, clp_ids)
    give_choices(poll, choices)
    publish(poll, count_of(*pools, ballots=ballots))
    db.session.flush()
    return poll
