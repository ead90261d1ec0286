"""People: the roll, CLPs and regions, signing up and in, role grants, the member's own data.

Promises: a password is kept only as argon2id; a code sent by mail works once, for 30 minutes; who
may do what is a row with a reason that everyone can read (`/access`); a session can be ended from
elsewhere.
"""
