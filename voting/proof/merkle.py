"""One hash for a whole list, and short proofs that something is in it (RFC 6962, section 2.1).

``leaf = SHA-256(0x00 | item)``, ``node = SHA-256(0x01 | left | right)``; a list of n is cut after
the largest power of two below n. An empty list has the hash of nothing.
"""

from collections.abc import Sequence
from hashlib import sha256

BRANCH = 1024  # a power of two, so that branches are branches of the RFC's tree


def leaf(item: bytes) -> bytes:
    """The hash of one item."""
    return sha256(b"\0" + item).digest()


def root(items: Sequence[bytes]) -> bytes:
    """The hash of the list, 32 bytes. Half a million items take about a second."""
    return _levels(items)[-1][0] if items else sha256(b"").digest()


def branches(items: Sequence[bytes]) -> list[bytes]:
    """The roots of each BRANCH items: kept, they spare `path_by_branches` most of the list."""
    return [root(items[start : start + BRANCH]) for start in range(0, len(items), BRANCH)]


def root_of_branches(branches: Sequence[bytes]) -> bytes:
    """The root of the list that these are the branches of."""
    return _above(list(branches))[-1][0] if branches else root([])


def path_by_branches(branch: Sequence[bytes], place: int, branches: Sequence[bytes]) -> list[bytes]:
    """As `path`, from the items of the place's own branch and the roots of all branches."""
    inner = path(branch, place % BRANCH)
    return inner + _path(_above(list(branches)), place // BRANCH)


def path(items: Sequence[bytes], place: int) -> list[bytes]:
    """The hashes that lead from the item at `place` (from 0) to the root, lowest first.

    Raises IndexError when there is no such place.
    """
    if not 0 <= place < len(items):
        raise IndexError(place)
    return _path(_levels(items), place)


def _path(levels: Sequence[Sequence[bytes]], place: int) -> list[bytes]:
    found = []
    for level in levels[:-1]:
        beside = place ^ 1
        if beside < len(level):
            found.append(level[beside])
        place //= 2
    return found


def root_by_path(item: bytes, place: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a path leads to (RFC 9162, section 2.1.3.2); None when it cannot be one."""
    if not 0 <= place < size:
        return None
    result, last, steps = leaf(item), size - 1, list(path)
    while last:
        if place % 2 or place < last:
            if not steps:
                return None
            beside = steps.pop(0)
            result = _node(beside, result) if place % 2 else _node(result, beside)
        place, last = place // 2, last // 2
    return None if steps else result


def _levels(items: Sequence[bytes]) -> list[list[bytes]]:
    return _above([leaf(item) for item in items])


def _above(lowest: list[bytes]) -> list[list[bytes]]:
    """Lowest first. An odd one out goes up unchanged, which cuts lists as the RFC does."""
    levels = [lowest]
    while len(levels[-1]) > 1:
        below = levels[-1]
        pairs = zip(below[::2], below[1::2], strict=False)
        above = [_node(left, right) for left, right in pairs]
        levels.append(above + below[-1:] if len(below) % 2 else above)
    return levels


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()
