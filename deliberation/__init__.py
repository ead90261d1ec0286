"""Deliberation: forums, threads, posts, and points that travel into the wiki.

A forum is no row: it is where threads stand (a CLP, a topic, or the national room), so every CLP
and every topic has one from its first day. Promises: a post is stored before the page says so,
once, under a number that never changes; what a post said before stays readable; what a CLP keeps to
itself is shown to its members only; a hidden post leaves a tombstone; whoever's point is taken into
the wiki is told.
"""
