"""What people see of the wiki."""

from wiki.queries.voices import argument_voices

__all__ = ["argument_voices"]
