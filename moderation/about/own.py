"""What a member says of themselves: for them alone."""

from __future__ import annotations

from accounts.models import Member
from core import personal
from core.clock import today
from core.db import db
from core.errors import Refused
from moderation.about import sealed, store
from moderation.about.questions import BY_NAME, QUESTIONS


def answers_of(member_id: int) -> dict[str, tuple[str, str]]:
    """By question: the group they said, and since when. 1 statement, and one of the store."""
    uuid = _uuid(member_id)
    marks = {sealed.whose(uuid, question): question for question in QUESTIONS}
    found: dict[str, tuple[str, str]] = {}
    for mark, (answer, since) in store.find(list(marks)).items():
        question = marks[mark]
        if group := sealed.group_of(uuid, question, answer):
            found[question.name] = (group, since)
    return found


def say(member_id: int, name: str, group: str) -> None:
    """Keep one answer, given with consent for the purpose that the page names. Raises Refused."""
    question = BY_NAME.get(name)
    if question is None or group not in question.groups:
        raise Refused("Choose one of the answers on the page.")
    uuid = _uuid(member_id)
    store.keep(sealed.whose(uuid, question), sealed.says(uuid, question, group), today())


def take_back(member_id: int, name: str) -> None:
    """Delete one answer at once. Raises Refused for what is not asked."""
    question = BY_NAME.get(name)
    if question is None:
        raise Refused("Choose one of the questions on the page.")
    store.forget([sealed.whose(_uuid(member_id), question)])


def held_about(member_id: int) -> list[dict[str, object]]:
    """Their answers, for the member."""
    return [
        {"asked": BY_NAME[name].asked, "answer": BY_NAME[name].groups[group], "since": since}
        for name, (group, since) in sorted(answers_of(member_id).items())
    ]


def erase(member_id: int) -> None:
    """All their answers."""
    uuid = _uuid(member_id)
    store.forget([sealed.whose(uuid, question) for question in QUESTIONS])


def _uuid(member_id: int) -> str:
    return db.session.get_one(Member, member_id).uuid


personal.part("what you say of yourself", held_about, erase)
