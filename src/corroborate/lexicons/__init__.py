"""Lexicons shipped as YAML data, loaded once; stages above read them, none writes them."""

from corroborate.lexicons.load import languages, load, parse
from corroborate.lexicons.measures import measures

__all__ = ["languages", "load", "measures", "parse"]
