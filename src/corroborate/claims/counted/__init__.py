"""What a number counts: thing, measure, actor, target, status, parts of a total."""

from corroborate.claims.counted.sentence import find_counted
from corroborate.claims.counted.thing import Thing

__all__ = ["Thing", "find_counted"]
