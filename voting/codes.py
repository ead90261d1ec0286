"""The vote code, and the one-way marks the ballot box keeps of a code and of a member.

A code is 16 letters of Crockford's base 32 (80 bits) and a check letter, printed in fours. The
box holds two marks of it: the *tracker*, under which the ballot lies, and the *proof*, beside
the fact that a member took part. Tying one to the other needs the code and the poll's pepper.
"""

import hashlib
import hmac
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_LETTERS = ALPHABET + "*~$=U"  # Crockford's check is modulo 37
LENGTH = 16
MARK_BYTES = 16
TRACKER_BYTES = 10
_READ_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": "", "\t": ""})


def new_code() -> str:
    """A fresh code: 17 letters, upper case, without hyphens.

    Codes whose check would be a symbol are drawn again, so that a code can be read out over the
    telephone. That costs a fifth of a bit.
    """
    while True:
        body = "".join(ALPHABET[byte % 32] for byte in secrets.token_bytes(LENGTH))
        check = _check_letter(body)
        if check in ALPHABET:
            return body + check


def read_code(typed: str) -> str | None:
    """The code in what somebody typed, or None when it is not one (a letter is wrong or missing).

    Small letters, spaces and hyphens are allowed; O is read as 0, I and L as 1.
    """
    code = typed.upper().translate(_READ_ALIKE)
    if len(code) != LENGTH + 1 or any(letter not in ALPHABET for letter in code[:LENGTH]):
        return None
    return code if code[LENGTH] == _check_letter(code[:LENGTH]) else None


def printed(code: str) -> str:
    """The code in fours, as people read it: ``7H2K-9QWE-R4TY-0PAS-D``."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def tracker(poll: str, code: str) -> bytes:
    """Where a code's ballot lies in the box of a poll (its public id): 10 bytes."""
    return hashlib.sha256(_joined("T", poll, code)).digest()[:TRACKER_BYTES]


def proof(pepper: bytes, poll: str, code: str) -> bytes:
    """What is kept beside the fact that somebody took part, to know their code again: 16 bytes."""
    return hmac.digest(pepper, _joined("P", poll, code), "sha256")[:MARK_BYTES]


def batch_mark(pepper: bytes, poll: str, batch_id: int) -> bytes:
    """What is kept beside the fact that somebody voted on paper, to know their batch: 16 bytes."""
    return hmac.digest(pepper, _joined("B", poll, str(batch_id)), "sha256")[:MARK_BYTES]


def doubt_mark(pepper: bytes, poll: str, member_id: int) -> bytes:
    """What stands for a member who said that a paper vote is not theirs: 16 bytes."""
    return hmac.digest(pepper, _joined("D", poll, str(member_id)), "sha256")[:MARK_BYTES]


def voter_ref(ref_key: bytes, poll: str, member_id: int) -> bytes:
    """What stands for a member in the box of a poll: 16 bytes, of use only with the poll's key."""
    return hmac.digest(ref_key, _joined("R", poll, str(member_id)), "sha256")[:MARK_BYTES]


def _joined(*parts: str) -> bytes:
    return "\0".join(parts).encode()


def _check_letter(body: str) -> str:
    value = 0
    for letter in body:
        value = value * 32 + ALPHABET.index(letter)
    return CHECK_LETTERS[value % 37]
