"""What those who watch a topic are told, in which words. Pure."""

from __future__ import annotations

# What happened, as a watcher reads it. What is not named here is not told.
TOLD = {
    "topic.added": "New topic",
    "topic.changed": "New text",
    "topic.placed": "Now also filed in another place",
    "topic.unplaced": "Taken out of a place",
    "topic.moved": "Moved to another place",
    "topic.home_changed": "Another place is its home now",
    "topic.merged": "Joined to another topic",
    "topic.took_in": "Took in another topic",
    "topic.split": "Parted in two",
    "topic.restructured": "A change of places was undone",
    "topic.effect_added": "New knock-on effect",
    "option.added": "New option",
    "option.changed": "Option in other words",
    "argument.added": "New argument",
    "argument.changed": "Argument in other words",
    "own_words.written": "A member’s own words",
    "removal.proposed": "An editor wants to take this out of its place",
    "removal.took_effect": "Two editors took this out of its place",
    "removal.overturned": "Stays, after an appeal",
    "removal.restored": "Put back in its place",
    "suggestion.made": "New suggestion",
}
# What other packages tell of in a topic: noted here, in the branches it stands in.
TOLD_BY_OTHERS = frozenset({"thread.started", "poll.opened", "poll.counted"})
