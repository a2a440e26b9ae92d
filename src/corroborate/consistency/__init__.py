"""Checking claims against each other: findings with their working, and what was not checked."""

from corroborate.consistency.budget import Budget
from corroborate.consistency.check import check, is_numeric
from corroborate.consistency.kinds import KINDS, Kind
from corroborate.consistency.lines import lines
from corroborate.consistency.sarif import sarif

__all__ = ["KINDS", "Budget", "Kind", "check", "is_numeric", "lines", "sarif"]
