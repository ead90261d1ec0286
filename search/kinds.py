"""The kinds of Subject that are searched, in the order of the page, and what people call them."""

from core import subjects
from core.subjects import Subject

# One, and many.
NAMES = {
    "topic": ("Topic", "Topics"),
    "option": ("Option", "Options"),
    "argument": ("Argument", "Arguments"),
    "own_words": ("Own words", "Own words"),
    "thread": ("Discussion", "Discussions"),
    "proposal": ("Proposal", "Proposals"),
    "post": ("Post", "Posts"),
    "poll": ("Poll", "Polls"),
    "announcement": ("Announcement", "Announcements"),
    "entry": ("Calendar entry", "Calendar entries"),
    "suggestion": ("Suggestion", "Suggestions"),
    "clp": ("CLP", "CLPs"),
}

# What people call things, and the kind of Subject that is.
_KIND_WORDS = {
    "topic": "topic topics page pages policy policies",
    "option": "option options",
    "argument": "argument arguments",
    "own_words": "words",
    "thread": "thread threads discussion discussions",
    "proposal": "proposal proposals resolution resolutions",
    "post": "post posts",
    "poll": "poll polls",
    "announcement": "announcement announcements",
    "meeting": "meeting meetings",
    "entry": "meeting meetings event events entry entries",
    "suggestion": "suggestion suggestions",
    "clp": "clp clps",
}
KIND_WORDS = {
    word: tuple(kind for kind, words in _KIND_WORDS.items() if word in words.split())
    for word in " ".join(_KIND_WORDS.values()).split()
}

# Their headings are words of something else: a post's is the title of its thread.
UNTITLED = frozenset({"post", "own_words"})

# Where a kind keeps its heading, for looking without an index; the first that a table has.
TITLE_COLUMNS = ("title", "question", "claim", "name")


def searched() -> dict[str, type[Subject]]:
    """The kinds there are in this application that are searched."""
    there = subjects.kinds()
    return {kind: there[kind] for kind in NAMES if kind in there}
