"""Persian and Dari: numbers, dates and relative expressions."""

from corroborate.claims.fa.times import find_times_fa

__all__ = ["find_times_fa"]
