from voting import codes
from voting.box import Cast, Sizes
from voting.methods.support_scale import Answer
from voting.tally import Tally


def test_a_change_keeps_the_pool_and_the_code(poll):
    _, code = poll.vote(1, Answer.FOR, pool=3)

    assert poll.booth.change(code, Answer.STRONGLY_AGAINST, poll.public_key)

    content = poll.booth.read_back(code)
    assert (content.pool, content.answer) == (3, Answer.STRONGLY_AGAINST)


def test_a_changed_ballot_is_counted_once_as_changed(poll):
    _, code = poll.vote(1, Answer.FOR)
    poll.booth.box.mix()
    poll.booth.change(code, Answer.AGAINST, poll.public_key)
    poll.booth.close()

    count = poll.booth.count({1})

    assert count.tally == Tally({1: {Answer.AGAINST: 1}}, {1: 1})
    assert count.spoiled == 0


def test_a_code_that_was_never_used_changes_nothing(poll):
    poll.vote(1, Answer.FOR)

    assert not poll.booth.change(codes.new_code(), Answer.AGAINST, poll.public_key)


def test_withdrawing_takes_out_person_and_ballot_and_lets_them_vote_anew(poll):
    _, code = poll.vote(1, Answer.FOR)

    assert poll.booth.withdraw(1, code)

    assert poll.booth.box.sizes() == Sizes(took_part=0, pending=0, mixed=0)
    assert poll.booth.read_back(code) is None
    assert poll.vote(1, Answer.AGAINST)[0] is Cast.RECORDED


def test_withdrawing_needs_the_member_and_their_own_code(poll):
    _, adas_code = poll.vote(1)
    _, bolas_code = poll.vote(2)
    poll.booth.box.mix()

    assert not poll.booth.withdraw(2, adas_code)
    assert not poll.booth.withdraw(1, bolas_code)
    assert not poll.booth.withdraw(1, codes.new_code())
    assert poll.booth.box.sizes() == Sizes(took_part=2, pending=0, mixed=2)
    assert poll.booth.withdraw(1, adas_code)
    assert poll.booth.box.sizes() == Sizes(took_part=1, pending=0, mixed=1)
