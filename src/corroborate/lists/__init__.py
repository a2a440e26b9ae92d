"""Lists of incidents: any format in, each with its own definitions and its own precision."""

from corroborate.lists.mapping import Mapping, from_dict
from corroborate.lists.reading import Counts, Options, read
from corroborate.lists.table import table

__all__ = ["Counts", "Mapping", "Options", "from_dict", "read", "table"]
