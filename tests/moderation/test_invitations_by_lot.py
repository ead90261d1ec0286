"""Members who agreed are invited by a lot that anybody can draw again, and answer once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Clp, Member, Restriction
from core.clock import now
from core.db import db
from core.errors import Refused
from deliberation.actions import reply
from deliberation.models import Post, Thread
from moderation.actions import answering, inviting
from moderation.models import Case, Invitation, InvitationConsent, InvitationRound
from moderation.queries.frames import candidates
from moderation.queries.invitations import came_of_round, public_draw
from moderation.rules import invitations as rules
from moderation.rules.invitations import Seats, Ticket
from moderation.tickets import token_of
from notices.models import Notice
from tests import make
from tests.moderation.test_prompts import as_viewer


def test_so_many_are_invited_as_in_the_worked_example():
    needed = rules.voices_needed(0.3, 30, 2)

    assert needed == 7
    assert rules.answer_rate(0, 0, by_mail=0.0) == pytest.approx(0.20)
    assert rules.answer_rate(0, 0, by_mail=1.0) == pytest.approx(0.05)
    assert rules.answer_rate(80, 36, by_mail=0.0) == pytest.approx(0.4)
    seats = rules.seats_for(needed, 0.20, group=43, everyone=148, most=200)
    assert seats.group == 35
    assert seats.general >= 0.3 * seats.all
    assert rules.seats_for(needed, 0.10, group=43, everyone=148, most=200).group == 43


@given(
    st.lists(st.booleans(), min_size=1, max_size=80),
    st.integers(0, 40),
    st.integers(0, 40),
    st.text(max_size=8),
)
def test_a_draw_depends_on_its_seed_only_and_gives_no_seat_twice(groups, group, general, seed):
    tickets = [Ticket(f"t{number}", in_group) for number, in_group in enumerate(groups)]
    seats = Seats(group, general)
    drawn = rules.draw(seed, tickets, seats)

    assert drawn == rules.draw(seed, tickets[::-1], seats)
    assert len(drawn) == len(set(drawn)) <= seats.all
    assert all(groups[int(word[1:])] for word in drawn[: min(group, sum(groups))])


@pytest.fixture
def prompt(office, place, cast) -> int:
    """A prompt on the option, and twenty members of Ashford Vale who agreed to be invited."""
    with office.open():
        home = db.session.get_one(Clp, cast.ashford)
        for number in range(20):
            one = make.member(
                of=home, **({"email": None, "password_hash": None} if number < 4 else {})
            )
            answering.agree(one.id)
        case = Case(
            kind="prompt",
            subject_kind="option",
            subject_id=place.option,
            aspect="view_gap:against",
            clp_id=None,
            opened_at=now(),
            due_at=now() + timedelta(days=7),
            evidence={"heading": "Councils run the buses"},
            figures={
                "detector": "view_gap",
                "position": "against",
                "ballots": 24,
                "all_ballots": 60,
                "voices": 1,
                "all_voices": 20,
            },
        )
        db.session.add(case)
        make.rule("invitation.most", 12)
        db.session.commit()
        return case.id


def drawn(office, cast, prompt) -> InvitationRound:
    with office.open():
        made = inviting.invite(
            db.session.get_one(Case, prompt), as_viewer(db.session.get_one(Member, cast.chen))
        )
        db.session.commit()
        return made


def test_those_drawn_are_told_without_a_reason_and_anybody_can_draw_again(
    prompt, office, cast, browser, sign_in
):
    made = drawn(office, cast, prompt)
    page = browser.get(f"/invitations/{made.id}/draw.json").json
    tickets = [Ticket(*pair) for pair in page["tickets"]]
    seats = Seats(page["seats"]["group"], page["seats"]["general"])
    with office.open():
        invited = db.session.scalars(sa.select(Invitation).order_by(Invitation.id)).all()
        told = db.session.scalars(sa.select(Notice).where(Notice.why == "invited")).all()

    assert len(page["drawn"]) == len(invited) >= 12
    assert rules.draw(page["seed"], tickets, seats) == page["drawn"]
    assert page["seed"] == rules.seed_of(prompt, page["log_hash"])
    assert len(told) == sum(one.channel == "mail" for one in invited)
    assert all(len(one.words) < 500 for one in told)
    assert "drawn at random from members of" in told[0].words
    assert f"/invitations/no/{told and token_of_first(told, invited, office)}" in told[0].words
    assert not any("against" in one.words for one in told)


def token_of_first(told, invited, office):
    with office.open():
        return token_of(next(one.id for one in invited if one.member_id == told[0].member_id))


def test_nobody_is_drawn_who_did_not_agree_spoke_lately_or_is_not_rested(prompt, office, cast):
    made = drawn(office, cast, prompt)
    with office.open():
        thread = db.session.get_one(Thread, made.thread_id)
        asked = set(db.session.scalars(sa.select(Invitation.member_id)))
        free = {one.id for one in candidates(thread, None, now())}
        later = {one.id for one in candidates(thread, None, now() + timedelta(days=31))}
        agreed = set(db.session.scalars(sa.select(InvitationConsent.member_id)))
        assert asked <= agreed
        assert free == agreed - asked
        assert later == agreed

        speaker = as_viewer(db.session.get_one(Member, min(free)))
        reply(thread, "I speak.", by=speaker)
        accused = max(free)
        db.session.add(
            Case(
                kind="report",
                subject_kind="post",
                subject_id=1,
                author_id=accused,
                opened_at=now(),
                due_at=now(),
                evidence={},
                figures={},
            )
        )
        long_ago = now() - timedelta(days=60)
        invited_once = Invitation(
            member_id=sorted(free)[1], round_id=made.id, channel="mail", sent_at=long_ago
        )
        db.session.add(invited_once)
        db.session.flush()
        assert sorted(free)[1] in {one.id for one in candidates(thread, None, now())}
        answering.decline(invited_once, never=False)
        paused = sorted(free)[2]
        db.session.add(
            Restriction(member_id=paused, kind="pause", began_at=now(), because="Rule 6", case=1)
        )
        db.session.flush()
        left = {one.id for one in candidates(thread, None, now())}
        assert left == free - {speaker.id, accused, sorted(free)[1], paused}
        with pytest.raises(Refused, match="already"):
            inviting.invite(
                db.session.get_one(Case, prompt), as_viewer(db.session.get_one(Member, cast.chen))
            )


def test_an_invited_member_answers_once_without_a_name_and_without_replies(
    prompt, office, cast, sign_in
):
    made = drawn(office, cast, prompt)
    with office.open():
        mine = db.session.scalars(
            sa.select(Invitation).where(Invitation.channel == "mail").order_by(Invitation.id)
        ).first()
    member, other = sign_in(mine.member_id), sign_in(cast.ada)
    page = f"/invitations/{made.id}"
    assert "Not now" in member.get(page).text
    assert "You were not among them" in other.get(page).text

    sent = {"words": "Depots cost money.", "position": "against", "named": "no"}
    member.post(f"{page}/answers", {**sent, "words": ""}, status=422)
    member.post(f"{page}/answers", {**sent, "words": "x" * 2000}, status=422)
    other.post(f"{page}/answers", sent, status=404)
    url = member.post(f"{page}/answers", sent).headers["Location"]
    member.post(f"{page}/answers", sent, status=422)
    with office.open():
        post = db.session.scalars(sa.select(Post).order_by(Post.id.desc())).first()
        actors = set(db.session.scalars(sa.text("SELECT actor_id FROM event WHERE id > 1")))
        assert mine.member_id not in actors
        assert came_of_round(made.id).answered == 1
    shown = other.get(url).text
    assert "Invited member" in shown
    assert "takes no replies" in shown
    assert db_name(office, mine.member_id) not in shown
    refused = other.post(
        f"/threads/{made.thread_id}/posts",
        {"text": "No!", "position": "", "answers": str(post.number)},
        status=422,
    )
    assert "takes no replies" in refused.text


def db_name(office, member_id):
    with office.open():
        return db.session.get_one(Member, member_id).name


def test_no_is_one_press_and_looking_changes_nothing(prompt, office, cast, browser, sign_in):
    drawn(office, cast, prompt)
    with office.open():
        first, second = db.session.scalars(sa.select(Invitation).order_by(Invitation.id).limit(2))
        token, never = token_of(first.id), token_of(second.id)
    browser.get(f"/invitations/no/{token}")
    browser.get(f"/invitations/no/{token}x", status=400)
    browser.get("/invitations/no/12", status=400)
    with office.open():
        assert db.session.get_one(Invitation, first.id).declined_at is None
    browser.post(f"/invitations/no/{token}", {}, status=200)
    browser.post(f"/invitations/no/{never}", {"never": "yes"}, status=200)
    with office.open():
        assert db.session.get_one(Invitation, first.id).declined_at is not None
        assert db.session.get_one(InvitationConsent, first.member_id).not_before > now()
        assert db.session.get(InvitationConsent, second.member_id) is None


def test_an_officer_tells_members_without_mail_and_enters_their_answer(
    prompt, office, cast, sign_in
):
    drawn(office, cast, prompt)
    farah, ada = sign_in(cast.farah), sign_in(cast.ada)
    with office.open():
        slug = db.session.get_one(Clp, cast.ashford).slug
        one = db.session.scalars(
            sa.select(Invitation).where(Invitation.channel == "person").order_by(Invitation.id)
        ).first()
        number = db.session.get_one(Member, cast.ada).membership_number
    assert f"/invited/{one.id}" in farah.get(f"/clps/{slug}/invitations").text
    ada.get(f"/clps/{slug}/invitations", status=403)
    ada.get(f"/invited/{one.id}", status=403)
    sent = {"words": "The last bus is at six.", "position": "for", "named": "yes"}
    farah.post(f"/invited/{one.id}", sent, status=422)
    farah.post(f"/invited/{one.id}", {**sent, "channel": "phone"})
    farah.post(
        f"/clps/{slug}/invitations/agreements", {"number": "nobody", "agrees": "yes"}, status=422
    )
    farah.post(f"/clps/{slug}/invitations/agreements", {"number": number, "agrees": "yes"})
    with office.open():
        assert db.session.get_one(Invitation, one.id).answered_at is not None
        assert db.session.get(InvitationConsent, cast.ada).noted_by_id == cast.farah
    assert "You have agreed." in ada.get("/notices/settings").text
    ada.post("/invitations/consent", {"agree": "no"})
    with office.open():
        assert db.session.get(InvitationConsent, cast.ada) is None


def test_a_draw_that_was_tampered_with_is_found(prompt, office, cast, app):
    made = drawn(office, cast, prompt)
    said = app.test_cli_runner().invoke(args=["draw-check", str(made.id)])
    assert said.exit_code == 0, said.output
    with office.open():
        public = public_draw(db.session.get_one(InvitationRound, made.id))

    def wrong(*, log=True, **changed):
        facts = {"invited": len(public["drawn"]), "log_is_right": log}
        return rules.why_not_right({**public, **changed}, **facts)

    assert wrong() is None
    assert "tickets" in wrong(tickets=public["tickets"][1:])
    assert "seed" in wrong(seed="0" * 64)
    assert "log" in wrong(log=False)
    assert "seed" in wrong(log_hash="1" * 64)
    assert "other tickets" in wrong(drawn=public["drawn"][::-1])
    assert app.test_cli_runner().invoke(args=["draw-check", "999"]).exit_code == 1
