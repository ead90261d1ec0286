"""What people do in the wiki. Each checks with the rules, changes, records; none commits."""

from wiki.actions.care import end_protection, end_protections, protect, review, set_review
from wiki.actions.deciding import accept, ask, claim, decline, release, send_elsewhere
from wiki.actions.drafts import drop_draft, drop_old_drafts, keep_draft
from wiki.actions.effects import link, see_also, see_no_more, unlink
from wiki.actions.linking import rendered
from wiki.actions.own_words import note, speak, stands_for, withdraw_own_words
from wiki.actions.reminding import remind
from wiki.actions.saving import Clashing, Saved, save
from wiki.actions.structure import (
    Standing,
    add_topic,
    make_home,
    move,
    order_children,
    place,
    relabel,
    remove_place,
)
from wiki.actions.suggestions import answer, suggest, support, take_back_support, withdraw
from wiki.actions.taking_in import Conflicting, merges, proposed
from wiki.actions.texts import edit, words_of, words_then
from wiki.actions.topic_merges import Part, merge, split
from wiki.actions.undoing import undo
from wiki.actions.views import add_argument, add_option
from wiki.actions.watching import note_branches

__all__ = [
    "Clashing",
    "Conflicting",
    "Part",
    "Saved",
    "Standing",
    "accept",
    "add_argument",
    "add_option",
    "add_topic",
    "answer",
    "ask",
    "claim",
    "decline",
    "drop_draft",
    "drop_old_drafts",
    "edit",
    "end_protection",
    "end_protections",
    "keep_draft",
    "link",
    "make_home",
    "merge",
    "merges",
    "move",
    "note",
    "note_branches",
    "order_children",
    "place",
    "proposed",
    "protect",
    "relabel",
    "release",
    "remind",
    "remove_place",
    "rendered",
    "review",
    "save",
    "see_also",
    "see_no_more",
    "send_elsewhere",
    "set_review",
    "speak",
    "split",
    "stands_for",
    "suggest",
    "support",
    "take_back_support",
    "undo",
    "unlink",
    "withdraw",
    "withdraw_own_words",
    "words_of",
    "words_then",
]
