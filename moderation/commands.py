"""flask draw-check, simulate-representation, moderation."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from core import events
from core.clock import now
from core.dates import count_of
from core.db import db
from core.weak_spots import weak_spots
from core.web import settings
from moderation.actions import chain, neutrality, retention
from moderation.models import InvitationRound
from moderation.queries import complaints
from moderation.queries.invitations import came_of_round, public_draw
from moderation.queries.log_hash import was_log
from moderation.queries.neutrality import audits
from moderation.rules import invitations as rules
from moderation.simulation import table


@click.command("simulate-representation")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same table.")
@click.option(
    "--runs",
    default=table.RUNS,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="Discussions made up for each line.",
)
def simulate_representation(seed: int, runs: int) -> None:
    """Run the detectors over made-up discussions and print how often they are right."""

    def shown(steps: Iterable[int]) -> Iterator[int]:
        hidden = not sys.stderr.isatty()
        with click.progressbar(
            steps, label=f"Seed {seed}", file=sys.stderr, hidden=hidden, update_min_steps=20
        ) as bar:
            yield from bar

    try:
        rows = table.simulate(seed, runs, shown)
    except KeyboardInterrupt:
        raise click.ClickException("Stopped before the table was full.") from None
    for line in table.lines(rows):
        click.echo(line)
    if said := table.missed(rows):
        raise click.ClickException(said)


@click.command("draw-check")
@click.argument("number", type=int)
def draw_check(number: int) -> None:
    """Draw a round of invitations again from what is public of it, and say whether it agrees."""
    made = db.session.get(InvitationRound, number)
    if made is None:
        raise click.ClickException(f"There is no round of invitations {number}.")
    public = public_draw(made)
    invited = came_of_round(made.id).asked
    why_not = rules.why_not_right(
        public, invited=invited, log_is_right=was_log(made.log_day, made.log_hash)
    )
    if why_not:
        raise click.ClickException(why_not)
    click.echo(f"Round {number}: {invited} of {len(public['tickets'])} tickets, drawn rightly.")


NOBODY_ACCOUNTABLE = (
    "nobody can be reached who answers for online safety: set FOLKMOOT_ACCOUNTABLE_PERSON and "
    "FOLKMOOT_ACCOUNTABLE_CONTACT; they are shown on /rules"
)
moderation = AppGroup("moderation", help="What moderators do, seen as a whole.")


@moderation.command("neutrality")
def show_neutrality() -> None:
    """Count the quarters that have ended, and print how often each position was hidden."""
    for name in neutrality.settle(now()):
        click.echo(f"{name} counted")
    events.commit()
    lines = [line for quarter in audits() for line in quarter]
    for line in lines:
        written, hidden = f"{line.written} written", f"{line.hidden} hidden"
        click.echo(f"{line.quarter} {line.position}: {written}, {hidden}; {line.finding}")


@moderation.command("retention")
@click.option("--dry-run", is_flag=True, help="Say what would be destroyed, and destroy nothing.")
def destroy_evidence(*, dry_run: bool) -> None:
    """Destroy evidence that the house rules let go. The worker does so every night."""
    count = 0
    for one in list(retention.due(now())):
        click.echo(f"Case {one.case.id}, {one.case.subject_kind}: {one.because}")
        count += 1
        if not dry_run:
            retention.destroy(one.case)
            events.commit()
    done = "would be destroyed" if dry_run else "is destroyed"
    click.echo(f"The evidence of {count_of(count, 'case')} {done}. The decisions stay.")


@moderation.command("complaints")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="The first day; else all.")
def export_complaints(since: datetime | None) -> None:
    """Print reports and what became of them as CSV, for the accountable person. No reporters."""
    for line in complaints.lines(since.replace(tzinfo=UTC) if since else None):
        click.echo(line)


@moderation.command("check-log")
def check_log() -> None:
    """Say whether any line of the public log was changed since its day was over."""
    changed = days = 0
    for day, is_right in chain.check():
        days += 1
        if not is_right:
            changed += 1
            click.echo(f"{day.isoformat()} is not what it was when the day was over.")
    if changed:
        raise click.ClickException(f"{changed} of {days} days of the log were changed.")
    click.echo(f"{days} days of the log are as they were.")


@weak_spots
def weak_spots_of_safety() -> list[str]:
    """What the law on online safety expects of this site, and is not said on it."""
    if settings().accountable_person and settings().accountable_contact:
        return []
    return [NOBODY_ACCOUNTABLE]


COMMANDS = (draw_check, simulate_representation, moderation)
