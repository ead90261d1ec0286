"""Published results, for threads in which the sides take turns by their shares."""

from collections.abc import Mapping

from deliberation.shares import offer
from voting import queries


def _sides(option_id: int) -> Mapping[str, float] | None:
    """Shares of the newest published poll of all members on an option. 1 statement."""
    shares = queries.published_shares(option_id=option_id)
    if shares is None:
        return None
    return {"for": shares.in_favour, "against": shares.against, "unsure": shares.unsure}


offer(_sides)
