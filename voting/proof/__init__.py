"""The proof of a poll: signed statements in one chain, and what everybody can check by them.

A **manifest** says in public what a poll is (opening), which ballots lie in its box (note), what
came of it (closing), and what was destroyed (purge). Each is signed with the site's key and names
the hash of the one before, over all polls, so none can be altered, left out or put in later
without everyone who holds a copy seeing it. A **bundle** is all that belongs to one poll in one
file; ``tools/verify_poll.py`` checks it and knows nothing of this code.

- ``canonical``: the one way in which a statement is written as bytes
- ``merkle``: one hash for a list, and the proof that something is in it
- ``site_key``: the key that signs
- ``chain``: appending one entry, and reading the chain
- ``manifests``: what each step of a poll states; the life of a poll calls these
"""
