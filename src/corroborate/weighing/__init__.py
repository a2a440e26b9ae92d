"""What each claim is worth against the evidence, by printed rules."""

from corroborate.weighing.basis import PHRASES
from corroborate.weighing.bylists import STRATUM, stratum_id
from corroborate.weighing.rules import BY_ID, RULES, Rule
from corroborate.weighing.weigh import weigh

__all__ = ["BY_ID", "PHRASES", "RULES", "STRATUM", "Rule", "stratum_id", "weigh"]
