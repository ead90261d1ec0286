"""A topic on one sheet of A4, whatever stands on its page."""

import random
import re
import zlib

import pytest

from core.db import db
from tests.wiki.conftest import EDITOR, chain
from tests.wiki.paper import needs_pdf
from wiki import actions
from wiki.briefing import meeting, pdf
from wiki.models import Topic
from wiki.queries import topic_page
from wiki.rules.sheets import ToFit, one_sheet


def claims(count, length=180, letter="n"):
    return [f"{number} ".ljust(length, letter) for number in range(count)]


def option(title="Free buses", most=5, **facts):
    sides = {"for": claims(most, **facts), "against": claims(most, **facts)}
    return ToFit(title, "", sides)


def test_the_first_two_arguments_of_each_side_stand_on_the_sheet():
    sheet = one_sheet("Buses", "Should they be free?", "", [option()])

    assert sheet.options[0].sides == {"for": claims(2), "against": claims(2)}
    assert sheet.left_out == 0
    assert sheet.notes >= 3


def test_many_options_get_fewer_arguments_and_the_rest_are_counted():
    some = one_sheet("Buses", "Free?", "", [option() for _ in range(5)])
    many = one_sheet("Buses", "Free?", "", [option() for _ in range(60)])

    assert len(some.options[4].sides["for"]) == 1
    assert len(many.options) + many.left_out == 60
    assert many.left_out > 0


def test_what_is_hidden_is_not_on_the_sheet(app, browser, football):
    with app.app_context():
        topic = db.session.get(Topic, football)
        made = actions.add_option(topic, "Hidden option", "", by=EDITOR)
        made.hidden_at, made.hidden_because = topic.changed_at, "Hidden: rule 2."
        db.session.commit()
    page = browser.get(f"/topics/{football}/briefing").text

    assert "Hidden: rule 2." in page
    assert "Hidden option" not in page
    assert "Children who play learn better" in page
    assert f"http://localhost/topics/{football} " in page


@needs_pdf
def test_the_sheet_is_a_tagged_pdf(browser, football):
    answer = browser.client.get(f"/topics/{football}/briefing.pdf")

    assert answer.data.startswith(b"%PDF-")
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", answer.data, re.DOTALL)
    inside = b"".join(zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"x")
    assert b"pdfuaid:part" in inside + answer.data  # it says that it can be read aloud
    assert b"/StructTreeRoot" in inside
    assert ".pdf" in answer.headers["Content-Disposition"]


@needs_pdf
@pytest.mark.parametrize("letter", ["n", "W", "字", "word "])
def test_the_worst_topics_still_fit_on_one_sheet(app, letter):
    chance = random.Random(letter)

    def text(most):
        return (letter * most)[: chance.randint(most // 2, most)]

    with app.app_context():
        (topic,) = chain(text(120))
        actions.edit(topic, {"question": text(200), "summary": text(900)}, by=EDITOR, base=1)
        for _ in range(chance.choice([2, 4, 7, 30])):
            made = actions.add_option(topic, text(120), "", by=EDITOR)
            for side in ("for", "against", "for", "against"):
                actions.add_argument(made, side, text(180), "", by=EDITOR)
        db.session.commit()
        shown = topic_page(topic.id)
        with app.test_request_context("/"):
            assert pdf.sheets_of(meeting.sheet_of(shown, for_file=True)) == 1


@needs_pdf
def test_a_pdf_fetches_nothing(tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    addresses = [secret.as_uri(), "http://127.0.0.1:1/x.png", "ftp://a.example/x"]
    nothing = pdf._made("").url_fetcher

    for address in addresses:
        with pytest.raises(ValueError, match="disallowed"):
            nothing.fetch(address)
    assert pdf.pdf_of(f'<html lang="en"><title>x</title><img alt="" src="{addresses[0]}">')
