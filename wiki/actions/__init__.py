"""What people do in the wiki. Each checks with the rules, changes, records; none commits."""

from wiki.actions.deciding import accept, claim, decline, release
from wiki.actions.drafts import drop_draft, drop_old_drafts, keep_draft
from wiki.actions.saving import Clashing, Saved, save
from wiki.actions.structure import add_topic, make_home, place, relabel, remove_place
from wiki.actions.suggestions import suggest, withdraw
from wiki.actions.texts import edit, rendered, words_of
from wiki.actions.views import add_argument, add_option
from wiki.actions.watching import choose_rhythm, mark_read, unwatch, watch

__all__ = [
    "Clashing",
    "Saved",
    "accept",
    "add_argument",
    "add_option",
    "add_topic",
    "choose_rhythm",
    "claim",
    "decline",
    "drop_draft",
    "drop_old_drafts",
    "edit",
    "keep_draft",
    "make_home",
    "mark_read",
    "place",
    "relabel",
    "release",
    "remove_place",
    "rendered",
    "save",
    "suggest",
    "unwatch",
    "watch",
    "withdraw",
    "words_of",
]
