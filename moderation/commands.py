"""flask simulate-representation."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

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


COMMANDS = (simulate_representation,)
