"""Paper votes as officers, witnesses and members see them: forms only, step by step."""

import hashlib
import io
import re
from datetime import timedelta

import pytest

from accounts.rules import Role
from core import clock, jobs, mail
from core.db import db
from tests import make
from tests.voting.paper_table import SPLIT, ashford, number_of
from voting.actions import polls
from voting.actions.paper import doubts
from voting.envelopes import Envelopes
from voting.models import PaperBatch, PaperDoubt, PaperRecount
from voting.rules import State
from voting.site import booth_of


@pytest.fixture
def room(hall, app):
    """The hall, with an officer of each CLP on the register."""
    with app.app_context():
        make.grant(hall.cast.gwen, Role.OFFICER, hall.cast.brambleton)
        db.session.commit()
    return hall


def numbers(app, member_ids) -> str:
    with app.app_context():
        return "\n".join(number_of(member_id) for member_id in member_ids)


def batch_at_work(room, app, envelopes: int = 10) -> int:
    """A batch of so many envelopes of Ashford Vale, past registering."""
    with app.app_context():
        table = ashford(room)
        batch_id = table.begin()
        table.register(batch_id, room.members[:envelopes])
        table.finish(batch_id)
    return batch_id


def test_two_people_bring_paper_votes_into_the_result_with_forms_alone(room, app, sign_in):
    farah, bola = sign_in(room.cast.farah), sign_in(room.cast.bola)
    paper = f"{room.url}/paper"
    farah.get(paper)
    witness = numbers(app, [room.cast.bola])

    opened = farah.post(paper, {"clp": room.cast.ashford, "witness": witness})
    page = opened.headers["Location"]
    assert "has to open this page" in farah.follow(opened).text
    assert "I am the witness" in bola.get(page).text
    bola.post(f"{page}/confirmations")
    answers = farah.post(
        f"{page}/envelopes", {"numbers": numbers(app, room.members[:10]) + "\nM-1"}, status=200
    )
    assert answers.text.count("Accepted. Put the envelope") == 10
    assert "Not known in your CLP" in answers.text
    assert numbers(app, room.members[:1]) in bola.get(page).text  # beside the envelopes
    farah.post(f"{page}/ends", {"left_sealed": "1"})
    scan = (io.BytesIO(b"a scanned sheet"), "sheet.png")
    farah.post(f"{page}/totals", {"cell_1": "6", "cell_3": "4", "scan": scan})
    seen = bola.get(page).text
    assert not re.search(r'value="[64]"', seen)  # blind
    bola.post(f"{page}/totals", {"cell_1": "6", "cell_3": "4"})
    protocol = farah.get(f"{page}/protocol").text
    assert hashlib.sha256(b"a scanned sheet").hexdigest() in protocol
    assert "Bola Adeyemi" in protocol

    room.vote_all(room.members[30:60])
    room.finish()
    result = bola.get(f"{room.url}/results").text
    assert "40" in result
    assert "Counted and sealed" in bola.get(paper).text


def test_what_was_refused_is_kept_and_nothing_is_changed(room, app, sign_in):
    farah = sign_in(room.cast.farah)
    bad = farah.post(
        f"{room.url}/paper", {"clp": room.cast.ashford, "witness": "nobody"}, status=422
    )
    assert 'value="nobody"' in bad.text
    assert "No member of the CLP has this membership number." in bad.text
    for clp in (room.cast.brambleton, 999_999, "x\x00"):
        farah.post(f"{room.url}/paper", {"clp": clp, "witness": "M1"}, status=422)
    batch = batch_at_work(room, app)
    for fields in (
        {"cell_0": "9"},
        {"cell_0": "-1"},
        {"cell_0": "9" * 40},
        {"cell_0": "ten\x00"},
        {"blank": "11"},
    ):
        answer = farah.post(f"/paper/{batch}/totals", fields, status=422)
        assert "Error" in answer.text
    for fields in ({"numbers": ""}, {"numbers": "M\n" * 201}, {"numbers": "x" * 30_000}):
        farah.post(f"/paper/{batch}/envelopes", fields, status=422)


def test_nobody_else_sees_a_batch_or_acts_on_it(room, app, sign_in, browser):
    batch = batch_at_work(room, app)
    browser.get(f"/paper/{batch}", status=303)
    for stranger in (room.cast.ada, room.cast.hari, room.cast.dilys):
        person = sign_in(stranger)
        person.get(f"/paper/{batch}", status=403)
        person.get(f"/paper/{batch}/protocol", status=403)
        for step in ("confirmations", "seen", "envelopes", "taken-back", "ends", "given-up"):
            person.post(f"/paper/{batch}/{step}", {}, status=403)
        for step in ("totals", "doubts", "recounts"):
            person.post(f"/paper/{batch}/{step}", {}, status=403)


