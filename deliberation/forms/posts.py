"""Fields of forum pages. What a text may be is decided by the rules, in the action."""

from __future__ import annotations

from flask import request
from wtforms import (
    BooleanField,
    FileField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from core.forms import BaseForm, strip
from deliberation.rules import SIDES, TAGS, Position, ThreadKind
from deliberation.rules.intake.answers import Warned
from deliberation.rules.posts import Upload

WORDS = {
    Position.FOR: "For it",
    Position.AGAINST: "Against it",
    Position.UNSURE: "Unsure",
    Position.QUESTION: "A question",
    Position.INFORMATION: "Information",
}


class ReadForm(BaseForm):
    """What is sent once more after a warning, with the words that its author has read."""

    read = HiddenField(filters=[lambda text: (text or "")[:2000]])

    def warn(self, warned: Warned) -> None:
        """Show what the author should look at again; sent once more, these words are let pass."""
        self.refuse(warned)
        self.read.data = "\n".join({*self.words_read, *warned.words})

    @property
    def words_read(self) -> list[str]:
        """The watched words of which its author has been warned on this form."""
        return (self.read.data or "").splitlines()


class PostForm(ReadForm):
    """The words of a post and its position."""

    text = TextAreaField("Your post", filters=[strip])
    position = RadioField("What is your post?", validate_choice=False)
    file = FileField("Add a picture or file")
    shows = StringField("What does it show?", filters=[strip])

    def offer(self, *, has_option: bool) -> None:
        """Fill in what can be chosen: sides only where there is an option to take one on."""
        tags = (*SIDES, *TAGS) if has_option else TAGS
        self.position.choices = {
            **{tag.value: WORDS[tag] for tag in tags},
            "": "None of these",
        }

    @property
    def chosen(self) -> Position | None:
        """The position chosen; None for none, or for a value that was made up."""
        value = self.position.data
        return Position(value) if value in {tag.value for tag in Position} else None

    @property
    def upload(self) -> Upload | None:
        """The picture or file that came; None when none did."""
        came = request.files.get("file")
        if came is None or not came.filename:
            return None
        content = came.read()
        came.close()
        return Upload(content, came.filename, self.shows.data or "")


class EditForm(PostForm):
    """A post that is there, with its files."""

    without = SelectMultipleField("Take out", coerce=int, validate_choice=False)


class ReplyForm(PostForm):
    """A post in a thread that is there."""

    answers = HiddenField(filters=[lambda text: (text or "")[:9]])

    @property
    def answers_number(self) -> int | None:
        """The number of the post it replies to."""
        text = self.answers.data or ""
        return int(text) if text.isascii() and text.isdigit() else None


class TitleForm(BaseForm):
    """The first step to a new thread."""

    title = StringField("What do you want to discuss?", filters=[strip])


class ThreadForm(PostForm):
    """A new thread and its first post."""

    title = StringField("Title", filters=[strip])
    asks = RadioField(
        "What kind of discussion?",
        [InputRequired("Choose what kind of discussion this is.")],
        choices={
            ThreadKind.DISCUSSION.value: "A discussion",
            ThreadKind.QUESTION.value: "A question that wants an answer",
        },
    )
    only_clp = BooleanField("Keep this to the members of our CLP")
