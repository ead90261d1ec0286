"""What members were told by the mails of the next morning."""

from datetime import timedelta

import sqlalchemy as sa

from core import clock
from core.db import db
from core.jobs import Job
from notices.jobs import send_mails


def told() -> dict[str, str]:
    """By address: the texts of all mails that are queued by the morning of tomorrow, joined."""
    db.session.commit()
    moment = clock.now()
    for at in (moment, moment + timedelta(days=1, hours=12)):
        with clock.freeze(at):
            send_mails()
    queued = sa.select(Job.arguments).where(Job.name == "mail.deliver").order_by(Job.id)
    letters: dict[str, str] = {}
    for mail in db.session.scalars(queued):
        letters[mail["to"]] = letters.get(mail["to"], "") + mail["text"]
    return letters
