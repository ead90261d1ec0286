"""Reporting something, and what became of it."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from accounts.rules import Power
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.subjects import Subject, find
from core.web import done, found
from moderation import discussions
from moderation.actions.reporting import come_upon, report
from moderation.facts import why_not_report
from moderation.facts.reviewed import reviewed
from moderation.forms import LARGEST, ReportForm
from moderation.queries.decisions import report_of
from moderation.rules.reasons import CLAUSES, Reason
from moderation.rules.safety import EMERGENCY

bp = Blueprint("reports", __name__)


@bp.get("/reports/new")
@signed_in
def new() -> ResponseReturnValue:
    """The form to report something: one choice and one button."""
    form = ReportForm(request.args)
    return _form_page(found(_subject_of(form)), form)


@bp.post("/reports")
@signed_in
@limited("report")
@once
def create() -> ResponseReturnValue:
    """Report it."""
    form = ReportForm(request.form)
    subject = found(_subject_of(form))
    if form.validate():
        reason = Reason(form.reason.data)
        try:
            if form.own.data:
                case = come_upon(subject, viewer(), reason=reason)
                return done(url_for("moderation.cases.show", case_id=case.id))
            made = report(
                subject,
                viewer(),
                reason=reason,
                words=form.words.data or "",
                feels_unsafe=bool(form.unsafe.data),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(url_for("moderation.reports.show", report_id=made.id))
    return _form_page(subject, form), 422


@bp.get("/reports/<int:report_id>")
@signed_in
def show(report_id: int) -> ResponseReturnValue:
    """One's own report: its case number, by when somebody will look, and what became of it."""
    return render_template(
        "moderation/report.html", report=found(report_of(viewer(), report_id)), emergency=EMERGENCY
    )


def _subject_of(form: ReportForm) -> Subject | None:
    """What is to be reported, if this person can see it and it can be reported."""
    number = form.id.data or 0
    if form.kind.data not in discussions.REPORTABLE or not 0 < number <= LARGEST:
        return None
    subject = find(form.kind.data, number)
    if subject is None or subject.hidden_at or subject.audience not in viewer().audiences():
        return None
    return subject


def _form_page(subject: Subject, form: ReportForm) -> str:
    return render_template(
        "moderation/new_report.html",
        form=form,
        subject=subject,
        clauses=CLAUSES,
        refused=why_not_report(subject, viewer()),
        reviewed=reviewed(subject),
        may_open=viewer().can(Power.MODERATE, clp_id=subject.clp_of),
        emergency=EMERGENCY,
        answer_url=discussions.answer_url(subject),
    )
