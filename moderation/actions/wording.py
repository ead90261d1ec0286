"""The list of watched words: one steward proposes a change, another agrees to it or does not."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from accounts.access import Viewer
from accounts.rules import Power
from core.clock import now
from core.db import db
from core.errors import Refused, refuse_if
from deliberation.models import WordChange
from deliberation.queries.intake import listed_words
from deliberation.rules.intake.listed import Effect, why_not_list
from moderation.rules.reasons import Reason

MOST_WAITING = 50


@dataclass(frozen=True, slots=True)
class Proposed:
    """A change of the list as somebody proposes it."""

    word: str
    does: Effect
    reason: Reason
    why: str
    except_in: str = ""
    adds: bool = True


def why_not_keep_list(by: Viewer) -> str | None:
    """The reason this person may not change the list: it holds in the whole party."""
    if by.can(Power.MODERATE):
        return None
    return "The list of watched words is kept by the stewards of the whole party."


def propose(change: Proposed, *, by: Viewer) -> WordChange:
    """Put a change before another steward; nothing is watched for yet. Raises Refused."""
    refuse_if(why_not_keep_list(by))
    word = " ".join(change.word.split())
    listed = {one.word for one in listed_words()}
    refuse_if(why_not_list(word, len(listed)) if change.adds else None)
    if not change.adds and word not in listed:
        raise Refused("This word is not on the list.")
    if not change.why.strip():
        raise Refused("Say why in a sentence.")
    waiting = sa.select(sa.func.count()).where(WordChange.agreed.is_(None))
    if (db.session.scalar(waiting) or 0) >= MOST_WAITING:
        raise Refused("Many changes wait for a second steward. Answer some of them first.")
    made = WordChange(
        word=word,
        adds=change.adds,
        does=change.does.value,
        reason=change.reason.value,
        except_in="\n".join(line.strip() for line in change.except_in.splitlines() if line.strip()),
        why=change.why.strip(),
        proposed_by_id=by.id,
        proposed_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def answer(change: WordChange, *, agrees: bool, by: Viewer) -> None:
    """Agree to a change of the list, or not; another person than proposed it. Raises Refused."""
    refuse_if(why_not_keep_list(by))
    db.session.refresh(change, with_for_update=True)
    if change.proposed_by_id == by.id:
        raise Refused("You proposed this. The second must be another person.")
    if change.agreed is not None:
        raise Refused("Somebody has answered this already.")
    change.agreed, change.answered_by_id, change.answered_at = agrees, by.id, now()
