"""What is worked out about paper votes. `totals` is what the count adds to the web's tally.

`sheet` reads what is typed and compares it; `joining` says in which pool it counts; `draw` says
which batches are counted again. These are pure. `reading` and `roll` read the main database.
"""
