"""The mails: what is new, once, in plain words, small, and stopped at one press."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import event as sql_event

from accounts.models import Clp
from core import clock, events
from core.db import db
from core.jobs import Job
from core.mail import _message
from notices import actions
from notices.jobs import send_mails
from notices.models import Notice, Receiver
from notices.rules import How, Rhythm, Why
from tests.wiki.conftest import EDITOR, chain
from wiki import actions as wiki
from wiki.models import Option, Topic

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TUESDAY = MONDAY + DAY


@pytest.fixture
def watched(app, cast):
    """Id of a topic that ada and bola watch with all under it, since Monday at noon."""
    with app.app_context():
        with clock.freeze(MONDAY - timedelta(hours=1)):
            (schools,) = chain("Schools")
            db.session.commit()
        send(MONDAY)
        for member in (cast.ada, cast.bola):
            with clock.freeze(MONDAY):
                actions.watch(schools, member, whole_branch=True)
        db.session.commit()
        return schools.id


def add(topic_id, *titles, at):
    with clock.freeze(at):
        for title in titles:
            wiki.add_option(db.session.get(Topic, topic_id), title, by=EDITOR)
        db.session.commit()


def tell(member_ids, subject, *, at=MONDAY, why=Why.REPLIED, **options):
    with clock.freeze(at):
        actions.tell(member_ids, why, subject, **options)
        db.session.commit()


def send(at):
    with clock.freeze(at):
        send_mails()


def mails():
    jobs = db.session.scalars(sa.select(Job).where(Job.name == "mail.deliver").order_by(Job.id))
    return [job.arguments for job in jobs]


def clp(cast):
    return db.session.get_one(Clp, cast.ashford)


def choose(member_id, rhythm):
    actions.choose_rhythm(member_id, rhythm)
    db.session.commit()


def test_what_happens_where_somebody_watches_comes_with_the_next_mornings_mail_once(
    app, cast, watched
):
    with app.app_context():
        add(watched, "A longer break", "A shorter day", at=MONDAY + timedelta(hours=1))
        send(MONDAY + timedelta(hours=2))
        assert mails() == []
        send(TUESDAY)
        send(TUESDAY)
        send(TUESDAY + DAY)
        first, second = mails()

    assert {first["to"], second["to"]} == {"ada@demo.example", "bola@demo.example"}
    assert first["subject"] == "2 new things in “Schools”"
    assert "- New option: A longer break\n  http://localhost/options/" in first["text"]
    assert "A longer break</a>" in first["html"]
    assert first["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_notice_and_what_is_watched_come_in_one_mail_and_nothing_twice(app, cast, watched):
    with app.app_context():
        add(watched, "A longer break", at=MONDAY + timedelta(hours=1))
        topic = db.session.get(Topic, watched)
        tell([cast.ada], clp(cast), by=cast.bola, words="I agree with you.")
        with clock.freeze(MONDAY + timedelta(hours=2)):
            events.record("topic.changed", topic, actor_id=cast.farah)
        tell([cast.ada], topic, why=Why.INCLUDED)
        send(MONDAY + timedelta(hours=3))
        send(TUESDAY)
        (mail,) = [one for one in mails() if one["to"].startswith("ada")]

    assert mail["subject"] == "3 new things in “Schools” and 1 other place"
    assert "A reply to you (Bola Adeyemi): Ashford Vale\n  I agree with you." in mail["text"]
    assert mail["text"].count("/topics/") == 1


def test_who_wants_mail_at_once_gets_it_but_not_in_their_quiet_hours(app, cast):
    with app.app_context():
        choose(cast.ada, Rhythm.AT_ONCE)
        tell([cast.ada], clp(cast), at=MONDAY)
        send(MONDAY)
        assert len(mails()) == 1
        late = MONDAY + timedelta(hours=10)
        tell([cast.ada], clp(cast), at=late)
        send(late)
        assert len(mails()) == 1
        send(late + timedelta(hours=9))
        assert len(mails()) == 2


@pytest.mark.parametrize("rhythm", [Rhythm.DAILY, Rhythm.AT_ONCE])
def test_a_worker_killed_at_any_statement_tells_nothing_twice_and_loses_nothing(
    app, cast, watched, rhythm
):
    with app.app_context():
        choose(cast.ada, rhythm)
        add(watched, "One", at=MONDAY + timedelta(hours=1))
        tell([cast.ada, cast.chen], clp(cast), words="Said once")
        survived = 0
        for at in (MONDAY + timedelta(hours=2), TUESDAY):
            most = 0
            while not finished_before(most, at):
                most += 1
            survived += most
        to = Counter(mail["to"] for mail in mails())
        texts = "".join(mail["text"] for mail in mails())

    assert survived > 15
    assert to == {f"{name}@demo.example": 1 for name in ("ada", "bola", "chen")}
    assert texts.count("One\n") == 2
    assert texts.count("Said once") == 2


def finished_before(most, at):
    """Whether the mails went out with at most so many statements; else the worker was killed."""
    sent = []

    def kill(*_args):
        sent.append(1)
        if len(sent) > most:
            raise KeyboardInterrupt

    sql_event.listen(db.engine, "before_cursor_execute", kill)
    try:
        send(at)
    except KeyboardInterrupt:
        db.session.rollback()
        return False
    finally:
        sql_event.remove(db.engine, "before_cursor_execute", kill)
        db.session.remove()
    return True


def test_what_was_read_or_hidden_before_the_mail_is_not_in_it_and_none_is_empty(app, cast, watched):
    with app.app_context():
        add(watched, "Seen already", at=MONDAY + timedelta(hours=1))
        tell([cast.ada, cast.bola], clp(cast))
        send(MONDAY + timedelta(hours=2))
        mine = db.session.scalars(sa.select(Notice.id).where(Notice.member_id == cast.ada)).all()
        with clock.freeze(MONDAY + timedelta(hours=3)):
            actions.mark_read(cast.ada, mine, 10**6)
            topic = db.session.get(Topic, watched)
            topic.hidden_at = clp(cast).hidden_at = MONDAY
            db.session.execute(sa.update(Option).values(hidden_at=MONDAY))
            db.session.commit()
        send(TUESDAY)
        told = [mail["to"] for mail in mails()]
        assert "ada@demo.example" not in told
        assert all("Ashford" not in mail["text"] for mail in mails())
        assert (
            db.session.scalar(sa.select(sa.func.count()).where(Receiver.due_at.is_not(None))) == 0
        )


def test_news_that_were_not_arranged_come_with_the_next_mail(app, cast, watched):
    with app.app_context():
        add(watched, "Early", at=MONDAY + timedelta(hours=1))
        last = TUESDAY - timedelta(seconds=1)
        send(MONDAY + timedelta(hours=2))
        add(watched, "At the last second", at=last)
        send(TUESDAY)
        send(TUESDAY + DAY)
        texts = [mail["text"] for mail in mails() if mail["to"].startswith("ada")]

    assert sum("Early" in text for text in texts) == 1
    assert sum("At the last second" in text for text in texts) == 1


def test_a_kind_on_the_site_only_is_not_mailed_now_or_later(app, cast):
    with app.app_context():
        actions.choose_kinds(cast.ada, {Why.REPLIED: How.SITE})
        tell([cast.ada], clp(cast))
        send(MONDAY)
        actions.choose_kinds(cast.ada, {Why.REPLIED: How.MAIL})
        db.session.commit()
        send(TUESDAY + DAY)
        assert mails() == []


def test_one_press_in_the_mail_program_stops_the_mails_without_signing_in(app, cast, browser):
    with app.app_context():
        tell([cast.ada, cast.bola], clp(cast))
        send(MONDAY)
        send(TUESDAY)
        header = mails()[0]["headers"]["List-Unsubscribe"]
    path = re.fullmatch(r"<http://localhost(/notices/stop/\S+)>", header).group(1)

    assert "Stop these mails" in browser.get(path).text
    with app.app_context():
        assert db.session.get(Receiver, cast.ada).rhythm == "daily"
    pressed = browser.client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert pressed.status_code == 200
    with app.app_context():
        rhythms = {row.member_id: row.rhythm for row in db.session.scalars(sa.select(Receiver))}
        assert rhythms == {cast.ada: "off", cast.bola: "daily"}
        tell([cast.ada], clp(cast), at=TUESDAY)
        send(TUESDAY)
        send(TUESDAY + DAY)
        choose(cast.ada, Rhythm.DAILY)
        send(TUESDAY + 2 * DAY)
        assert len(mails()) == 2
    assert browser.client.post(path[:-5]).status_code == 400
    old = path.replace("/notices/", "/watching/")
    assert browser.client.post(old, data={}).status_code == 200


def test_a_member_chooses_how_they_are_told_and_turns_all_of_it_off(app, cast, sign_in):
    ada = sign_in(cast.ada)
    page = ada.get("/notices/settings").text
    assert "Turn all mail off" in page
    choice = {"rhythm": "weekly", "quiet_from": "0", "quiet_to": "0", "how-MEETING": "site"}
    ada.post("/notices/settings", choice)
    page = ada.get("/notices/settings").text
    assert 'value="weekly" checked' in page
    assert '<option value="site" selected>' in page
    ada.post("/notices/settings", {**choice, "rhythm": "hourly"}, status=400)
    ada.post("/notices/settings", {**choice, "quiet_to": "99"}, status=422)
    ada.post("/notices/settings", {**choice, "how-OFFICIAL": "off"}, status=422)
    ada.post("/notices/off")
    assert "Turn all mail off" not in ada.get("/notices/settings").text


def test_whoever_turned_all_mail_off_gets_none(app, cast, watched, sign_in):
    sign_in(cast.ada).post("/notices/off")
    with app.app_context():
        add(watched, "Free lunches", at=MONDAY + timedelta(hours=1))
        topic = db.session.get(Topic, watched)
        tell([cast.ada, cast.bola], topic, by=cast.dilys, at=MONDAY + timedelta(hours=1))
        send(MONDAY + timedelta(hours=2))
        send(MONDAY + 8 * DAY)
        mailed = {mail["to"].split("@")[0] for mail in mails()}

    assert mailed == {"bola"}


def test_the_largest_mail_stays_small_and_says_that_there_is_more(app, cast, watched):
    with app.app_context():
        for number in range(60):
            (topic,) = chain(f"{number} " + "ж" * 100)
            actions.tell([cast.ada], Why.MENTIONED, topic, by=cast.bola, words="🗳" * 400)
        db.session.commit()
        send(clock.now())
        send(clock.now() + 2 * DAY)
        mail = next(one for one in mails() if one["to"].startswith("ada"))
        size = len(bytes(_message(mail["to"], mail["subject"], mail["text"], mail["html"], {})))

    assert size <= 20_000
    assert "All of it: http://localhost/notices" in mail["text"]
