"""How many slips of the finger lie between two words."""


def typos_between(typed: str, meant: str) -> int:
    """Letters added, left out, changed or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(meant) + 1))
    for row, letter in enumerate(typed, start=1):
        this = [row]
        for column, other in enumerate(meant, start=1):
            cost = min(this[-1] + 1, last[column] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and (letter, typed[row - 2]) == (meant[column - 2], other):
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        before, last = last, this
    return last[-1]
