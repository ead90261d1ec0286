"""The page of a prompt: its sentence, its working, and each offer with its form."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template

from accounts.access import viewer
from core import house_rules
from deliberation.queries.meetings import to_choose
from deliberation.rules.quiet_rounds import why_not_open
from moderation.actions.cases import subject_of
from moderation.actions.steelmen import slot_on
from moderation.discussions.spots import Point, Spot, points_of, spot_of
from moderation.forms import CaseForm
from moderation.forms.prompting import FORMS, AgendaForm, AlsoSaidForm
from moderation.models import Case
from moderation.queries.cases import CasePage
from moderation.queries.prompts import prompt_of
from moderation.rules import questions, steelmen
from moderation.rules.offers import Offer, Words, offers_of

NOBODY_SAID_IT = "Nobody has said it here yet, so there is nothing to show."
NO_OPTION = "This is not about one option of a topic."


@dataclass(frozen=True, slots=True)
class Offered:
    """One offer on the page. `why_not` stands in the place of its form."""

    offer: Offer
    words: Words
    form: CaseForm
    why_not: str | None
    is_open: bool


def prompt_page(page: CasePage, refused: CaseForm | None) -> str:
    """The page; `refused` is the form that came back."""
    case = page.case
    spot = spot_of(subject_of(case))
    points = points_of(spot, case.figures.get("position", ""))
    offers = [
        _offered(offer, case, spot, points, refused)
        for offer in offers_of(case.figures.get("detector", ""))
    ]
    return render_template(
        "moderation/prompt.html",
        page=page,
        prompt=prompt_of(case),
        form=refused,
        offers=offers,
        points=points,
        longest_words=steelmen.LONGEST_WORDS,
        rule_words=house_rules.words,
    )


def _offered(
    offer: Offer, case: Case, spot: Spot, points: list[Point], refused: CaseForm | None
) -> Offered:
    kind = FORMS[offer]
    is_refused = isinstance(refused, kind)
    form = refused if isinstance(refused, kind) else _empty(offer, case, spot)
    meetings = _meetings(case) if isinstance(form, AgendaForm) else []
    if isinstance(form, AlsoSaidForm):
        form.point.choices = [(one.key, one.words) for one in points]
        form.point.data = form.point.data or _meant(case, points)
    if isinstance(form, AgendaForm):
        form.entry.choices = [("", "Choose"), *meetings]
    why_not = _why_not(offer, case, spot, can_show=bool(points), can_meet=bool(meetings))
    return Offered(offer, offer.words, form, why_not, is_refused)


def _empty(offer: Offer, case: Case, spot: Spot) -> CaseForm:
    position = case.figures.get("position", "")
    drafts = {
        Offer.QUESTION: {"words": questions.question(case.figures, spot.name)},
        Offer.QUIET: {"words": questions.quiet_question(spot.name)},
        Offer.EDITOR: {"words": questions.note_to_editor(position, spot.name), "side": position},
    }
    return FORMS[offer](prefix=str(offer), version=case.version, **drafts.get(offer, {}))


def _meant(case: Case, points: list[Point]) -> str | None:
    """The post that the prompt itself names."""
    number = case.figures.get("number")
    return next((one.key for one in points if number and one.number == number), None)


def _meetings(case: Case) -> list[tuple[str, str]]:
    clp_id = case.clp_id or viewer().clp_id
    if clp_id is None:
        return []
    found = to_choose([clp_id])
    return [(str(one["id"]), f"{one['title']}, {one['when']}") for one in found]


def _why_not(offer: Offer, case: Case, spot: Spot, *, can_show: bool, can_meet: bool) -> str | None:
    if offer is Offer.ALSO_SAID:
        return None if can_show else NOBODY_SAID_IT
    if offer is Offer.AGENDA:
        return None if can_meet else "No meeting of the CLP is in its calendar."
    if offer in (Offer.EDITOR, Offer.STEELMAN) and spot.option is None:
        return NO_OPTION
    if offer is Offer.STEELMAN and spot.option is not None:
        stands = slot_on(spot.option.id, case.figures.get("position", "")) is not None
        return steelmen.HAS_STOOD if stands else None
    if offer is Offer.QUIET and spot.thread is not None:
        is_open = spot.thread.quiet_until is not None
        return why_not_open(is_steward=True, is_closed=False, is_open=is_open)
    return None
