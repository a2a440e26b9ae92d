"""What each claim is worth against the evidence, by printed rules."""

from corroborate.weighing.rules import RULES, Rule
from corroborate.weighing.weigh import weigh

__all__ = ["RULES", "Rule", "weigh"]
