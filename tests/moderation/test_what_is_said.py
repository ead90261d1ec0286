from datetime import UTC, datetime

import pytest

from moderation.detectors.view_gap import ViewGap
from moderation.rules import sentences
from moderation.rules.cases import Action, CaseKind, is_urgent
from moderation.rules.prompts import view_gap
from moderation.rules.reasons import CLAUSES, Dismissal, Reason, why_not_without_words

THIRD_OF_MARCH = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.1, "one in ten"), (0.41, "two in five"), (0.52, "half"), (0.66, "two in three")],
)
def test_shares_are_said_in_bands(share: float, words: str) -> None:
    assert sentences.about(share) == words


def test_the_prompt_says_what_it_saw_in_one_breath() -> None:
    said = view_gap.sentence(ViewGap("against", 24, 60, 1, 20, 2).figures)

    assert said == (
        "About two in five of the members who took a side in the straw poll are against, "
        "but only 1 of the 20 people who took a side in the discussion argues against."
    )
    assert "24" not in said  # a share of ballots, never their number


def test_silence_is_said_in_words() -> None:
    assert "but none of the 20 people" in view_gap.sentence(
        ViewGap("for", 24, 60, 0, 20, 2).figures
    )


def test_the_tombstone_names_the_rule() -> None:
    assert sentences.tombstone(Reason.PERSONAL_ABUSE, THIRD_OF_MARCH) == (
        "Hidden by moderators on 3 March 2026: personal abuse (rule 1)."
    )
    assert "pending a second opinion" in sentences.tombstone(
        Reason.PERSONAL_ABUSE, THIRD_OF_MARCH, pending=True
    )


def test_every_reason_is_a_rule_and_every_kind_and_action_has_its_words() -> None:
    assert set(CLAUSES) == set(Reason)
    assert all(reason.label and reason.rule for reason in Reason)
    assert all(kind.label for kind in CaseKind)
    assert all(action.label for action in Action)
    assert all(dismissal.label for dismissal in Dismissal)


def test_no_reason_is_an_opinion() -> None:
    assert not {"misinformation", "extreme_view"} & set(Reason)


def test_other_must_be_explained() -> None:
    assert why_not_without_words(Reason.OTHER, "  ")
    assert why_not_without_words(Dismissal.OTHER, "")
    assert why_not_without_words(Reason.OTHER, "It is a copy of a paid article.") is None
    assert why_not_without_words(Reason.SPAM, "") is None


def test_a_threat_among_other_reasons_is_urgent() -> None:
    assert is_urgent([Reason.SPAM, Reason.THREAT])
    assert not is_urgent([Reason.SPAM])
