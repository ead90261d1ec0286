"""The queue, and everything a steward does with a case."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core.errors import Refused
from core.forms import once
from core.web import done, found
from moderation import forms
from moderation.actions import appealing, judging, prompting
from moderation.actions.cases import Stale
from moderation.models import Case
from moderation.queries import cases, prompts
from moderation.queries.queue import Filter, clps_of, queue_of
from moderation.rules.cases import SORT_ORDER, Action, CaseKind
from moderation.rules.reasons import Dismissal, Reason

bp = Blueprint("cases", __name__)
QUEUE = "/moderation"


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
    return _page(_case(case_id))


@bp.post("/cases/<int:case_id>/claims")
@may(Power.MODERATE)
def claim(case_id: int) -> ResponseReturnValue:
    """Take the case for half an hour."""
    case = _case(case_id)
    form = forms.CaseForm(request.form)
    return _answer(
        case,
        form,
        lambda: judging.claim(case, viewer(), version=form.version.data or 0),
        said="Yours for half an hour.",
        to=url_for("moderation.cases.show", case_id=case_id),
    )


@bp.post("/cases/<int:case_id>/releases")
@may(Power.MODERATE)
def release(case_id: int) -> ResponseReturnValue:
    """Give the case back."""
    case = _case(case_id)
    form = forms.CaseForm(request.form)
    return _answer(
        case,
        form,
        lambda: judging.release(case, viewer(), version=form.version.data or 0),
        said="Given back.",
    )


@bp.post("/cases/<int:case_id>/decisions")
@may(Power.MODERATE)
@once
def decide(case_id: int) -> ResponseReturnValue:
    """Leave it or hide it."""
    case = _case(case_id)
    form = forms.DecisionForm(request.form)
    return _answer(
        case,
        form,
        lambda: judging.decide(
            case,
            viewer(),
            version=form.version.data or 0,
            action=Action(form.action.data),
            reason=Reason(form.reason.data) if form.reason.data else None,
            words=form.words.data or "",
        ),
    )


@bp.post("/cases/<int:case_id>/seconds")
@may(Power.MODERATE)
@once
def second(case_id: int) -> ResponseReturnValue:
    """Give the second opinion."""
    case = _case(case_id)
    form = forms.SecondForm(request.form)
    return _answer(
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
    """Decide an appeal."""
    case = _case(case_id)
    form = forms.JudgeAppealForm(request.form)
    return _answer(
        case,
        form,
        lambda: appealing.decide_appeal(
            case,
            viewer(),
            version=form.version.data or 0,
            action=Action(form.action.data),
            words=form.words.data or "",
        ),
    )


@bp.post("/cases/<int:case_id>/questions")
@may(Power.MODERATE)
@once
def ask_question(case_id: int) -> ResponseReturnValue:
    """Ask the neutral question in the discussion."""
    case = _case(case_id)
    form = forms.QuestionForm(request.form, prefix="question")
    return _answer(
        case,
        form,
        lambda: prompting.ask_question(
            case, viewer(), version=form.version.data or 0, words=form.words.data or ""
        ),
        said="The question is asked.",
    )


@bp.post("/cases/<int:case_id>/suggestions")
@may(Power.MODERATE)
@once
def ask_editor(case_id: int) -> ResponseReturnValue:
    """Ask the editors for the missing argument."""
    case = _case(case_id)
    form = forms.EditorForm(request.form, prefix="editor")
    return _answer(
        case,
        form,
        lambda: prompting.ask_editor(
            case, viewer(), version=form.version.data or 0, words=form.words.data or ""
        ),
        said="The editors are asked.",
    )


@bp.post("/cases/<int:case_id>/dismissals")
@may(Power.MODERATE)
@once
def dismiss(case_id: int) -> ResponseReturnValue:
    """Put a prompt aside."""
    case = _case(case_id)
    form = forms.DismissalForm(request.form, prefix="dismissal")
    return _answer(
        case,
        form,
        lambda: prompting.dismiss(
            case,
            viewer(),
            version=form.version.data or 0,
            reason=Dismissal(form.reason.data),
            words=form.words.data or "",
        ),
    )


def _case(case_id: int) -> Case:
    return found(cases.case_seen_by(viewer(), case_id))


def _answer(
    case: Case,
    form: forms.CaseForm,
    act: Callable[[], object],
    *,
    said: str = "Decided.",
    to: str = QUEUE,
) -> ResponseReturnValue:
    """Act on a valid form and go on; 422 when refused, 409 when somebody was faster."""
    if form.validate():
        try:
            act()
        except Stale as stale:
            abort(409, description=stale.sentence)
        except Refused as refused:
            form.refuse(refused)
        else:
            left = queue_of(viewer(), Filter()).total
            return done(to, f"{said} {left} left." if to == QUEUE else said)
    return _page(case, form), 422


def _page(case: Case, form: forms.CaseForm | None = None) -> str:
    """The case's page; `form` is the one that was refused."""
    shown = cases.case_page(case, viewer())
    if shown.kind is CaseKind.PROMPT:
        return render_template(
            "moderation/prompt.html",
            page=shown,
            prompt=prompts.prompt_of(case),
            form=form,
            forms=_prompt_forms(case, form),
        )
    return render_template(
        "moderation/case.html", page=shown, form=form, decision_form=_decision_form(shown, form)
    )


def _decision_form(page: cases.CasePage, refused: forms.CaseForm | None) -> forms.CaseForm:
    if refused is not None:
        return refused
    version = page.case.version
    if page.pending is not None:
        return forms.SecondForm(version=version)
    if page.kind is CaseKind.APPEAL:
        return forms.JudgeAppealForm(version=version)
    return forms.DecisionForm(version=version)


def _prompt_forms(case: Case, refused: forms.CaseForm | None) -> dict[str, forms.CaseForm]:
    words = prompts.drafts_of(case)
    made: dict[str, forms.CaseForm] = {
        "question": forms.QuestionForm(
            prefix="question", version=case.version, words=words.question
        ),
        "editor": forms.EditorForm(prefix="editor", version=case.version, words=words.note),
        "dismissal": forms.DismissalForm(prefix="dismissal", version=case.version),
    }
    for name, usual in made.items():
        if isinstance(refused, type(usual)):
            made[name] = refused
    return made
