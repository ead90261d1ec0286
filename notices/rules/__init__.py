"""What people are told of, how, and in which words. Pure."""

from notices.rules.kinds import LONGEST_WORDS, How, Why, how_told, why_not_choose

__all__ = ["LONGEST_WORDS", "How", "Why", "how_told", "why_not_choose"]
