"""Straw polls: asked of the members, answered in a ballot box, published once.

A **poll** asks one question of a frozen electorate. A **ballot** is one answer in it, sealed to
the poll's key before it is stored, and kept in a **box** outside the main database. A **vote
code** is the voter's secret: it finds the ballot again, and nothing else does. A **pool** is the
group of members whose figures may be published together.

Promises, each with a test in ``tests/voting``:

- one member, one ballot; a ballot that was acknowledged is counted, once;
- no ballot, no voter and no time of voting in the main database, its events or its queues;
- whoever reads the box, its backups or its journal cannot tell whose a ballot is, nor read it;
- nobody, staff included, sees a count before the poll is published, and then all see the same.
"""
