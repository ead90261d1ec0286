"""Forms of the forums."""

from deliberation.forms.posts import (
    WORDS,
    PostForm,
    ReplyForm,
    TakeForm,
    ThreadForm,
    TitleForm,
)

__all__ = ["WORDS", "PostForm", "ReplyForm", "TakeForm", "ThreadForm", "TitleForm"]
