"""What members ask the editors for, support, explain and take back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from accounts.access import Viewer
from core import events, house_rules
from core.clock import now
from core.db import db
from core.errors import Refused
from wiki import rules
from wiki.actions.deciding import decide, note
from wiki.actions.texts import words_then
from wiki.models import Argument, Option, Remark, SaidBy, Sayable, Suggestion, Support, Topic
from wiki.queries.meaning import linked
from wiki.rules import AsksFor, State

LONGEST_HEADING = 600  # made of two headings, or of a cost and who has it


def suggest(  # noqa: PLR0913 — the columns of a row, by name
    asks_for: AsksFor | str,
    *,
    by: Viewer,
    title: str = "",
    text: str = "",
    topic: Topic | None = None,
    option: Option | None = None,
    argument: Argument | None = None,
    other: Sayable | None = None,
    side: rules.Side | str | None = None,
    words: Mapping[str, str] | None = None,
    sources: str = "",
    reason: str = "",
    named: bool = True,
    for_others: bool = False,
    base: int | None = None,
    said_by: int | None = None,
) -> Suggestion:
    """Send the editors a suggestion; public from now on. Raises Refused.

    It is about `argument`, `option` or `topic`, the first given; a new topic stands under `topic`.
    `title`: the claim, option, topic, or what is wrong; else the heading of what it is about.
    `said_by`: the member whose words these are, if another's; they are credited.
    wording: better `words` by column, begun from revision `base`. place, merge: the `other` page.
    """
    asks_for = AsksFor(asks_for)
    about = argument or option or topic
    _allow_suggest(by, asks_for, about)
    title = title or _title(asks_for, about, other, words or {})
    began = _base(about, base) if asks_for is AsksFor.WORDING else None
    words = _better(about, words or {"text": text}, began) if about and began else words
    _check(asks_for, title, text, sources, other, words or {})
    made = Suggestion(
        asks_for=asks_for.value,
        **_pointers(topic, option, argument, other),
        side=rules.Side(side).value if side else None,
        base=began,
        title=title,
        text=text,
        words=dict(words or {}),
        html=linked(text, top=3, anchor="suggested-"),
        sources=sources,
        reason=reason,
        author_id=by.id,
        named=named,
        for_others=for_others,
        made_at=now(),
    )
    return _made(made, said_by, by)


def _made(suggestion: Suggestion, said_by: int | None, by: Viewer) -> Suggestion:
    db.session.add(suggestion)
    db.session.flush()
    if said_by is not None and said_by != by.id:
        db.session.add(SaidBy(suggestion_id=suggestion.id, member_id=said_by))
    events.record("suggestion.made", suggestion, actor_id=by.id, asks_for=suggestion.asks_for)
    return suggestion


def _allow_suggest(by: Viewer, asks_for: AsksFor, about: Sayable | None) -> None:
    open_already = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(Suggestion)
        .where(Suggestion.author_id == by.id, Suggestion.state.in_(rules.WAITING))
    )
    reason = rules.why_not_suggest(
        is_signed_in=by.is_signed_in,
        open_already=open_already or 0,
        most_open=house_rules.value("suggestion.most_open"),
    )
    reason = reason or rules.why_not_about(asks_for, about.kind if about else None)
    if reason:
        raise Refused(reason)


def _pointers(
    topic: Topic | None, option: Option | None, argument: Argument | None, other: Sayable | None
) -> dict[str, Any]:
    """The columns that say where it belongs, up to its topic."""
    option = option or (argument.option if argument else None)
    topic = topic or (option.topic if option else None)
    return {
        "topic_id": topic.id if topic else None,
        "option_id": option.id if option else None,
        "argument_id": argument.id if argument else None,
        "other_kind": other.kind if other else None,
        "other_id": other.id if other else None,
    }


def _title(
    asks_for: AsksFor, about: Sayable | None, other: Sayable | None, words: Mapping[str, str]
) -> str:
    """What it is called when its author gave it no name."""
    if about is None:
        return ""
    if asks_for is AsksFor.PLACE and other:
        return f"{about.heading}, under {other.heading} too"
    if stake := rules.stake_of(words.get("stakes", "")):
        return f"{stake.sort}: {stake.who}, {stake.amount}"
    if asks_for is AsksFor.MERGE and other:
        return f"{about.heading}, and {other.heading}"
    return about.heading


def _better(about: Sayable, words: Mapping[str, str], base: int) -> dict[str, str]:
    """The words that would change. Raises Refused when none would, or when they will not do."""
    then = words_then(about, base)
    changed = {name: text for name, text in words.items() if text != then.get(name, text)}
    if not changed:
        raise Refused("Nothing is different yet. Change the words, then send them.")
    for name, text in changed.items():
        reason = (
            rules.why_not_title(text, name, rules.LONGEST_CLAIM)
            if name in {"title", "claim"}
            else rules.why_not_detail(text, rules.LONGEST_TEXT)
        )
        if reason:
            raise Refused(reason)
    return changed


def _base(about: Sayable | None, base: int | None) -> int:
    """The revision better words began from: the one named if there is such, else the present."""
    newest = about.revision if about else 0
    return base if base and 0 < base <= newest else newest


def _check(
    asks_for: AsksFor,
    title: str,
    text: str,
    sources: str,
    other: Sayable | None,
    words: Mapping[str, str],
) -> None:
    if asks_for is AsksFor.WORDING:
        return
    most = {
        AsksFor.ARGUMENT: rules.LONGEST_CLAIM,
        AsksFor.OPTION: rules.LONGEST_TITLE,
        AsksFor.TOPIC: rules.LONGEST_TITLE,
    }.get(asks_for, LONGEST_HEADING)
    reason = (
        rules.why_not_title(title, most=most)
        or rules.why_not_detail(text)
        or rules.why_not_sourced(asks_for, sources)
    )
    if asks_for in {AsksFor.PLACE, AsksFor.MERGE} and other is None:
        reason = reason or "Say which other page you mean: its address or its title."
    if asks_for is AsksFor.COST:
        stakes = words.get("stakes", "")
        reason = reason or rules.why_not_stakes(stakes or "nothing said")
    if reason:
        raise Refused(reason)


def withdraw(suggestion: Suggestion, *, by: Viewer) -> None:
    """Take back one's own suggestion. Raises Refused."""
    db.session.refresh(suggestion, with_for_update=True)
    own = suggestion.author_id == by.id
    if reason := rules.why_not_withdraw(own=own, state=suggestion.state):
        raise Refused(reason)
    decide(suggestion, State.WITHDRAWN, "", by=by)


