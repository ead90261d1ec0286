"""Who wrote which sentence, worked out from the revisions."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.db import db
from tests.wiki.conftest import EDITOR
from wiki import actions
from wiki.models import Option, Topic
from wiki.rules import Written, written

TEXT = st.lists(
    st.sampled_from(["Buses run. ", "Trains wait! ", "Fares (all) rose.” ", "\n", "\n\n", "x", "."])
).map("".join)


@given(st.lists(TEXT | st.text(max_size=30), min_size=1, max_size=5))
def test_the_parts_are_the_newest_text_and_no_part_is_newer_than_it(texts):
    parts = written(enumerate(texts, 1))

    assert "".join(part.text for part in parts) == texts[-1]
    assert all(1 <= part.number <= len(texts) for part in parts)


def test_a_sentence_keeps_its_revision_while_others_change_around_it():
    assert written(
        [
            (1, "Buses are free. Trains are not."),
            (2, "Buses are free. Ferries too. Trains are not."),
            (3, "All buses are free. Ferries too. Trains are not."),
        ]
    ) == [
        Written("All buses are free. ", 3),
        Written("Ferries too. ", 2),
        Written("Trains are not.", 1),
    ]


def test_the_page_names_the_member_or_says_a_member(app, cast, sign_in, browser, football):
    with app.app_context():
        topic = db.session.get(Topic, football)
        option = db.session.query(Option).one()
        for subject, named in ((topic, True), (option, False)):
            sent = actions.suggest(
                "wording",
                title=subject.heading,
                text="Members wrote this.",
                by=_viewer(cast.ada),
                topic=topic,
                option=option if subject is option else None,
                named=named,
                base=subject.revision,
            )
            actions.accept(sent, by=_viewer(cast.dilys, editor=True))
        db.session.commit()
        option_id = option.id

    assert "Ada Okafor, taken in by Dilys Morgan" in browser.get(f"/topics/{football}/authors").text
    page = browser.get(f"/options/{option_id}/authors").text
    assert "a member, taken in by Dilys Morgan" in page
    assert "Ada" not in page


def _viewer(member_id, *, editor=False):
    return replace(EDITOR, id=member_id, grants=EDITOR.grants if editor else ())
