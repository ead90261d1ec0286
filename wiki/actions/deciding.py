"""What editors make of a suggestion. The member is always told."""

from __future__ import annotations

from accounts.access import Viewer
from accounts.models import Member
from accounts.rules import Power
from core import events, mail
from core.clock import now
from core.db import db
from core.errors import Refused
from core.web import settings
from wiki import rules
from wiki.actions.structure import add_topic
from wiki.actions.texts import edit
from wiki.actions.views import add_argument, add_option
from wiki.models import Sayable, Suggestion
from wiki.rules import AsksFor, State


def claim(suggestion: Suggestion, *, by: Viewer) -> None:
    """Tell the other editors that one is reading it now, for half an hour. Raises Refused."""
    _allow_decide(suggestion, by)
    suggestion.state = State.CLAIMED.value
    suggestion.claimed_by_id = by.id
    suggestion.claimed_until = now() + rules.CLAIM_LASTS
    events.record("suggestion.claimed", suggestion, actor_id=by.id)


def release(suggestion: Suggestion, *, by: Viewer) -> None:
    """Give a claimed suggestion back to the queue. Raises Refused."""
    _allow_decide(suggestion, by)
    suggestion.state = State.OPEN.value
    suggestion.claimed_by_id = suggestion.claimed_until = None
    events.record("suggestion.released", suggestion, actor_id=by.id)


def _allow_decide(suggestion: Suggestion, by: Viewer) -> None:
    db.session.refresh(suggestion, with_for_update=True)
    claimed = rules.is_claimed(
        state=suggestion.state, claimed_until=suggestion.claimed_until, at=now()
    )
    other = claimed and suggestion.claimed_by_id != by.id
    reader = db.session.get(Member, suggestion.claimed_by_id) if other else None
    reason = rules.why_not_decide(
        may_edit=by.can(Power.EDIT_WIKI),
        own=suggestion.author_id == by.id,
        state=suggestion.state,
        claimed_by_other=reader.name if reader else "",
    )
    if reason:
        raise Refused(reason)


def accept(
    suggestion: Suggestion,
    *,
    by: Viewer,
    title: str | None = None,
    text: str | None = None,
    sentence: str = "",
    base: int | None = None,
) -> Sayable:
    """Take it into the wiki, as it is or with another title or text, and tell the member.

    `base`: the revision an editor compared a better text with, when not the one it began from.
    Gives what it became. Raises Refused, also when somebody saved another text since `base`.
    """
    _allow_decide(suggestion, by)
    new_title = suggestion.title if title is None else title
    new_text = suggestion.text if text is None else text
    changed = (new_title, new_text) != (suggestion.title, suggestion.text)
    became = _take_in(suggestion, new_title, new_text, by=by, base=base)
    suggestion.became_kind, suggestion.became_id = became.kind, became.id
    decide(suggestion, State.CHANGED if changed else State.ACCEPTED, sentence, by=by)
    _tell(
        suggestion,
        "Your point was included",
        f"Thank you: your point was included in the wiki"
        f"{', with changes' if changed else ''}: “{suggestion.title}”.\n\n"
        f"{f'The editor writes: {sentence}' if sentence else ''}\n"
        f"Read it here: {settings().site_url}{became.url}\n",
    )
    return became


def _take_in(
    suggestion: Suggestion, title: str, text: str, *, by: Viewer, base: int | None
) -> Sayable:
    why = f"Suggested by {_credit(suggestion)}"
    if suggestion.asks_for == AsksFor.WORDING:
        subject = suggestion.about
        assert subject is not None  # noqa: S101 — suggest() sees to it
        began = suggestion.base if base is None else base
        edit(subject, {"text": text}, by=by, base=began or 0, why=why, suggestion=suggestion)
        return subject
    if suggestion.asks_for == AsksFor.TOPIC:
        return add_topic(title, "", "", suggestion.topic_id, by=by, text=text, why=why)
    if suggestion.asks_for == AsksFor.OPTION:
        assert suggestion.topic is not None  # noqa: S101 — suggest() sees to it
        return add_option(
            suggestion.topic,
            title,
            text,
            by=by,
            author_id=suggestion.author_id,
            named=suggestion.named,
            suggestion=suggestion,
            why=why,
        )
    assert suggestion.option is not None  # noqa: S101 — suggest() sees to it
    return add_argument(
        suggestion.option,
        suggestion.side or "",
        title,
        text,
        by=by,
        sources=suggestion.sources,
        suggestion=suggestion,
        why=why,
        # Asked for on behalf of people who are not here, it is nobody's voice.
        author_id=None if suggestion.for_others else suggestion.author_id,
        named=suggestion.named,
    )


def _credit(suggestion: Suggestion) -> str:
    author = db.session.get_one(Member, suggestion.author_id)
    return author.name if suggestion.named else "a member"


def decline(
    suggestion: Suggestion,
    reason: rules.DeclineReason | str,
    sentence: str,
    *,
    by: Viewer,
    link: str = "",
) -> None:
    """Say no, for one of the five reasons, with a sentence to the member. Raises Refused."""
    _allow_decide(suggestion, by)
    if refusal := rules.why_not_decline(reason=reason, sentence=sentence, link=link):
        raise Refused(refusal)
    suggestion.decline_reason = rules.DeclineReason(reason).value
    decide(suggestion, State.DECLINED, f"{sentence} {link}".strip(), by=by)
    _tell(
        suggestion,
        "What became of your suggestion",
        f"An editor has read your suggestion “{suggestion.title}” and did not take it in.\n\n"
        f"Why: {rules.DeclineReason(reason).words}. {suggestion.decision}\n\n"
        f"The suggestion and the decision stay public: {settings().site_url}{suggestion.url}\n"
        "You can suggest it again in other words.\n",
    )


def decide(suggestion: Suggestion, state: State, sentence: str, *, by: Viewer) -> None:
    """Close a suggestion with its outcome. Whether this person may is asked before."""
    suggestion.state = state.value
    suggestion.decision = sentence
    suggestion.decided_by_id, suggestion.decided_at = by.id, now()
    events.record(f"suggestion.{state.value}", suggestion, actor_id=by.id)


def _tell(suggestion: Suggestion, subject: str, text: str) -> None:
    author = db.session.get_one(Member, suggestion.author_id)
    if author.email:
        mail.send(author.email, subject, f"Dear {author.name},\n\n{text}")
