"""When the copies of what people wrote are due to go, and what of them goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.clock import now
from core.db import db
from moderation.actions import retention
from moderation.models import Appeal, Case, Decision
from moderation.rules.cases import SAFETY
from tests.make import Cast
from tests.moderation.conftest import Office

DAY = timedelta(days=1)


def decided(cast: Cast, kind: str = "report", **also: Any) -> tuple[Case, Decision]:
    """A case in which something was hidden today; `also` is said of the decision."""
    case = Case(
        kind=kind,
        state="decided",
        subject_kind="suggestion",
        subject_id=1,
        opened_at=now(),
        due_at=now(),
    )
    db.session.add(case)
    db.session.flush()
    made = Decision(
        case_id=case.id,
        action="hide",
        words="So.",
        made_at=now(),
        first_by_id=cast.chen,
        first_as="",
        **also,
    )
    db.session.add(made)
    db.session.flush()
    return case, made


def is_due(days: int) -> bool:
    return bool(list(retention.due(now() + days * DAY)))


@pytest.mark.parametrize("kind", sorted(SAFETY))
def test_what_endangers_somebody_is_kept_until_it_is_ended_whatever_was_decided(
    office: Office, cast: Cast, kind: str
) -> None:
    with office.open():
        case, _ = decided(cast, kind, reason="other")
        assert not is_due(9999)

        case.ended_at = now() + 1000 * DAY

        assert not is_due(1000 + 729)  # counted from when it was ended
        assert is_due(1000 + 731)


def test_what_was_reversed_is_kept_no_longer_than_what_was_left_alone(
    office: Office, cast: Cast
) -> None:
    with office.open():
        _, made = decided(cast, reason="spam")
        assert not is_due(184)

        made.overruled_at = now()

        assert is_due(184)


def test_what_somebody_wrote_in_their_appeal_goes_too(office: Office, cast: Cast) -> None:
    with office.open():
        case, made = decided(cast)
        appeal = Appeal(
            case_id=case.id, decision_id=made.id, by_id=cast.bola, words="I am ill.", made_at=now()
        )
        db.session.add(appeal)
        db.session.flush()

        retention.destroy(case)

        db.session.refresh(appeal)
        assert appeal.words == retention.GONE
