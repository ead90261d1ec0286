"""The printed digest: what an officer posts to members of the CLP who do not read mail."""

from __future__ import annotations

from io import BytesIO

import sqlalchemy as sa
from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.models import Clp
from accounts.rules import Power
from core.clock import now
from core.db import db
from core.limits import limited
from core.web import found
from deliberation.queries.printed import printed
from deliberation.views import bp
from wiki.briefing import paper, pdf


@bp.get("/clps/<slug>/printed")
@may(Power.NOTICES)
@limited("briefing")
def printed_digest(slug: str) -> ResponseReturnValue:
    """The digest of a CLP as a page to be printed."""
    return _page(_clp(slug), style="")


@bp.get("/clps/<slug>/printed.pdf")
@may(Power.NOTICES)
@limited("pdf")
def printed_digest_as_pdf(slug: str) -> ResponseReturnValue:
    """The same as a PDF."""
    if not pdf.is_there():
        abort(404, description="This site cannot make PDFs. Print the page with your browser.")
    clp = _clp(slug)
    try:
        made = pdf.pdf_of(_page(clp, style=paper.style(clp.name)))
    except pdf.Busy:
        abort(503, description="Others are waiting for a PDF now. Please try again in a minute.")
    answer = Response(BytesIO(made), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f"attachment; filename={clp.slug}-{now():%Y-%m}.pdf"
    return answer


def _page(clp: Clp, *, style: str) -> str:
    return render_template(
        "deliberation/printed.html",
        title=f"News from {clp.name}",
        clp=clp,
        digest=printed(clp),
        made_at=now(),
        style=style,
        pdf=pdf.is_there(),
        topic_id=0,
    )


def _clp(slug: str) -> Clp:
    """The CLP, if this person is an officer there."""
    clp = found(db.session.scalar(sa.select(Clp).where(Clp.slug == slug)))
    if not viewer().can(Power.NOTICES, clp_id=clp.id):
        abort(403, description="Officers print the digest of their own CLP.")
    return clp
