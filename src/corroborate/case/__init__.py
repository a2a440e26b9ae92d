"""A case on disk: the store, the decision log, and the pipeline."""

from corroborate.case.adding import Added, SourceFile
from corroborate.case.case import Case
from corroborate.case.results import RunResult

__all__ = ["Added", "Case", "RunResult", "SourceFile"]
