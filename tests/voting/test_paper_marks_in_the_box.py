"""T15 for paper: of web and paper the first wins, whoever presses when; marks are never ballots."""

import random
from concurrent.futures import ThreadPoolExecutor

from tests.voting.boxes import Poll
from tests.voting.test_no_acknowledged_ballot_is_lost import killed_after
from voting.box import Cast, Mark, Sizes
from voting.envelopes import Envelopes, Marked

TRIALS = 20


def test_whoever_is_registered_on_paper_cannot_vote_online_and_the_other_way_round(poll):
    batch = Envelopes(poll.booth, 1)
    poll.vote(2)

    assert [batch.register(member) for member in (1, 2)] == [Mark.MADE, Mark.VOTED_ONLINE]
    assert poll.vote(1)[0] is Cast.VOTED_ON_PAPER
    assert poll.booth.box.sizes() == Sizes(took_part=2, pending=1, mixed=0, paper=1)
    assert [poll.booth.voted_on_paper(member) for member in (1, 2, 3)] == [True, False, False]


def test_an_envelope_is_registered_once_and_in_one_batch(poll):
    first, second = Envelopes(poll.booth, 1), Envelopes(poll.booth, 2)

    assert [first.register(1), first.register(1)] == [Mark.MADE, Mark.AGAIN]
    assert second.register(1) is Mark.REGISTERED_BEFORE
    assert not second.take_back(1)
    assert (first.accepted(), second.accepted()) == (1, 0)


def test_a_mark_that_is_taken_back_lets_the_member_vote_online_and_never_touches_a_web_vote(poll):
    batch = Envelopes(poll.booth, 1)
    batch.register(1)
    poll.vote(2)

    assert [batch.take_back(1), batch.take_back(1), batch.take_back(2)] == [True, False, False]
    assert poll.vote(1)[0] is Cast.RECORDED
    batch.take_all_back()
    assert poll.booth.box.sizes() == Sizes(took_part=2, pending=2, mixed=0)


def test_a_closed_box_takes_no_new_mark_and_gives_back_those_of_a_batch(poll):
    batch = Envelopes(poll.booth, 1)
    batch.register(1)
    batch.register(2)
    poll.vote(3)
    poll.booth.close()

    assert [batch.register(1), batch.register(4)] == [Mark.AGAIN, Mark.CLOSED]
    assert poll.booth.count({1}).ballots == 1
    assert [batch.take_all_back(), batch.take_all_back()] == [2, 0]
    assert poll.booth.box.sizes() == Sizes(took_part=1, pending=0, mixed=1)


def test_marks_stay_through_a_mix_and_are_found_by_member_only_and_told_once(poll):
    batch = Envelopes(poll.booth, 1)
    for member in range(1, 9):
        batch.register(member)
    poll.booth.box.mix()

    assert sorted(one.member_id for one in batch.among(range(20))) == list(range(1, 9))
    assert [batch.note_told(3), batch.note_told(3), batch.note_told(12)] == [True, False, False]
    assert Marked(3, told=True) in batch.among(range(20))
    assert batch.register(3) is Mark.AGAIN
    assert batch.holds(3)


def test_one_member_on_paper_and_web_at_once_a_hundred_times_takes_part_once(poll):
    batch = Envelopes(poll.booth, 1)
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda n: batch.register(1) if n % 2 else poll.vote(1)[0], range(100))
        )

    won = [answer for answer in answers if answer in {Cast.RECORDED, Mark.MADE}]
    sizes = poll.booth.box.sizes()
    assert len(won) == 1
    assert (sizes.took_part, sizes.ballots) == (1, 1 if won == [Cast.RECORDED] else 0)


def test_two_secretaries_at_once_register_each_member_in_one_batch(poll):
    batches = [Envelopes(poll.booth, 1), Envelopes(poll.booth, 2)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: batches[n % 2].register(n // 2), range(80)))

    assert answers.count(Mark.MADE) == 40
    assert answers.count(Mark.REGISTERED_BEFORE) == 40
    assert sum(batch.accepted() for batch in batches) == poll.booth.box.sizes().paper == 40


def register_until_killed(poll: Poll, say) -> None:
    batch = Envelopes(poll.booth, 1)
    start = poll.booth.box.sizes().took_part * 1000
    for member in range(start, start + 100_000):
        say(f"{member} {batch.register(member)}")
        if member % 7 == 0:
            poll.vote(member + 1_000_000_000)  # nobody whose envelope comes later


def test_killed_at_twenty_random_points_every_registered_envelope_is_there(sqlite_poll):
    chance = random.Random(5)
    said: list[tuple[int, str]] = []
    for _ in range(TRIALS):
        said += killed_after(chance.uniform(0, 0.05), sqlite_poll, work=register_until_killed)
        sizes = sqlite_poll.booth.box.sizes()
        assert sizes.web == sizes.ballots

    batch = Envelopes(sqlite_poll.booth, 1)
    assert len(said) >= TRIALS
    assert all(answer == Mark.MADE and batch.holds(member) for member, answer in said)
    assert batch.accepted() == sqlite_poll.booth.box.sizes().paper >= len(said)
