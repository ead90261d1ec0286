"""Commands for the people who run a poll by hand. Each calls one action and commits."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
import sqlalchemy as sa

from accounts.models import Member
from core import events
from core.db import db, reading
from core.errors import Refused
from voting import examination
from voting.actions import correcting, holders, polls
from voting.booth import CountStopped, stopped_words
from voting.box.commands import make_keeper
from voting.counting import has_tally
from voting.keys import KeysMissing
from voting.models import Poll
from voting.proof.commands import proof
from voting.queries.officers import Person, seats_named, who_may_count
from voting.rules import KeyWith
from voting.site import booth_of

_by = click.option("--by", required=True, help="E-mail address of the first officer.")
_with = click.option("--with", "along", required=True, help="Of the second officer.")


@click.group("poll")
def poll() -> None:
    """Close, count, publish and purge straw polls by hand; each may be run again."""


@poll.command("close")
@click.argument("poll_id", type=int)
def close(poll_id: int) -> None:
    """Close a poll now. Nobody can vote in it afterwards."""
    found = _poll(poll_id)
    with _said():
        polls.close_poll(found)
    click.echo(f"Closed: {found.question}")


@poll.command("count")
@click.argument("poll_id", type=int)
def count(poll_id: int) -> None:
    """Count a closed poll. It is published at once, unless two officers hold its key.

    Where they do, it asks for both passphrases. A count that was stopped goes on where it was.
    """
    found = _poll(poll_id)
    with _said():
        key = _key(found)
        with reading():
            counted = polls.open_ballots(found, key=key, told=_show_progress)
            db.session.commit()
        polls.finish_count(found, counted)
    click.echo(found.headline or f"Counted. It waits to be published: flask poll publish {poll_id}")


@poll.command("publish")
@click.argument("poll_id", type=int)
def publish(poll_id: int) -> None:
    """Publish a poll that two officers have counted."""
    found = _poll(poll_id)
    with _said():
        polls.publish_kept(found)
    click.echo(found.headline)


@poll.command("purge")
@click.argument("poll_id", type=int)
@_by
@_with
def purge(poll_id: int, by: str, along: str) -> None:
    """Destroy the locked votes, their keys and the list of who took part, by two people."""
    found = _poll(poll_id)
    with _said():
        polls.purge_poll(found, *_two(found, by, along))
    click.echo(f"Destroyed: the votes and keys of “{found.question}”. The result stays.")


@poll.command("void")
@click.argument("poll_id", type=int)
@_by
@_with
@click.option("--reason", required=True, help="Why it cannot be counted, in a sentence for all.")
def void(poll_id: int, by: str, along: str, reason: str) -> None:
    """Give up a closed poll that cannot be counted, and destroy its votes, by two people."""
    found = _poll(poll_id)
    with _said():
        polls.void_poll(found, reason, *_two(found, by, along))
    click.echo(found.headline)


@poll.command("correct")
@click.argument("poll_id", type=int)
@click.option("--reason", required=True, help="Stands beside the new figures, for everybody.")
def correct(poll_id: int, reason: str) -> None:
    """Count a published poll again and publish the whole table anew, with the reason."""
    found = _poll(poll_id)
    with _said():
        key = _key(found, again=True)
        with reading():
            counted = correcting.count_again(found, reason=reason, key=key)
            db.session.commit()
        correcting.correct_poll(found, counted, reason=reason)
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


@contextmanager
def _said() -> Iterator[None]:
    """Commit what was done; say in a sentence why it was not, and leave all as it was."""
    try:
        yield
    except Refused as refused:
        db.session.rollback()
        raise click.ClickException(refused.sentence) from refused
    except (CountStopped, KeysMissing) as problem:
        db.session.rollback()
        raise click.ClickException(stopped_words(problem)) from problem
    events.commit()


def _key(found: Poll, *, again: bool = False) -> bytes | None:
    """The key of a poll that two officers hold, from what they type; it is written nowhere."""
    keys = booth_of(found).keys
    if found.key_with != KeyWith.OFFICERS or keys.has("seal.key"):
        return None
    if has_tally(keys) and not again:
        return None
    seats = seats_named(found.id)
    asked = [click.prompt(f"Passphrase of {seat.name}", hide_input=True) for seat in seats]
    return holders.joined_key(found, asked)


def _show_progress(counted: int, of: int) -> None:
    click.echo(f"{counted:,} of {of:,} votes", err=True)


def _two(found: Poll, by: str, along: str) -> tuple[Person, Person]:
    first, second = _officer(found, by), _officer(found, along)
    if first.id == second.id:
        raise Refused("Two officers do this together, by name.")
    return first, second


def _officer(found: Poll, email: str) -> Person:
    member_id = db.session.scalar(sa.select(Member.id).where(Member.email == email.strip().lower()))
    seats = [Person(seat.member_id, seat.name) for seat in seats_named(found.id)]
    officer = next((one for one in [*seats, *who_may_count(found)] if one.id == member_id), None)
    if officer is None:
        raise Refused(f"{email} is not an officer of this poll.")
    return officer


def _poll(poll_id: int) -> Poll:
    found = db.session.get(Poll, poll_id) if poll_id < 2**31 else None
    if found is None:
        raise click.ClickException(f"There is no poll {poll_id}.")
    return found


COMMANDS = (poll, proof)
