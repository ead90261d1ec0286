"""The list of proposals, and each one's page, history and sheet of paper."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import viewer
from core import personal
from core.db import db
from core.forms import BaseForm
from core.pages import kept, leave
from core.web import found, number_asked, page_number
from deliberation.actions import proposals_held
from deliberation.forms.proposals import AuthorForm, TableForm
from deliberation.models import Proposal
from deliberation.queries import proposal_lists as lists
from deliberation.queries import proposals as queries
from deliberation.queries.proposal_trail import trail
from deliberation.queries.proposals import Row
from deliberation.rules.proposals import Sort, State
from deliberation.views import bp
from deliberation.views.proposal_acts import draft_acts
from wiki.models import Topic

personal.part("proposals", proposals_held.held_about)


@bp.get("/proposals")
@kept(lambda: ("proposals", "structure"))
def proposals() -> ResponseReturnValue:
    """Every proposal that is out, by state, kind, CLP and topic."""
    asked = _asked()
    rows, count, pages = lists.list_of(asked)
    topic = db.session.get(Topic, asked.topic_id) if asked.topic_id else None
    return render_template(
        "deliberation/proposals.html",
        proposals=rows,
        count=count,
        pages=pages,
        asked=asked,
        topic=topic if topic and topic.hidden_at is None else None,
        states=[("", "All"), *((one.value, one.words) for one in State if one is not State.DRAFT)],
        sorts=[("", "All"), (Sort.PROPOSAL, "Proposals"), (Sort.RESOLUTION, "Resolutions")],
        clps=[("", "All"), *lists.clps_with_resolutions()],
        query=partial(_query, asked),
    )


def _asked() -> lists.Asked:
    state, sort = request.args.get("state", ""), request.args.get("kind", "")
    return lists.Asked(
        state=state if state in set(State) - {State.DRAFT} else "",
        sort=sort if sort in set(Sort) else "",
        clp=request.args.get("clp", "")[:100].replace("\x00", ""),
        topic_id=number_asked("topic"),
        page=page_number(),
    )


def _query(asked: lists.Asked) -> str:
    """The filters as an address has them."""
    chosen = {
        "state": asked.state,
        "kind": asked.sort,
        "clp": asked.clp,
        "topic": asked.topic_id,
    }
    return urlencode({name: value for name, value in chosen.items() if value})


@bp.get("/proposals/<int:proposal_id>")
@kept(lambda proposal_id: (f"proposal:{proposal_id}", "structure"))
def proposal(proposal_id: int) -> ResponseReturnValue:
    """One proposal: its answer, words, support, amendments, and what happened to it."""
    shown = found(queries.proposal_shown(proposal_id))
    if shown["is_draft"]:
        leave()
        return draft_page(shown)
    if shown["is_hidden"]:
        return render_template("deliberation/hidden_proposal.html", proposal=shown)
    return proposal_page(shown)


def proposal_page(shown: Row) -> str:
    """A proposal that is out."""
    return render_template(
        "deliberation/proposal.html",
        proposal=shown,
        authors=[one for one in queries.authors(shown["id"]) if one["agreed_at"]],
        amendments=queries.amendments(shown["id"]),
        parts=queries.parts(shown["id"]),
        trail=trail(shown["id"]),
    )


def draft_page(shown: Row, forms: dict[str, BaseForm] | None = None) -> str:
    """A draft, for those who may see it; `forms` are the refused ones. 404 for anyone else."""
    acts = found(draft_acts(db.session.get_one(Proposal, shown["id"]), viewer()))
    empty = {"author": AuthorForm(), "table": TableForm()}
    given = {**empty, **(forms or {})}
    return render_template(
        "deliberation/proposal_draft.html",
        proposal=shown,
        authors=queries.authors(shown["id"]),
        joinings=lists.joinings_waiting(shown["id"]),
        acts=acts,
        forms=given,
        form=next(iter(forms.values())) if forms else None,
    )


@bp.get("/proposals/<int:proposal_id>/history")
@kept(lambda proposal_id: (f"proposal:{proposal_id}",))
def proposal_history(proposal_id: int) -> ResponseReturnValue:
    """Everything it has said since it came out."""
    shown = _out(proposal_id)
    return render_template(
        "deliberation/proposal_history.html",
        proposal=shown,
        versions=queries.versions(proposal_id),
    )


@bp.get("/proposals/<int:proposal_id>/print")
@kept(lambda proposal_id: (f"proposal:{proposal_id}",))
def proposal_sheet(proposal_id: int) -> ResponseReturnValue:
    """The proposal on paper, to read out or hand round."""
    shown = _out(proposal_id)
    return render_template(
        "deliberation/proposal_sheet.html",
        proposal=shown,
        authors=[one for one in queries.authors(proposal_id) if one["agreed_at"]],
    )


def _out(proposal_id: int) -> Row:
    """The proposal, if everybody may read it."""
    shown = found(queries.proposal_shown(proposal_id))
    found(None if shown["is_draft"] or shown["is_hidden"] else shown)
    return shown


@bp.app_template_global()
def proposals_of_clp(clp_id: int) -> list[Row]:
    """For a CLP's page: the resolutions it has tabled, changed last first. 1 statement."""
    return lists.of_clp(clp_id)


@bp.app_template_global()
def proposals_of(member_id: int) -> dict[str, list[Row]]:
    """For a member's own page: what they move, and what they stand behind. 2 statements."""
    return {"own": lists.own(member_id), "supported": lists.supported_by(member_id)}
