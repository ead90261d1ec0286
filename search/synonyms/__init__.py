"""Synonyms: words that mean the same to whoever searches. NHS = health service.

A *line* says so, both ways (`nhs = health service`) or one way (`scroungers > benefits`: who types
the first finds the second too). Some lines come with the site (`everyday/`); editors add others
and take away any. Every change is a dated row with a name and a reason and is never altered: what
holds is the newest row of a line. A query is widened when it is asked, so a change needs no new
index; exact words are still worth more.
"""
