"""T1 to T4: schema, dumps, pages of the file, transaction numbers.

Each attack is shown to work where nothing was mixed: one that could find nothing proves nothing.
"""

import random
import sqlite3

import pytest
import sqlalchemy as sa

from tests.files import content
from tests.voting.attacks import (
    Truth,
    in_order,
    order_in_file,
    orders_in_postgres,
    orders_in_sqlite,
)
from voting.box import Sizes

BOX_COLUMNS = {
    "participation": ["ref", "channel", "proof"],
    "pending": ["t", "sealed", "mine"],
    "box": ["t", "sealed", "mine"],
}
PEOPLE = 150


def vote_in_batches(box, truth: Truth, people: int = PEOPLE) -> None:
    for _ in range(3):
        truth.vote(box, people // 3)
        box.mix()


def schema_of(poll) -> str:
    return f"box_{poll.booth.poll}"


def rows(poll, statement: str):
    engine = sa.create_engine(poll.url)
    with engine.connect() as box:
        found = box.execute(sa.text(statement.format(box=schema_of(poll)))).all()
    engine.dispose()
    return found


# -- T1: the schema -------------------------------------------------------------------------


def test_the_file_has_no_column_for_time_person_or_place_and_no_hidden_number(sqlite_poll):
    box = sqlite3.connect(sqlite_poll.booth.box.path)
    made = dict(box.execute("SELECT name, sql FROM sqlite_master").fetchall())
    columns = {
        table: [row[1:5] for row in box.execute(f"PRAGMA table_info({table})")]
        for table in BOX_COLUMNS
    }
    box.close()

    assert set(made) == {*BOX_COLUMNS, "door"}  # no trigger, view, second index or sequence
    assert all(sql.endswith("WITHOUT ROWID") for sql in made.values())
    for table, expected in BOX_COLUMNS.items():
        assert [name for name, *_ in columns[table]] == expected
        assert all(default is None for *_, default in columns[table])
        assert {kind for _, kind, *_ in columns[table]} <= {"BLOB", "INTEGER"}


@pytest.mark.postgres
def test_the_schema_has_no_column_for_time_person_or_place_and_no_sequence(postgres_poll):
    columns = rows(
        postgres_poll,
        "SELECT table_name, column_name, column_default FROM information_schema.columns"
        " WHERE table_schema = '{box}' AND table_name <> 'door' ORDER BY ordinal_position",
    )
    others = rows(
        postgres_poll,
        "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE nspname = '{box}' AND relkind NOT IN ('r', 'i')",
    )

    for table, expected in BOX_COLUMNS.items():
        assert [name for of, name, _ in columns if of == table] == expected
    assert {default for *_, default in columns} == {None}
    assert others == []


def test_no_value_stands_both_beside_a_member_and_beside_a_ballot(poll):
    cast = [poll.vote(member)[1] for member in range(20)]
    poll.booth.box.mix()
    box = poll.booth.box

    trackers = {tracker for tracker, _ in box.sealed()}
    marks = set(BOX_ROWS[type(box).__name__](poll))

    assert len(cast) == len(trackers) == len(marks) / 2
    for mark in marks:
        assert not any(tracker in mark or mark in tracker for tracker in trackers)


def marks_in_sqlite(poll):
    box = sqlite3.connect(poll.booth.box.path)
    found = box.execute("SELECT ref, proof FROM participation").fetchall()
    box.close()
    return [mark for row in found for mark in row]


def marks_in_postgres(poll):
    return [
        bytes(mark)
        for row in rows(poll, "SELECT ref, proof FROM {box}.participation")
        for mark in row
    ]


BOX_ROWS = {"SqliteBox": marks_in_sqlite, "PostgresBox": marks_in_postgres}


# -- T2: a dump, zipped ---------------------------------------------------------------------


def test_a_stolen_file_gives_no_order_that_pairs_people_with_ballots(sqlite_poll):
    truth = Truth()
    vote_in_batches(sqlite_poll.booth.box, truth)

    for name, (people, ballots) in orders_in_sqlite(sqlite_poll.booth.box.path, truth).items():
        assert truth.hits(people, ballots) <= 1 + 3, name
        assert abs(truth.correlation(people, ballots)) < 0.1, name


@pytest.mark.postgres
def test_a_dump_gives_no_order_that_pairs_people_with_ballots(postgres_poll):
    truth = Truth()
    vote_in_batches(postgres_poll.booth.box, truth)

    for name, (people, ballots) in orders_in_postgres(
        postgres_poll.url, schema_of(postgres_poll)
    ).items():
        assert truth.hits(people, ballots) <= 1 + 3, name
        assert abs(truth.correlation(people, ballots)) < 0.1, name


def test_the_attack_would_succeed_where_rows_lie_in_order_of_voting():
    truth = Truth(refs=[b"a", b"b", b"c"], trackers=[b"x", b"y", b"z"])

    assert truth.hits([b"a", b"b", b"c"], [b"x", b"y", b"z"]) == 3
    assert truth.correlation([b"a", b"b", b"c"], [b"x", b"y", b"z"]) == 1


def test_two_hundred_dumps_pair_no_more_than_chance():
    """The order of a mixed box is that of its keys; over many polls chance alone pairs them."""
    hits = 0
    for seed in range(200):
        chance = random.Random(seed)
        truth = Truth(
            refs=[chance.randbytes(16) for _ in range(60)],
            trackers=[chance.randbytes(10) for _ in range(60)],
        )
        hits += truth.hits(sorted(truth.refs), sorted(truth.trackers))

    assert hits <= 200 + 3 * 200**0.5


# -- T3: pages of the file ------------------------------------------------------------------


def test_pages_of_the_file_show_no_order_of_voting_and_no_deleted_row(sqlite_poll):
    box, truth = sqlite_poll.booth.box, Truth(seed=3)
    vote_in_batches(box, truth, people=300)

    people = in_order(order_in_file(box.path, truth.refs), truth.refs)
    ballots = in_order(order_in_file(box.path, truth.trackers), truth.trackers)

    assert 0.45 < people < 0.55
    assert 0.45 < ballots < 0.55
    for suffix in ("-wal", "-journal"):
        left = box.path.with_name(box.path.name + suffix)
        assert not left.exists() or left.stat().st_size == 0
    file = sqlite3.connect(box.path)
    assert file.execute("PRAGMA freelist_count").fetchone() == (0,)
    file.close()
    stored = content(box.path)
    assert all(stored.count(key) == 1 for key in (*truth.refs, *truth.trackers))


def test_the_attack_on_pages_works_on_a_box_that_was_not_mixed(sqlite_poll):
    box, truth = sqlite_poll.booth.box, Truth()
    truth.vote(box, 30)

    assert in_order(order_in_file(box.path, truth.refs), truth.refs) == 1.0


def test_what_was_withdrawn_or_changed_is_not_left_in_the_file(sqlite_poll):
    box = sqlite_poll.booth.box
    codes = [sqlite_poll.vote(member)[1] for member in range(30)]
    file = sqlite3.connect(box.path)
    before = [row[0] for row in file.execute("SELECT mine FROM pending")]
    file.close()
    for member, code in enumerate(codes):
        if member % 2:
            assert sqlite_poll.booth.withdraw(member, code)
        else:
            assert sqlite_poll.booth.change(code, "against", sqlite_poll.public_key)
    box.mix()

    stored = content(box.path)

    assert [mine for mine in before if mine in stored] == []
    assert box.sizes() == Sizes(took_part=15, pending=0, mixed=15)


# -- T4: transaction numbers ----------------------------------------------------------------

LINKED = "SELECT count(*) FROM {box}.participation p JOIN {box}.%s b ON p.xmin = b.xmin"


@pytest.mark.postgres
def test_transaction_numbers_link_everybody_before_a_mix_and_nobody_after(postgres_poll):
    box, truth = postgres_poll.booth.box, Truth()
    truth.vote(box, 40)
    assert rows(postgres_poll, LINKED % "pending") == [(40,)]

    for _ in range(2):
        box.mix()
        people = rows(postgres_poll, "SELECT DISTINCT xmin::text FROM {box}.participation")
        ballots = rows(postgres_poll, "SELECT DISTINCT xmin::text FROM {box}.box")
        assert len(people) == len(ballots) == 1  # one number for all says nothing of anybody
        assert rows(postgres_poll, "SELECT count(*) FROM {box}.pending") == [(0,)]
        truth.vote(box, 10)


def test_a_mix_that_somebody_reading_held_up_is_finished_by_the_next(sqlite_poll, monkeypatch):
    box, truth = sqlite_poll.booth.box, Truth()
    monkeypatch.setattr("voting.box.sqlite._BUSY_SECONDS", 0.05)
    truth.vote(box, 5)
    reader = sqlite3.connect(box.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM pending").fetchone()

    box.mix()
    assert box.needs_mixing(mix_min=100)
    reader.close()
    box.mix()

    assert not box.needs_mixing(mix_min=100)
    assert box.path.with_name(box.path.name + "-wal").stat().st_size == 0
