"""Commands about the chain that proves results. Each calls one action and commits."""

import json
from pathlib import Path

import click

from core import events
from core.errors import Refused
from voting.actions import mending
from voting.keys import KeysMissing
from voting.proof import chain, code
from voting.queries import proof as queries


@click.group("proof")
def proof() -> None:
    """Look after the chain of signed statements that proves the results of polls."""


@proof.command("key")
def key() -> None:
    """Show the public key that signs, to be printed and told elsewhere."""
    click.echo(queries.key_now() or "There is none yet: the first poll that opens makes it.")


@proof.command("rotate")
@click.option("--why", required=True, help="One sentence, public for good.")
@click.option("--lost", is_flag=True, help="The old key is lost: the chain breaks here, openly.")
def rotate(why: str, *, lost: bool) -> None:
    """Sign with a new key from here on; the old one signs that it is so."""
    try:
        entry = chain.change_key(why, old_is_lost=lost)
    except KeysMissing as problem:
        raise click.ClickException(f"Not changed: {problem}. If it is lost: --lost.") from problem
    events.commit()
    click.echo(f"Statement {entry.number}: from here on {json.loads(entry.body)['public_key']}")


@proof.command("check")
def check() -> None:
    """Work out every hash and signature of the chain anew."""
    problems = mending.problems()
    for problem in problems:
        click.echo(problem)
    if problems:
        raise click.ClickException("The chain is broken. docs/operate/proof.md says what to do.")
    click.echo("The chain holds from its first statement to its last.")


@proof.command("restore")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def restore(files: tuple[Path, ...]) -> None:
    """Take back statements that a restored backup lacks, from copies of the chain (FILES)."""
    try:
        taken = sum(mending.take_back(path.read_text(encoding="utf-8")) for path in files)
    except (Refused, ValueError) as refused:
        raise click.ClickException(f"Nothing was taken back: {refused}") from refused
    events.commit()
    click.echo(f"{taken} statements taken back. The chain ends where the copies end.")


@proof.command("code")
@click.option("--tally", is_flag=True, help="Only the files that open, count and publish ballots.")
def print_code(*, tally: bool) -> None:
    """Print the list of files whose hash stands in statements as “program” or “tally”."""
    click.echo(code.listing(code.TALLY if tally else code.SITE), nl=False)
