"""What happened to a proposal, one sentence for each step. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deliberation.rules.proposals import Outcome

# By the name of its event: what is said. {who} did it; the others are from its detail.
_SENTENCES = {
    "proposal.published": "Published by {who}.",
    "proposal.author_left": "{who} is no longer one of its authors.",
    "proposal.reached": "It had the support it needs: {supports} members.",
    "proposal.amendment_made": "{who} suggested an amendment.",
    "proposal.amended": "An amendment was accepted, and the text changed.",
    "proposal.amendment_refused": "An amendment was refused by {who}.",
    "proposal.amendment_withdrawn": "An amendment was withdrawn.",
    "proposal.joining_asked": "{who} asked that it become part of another.",
    "proposal.joining_refused": "{who} was against its becoming part of another.",
    "proposal.merged": "It became part of another.",
    "proposal.took_in": "Another became part of it, with everyone behind it.",
    "proposal.parted": "It was taken out of the other again.",
    "proposal.gave_back": "Another was taken out of it again.",
    "proposal.put_to_poll": "It was put to a straw poll by {who}.",
    "proposal.poll_counted": "The straw poll was counted.",
    "proposal.withdrawn": "Withdrawn by {who}.",
    "proposal.answered": "Answered by {who}: {outcome}.",
}
STEPS = frozenset(_SENTENCES)
# Where the reader can see it, by the fact that names it, in words.
_LINKS = {
    "amendment": ("/amendments/{}", "The amendment"),
    "into": ("/proposals/{}", "The other one"),
    "part": ("/proposals/{}", "The other one"),
    "poll": ("/polls/{}", "The straw poll"),
}


def sentence(name: str, detail: Mapping[str, Any], *, who: str) -> str:
    """What happened, in one sentence or two."""
    facts = {**detail, "who": who or "a member"}
    if "outcome" in facts:
        facts["outcome"] = Outcome(facts["outcome"]).words.lower()
    if name == "proposal.published" and facts.get("tabled"):
        return f"Tabled by {facts['who']}. {facts['tabled']}"
    return _SENTENCES[name].format(**facts)


def link(detail: Mapping[str, Any]) -> tuple[str, str] | None:
    """Address and words of where it can be seen; None when it is this page."""
    for fact, (address, words) in _LINKS.items():
        if fact in detail:
            return address.format(int(detail[fact])), words
    return None
