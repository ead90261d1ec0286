"""Setting a rule by hand, before there are admins or in an emergency: at once, and in the log."""

import click

from core import events, house_rules
from core.clock import now
from house import actions


@click.command("set-rule")
@click.argument("key")
@click.argument("value")
@click.option("--why", required=True, help="The reason, which stands on the public page.")
def set_rule(key: str, value: str, why: str) -> None:
    """Set a house rule from now on. The public page says that it was done from here."""
    rule = house_rules.find(key)
    if rule is None:
        known = ", ".join(one.key for one in house_rules.declared())
        raise click.ClickException(f"There is no rule {key}. There are: {known}.")
    if why_not := rule.why_not(value) or actions.why_not_beside_others(rule, value, now()):
        raise click.ClickException(why_not)
    change = actions.record_change(rule, value, reason=why, starts_at=now(), by_id=None)
    events.commit()
    click.echo(change.heading)


COMMANDS = (set_rule,)
