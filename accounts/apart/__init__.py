"""Members who do not want to meet, or shall not: blocks, mutes, separations, rests, and delegates.

Promises: none of it changes what is counted or what anybody else sees. A block works both ways and
a separation for both alike. Stewards' notes and decisions pass all of it. Everything a member
chose can be undone at any time.
"""
