"""`flask demo`: the one command of this package."""

from __future__ import annotations

import click

from core.errors import Refused
from core.web import settings
from demo import community, sizes

REFUSED = (
    "The demo community is not for a site with real members, and FOLKMOOT_ENVIRONMENT is "
    "“production” here. Nothing was changed."
)


@click.command("demo")
@click.option("--size", type=click.Choice(list(sizes.SIZES)), help="Make data for benchmarks.")
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same data.")
def demo(size: str | None, seed: int) -> None:
    """Make the demo community: people, policy, debates, polls and a queue. Safe to repeat."""
    if settings().in_production:
        raise click.ClickException(REFUSED)
    if size is not None:
        _fill(size, seed)
        return
    for line in community.make():
        click.echo(line)


def _fill(size: str, seed: int) -> None:
    try:
        wanted = sizes.plan(size, seed)
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
    with click.progressbar(length=wanted.total, label=f"Making {size} data") as bar:
        for made in sizes.fill(wanted):
            bar.update(made)


COMMANDS = (demo,)
