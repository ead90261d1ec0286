"""What members ask the editors for, and take back."""

from __future__ import annotations

import sqlalchemy as sa

from accounts.access import Viewer
from core import events
from core.clock import now
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.actions.deciding import decide
from wiki.models import Argument, Option, Sayable, Suggestion, Topic
from wiki.queries.meaning import linked
from wiki.rules import AsksFor, State


def suggest(  # noqa: PLR0913 — the columns of a row, by name
    asks_for: AsksFor | str,
    *,
    title: str,
    by: Viewer,
    text: str = "",
    topic: Topic | None = None,
    option: Option | None = None,
    argument: Argument | None = None,
    side: rules.Side | str | None = None,
    sources: str = "",
    reason: str = "",
    named: bool = True,
    for_others: bool = False,
    base: int | None = None,
) -> Suggestion:
    """Send the editors a suggestion; public from now on. Raises Refused.

    argument: `option` and `side`, `title` is the claim. option: `topic`. topic: `topic` is the one
    it would stand under, or None. wording: `topic`, `option` or `argument`, `text` is the better
    text, `base` the revision it began from. `for_others`: a steward asks for a
    view that is missing; what comes of it is nobody's voice.
    """
    asks_for = AsksFor(asks_for)
    _allow_suggest(by)
    _check(asks_for, title, text)
    option = option or (argument.option if argument else None)
    about = argument or option or topic
    _check_about(asks_for, about, option)
    topic = topic or (option.topic if option else None)
    made = Suggestion(
        asks_for=asks_for.value,
        topic_id=topic.id if topic else None,
        option_id=option.id if option else None,
        argument_id=argument.id if argument else None,
        side=rules.Side(side).value if side else None,
        base=about.revision if base is None and about and asks_for is AsksFor.WORDING else base,
        title=title,
        text=text,
        html=linked(text, top=3, anchor="suggested-"),
        sources=sources,
        reason=reason,
        author_id=by.id,
        named=named,
        for_others=for_others,
        made_at=now(),
    )
    db.session.add(made)
    events.record("suggestion.made", made, actor_id=by.id, asks_for=asks_for.value)
    return made


def _allow_suggest(by: Viewer) -> None:
    open_already = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(Suggestion)
        .where(Suggestion.author_id == by.id, Suggestion.state.in_(rules.WAITING))
    )
    if reason := rules.why_not_suggest(
        is_signed_in=by.is_signed_in, open_already=open_already or 0
    ):
        raise Refused(reason)


def _check(asks_for: AsksFor, title: str, text: str) -> None:
    if asks_for is AsksFor.WORDING:  # its title is the heading of what it is about
        reason = rules.why_not_detail(text, rules.LONGEST_TEXT)
    elif asks_for is AsksFor.ARGUMENT:
        reason = rules.why_not_argument(title, text)
    else:
        reason = rules.why_not_title(title) or rules.why_not_detail(text)
    if reason:
        raise Refused(reason)


def _check_about(asks_for: AsksFor, about: Sayable | None, option: Option | None) -> None:
    """Only a new topic can be suggested without saying where."""
    if asks_for is AsksFor.ARGUMENT and option is None:
        raise Refused("Say which option the argument is about.")
    if asks_for in {AsksFor.OPTION, AsksFor.WORDING} and about is None:
        raise Refused("Say which topic it is about.")


def withdraw(suggestion: Suggestion, *, by: Viewer) -> None:
    """Take back one's own suggestion. Raises Refused."""
    own = suggestion.author_id == by.id
    if reason := rules.why_not_withdraw(own=own, state=suggestion.state):
        raise Refused(reason)
    decide(suggestion, State.WITHDRAWN, "", by=by)
