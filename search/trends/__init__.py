"""Trends: which words people use in one place more than everywhere else, quarter by quarter.

A *place* is a CLP, a region, a nation, a topic with all below it, or the whole party. Its people
are counted, never how often they write: one person who says a thing forty times is one. A *quarter*
is three months of the calendar. The worker counts at night and keeps only words that enough people
used (a house rule); what is hidden, or kept by a CLP to itself, is in no count.

No names of people are counted as words, and nobody's mood is guessed at.
"""
