"""Where this site keeps ballots and secrets, from its settings."""

from core.web import settings
from voting.booth import Booth, Places
from voting.models import Poll


def places() -> Places:
    """The site's own places."""
    chosen = settings()
    return Places(chosen.database_address, chosen.data_path, chosen.secrets_path)


def booth_of(poll: Poll) -> Booth:
    """The booth of a poll that was opened before."""
    return places().booth(poll.public_id)
