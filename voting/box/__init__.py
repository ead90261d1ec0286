"""The ballot box of one poll: who took part (as marks), and sealed ballots (as trackers).

``base`` says what a box is; ``sqlite`` keeps one file per poll, ``postgres`` one schema per poll.
Nothing in a box names a member, a CLP, an answer or a time. A ballot lies in ``pending`` until it
is *mixed*: moved to ``box`` with others, every row written anew in an order that says nothing.
"""

from pathlib import Path

from voting.box.base import Ballot, Box, Cast, Mark, Sizes
from voting.box.postgres import PostgresBox
from voting.box.sqlite import SqliteBox

__all__ = ["Ballot", "Box", "Cast", "Mark", "Sizes", "box_of"]


def box_of(poll: str, *, database_url: str, data_dir: Path) -> Box:
    """The box of a poll (its public id), where this site keeps its ballots."""
    if database_url.startswith("postgres"):
        return PostgresBox(poll, database_url)
    return SqliteBox(data_dir / "boxes" / f"poll-{poll}.sqlite")
