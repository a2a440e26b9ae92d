"""Lists of incidents: any format in, each with its own definitions and its own precision."""

from corroborate.lists.importing import counts_of, import_list, stored_records, stored_rejects
from corroborate.lists.mapping import Mapping, from_dict
from corroborate.lists.reading import Counts, Options, read
from corroborate.lists.table import table

__all__ = [
    "Counts",
    "Mapping",
    "Options",
    "counts_of",
    "from_dict",
    "import_list",
    "read",
    "stored_records",
    "stored_rejects",
    "table",
]
