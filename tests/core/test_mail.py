"""Mail goes to any server by SMTP: one bad address or a server that is away stops nobody else's."""

import socketserver
import threading
from email import message_from_bytes
from email.message import Message
from email.policy import default
from smtplib import SMTPNotSupportedError

import pytest
import sqlalchemy as sa

from core import mail, smtp
from core.db import db
from core.jobs import Job, _run_next_job


class Talk(socketserver.StreamRequestHandler):
    """As little of RFC 5321 as a server needs; an address that begins with “bad” is refused."""

    server: "Server"

    def handle(self):
        self.server.lines += 1
        self.say(b"220 here")
        for line in self.rfile:
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self.take_in()
            elif word == b"RCPT" and b"<bad" in line:
                self.say(b"550 nobody of that name")
            elif word == b"RCPT" and b"<full" in line:
                self.say(b"452 the box is full")
            elif word == b"QUIT":
                self.say(b"221 bye")
                return
            else:
                self.say(b"250 ok")

    def take_in(self):
        self.say(b"354 go on")
        letter = b""
        for line in self.rfile:
            if line == b".\r\n":
                break
            letter += line
        self.server.letters.append(message_from_bytes(letter, policy=default))
        self.say(b"250 taken")

    def say(self, words):
        self.wfile.write(words + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    """What came in, and over how many lines."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.letters, self.lines = [], 0


@pytest.fixture
def server(app):
    """A mail server that the app sends to."""
    made = Server()
    threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
    usual = app.extensions["settings"]
    address = f"smtp://127.0.0.1:{made.server_address[1]}"
    app.extensions["settings"] = type(usual)(**{**fields_of(usual), "mail_url": address})
    yield made
    smtp.hang_up()
    app.extensions["settings"] = usual
    made.shutdown()
    made.server_close()


def fields_of(settings):
    return {name: getattr(settings, name) for name in settings.__dataclass_fields__}


def deliver(*, to, **more):
    mail.deliver(to=to, subject="Büßes \n run", text="Hello — you", **more)


def test_mails_go_over_one_line_with_text_and_html(app, server):
    with app.app_context():
        deliver(to="ada@example.org", html="<p>Hello — you</p>", headers={"List-Id": "<n.x>"})
        deliver(to="bola@example.org")
    first, second = server.letters

    assert server.lines == 1
    assert first["Subject"] == "Büßes run"
    assert first["List-Id"] == "<n.x>"
    assert first.get_body(("plain",)).get_content().strip() == "Hello — you"
    assert first.get_body(("html",)).get_content().strip() == "<p>Hello — you</p>"
    assert first["Message-ID"] != second["Message-ID"]


def test_an_address_that_is_refused_is_noted_and_stops_nobody_elses_mail(app, server):
    with app.app_context():
        deliver(to="bad@example.org")
        deliver(to="ada@example.org")
        (bounce,) = db.session.scalars(sa.select(mail.Bounce))

    assert (bounce.address, bounce.answer) == ("bad@example.org", "550 nobody of that name")
    assert [letter["To"] for letter in server.letters] == ["ada@example.org"]


def test_what_a_server_cannot_take_now_is_tried_again_later(app, server, monkeypatch):
    with app.app_context():
        mail.send("full@example.org", "Later", "Words")
        mail.send("ada@example.org", "Now", "Words")
        db.session.commit()
        monkeypatch.setitem(app.config, "TESTING", False)
        while _run_next_job():
            pass
        (waiting,) = db.session.scalars(sa.select(Job))

    assert waiting.arguments["to"] == "full@example.org"
    assert (waiting.tries, waiting.failed_because) == (1, "see the log")
    assert [letter["To"] for letter in server.letters] == ["ada@example.org"]


def test_no_password_is_said_to_a_server_that_offers_no_tls(app, server):
    url = app.extensions["settings"].mail_url.replace("//", "//ada:secret@")
    with pytest.raises(SMTPNotSupportedError):
        smtp.send(url, Message())


def test_work_done_twice_makes_one_file(app):
    with app.app_context():
        for _ in range(2):
            mail.deliver(to="ada@example.org", subject="Once", text="Words", key="same")
        assert [letter.subject for letter in mail.letters()] == ["Once"]
