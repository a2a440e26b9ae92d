"""Checking claims against each other: findings with their working, and what was not checked."""

from corroborate.consistency.budget import Budget
from corroborate.consistency.check import check

__all__ = ["Budget", "check"]
