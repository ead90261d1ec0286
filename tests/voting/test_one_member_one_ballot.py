import multiprocessing
from concurrent.futures import ThreadPoolExecutor

from tests.voting.boxes import Poll, same_poll
from voting import codes
from voting.box import Cast, Sizes
from voting.methods.support_scale import Answer


def test_a_ballot_is_read_back_by_its_code_alone(poll):
    answer, code = poll.vote(1, Answer.AGAINST, pool=7)

    assert answer is Cast.RECORDED
    content = poll.booth.read_back(code)
    assert content is not None
    assert (content.pool, content.answer) == (7, Answer.AGAINST)
    assert poll.booth.read_back(codes.new_code()) is None


def test_the_same_form_sent_again_changes_nothing(poll):
    _, code = poll.vote(1, Answer.FOR)

    again, _ = poll.vote(1, Answer.AGAINST, code=code)

    assert again is Cast.AGAIN
    assert poll.booth.read_back(code).answer == Answer.FOR
    assert poll.booth.box.sizes() == Sizes(took_part=1, pending=1, mixed=0)


def test_a_second_ballot_is_refused_before_and_after_the_mix(poll):
    poll.vote(1)
    assert poll.vote(1)[0] is Cast.VOTED_BEFORE
    poll.booth.box.mix()
    assert poll.vote(1)[0] is Cast.VOTED_BEFORE
    assert poll.booth.box.sizes() == Sizes(took_part=1, pending=0, mixed=1)


def test_two_members_cannot_share_a_code(poll):
    _, code = poll.vote(1, Answer.FOR)
    assert poll.vote(2, Answer.AGAINST, code=code)[0] is Cast.CODE_IN_USE
    poll.booth.box.mix()
    assert poll.vote(2, Answer.AGAINST, code=code)[0] is Cast.CODE_IN_USE
    assert poll.booth.read_back(code).answer == Answer.FOR
    assert not poll.booth.has_voted(2)


def test_nobody_gets_into_a_closed_box_or_changes_anything_in_it(poll):
    _, code = poll.vote(1, Answer.FOR)
    poll.booth.close()

    assert poll.vote(2)[0] is Cast.CLOSED
    assert poll.vote(1, code=code)[0] is Cast.AGAIN
    assert not poll.booth.change(code, Answer.AGAINST, poll.public_key)
    assert not poll.booth.withdraw(1, code)
    assert poll.booth.read_back(code).answer == Answer.FOR


def test_a_hundred_presses_with_different_codes_leave_one_ballot(poll):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: poll.vote(1)[0], range(100)))

    assert answers.count(Cast.RECORDED) == 1
    assert answers.count(Cast.VOTED_BEFORE) == 99
    assert poll.booth.box.sizes() == Sizes(took_part=1, pending=1, mixed=0)


def test_a_hundred_presses_with_one_code_are_all_acknowledged_and_leave_one_ballot(poll):
    code = codes.new_code()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: poll.vote(1, code=code)[0], range(100)))

    assert answers.count(Cast.RECORDED) == 1
    assert answers.count(Cast.AGAIN) == 99
    assert poll.booth.box.sizes() == Sizes(took_part=1, pending=1, mixed=0)


def test_two_processes_at_once_leave_one_ballot_for_each_member(poll):
    address = (poll.url, poll.data_dir, poll.booth.poll)
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as processes:
        results = processes.map(vote_for_everybody, [address, address])

    recorded = [member for result in results for member in result]
    assert sorted(recorded) == list(range(40))
    assert poll.booth.box.sizes().took_part == 40
    assert poll.booth.box.sizes().ballots == 40


def vote_for_everybody(address) -> list[int]:
    poll: Poll = same_poll(*address)
    answers = {member: poll.vote(member)[0] for member in range(40)}
    return [member for member, answer in answers.items() if answer is Cast.RECORDED]
