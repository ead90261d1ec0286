"""What officers, witnesses and members do about paper votes. Nothing here commits but the jobs.

A batch is locked before it is decided on, so that of two people at once one is first.
"""
