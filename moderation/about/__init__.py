"""What members say of themselves, so that it can be seen who is heard: kept apart, told to nobody.

A member may answer some of six questions, each for itself, and take any answer back, which deletes
it at once. Answers lie in a store of their own: a file beside the database (SQLite) or a schema of
its own (PostgreSQL), asked over a connection of its own. No row names a member, and none says its
answer in clear: both are hashes under a key that lies in the secrets folder (`sealed`). So nothing
can be joined to a member in a query, and who holds the database or a backup holds nothing.

Two may ask it: the member's own page and data, and the one job that counts once a month
(`counting`), which leaves a few words for groups large enough and no number.
"""
