"""However places are changed, and changes undone: no cycle, no orphan, one home, nothing lost."""

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.db import db
from core.errors import Refused
from tests.wiki.conftest import EDITOR, chain
from wiki import actions
from wiki.models import Argument, Option, Place, Revision, StructureChange, Topic

TOPICS = 6
NUMBER = st.integers(0, TOPICS - 1)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["place", "move", "remove", "home", "merge", "split", "order", "undo"]),
        NUMBER,
        NUMBER,
        st.booleans(),
    ),
    min_size=4,
    max_size=14,
)
ROOMY = settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    database=None,
)


@given(edits=EDITS)
@ROOMY
def test_random_edits_make_no_cycle_and_no_orphan_and_lose_nothing(app, edits):
    with app.app_context():
        topics = [chain(f"Topic {number}")[0].id for number in range(TOPICS)]
        for topic_id in topics:
            argue(topic_id)
        for edit in edits:
            change(topics, *edit)
            stands_well()
        db.session.rollback()


def argue(topic_id):
    option = actions.add_option(db.session.get(Topic, topic_id), f"Of {topic_id}", by=EDITOR)
    actions.add_argument(option, "for", f"Because of {topic_id}", by=EDITOR)


def change(topics, act, one, other, flag):
    topic, target = (db.session.get(Topic, topics[number]) for number in (one, other))
    spot = db.session.scalar(
        sa.select(Place).where(Place.child_id == topic.id).order_by(Place.id.desc()).limit(1)
    )
    parent_id = None if flag else target.id
    try:
        with db.session.begin_nested():
            match act:
                case "place":
                    actions.place(topic, parent_id, by=EDITOR, home=one % 2 == 0)
                case "move" if spot:
                    actions.move(spot, parent_id, "Moved", by=EDITOR, why="So")
                case "remove" if spot:
                    actions.remove_place(spot, by=EDITOR)
                case "home" if spot:
                    actions.make_home(spot, by=EDITOR)
                case "merge":
                    actions.merge(topic, target, by=EDITOR, why="The same")
                case "split":
                    split(topics, topic, beside=flag)
                case "order":
                    wanted = {topic.id: actions.Standing(1, "First")}
                    actions.order_children(parent_id, wanted, by=EDITOR)
                case "undo":
                    undo_one(one)
    except Refused:
        pass


def split(topics, topic, *, beside):
    options = db.session.scalars(sa.select(Option.id).where(Option.topic_id == topic.id)).all()
    below = db.session.scalars(sa.select(Place.child_id).where(Place.parent_id == topic.id)).all()
    part = actions.Part(
        f"Part {len(topics)}", beside=beside, options=options[:1], subtopics=below[:1]
    )
    topics.append(actions.split(topic, part, by=EDITOR, why="Too long").id)


def undo_one(back):
    """Undo one of the newest changes; sometimes an undoing itself."""
    log = db.session.scalars(sa.select(StructureChange).order_by(StructureChange.id.desc())).all()
    if log:
        actions.undo(log[min(back // 2, len(log) - 1)], by=EDITOR)


def stands_well():
    db.session.expire_all()
    edges = db.session.execute(sa.select(Place.child_id, Place.parent_id, Place.is_home)).all()
    merged = dict(db.session.execute(sa.select(Topic.id, Topic.merged_into_id)).all())

    assert not has_cycle({(child, parent) for child, parent, _ in edges if parent})
    homes = sorted(child for child, _, is_home in edges if is_home)
    assert homes == sorted({child for child, _, _ in edges})  # one of each that stands anywhere
    gone = {topic_id for topic_id, into in merged.items() if into}
    assert not gone & {one for edge in edges for one in edge[:2]}
    assert not gone & set(db.session.scalars(sa.select(Option.topic_id)))
    assert not gone & {into for into in merged.values() if into}  # one step to where it leads
    assert db.session.scalar(sa.select(sa.func.count(Option.id))) == TOPICS
    strays = sa.select(sa.func.count()).select_from(
        sa.join(Argument, Option, Argument.option_id == Option.id)
    )
    assert db.session.scalar(strays.where(Argument.topic_id == Option.topic_id)) == TOPICS
    revisions = sa.join(
        Revision,
        Option,
        sa.and_(Revision.subject_kind == "option", Revision.subject_id == Option.id),
    )
    same = sa.select(sa.func.count()).select_from(revisions)
    assert db.session.scalar(same.where(Revision.topic_id == Option.topic_id)) == TOPICS


def has_cycle(edges):
    while edges:
        parents = {parent for _, parent in edges}
        left = {(child, parent) for child, parent in edges if child in parents}
        if left == edges:
            return True
        edges = left
    return False
