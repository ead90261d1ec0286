"""T8 and T10: somebody looks at every page and file each minute while people vote."""

import re
from datetime import timedelta

import pytest

from core import clock, jobs
from core.clock import now
from core.db import db
from tests import make
from tests.browser import Browser
from tests.files import content, contents
from tests.voting.hall import person
from voting.actions import votes
from voting.methods.support_scale import Answer

NAME = r'name="(?:csrf_token|form_key)"'
VALUE = r'value="[^"]*"'
TOKENS = re.compile(rf"{NAME}[^>]*{VALUE}|{VALUE}[^>]*{NAME}")
PAGES = (
    "/", "/polls", "{poll}", "{poll}/results", "{poll}/results.json", "{poll}/results.csv",
    "/topics/school-meals", "/clps", "/log", "/search?q=meals", "/status",
)  # fmt: skip
STAFF = ("gwen", "hari", "dilys")
MINUTES = 4


def pages_of(hall, viewers) -> dict[tuple[str, str], str]:
    """Every page as each viewer sees it, without the tokens of forms."""
    return {
        (name, page): TOKENS.sub("", client.get(page.format(poll=hall.url)).text)
        for name, client in viewers.items()
        for page in PAGES
    }


@pytest.fixture
def viewers(app, hall):
    people = {name: Browser(app, member_id=getattr(hall.cast, name)).client for name in STAFF}
    return {"visitor": app.test_client(), **people}


def test_no_page_of_anybody_changes_while_people_vote_change_withdraw_and_join(hall, app, viewers):
    """Each simulated minute; ballots are mixed and the worker works meanwhile."""
    start = now().replace(hour=9, minute=0, second=0, microsecond=0)
    with clock.freeze(start):
        jobs_done(app)
        jobs_done(app)  # what the first made is indexed
        before = pages_of(hall, viewers)
    codes = []
    for minute in range(1, MINUTES + 1):
        with clock.freeze(start + timedelta(minutes=minute)):
            voters = hall.members[(minute - 1) * 6 : minute * 6]
            codes += [(member, hall.vote(member, Answer.STRONGLY_AGAINST)) for member in voters]
            member, code = codes[minute]
            with app.app_context():
                if minute % 3 == 0:
                    votes.withdraw(person(member), code, now())
                elif minute % 2 == 0:
                    votes.change(code, Answer.FOR.value, now())
                db.session.rollback()
            jobs_done(app)
            after = pages_of(hall, viewers)
        changed = [where for where, page in after.items() if page != before[where]]
        assert changed == []

    assert hall.sizes().ballots > 20


def test_turnout_moves_in_large_steps_and_once_a_day(hall, app):
    start = now().replace(hour=9, minute=0, second=0, microsecond=0)
    seen = []
    for day in range(3):
        for hour in (0, 6):
            with clock.freeze(start + timedelta(days=day, hours=hour)):
                first = day * 12 + hour
                hall.vote_all(hall.members[first : first + 6])
                jobs_done(app)
                with app.app_context():
                    seen.append((day, hall.poll().turnout_shown))

    assert {shown % 25 for _, shown in seen} == {0}
    assert len(set(seen)) == 3  # one number a day, and no other during it
    assert max(shown for _, shown in seen) == 25


def jobs_done(app) -> None:
    with app.app_context():
        jobs.work_once()


def test_who_joined_after_the_opening_changes_no_group_and_cannot_vote(hall, app, viewers):
    with clock.freeze(now()):
        before = pages_of(hall, {"visitor": viewers["visitor"]})
        with app.app_context():
            make.member(clp_id=hall.cast.ashford)
            db.session.commit()
        after = pages_of(hall, {"visitor": viewers["visitor"]})

    assert {page for (_, page), text in after.items() if before["visitor", page] != text} <= {
        "/clps"  # which counts members, and knows of no poll
    }


# -- T8 -------------------------------------------------------------------------------------


def test_no_file_but_the_box_is_made_or_written_when_people_vote(hall, app):
    folder = app.extensions["settings"].data_path

    def files() -> dict[str, bytes]:
        return {
            name: content
            for name, content in contents(folder).items()
            if not name.startswith("folkmoot.db")
        }

    hall.vote(hall.members[0])
    before = files()
    hall.vote_all(hall.members[1:])
    after = files()

    changed = {name for name, content in after.items() if before.get(name) != content}
    assert before.keys() == after.keys()
    assert all(name.startswith("boxes/") for name in changed)


def test_a_withdrawn_ballot_is_wiped_from_the_file_at_once(sqlite_poll):
    box = sqlite_poll.booth.box
    made = [sqlite_poll.vote(member)[1] for member in range(20)]
    box.mix()
    mine = [box.find(tracker) for tracker, _ in box.sealed()]

    for member, code in enumerate(made[:10]):
        assert sqlite_poll.booth.withdraw(member, code)
    with box._connection() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    stored = content(box.path)
    assert sum(copy in stored for copy in mine) == 10
