"""How many really happened, from overlapping lists; or an honest refusal."""

from corroborate.estimation.estimate import estimate
from corroborate.estimation.table import from_csv, histories

__all__ = ["estimate", "from_csv", "histories"]
