"""T22: each leak is put back on purpose, and the test that stands against it must turn red."""

import logging
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from core import events, mail
from tests.voting import (
    test_killed_and_starved,
    test_nothing_ties_a_ballot_to_a_member,
    test_one_member_one_ballot,
    test_stolen_backups_and_codes,
    test_subtraction,
    test_the_seal,
    test_voting_leaves_no_trace,
    test_watching_an_open_poll,
)
from voting import codes, pooling, publishing, seal
from voting.actions import votes
from voting.box import keeper, sqlite
from voting.box.sqlite import SqliteBox
from voting.methods import EVERY
from voting.pinning import Pinned

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Leak:
    """Something a careless change could bring back, and the test that must see it."""

    name: str
    put_back: Callable[[Patch], None]
    test: Callable[..., None]
    values: tuple[tuple[str, Any], ...] = ()  # of the test's parameters


def schema(old: str, new: str) -> Callable[[Patch], None]:
    """Change what a box file is made of."""

    def put_back(patch: Patch) -> None:
        assert old in sqlite._SCHEMA
        patch.setattr(sqlite, "_SCHEMA", sqlite._SCHEMA.replace(old, new))

    return put_back


def beside_each_vote(act: Callable[..., object]) -> Callable[[Patch], None]:
    """Do something whenever somebody votes."""

    def put_back(patch: Patch) -> None:
        cast = votes.cast

        def and_more(poll: Any, person: Any, **given: Any) -> Any:
            act(poll, person, **given)
            return cast(poll, person, **given)

        patch.setattr(votes, "cast", and_more)

    return put_back


def setting(target: str, value: object) -> Callable[[Patch], None]:
    return lambda patch: patch.setattr(target, value)


def pragma(old: str, new: str) -> Callable[[Patch], None]:
    """Open boxes with another setting of SQLite."""

    def put_back(patch: Patch) -> None:
        connection = SqliteBox._connection

        @contextmanager
        def changed(box: SqliteBox):
            with connection(box) as opened:
                opened.execute(new)
                yield opened

        assert old in "PRAGMA secure_delete = ON PRAGMA synchronous = FULL"
        patch.setattr(SqliteBox, "_connection", changed)

    return put_back


def moved_but_not_written_anew(box: SqliteBox) -> int:
    with box._writing() as opened:
        moved = opened.execute("INSERT INTO box SELECT * FROM pending ORDER BY t").rowcount
        opened.execute("DELETE FROM pending")
    return int(moved)


def people_not_rewritten(patch: Patch) -> None:
    whole = keeper._text()
    line = "INSERT INTO participation SELECT * FROM pg_temp.all_people ORDER BY ref;"
    assert line in whole
    without = whole.replace("TRUNCATE participation, pending, box;", "TRUNCATE pending, box;")
    patch.setattr(keeper, "_text", lambda: without.replace(line, ""))
    keeper._version.cache_clear()


def written_down(poll: Any, person: Any, *, typed_code: str, **_: Any) -> None:
    logging.getLogger("folkmoot.polls").info("vote with %s", typed_code)


def told_by_mail(poll: Any, person: Any, **_: Any) -> None:
    mail.deliver(f"{person.id}@example.org", "You voted", f"In {poll.question}", key=str(person.id))


def noted_as_event(poll: Any, person: Any, **_: Any) -> None:
    events.record("voted", poll, actor_id=person.id)


_NOTHING = Pinned(frozenset(), frozenset())
NO_TRACE, TIES = test_voting_leaves_no_trace, test_nothing_ties_a_ballot_to_a_member
STOLEN, WATCHING = test_stolen_backups_and_codes, test_watching_an_open_poll
SUPPORT = EVERY[0]

