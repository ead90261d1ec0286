"""Ranking choices from a pairwise table: Condorcet winners and Schulze's order, exactly.

M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method", Social Choice and Welfare 36 (2011), 267-303, with the strength of
a defeat measured by winning votes. Of two choices the one is ahead whose strongest chain of defeats
to the other is stronger than the strongest chain back. Nothing is drawn by lot: ties stay ties.
"""

from collections.abc import Sequence

Table = Sequence[Sequence[int]]  # [i][j]: on how many ballots choice i stands above choice j


def condorcet_winner(table: Table) -> int | None:
    """The choice (from 0) that beats every other one to one; None when there is none."""
    everyone = range(len(table))
    for one in everyone:
        if all(table[one][other] > table[other][one] for other in everyone if other != one):
            return one
    return None


def strongest_chains(table: Table) -> list[list[int]]:
    """[i][j]: the weakest defeat on the strongest chain of defeats from i to j; 0 without a chain.

    Floyd and Warshall's way, as in section 2.3.1 of the paper: n^3 steps, whatever the ballots.
    """
    everyone = range(len(table))
    chains = [[table[i][j] if table[i][j] > table[j][i] else 0 for j in everyone] for i in everyone]
    for middle in everyone:
        through = chains[middle]
        for one in everyone:
            first = chains[one][middle]
            if one != middle and first:
                row = chains[one]
                chains[one] = [
                    max(row[other], min(first, through[other])) if other != one else 0
                    for other in everyone
                ]
    return chains


def schulze_order(table: Table) -> list[list[int]]:
    """Choices (from 0) from first to last; those that are level stand together, in their order.

    A choice's place follows from how many are ahead of it. Being ahead is transitive (section
    4.1), so it stands after all of those; of two with the same place neither is ahead.
    """
    everyone = range(len(table))
    chains = strongest_chains(table)
    ahead = {
        one: sum(chains[other][one] > chains[one][other] for other in everyone) for one in everyone
    }
    return [
        [one for one in everyone if ahead[one] == place] for place in sorted(set(ahead.values()))
    ]


def winners(table: Table) -> list[int]:
    """The choices (from 0) that none is ahead of: at least one, more when they are level."""
    return schulze_order(table)[0] if table else []
