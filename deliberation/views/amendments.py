"""Amendments: made from the words of a proposal, shown as differences, decided by its authors."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import signed_in, viewer
from accounts.models import Member
from core import text as words_of
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found, number_asked
from deliberation.actions import amendments as actions
from deliberation.actions import supporting
from deliberation.actions.proposals import is_author
from deliberation.forms.proposals import AmendForm, ReasonForm
from deliberation.models import Amendment, AmendmentSupport, Proposal, ProposalVersion
from deliberation.rules.amendments import AmendmentState
from deliberation.views import bp
from deliberation.views.proposal_steps import proposal_out


@bp.get("/proposals/<int:proposal_id>/amend")
@signed_in
def amend_form(proposal_id: int) -> ResponseReturnValue:
    """The words of the proposal, to be changed; ?again= puts in what an amendment wanted."""
    one = proposal_out(proposal_id)
    form = AmendForm(data={"summary": one.summary, "text": one.text, "base": str(one.revision)})
    earlier = db.session.get(Amendment, number_asked("again")) if number_asked("again") else None
    if earlier is not None and earlier.proposal_id == one.id:
        summary, text = actions.merged(one, earlier)
        form.summary.data, form.text.data = summary.text, text.text
        form.reason.data = earlier.reason
    return _form_page(one, form)


@bp.post("/proposals/<int:proposal_id>/amend")
@signed_in
@limited("suggest")
@once
def create_amendment(proposal_id: int) -> ResponseReturnValue:
    """Send the amendment to the authors."""
    one = proposal_out(proposal_id)
    form = AmendForm(request.form)
    words = (form.summary.data or "", form.text.data or "", form.reason.data or "")
    try:
        made = actions.amend(one, *words, by=viewer(), base=form.base_number)
    except Refused as refused:
        db.session.rollback()
        form.refuse(refused)
        return _form_page(one, form), 422
    accepted = made.state == AmendmentState.ACCEPTED
    return done(made.url, "The text is changed." if accepted else "Sent to the authors.")


def _form_page(one: Proposal, form: AmendForm) -> str:
    return render_template("deliberation/amend.html", proposal=one, form=form)


@bp.get("/amendments/<int:amendment_id>")
def amendment(amendment_id: int) -> ResponseReturnValue:
    """What an amendment changes and why, who agrees, and what became of it."""
    return amendment_page(_amendment(amendment_id), ReasonForm())


def _amendment(amendment_id: int) -> Amendment:
    return found(db.session.get(Amendment, amendment_id))


def amendment_page(one: Amendment, form: ReasonForm) -> str:
    """The page of an amendment; `form` is the one with which it is refused."""
    proposal = db.session.get_one(Proposal, one.proposal_id)
    found(proposal if proposal.hidden_at is None else None)
    waits_for = actions.waits_for(one) if one.state == AmendmentState.OPEN else []
    author = is_author(proposal.id, viewer())
    return render_template(
        "deliberation/amendment.html",
        amendment=one,
        proposal=proposal,
        state=AmendmentState(one.state),
        names=_names(one),
        changes=_changes(one),
        clashes=one.state == AmendmentState.OPEN and _clashes(proposal, one),
        waits_for=len(waits_for),
        is_author=author,
        may_agree=author and viewer().id in waits_for,
        supports=_supports(one),
        form=form,
    )


def _names(one: Amendment) -> dict[str, str]:
    decider = db.session.get(Member, one.decided_by_id) if one.decided_by_id else None
    return {
        "author": db.session.get_one(Member, one.author_id).name,
        "decider": decider.name if decider else "",
    }


def _changes(one: Amendment) -> dict[str, str]:
    """What it changes in the words it was made from."""
    base = db.session.get_one(ProposalVersion, (one.proposal_id, one.base))
    pairs = {"Summary": (base.summary, one.summary), "Text": (base.text, one.text)}
    return {name: words_of.word_diff(*pair) for name, pair in pairs.items() if pair[0] != pair[1]}


def _clashes(proposal: Proposal, one: Amendment) -> bool:
    return not all(merged.is_clean for merged in actions.merged(proposal, one))


def _supports(one: Amendment) -> bool:
    by = viewer().id
    return by is not None and db.session.get(AmendmentSupport, (one.id, by)) is not None


@bp.post("/amendments/<int:amendment_id>/<any(support, unsupport, agree, withdraw):change>")
@signed_in
@limited("edit")
def change_amendment(amendment_id: int, change: str) -> ResponseReturnValue:
    """Stand behind an amendment or no longer; agree to it as an author; take back one's own."""
    one = _amendment(amendment_id)
    act, said = {
        "support": (supporting.support_amendment, "You support this."),
        "unsupport": (supporting.take_back_amendment_support, "Taken back."),
        "agree": (actions.agree, "You have agreed."),
        "withdraw": (actions.take_back, "Withdrawn."),
    }[change]
    try:
        act(one, by=viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    return done(one.url, said)


@bp.post("/amendments/<int:amendment_id>/refuse")
@signed_in
@limited("edit")
@once
def refuse_amendment(amendment_id: int) -> ResponseReturnValue:
    """An author refuses an amendment, with a reason."""
    one = _amendment(amendment_id)
    form = ReasonForm(request.form)
    try:
        actions.refuse(one, form.reason.data or "", by=viewer())
    except Refused as refused:
        db.session.rollback()
        form.refuse(refused)
        return amendment_page(one, form), 422
    return done(one.url, "Refused. Its author sees your reason.")
