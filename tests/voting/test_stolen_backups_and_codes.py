"""T6, T7, T13 and T14: backups of two days, a backup after the purge, a found code, lengths."""

import random
import sqlite3

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tests.files import contents, copy
from tests.voting.attacks import Truth
from tests.voting.solving import any_answer
from voting import codes, seal
from voting.box.sqlite import SqliteBox
from voting.keys import KeysMissing
from voting.methods import EVERY, Asked, Kind
from voting.methods.resistance import BLANK
from voting.seal import Content, Unreadable

MEMBERS = 24
CHOICES = tuple(f"Choice {number}" for number in range(1, 9))


def rows_of(path, table):
    box = sqlite3.connect(path)
    found = set(box.execute(f"SELECT * FROM {table}"))
    box.close()
    return found


def backup(poll, folder, name):
    """What a thief of the backup has: the box without the secrets."""
    return copy(poll.booth.box.path, folder / f"{name}.sqlite")


# -- T6: yesterday's backup and today's ------------------------------------------------------


def test_the_difference_of_two_backups_pairs_nobody_with_a_ballot(sqlite_poll, tmp_path):
    truth = Truth(seed=6)
    truth.vote(sqlite_poll.booth.box, 40)
    sqlite_poll.booth.box.mix()
    yesterday = backup(sqlite_poll, tmp_path, "yesterday")
    known = len(truth.refs)
    truth.vote(sqlite_poll.booth.box, 40)
    sqlite_poll.booth.box.mix()
    today = backup(sqlite_poll, tmp_path, "today")

    people, ballots = (
        [row[0] for row in sorted(rows_of(today, table) - rows_of(yesterday, table))]
        for table in ("participation", "box")
    )
    newcomers = Truth(refs=truth.refs[known:], trackers=truth.trackers[known:])

    assert set(people) == set(newcomers.refs)
    assert set(ballots) == set(newcomers.trackers)
    assert newcomers.hits(people, ballots) <= 1 + 3
    assert abs(newcomers.correlation(people, ballots)) < 0.45  # 3 sd of chance, for 40 pairs


def test_even_one_newcomer_between_two_backups_is_a_mark_and_ciphertext(sqlite_poll, tmp_path):
    """The pair is plain then; neither who it is nor what they said can be read from it."""
    for member in range(10):
        sqlite_poll.vote(member)
    sqlite_poll.booth.box.mix()
    yesterday = backup(sqlite_poll, tmp_path, "yesterday")
    _, code = sqlite_poll.vote(77, "strongly-for", pool=5)
    sqlite_poll.booth.box.mix()
    today = backup(sqlite_poll, tmp_path, "today")
    ((ref, _, proof),) = rows_of(today, "participation") - rows_of(yesterday, "participation")
    ((tracker, sealed, mine),) = rows_of(today, "box") - rows_of(yesterday, "box")
    poll = sqlite_poll.booth.poll

    keys = [b"\0" * 32, poll.encode().ljust(32, b"0"), sqlite_poll.public_key]
    guesses = {codes.voter_ref(key, poll, member) for key in keys for member in range(200)}
    assert ref not in guesses
    assert b"strongly" not in sealed + mine
    for key in (*keys, proof * 2):
        with pytest.raises(Unreadable):
            seal.unseal(sealed, key, poll, tracker)
    assert tracker == codes.tracker(poll, code)  # only the code leads here


def test_a_backup_holds_no_secret_beside_the_ballots(sqlite_poll):
    """Boxes and secrets lie in two folders, so that one can be left out by name."""
    keys = sqlite_poll.booth.keys
    sqlite_poll.vote(1)
    folder, apart = sqlite_poll.data_dir, keys.folder.parent
    files = contents(folder).items()
    outside = [stored for name, stored in files if not (folder / name).is_relative_to(apart)]

    assert outside
    for stored in outside:
        assert not any(s in stored for s in (keys.pepper, keys.ref_key, keys.private_key))


