"""Where two prompts wait, the discussion itself says that it could go to a meeting."""

from accounts.access import Viewer
from core import versions
from core.db import db
from deliberation.actions import start_thread
from deliberation.rules import Where
from moderation.actions.cases import case_on
from moderation.rules.cases import CaseKind
from wiki.models import Option


def test_two_prompts_suggest_a_meeting_and_one_does_not(app, place, cast, sign_in):
    with app.app_context():
        by = Viewer(id=cast.bola, clp_id=cast.ashford, on_roll=True)
        thread = start_thread("T", "Text.", by=by, where=Where(option_id=place.option)).id
        option = db.session.get_one(Option, place.option)
        case_on(option, CaseKind.PROMPT, aspect="view_gap:for", figures={})
        db.session.commit()
    ada, address = sign_in(cast.ada), f"/threads/{thread}"
    assert "More than one view is missing" not in ada.get(address).text
    with app.app_context():
        option = db.session.get_one(Option, place.option)
        case_on(option, CaseKind.PROMPT, aspect="view_gap:against", figures={})
        versions.move_on([f"thread:{thread}"])
        db.session.commit()

    assert "More than one view is missing" in ada.get(address).text
