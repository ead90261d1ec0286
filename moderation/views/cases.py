"""The queue, and what a steward does with a report or an appeal."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import viewer
from core import house_rules
from core.forms import once
from core.web import number_asked, page_number
from moderation import forms
from moderation.actions import bulk, judging, panels, pool, seats
from moderation.models import Case
from moderation.queries.queue import (
    AGES,
    WAITS,
    Counts,
    Filter,
    asked_of,
    clps_of,
    queue_of,
)
from moderation.rules.cases import SORT_ORDER, Action, CaseKind
from moderation.views.case_page import QUEUE, answer, case_of, judges, page_of

bp = Blueprint("cases", __name__)


@bp.get(QUEUE)
@judges
def queue() -> ResponseReturnValue:
    """What waits for this steward."""
    chosen = Filter(
        kind=_one_of("kind", {str(kind): "" for kind in CaseKind}),
        clp_id=number_asked("clp"),
        wait=_one_of("wait", WAITS),
        days=number_asked("days") if number_asked("days") in AGES else 0,
    )
    shown = queue_of(viewer(), chosen, page_number())
    return render_template(
        "moderation/queue.html",
        queue=shown,
        chosen=chosen,
        kinds=[(str(kind), _with_count(kind, shown.counts)) for kind in CaseKind],
        clps=clps_of(viewer()),
        waits=[*WAITS.items()],
        ages=[*AGES.items()],
        sort_order=SORT_ORDER,
        here=f"{QUEUE}?{urlencode(asked_of(chosen))}&",
    )


def _one_of(name: str, known: Mapping[str, str]) -> str:
    asked = request.args.get(name, "")
    return asked if asked in known else ""


def _with_count(kind: CaseKind, counts: Counts) -> str:
    return f"{kind.label} ({counts.kinds.get(str(kind), 0):,})"


@bp.get("/cases/<int:case_id>")
@judges
def show(case_id: int) -> ResponseReturnValue:
    """One case: what was reported or seen, and what can be done."""
    return page_of(case_of(case_id))


@bp.post("/cases/<int:case_id>/claims")
@judges
def claim(case_id: int) -> ResponseReturnValue:
    """Take the case for a while."""
    case = case_of(case_id)
    form = forms.CaseForm(request.form)
    return answer(
        case,
        form,
        lambda: judging.claim(case, viewer(), version=form.version.data or 0),
        said=f"Yours for {house_rules.words('case.lease_minutes')}.",
        to=url_for("moderation.cases.show", case_id=case_id),
    )


@bp.post("/cases/<int:case_id>/releases")
@judges
def release(case_id: int) -> ResponseReturnValue:
    """Give the case back."""
    case = case_of(case_id)
    form = forms.CaseForm(request.form)
    return answer(
        case,
        form,
        lambda: judging.release(case, viewer(), version=form.version.data or 0),
        said="Given back.",
    )


@bp.post("/cases/<int:case_id>/decisions")
@judges
@once
def decide(case_id: int) -> ResponseReturnValue:
    """Decide it: what is done to it, and along with that."""
    case = case_of(case_id)
    form = forms.DecisionForm(request.form)
    form.offer(CaseKind(case.kind), release=True)  # the action says why not
    return answer(
        case,
        form,
        lambda: judging.decide(
            case,
            viewer(),
            version=form.version.data or 0,
            action=Action(form.action.data),
            reason=form.chosen_reason,
            words=form.words.data or "",
            terms=bulk.with_posts(case, form.terms(), form.numbers()),
            also=form.also(),
        ),
    )


@bp.post("/cases/<int:case_id>/seconds")
@judges
@once
def second(case_id: int) -> ResponseReturnValue:
    """Give the second opinion."""
    case = case_of(case_id)
    form = forms.SecondForm(request.form)
    return answer(
        case,
        form,
        lambda: judging.sign_second(
            case,
            viewer(),
            version=form.version.data or 0,
            agrees=form.agrees.data == "yes",
            words=form.words.data or "",
        ),
    )


@bp.post("/cases/<int:case_id>/judgements")
@judges
@once
def judge_appeal(case_id: int) -> ResponseReturnValue:
    """Vote on an appeal."""
    case = case_of(case_id)
    form = forms.JudgeAppealForm(request.form)
    return answer(
        case,
        form,
        lambda: panels.vote(
            case,
            viewer(),
            version=form.version.data or 0,
            action=Action(form.action.data),
            words=form.words.data or "",
        ),
    )


@bp.post("/cases/<int:case_id>/declines")
@judges
@once
def decline(case_id: int) -> ResponseReturnValue:
    """Give back what the lot gave."""
    case = case_of(case_id)
    form = forms.CaseForm(request.form)
    return answer(case, form, lambda: _decline(case), said="Somebody else is drawn.")


def _decline(case: Case) -> None:
    if case.kind == CaseKind.APPEAL:
        panels.decline(case, viewer())
    else:
        seats.decline(case, viewer(), pool.draw_again)