def test_a_member_is_told_the_next_day_once_by_mail_and_on_the_page(room, app, sign_in):
    batch_at_work(room, app)
    member = sign_in(room.members[0])
    assert "A paper vote was received for you" in member.get(f"{room.url}/paper").text
    assert "Your vote is in the box" not in member.get(f"{room.url}/vote").text
    assert "paper vote" in member.get(f"{room.url}/vote").text
    other = sign_in(room.members[20])
    assert "A paper vote was received for you" not in other.get(f"{room.url}/paper").text

    with app.app_context():
        jobs.work_once()
        assert mail.letters() == []  # not on the same day
        tomorrow = (clock.now() + timedelta(days=1)).replace(hour=12)
        for later in (0, 1, 2):
            with clock.freeze(tomorrow + timedelta(days=later)):
                jobs.work_once()
        told = [letter for letter in mail.letters() if "paper vote" in letter.subject]
    assert len(told) == len({letter.to for letter in told}) == 10
    assert not any("For" in letter.text or "6" in letter.subject for letter in told)


def killed(*_: object) -> bool:
    raise KeyboardInterrupt


def test_killed_between_the_mail_and_the_note_the_same_mail_goes_out_under_the_same_id(
    room, app, monkeypatch
):
    batch_at_work(room, app)

    with app.app_context(), clock.freeze((clock.now() + timedelta(days=1)).replace(hour=12)):
        with monkeypatch.context() as patch:
            patch.setattr(
                Envelopes, "note_told", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
            )
            with pytest.raises(KeyboardInterrupt):
                jobs.work_once()
        first = {letter.to for letter in mail.letters()}
        with clock.freeze(clock.now() + timedelta(hours=1)):
            jobs.work_once()
        told = [letter.to for letter in mail.letters()]
    assert len(first) == 1
    assert len(told) == len(set(told)) == 10  # one file for each Message-ID


def test_a_false_mark_is_voided_by_an_officer_of_another_clp_and_never_by_the_two(
    room, app, sign_in
):
    batch = batch_at_work(room, app)
    member, gwen = sign_in(room.members[0]), sign_in(room.cast.gwen)
    member.post(f"{room.url}/paper/doubts")
    member.post(f"{room.url}/paper/doubts")  # again: nothing more
    assert "Gwen Price" in member.get(f"{room.url}/paper").text
    assert "You said that it is not yours" in member.get(f"{room.url}/paper").text
    assert f"/paper/{batch}" in gwen.get(f"{room.url}/paper").text
    number = numbers(app, room.members[:1])
    gwen.get(f"/paper/{batch}")
    wrong = numbers(app, room.members[1:2])
    gwen.post(f"/paper/{batch}/doubts", {"number": wrong, "found": "false"}, status=422)
    sign_in(room.cast.farah).post(
        f"/paper/{batch}/doubts", {"number": number, "found": "false"}, status=403
    )

    gwen.post(f"/paper/{batch}/doubts", {"number": number, "found": "false"})

    with app.app_context():
        kept = db.session.get_one(PaperBatch, batch)
        assert kept.voided == 1
        assert db.session.query(PaperDoubt).one().is_false
        assert not doubts.batch_with(room.poll(), room.members[0])
        assert booth_of(room.poll()).box.sizes().paper == 9
        db.session.commit()
    room.vote(room.members[0])
    with app.app_context():
        ashford(room).seal(batch, SPLIT)
    room.vote_all(room.members[30:60])
    room.finish()
    with app.app_context():
        assert room.poll().state == State.COUNTED  # it balances: nine marks, one void, ten ballots


def test_a_drawn_batch_is_counted_again_by_somebody_else_and_that_is_public(
    room, app, sign_in, browser
):
    with app.app_context():
        ashford(room).sealed(room.members[:10], SPLIT)
    room.vote_all(room.members[30:60])
    room.finish()
    gwen = sign_in(room.cast.gwen)

    page = browser.get(f"{room.url}/paper").text
    assert "Drawn to be counted again" in page
    with app.app_context():
        recount = db.session.query(PaperRecount).one()
        assert recount.drawn
        assert recount.seed in page
    gwen.get(f"/paper/{recount.batch_id}")
    gwen.post(f"/paper/{recount.batch_id}/recounts", {"again-found": "agrees"})
    assert "Drawn to be counted again: the same" in browser.get(f"{room.url}/paper").text
    gwen.post(f"/paper/{recount.batch_id}/recounts", {"again-found": "differs"}, status=422)


def test_ballots_slips_and_a_tally_sheet_are_printed_for_everybody(room, browser):
    page = browser.client.get(f"{room.url}/paper/ballots")

    assert page.status_code == 200
    assert page.text.count('class="ballot"') == 8
    assert page.text.count("Signature: ___") == 4
    assert "Strongly against" in page.text
    assert not re.search(r"<script|style=", page.text)


def test_a_closed_poll_says_that_it_waits_for_paper_votes(room, app, browser):
    batch_at_work(room, app)
    with app.app_context():
        polls.close_poll(room.poll())
        db.session.commit()

    assert "paper votes of 1 CLP" in browser.get(room.url).text
