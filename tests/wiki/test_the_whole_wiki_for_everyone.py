"""The link under Topics from which anyone takes the whole wiki away, and who makes the file."""

import gzip
import json
import os
from datetime import timedelta

from core import jobs
from core.clock import now
from core.db import db
from tests.wiki.conftest import EDITOR, chain
from wiki import actions
from wiki.exchange import offering


def first_line(content):
    return json.loads(gzip.decompress(content).splitlines()[0])


def test_the_worker_makes_the_file_and_anyone_takes_it(app, browser):
    with app.app_context():
        chain("Housing")
        db.session.commit()
    assert "not been made yet" in browser.get("/topics/whole").text
    assert browser.client.get("/topics/whole.jsonl.gz").status_code == 404
    with app.app_context():
        jobs.work_once()

    browser.get("/topics")
    assert "/topics/whole.jsonl.gz" in browser.get("/topics/whole").text
    answer = browser.client.get("/topics/whole.jsonl.gz", buffered=True)
    answer.close()
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=wiki-")
    assert "Content-Encoding" not in answer.headers
    said = first_line(answer.data)
    assert (said["holds"], said["rows"]["topic"]) == ("what is public", 1)


def test_it_is_made_anew_only_when_something_has_happened_since(app):
    with app.app_context():
        (topic,) = chain("Housing")
        db.session.commit()
        offering.offer()
        later = (now() + timedelta(seconds=5)).timestamp()
        os.utime(offering.offered(), (later, later))
        before = offering.offered().stat().st_ino
        offering.offer()
        assert offering.offered().stat().st_ino == before

        os.utime(offering.offered(), (0, 0))
        actions.edit(topic, {"text": "New."}, by=EDITOR, base=topic.revision)
        db.session.commit()
        offering.offer()
        assert offering.offered().stat().st_ino != before
