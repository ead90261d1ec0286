"""Made-up discussions, fair and unfair by construction, to see what the detectors make of them.

`crowd` makes people and what they write, `looking` looks as the worker does, `trials` are the
questions, `table` puts them beside the design's figures and bounds. Nothing here reads or writes a
database; the same seed gives the same table. The model, and what is chosen in it, is written down
in docs/representation.md.
"""
