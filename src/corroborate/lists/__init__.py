"""Lists of incidents: any format in, each with its own definitions and its own precision."""

from corroborate.lists.comparing import RULES, Difference, Rule, comparable
from corroborate.lists.drafting import Draft, draft
from corroborate.lists.exporting import Imported, export, unguarded
from corroborate.lists.importing import counts_of, import_list, record_files, stored_records, stored_rejects
from corroborate.lists.mapping import Mapping, from_dict
from corroborate.lists.reading import Counts, Options, read
from corroborate.lists.table import table

__all__ = [
    "RULES",
    "Counts",
    "Difference",
    "Draft",
    "Imported",
    "Mapping",
    "Options",
    "Rule",
    "comparable",
    "counts_of",
    "draft",
    "export",
    "from_dict",
    "import_list",
    "read",
    "record_files",
    "stored_records",
    "stored_rejects",
    "table",
    "unguarded",
]
