"""flask commands. Each calls one action and commits."""

from __future__ import annotations

import signal
from types import FrameType

import click
from flask import Blueprint
from flask.cli import with_appcontext

import accounts.commands
import deliberation.commands
import demo.commands
import house.commands
import moderation.commands
import search.commands
import voting.commands
import wiki.commands
from core import jobs

bp = Blueprint("cli", __name__, cli_group=None)
PACKAGES = (accounts, house, wiki, deliberation, voting, moderation, search, demo)
for command in (command for package in PACKAGES for command in package.commands.COMMANDS):
    bp.cli.add_command(command)
    if command.callback is not None:
        command.callback = with_appcontext(command.callback)


@bp.cli.command("work")
@click.option("--once", is_flag=True, help="Do everything that is due, then stop.")
def work(*, once: bool) -> None:
    """Do the work outside requests: index, mix and close polls, send mail, run detectors."""
    if once:
        click.echo(f"{jobs.work_once()} pieces of work done")
        return
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    jobs.work_forever(lambda: stopping)
