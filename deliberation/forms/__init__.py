"""Forms of the forums."""

from deliberation.forms.posts import (
    WORDS,
    EditForm,
    PostForm,
    ReplyForm,
    ThreadForm,
    TitleForm,
)

__all__ = ["WORDS", "EditForm", "PostForm", "ReplyForm", "ThreadForm", "TitleForm"]
