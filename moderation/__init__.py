"""Moderation: what members report, what stewards decide, and which views are missing.

Words. A *report* is one member's concern about one subject, for a reason from a closed list. All
reports on a subject, an appeal against a decision and a detector's *prompt* are *cases* in one
queue. A *decision* closes a case with a reason and a sentence, and is shown four ways: the
statement of reasons its author reads, the tombstone in place, a line in the public log, and the
page an appeal starts from.

Promises. Nothing is deleted: hiding can be undone. Nobody decides a case they have a part in. A
contribution that takes a position is hidden for good by two people, never by one, unless it is
spam, private information, a threat or unlawful. No page shows the author who reported them.
Detectors read published poll figures only, count people and not posts, and do nothing but open a
case.
"""
