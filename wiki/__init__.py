"""The policy wiki: topics and their places, options, arguments, suggestions, revisions.

Promises: a view is never deleted, it is hidden with a public reason; every text keeps every
revision; a topic can stand in many places and never inside itself; whoever suggested something is
told what became of it, and credited when it is taken in.
"""
