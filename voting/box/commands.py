"""The command that gives the boxes on PostgreSQL a keeper, and what is weak without one."""

import click
import sqlalchemy as sa

from core.weak_spots import weak_spots
from core.web import settings
from voting.box import keeper


@click.command("keeper")
@click.option("--apply", is_flag=True, help="Run it as the site's own role, if that may.")
def make_keeper(*, apply: bool) -> None:
    """Print the SQL that gives ballot boxes on PostgreSQL a role of their own, the keeper.

    For an administrator of the database, at the first start and at each upgrade:
    flask poll keeper | sudo -u postgres psql folkmoot
    """
    address = settings().database_address
    if not address.startswith("postgres"):
        raise click.ClickException("Ballot boxes are files here. Only PostgreSQL needs a keeper.")
    try:
        if apply:
            keeper.install(address)
            click.echo("The ballot boxes have a keeper.")
        else:
            site, database = keeper.whose(address)
            click.echo(f"\\set ON_ERROR_STOP on\n\\connect {database}")
            click.echo(keeper.script(site, database))
    except (ValueError, sa.exc.DBAPIError) as problem:
        reason = str(getattr(problem, "orig", problem)).strip().partition("\n")[0]
        raise click.ClickException(f"No keeper was made: {reason}") from problem


@weak_spots
def weak_spots_of_boxes() -> list[str]:
    """What weakens the secrecy of votes on this server."""
    address = settings().database_address
    return keeper.weaknesses(address) if address.startswith("postgres") else []