# -- T7: everything, after the purge ---------------------------------------------------------


def test_after_the_purge_a_backup_and_all_codes_open_nothing_but_the_holders_own_copies(
    sqlite_poll, tmp_path
):
    made = {member: sqlite_poll.vote(member)[1] for member in range(MEMBERS)}
    sqlite_poll.booth.box.mix()
    sqlite_poll.booth.close()
    kept = SqliteBox(backup(sqlite_poll, tmp_path, "kept"))
    public_key, poll = sqlite_poll.public_key, sqlite_poll.booth.poll

    sqlite_poll.booth.destroy()

    assert not sqlite_poll.booth.keys.folder.exists()
    with pytest.raises(KeysMissing):
        _ = sqlite_poll.booth.keys.private_key
    for tracker, sealed in kept.sealed():
        with pytest.raises(Unreadable):
            seal.unseal(sealed, public_key, poll, tracker)
    for code in made.values():  # a backup that is not yet thrown away still holds these
        tracker = codes.tracker(poll, code)
        assert seal.unlock(kept.find(tracker), code, poll, tracker).answer == "for"
    refs = {row[0] for row in rows_of(kept.path, "participation")}
    assert not refs & {codes.voter_ref(public_key, poll, member) for member in made}


# -- T13: a vote code was found --------------------------------------------------------------


def test_a_found_code_and_the_box_do_not_say_whose_it_is(poll):
    made = {member: poll.vote(member)[1] for member in range(MEMBERS)}
    poll.booth.box.mix()
    name = poll.booth.poll
    found = made[7]

    guesses = {
        codes.proof(pepper, name, found)
        for pepper in (b"", b"\0" * 32, name.encode(), poll.public_key, codes.tracker(name, found))
    }

    for member in made:
        ref = codes.voter_ref(poll.booth.keys.ref_key, name, member)
        assert not any(poll.booth.box.belongs(ref, guess) for guess in guesses)


def test_with_the_pepper_a_code_leads_to_its_own_holder_and_to_nobody_else(poll):
    made = {member: poll.vote(member)[1] for member in range(MEMBERS)}

    for code in list(made.values())[:6]:
        holders = [member for member in made if poll.booth.is_theirs(member, code)]
        assert [made[member] for member in holders] == [code]


def test_a_member_and_the_box_do_not_lead_to_a_ballot(poll):
    """With every secret of the poll but the code, a member's mark finds no tracker."""
    for member in range(MEMBERS):
        poll.vote(member)
    poll.booth.box.mix()
    trackers = {tracker for tracker, _ in poll.booth.box.sealed()}
    name, keys = poll.booth.poll, poll.booth.keys

    for member in range(MEMBERS):
        ref = codes.voter_ref(keys.ref_key, name, member)
        tried = (str(member), ref.hex(), keys.pepper.hex())
        reached = {codes.tracker(name, text) for text in tried}
        assert not reached & trackers
        assert ref[:10] not in trackers


# -- T14: lengths ----------------------------------------------------------------------------


@pytest.mark.parametrize("method", EVERY, ids=lambda method: method.kind)
def test_every_answer_of_every_kind_is_sealed_to_one_length(method):
    asked = Asked(method, () if method.kind is Kind.SUPPORT else CHOICES)
    chance, poll, code = random.Random(14), "f" * 32, codes.new_code()
    key = X25519PrivateKey.generate().public_key().public_bytes_raw()
    tracker = codes.tracker(poll, code)
    answers = {any_answer(asked, chance) for _ in range(60)} | longest(method)

    lengths = {
        (len(seal.seal(content, key, poll, tracker)), len(seal.lock(content, code, poll, tracker)))
        for answer in answers
        for content in (Content(1, answer), Content(65_000, answer))
    }

    assert lengths == {(176, 156)}


def longest(method) -> set[str]:
    if method.kind is Kind.RESISTANCE:
        return {",".join(["10"] * 8), ",".join(["10", *[BLANK] * 7])}
    return set()
