"""Where the labels of a result begin, from the house rules that held when its poll was opened."""

from datetime import datetime

from core import house_rules
from voting.methods.support_scale import Thresholds


def limits_of(opened_at: datetime | None) -> Thresholds:
    """The thresholds of a poll opened then; those of today for one that is not open yet."""
    return Thresholds(
        consensus_acceptance=house_rules.value("poll.consensus_acceptance", at=opened_at),
        consensus_agreement=house_rules.value("poll.consensus_agreement", at=opened_at) / 100,
        divided_ends=house_rules.value("poll.divided_ends", at=opened_at),
        divided_agreement=0 - house_rules.value("poll.divided_agreement", at=opened_at) / 100,
    )


def change_from(opened_at: datetime | None) -> int:
    """The fewest ballots that a group needs in two waves for their difference to be shown."""
    return house_rules.value("poll.change_from", at=opened_at)
