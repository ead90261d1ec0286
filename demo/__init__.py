"""The demo community, and seeded data at three sizes for benchmarks.

`flask demo` makes a small world in our own words: people, policy pages, debates, polls and a queue
for stewards, all through the same actions that members use. Running it again adds what is missing
and changes nothing else. It refuses to run where real members are. `flask demo --size large` makes
as much data as a whole party would, without meaning.
"""
