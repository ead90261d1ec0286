"""A step is taken only on rows that are as it expects: what others did since is never undone."""

import pytest
import sqlalchemy as sa

from core.db import Model, db
from core.errors import Refused
from tests.wiki.conftest import EDITOR, chain
from wiki import actions
from wiki.actions.steps import rows_step, take
from wiki.models import StructureChange


@pytest.fixture(autouse=True)
def _app(app):
    with app.app_context():
        yield


def newest():
    return db.session.scalars(
        sa.select(StructureChange).order_by(StructureChange.id.desc())
    ).first()


def test_a_place_that_was_renamed_since_is_not_taken_away(app):
    (games,), (chess,) = chain("Games"), chain("Chess")
    spot = actions.place(chess, games.id, by=EDITOR)
    added = newest()
    actions.relabel(spot, "The royal game", by=EDITOR)

    with pytest.raises(Refused, match="Undo the later change first"):
        actions.undo(added, by=EDITOR)


def test_a_place_that_stands_there_again_is_not_added_twice(app):
    (games,), (chess,) = chain("Games"), chain("Chess")
    removed = actions.remove_place(actions.place(chess, games.id, by=EDITOR), by=EDITOR)
    actions.place(chess, games.id, "The royal game", by=EDITOR)

    with pytest.raises(Refused, match="Undo the later change first"):
        actions.undo(removed, by=EDITOR)


def test_an_option_that_has_gone_to_a_third_topic_is_not_fetched_from_there(app):
    here, there, third = (chain(name)[0] for name in ("Here", "There", "Third"))
    option = actions.add_option(third, "A toll", by=EDITOR)
    db.session.flush()
    step = rows_step(
        Model.metadata.tables["option"].c.topic_id, [{"id": option.id}], there.id, here.id
    )

    with pytest.raises(Refused, match="Undo the later change first"):
        take([step])
