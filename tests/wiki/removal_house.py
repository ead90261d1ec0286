"""A topic with views by members, editors of three CLPs, and the clock in the test's hand."""

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Grant, Role
from core.clock import now
from core.db import db
from core.jobs import Job
from tests import make
from wiki import actions
from wiki.actions import removal_appeals, removals
from wiki.models import Argument, Option, Removal, RemovalStep, Revision
from wiki.rules.removals import Act

EDITOR = Grant(Role.EDITOR, None)


class House:
    """Ada's argument for, Bola's against, and everyone who can have a part in a removal."""

    def __init__(self, cast):
        self.cast = cast
        third = make.clp("Caston")
        self.ada = Viewer(id=cast.ada, clp_id=cast.ashford, on_roll=True)
        self.bola = Viewer(id=cast.bola, clp_id=cast.ashford, on_roll=True)
        self.dilys = Viewer(id=cast.dilys, clp_id=cast.brambleton, grants=(EDITOR,))
        self.emrys = Viewer(id=cast.emrys, clp_id=cast.ashford, grants=(EDITOR,))
        judge = make.member("Jo Third", of=third)
        make.grant(judge.id, Role.EDITOR)
        self.jo = Viewer(id=judge.id, clp_id=third.id, grants=(EDITOR,))
        topic = actions.add_topic("School meals", "Who should get one?", by=self.dilys)
        self.option = actions.add_option(
            topic, "Free meals for all", by=self.dilys, author_id=cast.farah
        )
        self.argument = actions.add_argument(
            self.option, "for", "Hungry children cannot learn", by=self.dilys, author_id=cast.ada
        )
        self.other = actions.add_argument(
            self.option, "for", "Nobody learns while hungry", by=self.dilys, author_id=cast.chen
        )
        self.against = actions.add_argument(
            self.option, "against", "Money is short", by=self.dilys, author_id=cast.bola
        )

    def propose(self, view=None, act=Act.ARCHIVE, **more):
        facts = {"reason": "out_of_date", "words": "The law has changed.", "by": self.dilys}
        return removals.propose_removal(view or self.argument, act, **{**facts, **more})

    def agreed(self, *args, **more):
        removal = self.propose(*args, **more)
        removals.agree(removal, by=self.emrys)
        db.session.commit()
        return removal

    def appealed(self, *args, **more):
        removal = self.agreed(*args, **more)
        removal_appeals.appeal(removal, by=self.ada)
        db.session.commit()
        return removal

    def work(self) -> None:
        removals.take_effect(now())
        db.session.commit()

    def is_archived(self) -> bool:
        """Whether Ada's argument is."""
        return self.argument.archived_at is not None

    def mail(self, about: str) -> set[str]:
        """Who is sent a letter with these words in its subject."""
        letters = db.session.scalars(sa.select(Job.arguments).where(Job.name == "mail.deliver"))
        return {letter["to"] for letter in letters if about in letter["subject"]}

    def revisions(self, view: Option | Argument) -> list[Revision]:
        rows = sa.select(Revision).where(
            Revision.subject_kind == view.kind, Revision.subject_id == view.id
        )
        return list(db.session.scalars(rows.order_by(Revision.number)))

    def steps(self, removal: Removal) -> list[str]:
        rows = sa.select(RemovalStep.step).where(RemovalStep.removal_id == removal.id)
        return list(db.session.scalars(rows.order_by(RemovalStep.id)))
