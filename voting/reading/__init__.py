"""What published tables say: the figures that stand for a result, change, polls side by side.

Pure. Goes in: rows of the one published table. Comes out: values and sentences for pages and files.
"""
