"""The kinds of notices, and how each is told unless a member chose otherwise. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

LONGEST_WORDS = 500  # characters of what is said beside the heading


class How(StrEnum):
    """Where a member is told of one kind of thing."""

    MAIL = "mail"
    SITE = "site"
    OFF = "off"

    @property
    def words(self) -> str:
        """As people choose it."""
        return {"mail": "By mail and on the site", "site": "On the site only", "off": "Not at all"}[
            self.value
        ]


class Why(StrEnum):
    """Why somebody is told: the kind of notice, which they can choose about."""

    MENTIONED = "mentioned"
    REPLIED = "replied"
    INCLUDED = "included"
    DECIDED = "decided"
    ASKED = "asked"
    POLL_OPENED = "poll opened"
    POLL_CLOSED = "poll closed"
    POLL_WAITS = "poll waits"
    MEETING = "meeting"
    PROPOSAL = "proposal"
    ANNOUNCED = "announced"
    INVITED = "invited"
    OFFICIAL = "official"
    WATCHED = "watched"

    @property
    def words(self) -> str:
        """As a notice begins: “A reply to you”."""
        return _WORDS[self][0]

    @property
    def meaning(self) -> str:
        """As people choose about it."""
        return _WORDS[self][1]

    @property
    def names_who(self) -> bool:
        """Whether a notice says who did it. Never where that could tell how somebody voted."""
        return self in _NAMED


_WORDS = {
    Why.MENTIONED: ("You are mentioned", "Somebody mentions you in a post"),
    Why.REPLIED: ("A reply to you", "Somebody replies to a post of yours"),
    Why.INCLUDED: ("Your point was included", "Your point was included in the wiki"),
    Why.DECIDED: ("A decision", "A decision on what you suggested, or on what you support"),
    Why.ASKED: ("A question to you", "An editor or steward would like to know something from you"),
    Why.POLL_OPENED: ("A straw poll is open", "A straw poll opens that you can vote in"),
    Why.POLL_CLOSED: ("The result of a straw poll", "A straw poll you could vote in has ended"),
    Why.POLL_WAITS: ("A straw poll waits for you", "A poll you look after as an officer waits"),
    Why.MEETING: ("A meeting", "A meeting of your CLP is called, changed or recorded"),
    Why.PROPOSAL: ("A step of a proposal", "A proposal you made or support takes a step"),
    Why.ANNOUNCED: ("An announcement", "Your CLP announces something"),
    Why.INVITED: ("You are invited to speak", "You are drawn by lot and asked for a paragraph"),
    Why.OFFICIAL: ("An official note", "An official note of the stewards"),
    Why.WATCHED: ("Where you watch", "Something happens in what you watch"),
}
_NAMED = frozenset({Why.MENTIONED, Why.REPLIED, Why.ASKED, Why.ANNOUNCED})


# A poll may ask everyone in the party: half a million mails at once for what stands on every page.
_USUALLY_ON_SITE = frozenset({Why.POLL_OPENED, Why.POLL_CLOSED})


def how_told(why: Why, chosen: Mapping[str, str]) -> How:
    """How a member who chose this (How by Why) is told of one kind. Official notes always come.

    By mail too unless they chose otherwise; of straw polls on the site unless they chose mail.
    """
    if why is Why.OFFICIAL:
        return How.MAIL
    usual = How.SITE if why in _USUALLY_ON_SITE else How.MAIL
    return How(chosen.get(why.value, usual.value))


def why_not_choose(why: Why, how: How) -> str | None:
    """The reason a member may not choose this; None when they may."""
    if why is Why.OFFICIAL and how is not How.MAIL:
        return "Official notes of the stewards always come: they are about your own account."
    return None
