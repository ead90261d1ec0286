"""Search: one box that finds topics, options, arguments, threads, posts and polls.

It knows no feature: it reads Subjects and follows the change log, and nobody imports it but the
application and its commands. The database is the truth; the index is a copy of it on this
machine's disk that the worker keeps up with, and that can be thrown away at any time.

Words. A *document* is what the index holds of one Subject. *Readers* say who may see it. A *hit*
is a document that answers a query. *How* hits were found is exact, with typos allowed, or by any
of the words; the page says which.

Promises. A page of results never writes and never fails: without an index it looks at titles in
the database and says so. What a person may not see is in no hit, no count and no snippet: rights
are in the query, and are asked again of the database for each hit that is shown. Only the worker
and `flask reindex` write the index, one at a time; killing them loses nothing.
"""
