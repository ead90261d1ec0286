"""Commands for the people who run a poll by hand. Each calls one action and commits."""

import click

from core import events
from core.db import db
from core.errors import Refused
from voting import examination
from voting.actions import polls
from voting.booth import CountStopped
from voting.box.commands import make_keeper
from voting.keys import KeysMissing
from voting.models import Poll


@click.group("poll")
def poll() -> None:
    """Close and count straw polls by hand; the worker does both at the hour."""


@poll.command("close")
@click.argument("poll_id", type=int)
def close(poll_id: int) -> None:
    """Close a poll now. Nobody can vote in it afterwards."""
    found = _poll(poll_id)
    try:
        polls.close_poll(found)
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
    events.commit()
    click.echo(f"Closed: {found.question}")


@poll.command("count")
@click.argument("poll_id", type=int)
def count(poll_id: int) -> None:
    """Count a closed poll and publish its result."""
    found = _poll(poll_id)
    try:
        polls.count_poll(found)
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
    except (CountStopped, KeysMissing) as problem:
        raise click.ClickException(f"Not counted: {problem}") from problem
    events.commit()
    click.echo(found.headline)


@poll.command("check")
def check() -> None:
    """Look whether each poll that is not finished has its secrets, and a box that adds up."""
    problems = examination.problems()
    for problem in problems:
        click.echo(problem)
    if problems:
        raise click.ClickException(f"{len(problems)} of the boxes need looking after.")
    click.echo("Every box is there and adds up.")


poll.add_command(make_keeper)


def _poll(poll_id: int) -> Poll:
    found = db.session.get(Poll, poll_id)
    if found is None:
        raise click.ClickException(f"There is no poll {poll_id}.")
    return found


COMMANDS = (poll,)