def answer(suggestion: Suggestion, text: str, *, by: Viewer) -> Remark:
    """Answer an editor's question about one's own suggestion; it waits for them again."""
    db.session.refresh(suggestion, with_for_update=True)
    reason = rules.why_not_answer(
        own=suggestion.author_id == by.id,
        state=suggestion.state,
        is_asked=suggestion.asked_at is not None,
    )
    if reason or not text.strip():
        raise Refused(reason or "Write your answer.")
    suggestion.asked_at = None
    return note(suggestion, text, by=by, event="suggestion.answered")


def support(suggestion: Suggestion, *, by: Viewer) -> Support:
    """Stand behind somebody's suggestion; counted once, never named. Raises Refused."""
    db.session.refresh(suggestion, with_for_update=True)
    reason = rules.why_not_support(
        is_member=by.is_member,
        own=suggestion.author_id == by.id,
        state=suggestion.state,
        already=_support(suggestion, by) is not None,
    )
    if reason:
        raise Refused(reason)
    assert by.id is not None  # noqa: S101 — a member is signed in
    made = Support(suggestion_id=suggestion.id, member_id=by.id, at=now())
    db.session.add(made)
    events.record("suggestion.supported", suggestion, actor_id=None)  # nobody learns who
    return made


def take_back_support(suggestion: Suggestion, *, by: Viewer) -> None:
    """Stand behind it no longer. Does nothing for someone who did not."""
    if row := _support(suggestion, by):
        db.session.delete(row)
        events.record("suggestion.support_ended", suggestion, actor_id=None)


def _support(suggestion: Suggestion, by: Viewer) -> Support | None:
    return db.session.get(Support, (suggestion.id, by.id)) if by.id else None
