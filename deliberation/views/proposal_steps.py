"""What moves a proposal on once it is out: support, the answer, becoming one with others."""

from __future__ import annotations

import re

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import may, signed_in, viewer
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import once
from core.limits import limited
from core.web import done, found
from deliberation.actions import answering, joinings, supporting
from deliberation.actions.proposals import is_author
from deliberation.forms.proposals import AnswerForm, JoinForm, ReasonForm, WordsForm
from deliberation.models import Joining, Proposal
from deliberation.queries import proposal_lists as lists
from deliberation.rules.proposals import Outcome
from deliberation.views import bp


def proposal_out(proposal_id: int) -> Proposal:
    """The proposal, if it is out and not hidden."""
    one = found(db.session.get(Proposal, proposal_id))
    found(one if one.published_at is not None and one.hidden_at is None else None)
    return one


@bp.post("/proposals/<int:proposal_id>/<any(support, unsupport):change>")
@signed_in
@limited("edit")
def support_proposal(proposal_id: int, change: str) -> ResponseReturnValue:
    """Stand behind a proposal, or no longer."""
    one = proposal_out(proposal_id)
    try:
        if change == "support":
            supporting.support(one, by=viewer())
        else:
            supporting.take_back_support(one, by=viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    said = "You support this. Nobody is told who does." if change == "support" else "Taken back."
    return done(one.url, said)


@bp.get("/proposals/<int:proposal_id>/answer")
@may(Power.ANSWER)
def answer_form(proposal_id: int) -> ResponseReturnValue:
    """The official answer, to be written."""
    one = proposal_out(proposal_id)
    if why_not := answering.why_not_answer(one, viewer()):
        abort(409, description=why_not)
    return _answer_page(one, AnswerForm())


@bp.post("/proposals/<int:proposal_id>/answer")
@may(Power.ANSWER)
@limited("edit")
@once
def create_answer(proposal_id: int) -> ResponseReturnValue:
    """Give the official answer."""
    one = proposal_out(proposal_id)
    form = AnswerForm(request.form)
    if form.validate():
        results = [line.strip() for line in (form.results.data or "").split("\n") if line.strip()]
        outcome = Outcome(form.outcome.data)
        try:
            answering.answer(one, outcome, form.reason.data or "", results, by=viewer())
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(one.url, "Answered. Its authors and those behind it are told.")
    return _answer_page(one, form), 422


def _answer_page(one: Proposal, form: AnswerForm) -> str:
    return render_template("deliberation/answer_proposal.html", proposal=one, form=form)


@bp.get("/proposals/<int:proposal_id>/join")
@signed_in
def join_form(proposal_id: int) -> ResponseReturnValue:
    """Which other one says the same, and should have this one as a part."""
    one = proposal_out(proposal_id)
    form = JoinForm(request.args)
    return render_template("deliberation/join_proposal.html", proposal=one, form=form)


@bp.post("/proposals/<int:proposal_id>/join")
@signed_in
@limited("edit")
@once
def ask_to_join(proposal_id: int) -> ResponseReturnValue:
    """Ask the authors of both."""
    one = proposal_out(proposal_id)
    form = JoinForm(request.form)
    try:
        into = _proposal_named(form.into.data or "")
        joining = joinings.ask_to_join(one, into, form.reason.data or "", by=viewer())
    except Refused as refused:
        form.refuse(refused)
        return render_template("deliberation/join_proposal.html", proposal=one, form=form), 422
    said = "They are one now." if joining.done_at else "The authors of both are asked."
    return done(one.url, said)


def _proposal_named(text: str) -> Proposal:
    """The proposal of this code or address. Raises Refused."""
    named = re.search(r"(?:/proposals/|\b[PRpr])(\d{1,9})\b", text)
    one = db.session.get(Proposal, int(named[1])) if named else None
    if one is None or one.published_at is None or one.hidden_at is not None:
        raise Refused("There is no such proposal. Give its code, like P17, or its address.")
    return one


@bp.post("/joinings/<int:joining_id>/<any(agree, refuse):change>")
@signed_in
@limited("edit")
def decide_joining(joining_id: int, change: str) -> ResponseReturnValue:
    """An author agrees that two become one, or is against it."""
    joining = found(db.session.get(Joining, joining_id))
    try:
        if change == "agree":
            joinings.agree(joining, by=viewer())
        else:
            joinings.refuse_joining(joining, by=viewer())
    except Refused as refused:
        abort(409, description=refused.sentence)
    one = db.session.get_one(Proposal, joining.from_id)
    return done(one.url, "You have agreed." if change == "agree" else "Both stay as they are.")


@bp.get("/proposals/<int:proposal_id>/part")
@signed_in
def part_form(proposal_id: int) -> ResponseReturnValue:
    """Why it is taken out again of what it became part of."""
    one = proposal_out(proposal_id)
    return render_template("deliberation/part_proposal.html", proposal=one, form=ReasonForm())


@bp.post("/proposals/<int:proposal_id>/part")
@signed_in
@limited("edit")
@once
def part_proposal(proposal_id: int) -> ResponseReturnValue:
    """Take it out again."""
    one = proposal_out(proposal_id)
    form = ReasonForm(request.form)
    try:
        joinings.part_again(one, form.reason.data or "", by=viewer())
    except Refused as refused:
        form.refuse(refused)
        return render_template("deliberation/part_proposal.html", proposal=one, form=form), 422
    return done(one.url, "It stands by itself again.")


@bp.get("/proposals/<int:proposal_id>/composite")
@signed_in
def composite_form(proposal_id: int) -> ResponseReturnValue:
    """Others like it, to choose; then (?part=…) the words of all of them, to make one text of."""
    one = proposal_out(proposal_id)
    found(one if is_author(one.id, viewer()) else None)
    chosen = _chosen(one)
    form = WordsForm(
        data={
            "title": one.title,
            "summary": one.summary,
            "text": "\n\n".join(part.text for part in chosen),
        }
    )
    return _composite_page(one, chosen, form)


def _chosen(one: Proposal) -> list[Proposal]:
    """This one and the others that were ticked."""
    numbers = [
        int(text) for text in request.values.getlist("part") if re.fullmatch(r"\d{1,9}", text)
    ]
    others = [proposal_out(number) for number in dict.fromkeys(numbers) if number != one.id]
    return [one, *others]


def _composite_page(one: Proposal, chosen: list[Proposal], form: WordsForm) -> str:
    others = lists.open_ones(one.sort, but=one.id, topic_id=one.topic_id)
    return render_template(
        "deliberation/composite.html",
        proposal=one,
        chosen=chosen,
        others=[] if len(chosen) > 1 else others,
        form=form,
    )


@bp.post("/proposals/<int:proposal_id>/composite")
@signed_in
@limited("post")
@once
def create_composite(proposal_id: int) -> ResponseReturnValue:
    """Draft the composite and ask everyone who moved one of its parts."""
    one = proposal_out(proposal_id)
    chosen = _chosen(one)
    form = WordsForm(request.form)
    words = (form.title.data or "", form.summary.data or "", form.text.data or "")
    try:
        made = joinings.composite(chosen, *words, by=viewer())
    except Refused as refused:
        db.session.rollback()
        form.refuse(refused)
        return _composite_page(proposal_out(proposal_id), _chosen(one), form), 422
    return done(made.url, "Drafted. It comes out when everyone who moved one of them has agreed.")
