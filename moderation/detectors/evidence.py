"""The two pieces of statistics that the detectors share.

*Wilson bound* of a share of c in n (Wilson 1927): the least and the greatest share that such
a count is still compatible with, (p + z²/2n ∓ z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n). `Z_TEST` makes
it a one-sided 90 % bound, `Z_SHOWN` a 95 % interval.

*Evidence ratio*: how much better "they speak up at r times their fair rate" explains v voices out
of V than "they speak up at the fair rate p0 or above", averaged over r = 0, ¼, ½ and ¾. Each term
is a likelihood ratio whose mean is at most 1 under every fair rate, so the average is an e-value
and by Ville's inequality it ever reaches T with probability 1/T at most, however often one looks
(Ramdas, Grünwald, Vovk and Shafer 2023, "Game-theoretic statistics and safe anytime-valid
inference"). That is what lets the worker look after every post, where a repeated p < 0.05 would
sound falsely in one balanced discussion out of five.
"""

import math

Z_TEST = 1.2816  # one-sided 90 %
Z_SHOWN = 1.96  # two-sided 95 %
SLOWED_RATES = (0.25, 0.5, 0.75)  # and silence, which has its own term


def wilson(count: int, total: int, z: float = Z_SHOWN) -> tuple[float, float]:
    """The bounds of the share `count / total`; 0 and 1 when nothing was counted."""
    if total == 0:
        return 0.0, 1.0
    share, spread = count / total, z * z / total
    centre = share + spread / 2
    margin = z * math.sqrt(share * (1 - share) / total + spread / (4 * total))
    low, high = (centre - margin) / (1 + spread), (centre + margin) / (1 + spread)
    return max(0.0, low), min(1.0, high)


def wilson_lower(count: int, total: int) -> float:
    """The one-sided lower bound that tests use; 0 when nothing was counted."""
    return wilson(count, total, Z_TEST)[0]


def evidence(voices: float, all_voices: float, fair_share: float) -> float:
    """The evidence that a share of voices lies below `fair_share` (0 ≤ fair_share < 1).

    1 means none. Voices may be fractions, as when a count is thinned for friends who came together.
    """
    silent = math.pow(1 - fair_share, -all_voices) if voices == 0 else 0.0
    slowed = (
        math.pow(rate, voices)
        * math.pow((1 - rate * fair_share) / (1 - fair_share), all_voices - voices)
        for rate in SLOWED_RATES
    )
    return (silent + sum(slowed)) / (1 + len(SLOWED_RATES))
