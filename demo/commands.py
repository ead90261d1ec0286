"""`flask demo`: the one command of this package."""

from __future__ import annotations

import click

from core.web import settings
from demo import community

REFUSED = (
    "The demo community is not for a site with real members, and FOLKMOOT_ENVIRONMENT is "
    "“production” here. Nothing was changed."
)


@click.command("demo")
def demo() -> None:
    """Make the demo community: people, policy, debates, polls and a queue. Safe to repeat."""
    if settings().in_production:
        raise click.ClickException(REFUSED)
    for line in community.make():
        click.echo(line)


COMMANDS = (demo,)