LEAKS = [
    Leak(
        "a created_at column beside people",
        schema("channel INTEGER NOT NULL,", "channel INTEGER NOT NULL, created_at TEXT,"),
        TIES.test_the_file_has_no_column_for_time_person_or_place_and_no_hidden_number,
    ),
    Leak(
        "a pool in clear beside ballots",
        schema("sealed BLOB NOT NULL,", "pool INTEGER, sealed BLOB NOT NULL,"),
        TIES.test_the_file_has_no_column_for_time_person_or_place_and_no_hidden_number,
    ),
    Leak(
        "a table with row numbers",
        schema("WITHOUT ROWID", ""),
        TIES.test_pages_of_the_file_show_no_order_of_voting_and_no_deleted_row,
    ),
    Leak(
        "no mixing",
        setting("voting.box.sqlite.SqliteBox.mix", moved_but_not_written_anew),
        TIES.test_pages_of_the_file_show_no_order_of_voting_and_no_deleted_row,
    ),
    Leak(
        "deleted rows left in the file",
        pragma("secure_delete = ON", "PRAGMA secure_delete = OFF"),
        WATCHING.test_a_withdrawn_ballot_is_wiped_from_the_file_at_once,
    ),
    Leak(
        "an acknowledgement before the disk has it",
        pragma("synchronous = FULL", "PRAGMA synchronous = OFF"),
        test_killed_and_starved.test_every_acknowledged_cast_was_synced_first,
    ),
    Leak(
        "ballots that are not sealed",
        setting("voting.seal.seal", lambda content, *_: seal._padded(content)),
        NO_TRACE.test_no_file_and_no_log_line_holds_code_answer_or_pool,
    ),
    Leak(
        "ballots of unequal length",
        setting("voting.seal._padded", lambda said: f"{said.pool}\n{said.answer}".encode()),
        STOLEN.test_every_answer_of_every_kind_is_sealed_to_one_length,
        (("method", SUPPORT),),
    ),
    Leak(
        "the same vote looking the same",
        setting("voting.seal.os.urandom", lambda size: b"\0" * size),
        test_the_seal.test_the_same_vote_never_looks_the_same_twice,
    ),
    Leak(
        "marks of members that anybody can work out",
        setting("voting.codes.voter_ref", lambda _, poll, who: f"{poll[:10]}{who:06}".encode()),
        STOLEN.test_even_one_newcomer_between_two_backups_is_a_mark_and_ciphertext,
    ),
    Leak(
        "proofs of codes without the pepper",
        setting("voting.codes.proof", lambda _, poll, code: codes.tracker(poll, code) + b"0" * 6),
        TIES.test_no_value_stands_both_beside_a_member_and_beside_a_ballot,
    ),
    Leak(
        "an event for each vote",
        beside_each_vote(noted_as_event),
        NO_TRACE.test_no_row_of_the_main_database_differs_after_voting_changing_and_withdrawing,
    ),
    Leak(
        "a mail for each vote",
        beside_each_vote(told_by_mail),
        WATCHING.test_no_file_but_the_box_is_made_or_written_when_people_vote,
    ),
    Leak(
        "the vote code in the log",
        beside_each_vote(written_down),
        NO_TRACE.test_no_file_and_no_log_line_holds_code_answer_or_pool,
    ),
    Leak(
        "a live count of who has voted",
        lambda patch: patch.setattr(
            pooling, "shown_turnout", lambda took_part, _eligible: took_part
        ),
        WATCHING.test_turnout_moves_in_large_steps_and_once_a_day,
    ),
    Leak(
        "figures that can be worked out from the others",
        lambda patch: patch.setattr(publishing, "pinned", lambda *_, **__: _NOTHING),
        test_subtraction.test_solving_the_rows_of_small_polls_against_one_another_pins_no_figure,
        (("method", SUPPORT),),
    ),
    Leak(
        "shares exact to one per cent",
        lambda patch: patch.setattr(pooling, "_step", lambda _people: 1),
        test_subtraction.test_a_share_hides_the_number_also_from_somebody_who_knows_how_many_voted,
    ),
    Leak(
        "a second ballot for whoever asks twice",
        setting("voting.codes.voter_ref", lambda *_: codes.new_code().encode()[:16]),
        test_one_member_one_ballot.test_a_second_ballot_is_refused_before_and_after_the_mix,
    ),
]


def red(leak: Leak, request: pytest.FixtureRequest, monkeypatch: Patch) -> bool:
    """Whether the test fails when the leak is there."""
    leak.put_back(monkeypatch)
    given = dict(leak.values)
    wanted = leak.test.__code__.co_varnames[: leak.test.__code__.co_argcount]
    stores = {"poll": "sqlite_poll"}
    values = {
        name: given[name] if name in given else request.getfixturevalue(stores.get(name, name))
        for name in wanted
    }
    try:
        leak.test(**values)
    except (AssertionError, RuntimeError, pytest.fail.Exception):  # not any mishap is red
        return True
    return False


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name)
def test_the_test_that_stands_against_it_turns_red(leak, request, monkeypatch):
    assert red(leak, request, monkeypatch)


@pytest.mark.postgres
def test_people_who_are_not_rewritten_in_postgresql_are_seen(postgres_poll, monkeypatch):
    with monkeypatch.context() as patch:
        people_not_rewritten(patch)
        postgres_poll.booth.box.destroy()  # has the functions made anew
        postgres_poll.booth.box.create()
        with pytest.raises(AssertionError):
            TIES.test_transaction_numbers_link_everybody_before_a_mix_and_nobody_after(
                postgres_poll
            )
        postgres_poll.booth.box.destroy()
    keeper._version.cache_clear()
    postgres_poll.booth.box.create()
