import os

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from voting import codes, seal
from voting.methods.support_scale import Answer
from voting.seal import Content, Unreadable

POLL = "f" * 32
KEY = X25519PrivateKey.generate()
PRIVATE, PUBLIC = KEY.private_bytes_raw(), KEY.public_key().public_bytes_raw()
CODE = codes.new_code()
TRACKER = codes.tracker(POLL, CODE)


@pytest.mark.parametrize("answer", Answer)
@pytest.mark.parametrize("pool", [1, 650])
def test_every_ballot_has_one_length_and_opens(answer, pool):
    content = Content(pool, answer)

    sealed = seal.seal(content, PUBLIC, POLL, TRACKER)
    mine = seal.lock(content, CODE, POLL, TRACKER)

    assert (len(sealed), len(mine)) == (176, 156)
    assert seal.unseal(sealed, PRIVATE, POLL, TRACKER) == content
    assert seal.unlock(mine, CODE, POLL, TRACKER) == content


def test_the_same_vote_never_looks_the_same_twice():
    content = Content(1, Answer.FOR)

    assert len({seal.seal(content, PUBLIC, POLL, TRACKER) for _ in range(20)}) == 20
    assert len({seal.lock(content, CODE, POLL, TRACKER) for _ in range(20)}) == 20


def test_a_ballot_moved_under_another_tracker_or_into_another_poll_does_not_open():
    content = Content(1, Answer.FOR)
    sealed = seal.seal(content, PUBLIC, POLL, TRACKER)
    mine = seal.lock(content, CODE, POLL, TRACKER)

    for poll, tracker in ((POLL, b"x" * 10), ("e" * 32, TRACKER)):
        with pytest.raises(Unreadable):
            seal.unseal(sealed, PRIVATE, poll, tracker)
        with pytest.raises(Unreadable):
            seal.unlock(mine, CODE, poll, tracker)


@pytest.mark.parametrize("broken", [b"", b"x" * 176, b"x" * 156])
def test_what_is_no_ballot_is_unreadable(broken):
    with pytest.raises(Unreadable):
        seal.unseal(broken, PRIVATE, POLL, TRACKER)
    with pytest.raises(Unreadable):
        seal.unlock(broken, CODE, POLL, TRACKER)


def test_a_flipped_bit_or_another_key_opens_nothing():
    sealed = bytearray(seal.seal(Content(1, Answer.FOR), PUBLIC, POLL, TRACKER))
    with pytest.raises(Unreadable):
        seal.unseal(bytes(sealed), os.urandom(32), POLL, TRACKER)
    sealed[-1] ^= 1
    with pytest.raises(Unreadable):
        seal.unseal(bytes(sealed), PRIVATE, POLL, TRACKER)


def test_an_answer_too_long_for_the_padding_is_refused_not_shown_by_its_length():
    with pytest.raises(ValueError, match="seal"):
        seal.seal(Content(1, "x" * 200), PUBLIC, POLL, TRACKER)
