"""flask import-clps, import-members, grant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click
import sqlalchemy as sa

from accounts import actions, importing
from accounts.access import Viewer
from accounts.models import Clp
from accounts.rules import Grant, Role
from core import events
from core.db import db
from core.errors import Refused

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("import-clps")
@click.argument("file", type=FILE)
def import_clps(file: Path) -> None:
    """Bring in CLPs and their regions from a CSV file (columns code, name, region)."""
    _run(lambda: importing.import_clps(file, _bar))


@click.command("import-members")
@click.argument("file", type=FILE)
def import_members(file: Path) -> None:
    """Bring in the roll from a CSV file (columns number, name, clp, joined; optional email)."""
    _run(lambda: importing.import_members(file, _bar))


def _run(work: Callable[[], importing.Report]) -> None:
    try:
        report = work()
    except Refused as refused:
        raise click.ClickException(refused.sentence) from None
    for line in report.lines():
        click.echo(line)


def _bar(rows: Iterable[tuple[int, importing.Row]]) -> Iterable[tuple[int, importing.Row]]:
    with click.progressbar(list(rows), label="Importing") as bar:
        yield from bar


@click.command("grant")
@click.argument("email")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--clp", "slug", help="The CLP's slug; without it, the whole party.")
@click.option("--reason", required=True, help="Why, for the public register.")
def grant(email: str, role: str, slug: str | None, reason: str) -> None:
    """Grant a role from the command line: how the first admin is made."""
    member = actions.member_by_email(email)
    if member is None:
        raise click.ClickException("No member has this e-mail address.")
    clp = db.session.scalar(sa.select(Clp).where(Clp.slug == slug)) if slug else None
    if slug and clp is None:
        raise click.ClickException(f"There is no CLP “{slug}”.")
    setup = Viewer(grants=(Grant(Role.ADMIN, None),))
    try:
        actions.grant_role(
            member, Role(role), clp_id=clp.id if clp else None, reason=reason, by=setup
        )
    except Refused as refused:
        raise click.ClickException(refused.sentence) from None
    events.commit()
    click.echo(f"{member.name} is now {role}.")


COMMANDS = (import_clps, import_members, grant)
