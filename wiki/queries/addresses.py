"""What people mean when they paste the address of a page."""

from __future__ import annotations

import re

from core.errors import Refused
from core.subjects import find
from wiki.models import Argument, Option, Sayable, Suggestion, Topic
from wiki.queries.places import topic_named

# The last one wins: /topics/12-meals#option-3 means the option.
_NAMED = re.compile(r"(?:/|#)(topic|option|argument|suggestion)s?[/-](\d{1,9})(?![\w.])")


def subject_named(address: str) -> Sayable | Suggestion:
    """The topic, option, argument or suggestion at this address, or the topic of this title.

    Raises Refused when there is none that can be read.
    """
    named = _NAMED.findall(address.strip())
    kind, number = named[-1] if named else ("topic", topic_named(address) if address else 0)
    subject = find(kind, int(number))
    if not isinstance(subject, Topic | Option | Argument | Suggestion) or subject.hidden_at:
        raise Refused(f"There is no page “{address}”. Copy its address from the browser.")
    return subject


def page_named(address: str) -> Sayable:
    """As above, but a page of the wiki itself. Raises Refused for a suggestion too."""
    subject = subject_named(address)
    if isinstance(subject, Suggestion):
        raise Refused("That is a suggestion. Give the address of a page of the wiki.")
    return subject
