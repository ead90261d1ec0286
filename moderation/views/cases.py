"""The queue, and what a steward does with a report or an appeal."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core import house_rules
from core.forms import once
from moderation import forms
from moderation.actions import bulk, judging, panels, pool, seats
from moderation.models import Case
from moderation.queries.queue import Filter, clps_of, queue_of
from moderation.rules.cases import SORT_ORDER, Action, CaseKind
from moderation.views.case_page import QUEUE, answer, case_of, page_of

bp = Blueprint("cases", __name__)


@bp.get(QUEUE)
@may(Power.MODERATE)
def queue() -> ResponseReturnValue:
    """What waits for this steward."""
    chosen = Filter(
        kind=request.args.get("kind", ""),
        clp_id=min(request.args.get("clp", 0, type=int), forms.LARGEST),
        wait=request.args.get("wait", ""),
    )
    return render_template(
        "moderation/queue.html",
        queue=queue_of(viewer(), chosen),
        chosen=chosen,
        kinds=[(str(kind), kind.label) for kind in CaseKind],
        clps=clps_of(viewer()),
        sort_order=SORT_ORDER,
    )


@bp.get("/cases/<int:case_id>")
@may(Power.MODERATE)
def show(case_id: int) -> ResponseReturnValue:
    """One case: what was reported or seen, and what can be done."""
    return page_of(case_of(case_id))


@bp.post("/cases/<int:case_id>/claims")
@may(Power.MODERATE)
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
@may(Power.MODERATE)
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
@may(Power.MODERATE)
@once
def decide(case_id: int) -> ResponseReturnValue:
    """Decide it: what is done to it, and along with that."""
    case = case_of(case_id)
    form = forms.DecisionForm(request.form)
    form.offer(CaseKind(case.kind))
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
@may(Power.MODERATE)
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
@may(Power.MODERATE)
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
@may(Power.MODERATE)
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
