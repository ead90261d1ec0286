"""The public log of the structure, undoing, and what editors should look at."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.access import may, viewer
from accounts.rules import Power
from core.db import db
from core.errors import Refused
from core.forms import BaseForm, once
from core.pages import kept
from core.web import done, found, page_number
from wiki import actions, queries
from wiki.models import StructureChange
from wiki.views.blueprint import bp


@bp.get("/topics/structure")
@kept(lambda: ("structure", "outline"))
def structure_log() -> ResponseReturnValue:
    """What editors did to the structure of the wiki, newest first."""
    return _log_page(None)


def _log_page(refused: BaseForm | None) -> str:
    page = page_number()
    changes = queries.structure_log(page=page)
    return render_template(
        "wiki/structure_log.html",
        changes=changes[: queries.LOG_PAGE],
        more=len(changes) > queries.LOG_PAGE,
        page=page,
        form=refused,
    )


@bp.post("/topics/structure/<int:change_id>/undo")
@may(Power.EDIT_WIKI)
@once
def undo_change(change_id: int) -> ResponseReturnValue:
    """Put the structure back as it was before this change, if nothing stands in the way."""
    change = found(db.session.get(StructureChange, change_id))
    try:
        actions.undo(change, by=viewer())
    except Refused as refused:
        db.session.rollback()
        form = BaseForm()
        form.refuse(refused)
        return _log_page(form), 422
    return done("/topics/structure", "Undone. That stands in the log too, and can be undone.")


@bp.get("/topics/unfiled")
@kept(lambda: ("structure", "outline"))
def unfiled() -> ResponseReturnValue:
    """Topics that stand nowhere: found here until an editor files them."""
    return render_template("wiki/unfiled.html", topics=queries.unfiled())


@bp.get("/topics/filing")
@kept(lambda: ("structure", "outline"))
def filing() -> ResponseReturnValue:
    """What editors should look at: same titles, mirrors, crowded and scattered topics."""
    return render_template(
        "wiki/filing.html",
        unfiled=queries.unfiled(),
        same_titles=queries.same_titles(),
        mirrors=queries.mirrors(),
        crowded=queries.crowded(),
        scattered=queries.scattered(),
    )
