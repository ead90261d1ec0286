"""The policy wiki: topics and their places, options, arguments, suggestions, revisions.

Promises: a view is never deleted, it is hidden or archived with a public reason; every text keeps
every revision; a topic can stand in many places and never inside itself; whoever suggested
something is told what became of it, and credited when it is taken in.

Each folder (actions, forms, models, queries, rules, views) has a file for a subject that needs one:

structure    places, moves, merges, splits, the log that undoes them (actions: steps, undoing)
topics       a topic's page and contents; outline, branches, worklists and mirrors read beside it
texts        saving words (views: writing, drafts), linking names, citing sources, attachments
views        options and arguments; own_words, effects and stakes stand with them
suggestions  what members ask for (actions: taking_in), and deciding on it
removals     archiving, merging or redacting a view by two editors (actions: removal_*, redacting,
             withholding); rewordings and sense when words change; guards forbid deleting
history      revisions, who wrote what, changes; care: review dates and protection
watching     who is told of what; briefing/, importing/ and exchange/ carry the wiki out and in
"""
