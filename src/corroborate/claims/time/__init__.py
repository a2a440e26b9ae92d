"""Time: expressions onto windows with an explicit anchor, never against the wall clock."""

from corroborate.claims.time.ages import birth_window
from corroborate.claims.time.mention import Operator, Tag, TimeMention, TimeRole, Timex, timexes
from corroborate.claims.time.reader import find_times

__all__ = ["Operator", "Tag", "TimeMention", "TimeRole", "Timex", "birth_window", "find_times", "timexes"]
