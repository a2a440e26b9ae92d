"""Makes a contested number defensible: from contested sources to a traceable report.

``Case`` is a case on disk. Each stage is also a function on plain values, without a case: ``take``,
``extract``, ``segment``, ``read``, ``check``, ``weigh``, ``render_html``. Everything here is loaded when it
is first used. See docs/library.md.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"

_MODULES = {
    "corroborate.case": ("Added", "Case", "RunResult", "SourceFile"),
    "corroborate.case.problems": ("Problem",),
    "corroborate.case.reviews": ("Review", "ReviewVerdict"),
    "corroborate.case.verification": ("Verification",),
    "corroborate.claims": ("read",),
    "corroborate.claims.quantities": ("Found", "QuantityMention", "Skipped", "find_quantities"),
    "corroborate.claims.time": ("TimeMention", "Timex", "find_times", "timexes"),
    "corroborate.consistency": ("check",),
    "corroborate.errors": (
        "CaseBusyError",
        "CaseError",
        "CaseExistsError",
        "CorroborateError",
        "DateError",
        "FileTypeError",
        "HashMismatchError",
        "InexactQuoteError",
        "InputError",
        "IntegrityError",
        "NewerCaseError",
        "NotACaseError",
        "RefusalError",
        "SettingError",
        "StoppedError",
        "StorageError",
        "TableError",
        "UnreadableError",
        "UnresolvedFigureError",
    ),
    "corroborate.estimation": ("estimate", "from_csv", "histories"),
    "corroborate.intake": ("Originals", "Taken", "parse_published", "take"),
    "corroborate.lexicons": ("measures",),
    "corroborate.linkage.explain": ("explain",),
    "corroborate.linkage.link": ("link",),
    "corroborate.lists": ("import_list",),
    "corroborate.lists.profile": ("profile",),
    "corroborate.lists.simulate": ("Setting", "Simulated", "simulate"),
    "corroborate.model.assessment": ("Assessment", "Basis", "Comparison", "Figure", "Rating", "Weighing"),
    "corroborate.model.attribution": ("Attribution", "Knowledge", "Stance", "Voice"),
    "corroborate.model.capture": ("CaptureHistories",),
    "corroborate.model.claim": (
        "AggregateClaim",
        "Claim",
        "ClaimKind",
        "Counted",
        "IncidentClaim",
        "Modality",
        "Polarity",
        "Reader",
        "Reading",
        "Refusal",
        "Status",
        "Unread",
    ),
    "corroborate.model.decision": ("Decision",),
    "corroborate.model.dossier": ("Document", "Dossier"),
    "corroborate.model.estimate": ("Estimate", "Method", "Refused", "Stratified"),
    "corroborate.model.estimation": ("EstimationSettings",),
    "corroborate.model.finding": ("Checked", "Finding", "Level", "NotChecked"),
    "corroborate.model.interval": ("Interval",),
    "corroborate.model.linkage": ("Linkage", "LinkageRefused", "PairDecision", "PairVerdict", "Waterfall"),
    "corroborate.model.measure": ("Measure", "Measures"),
    "corroborate.model.place": ("Place", "PlaceKind"),
    "corroborate.model.quantity": ("Change", "Dimension", "Hedge", "Quantity"),
    "corroborate.model.record": ("DefinitionCard", "Duplicates", "Record", "Reject", "Standing"),
    "corroborate.model.recordtable": ("RecordTable",),
    "corroborate.model.release": ("Changes", "Release"),
    "corroborate.model.source": ("CustodyEntry", "Handling", "Nature", "Sensitivity", "Source"),
    "corroborate.model.span": ("Span",),
    "corroborate.model.text": ("Extraction", "Locator", "Segment", "SegmentKind", "Text", "Unreadable"),
    "corroborate.model.window": ("Anchor", "AnchorKind", "DayRange", "Granularity", "Window"),
    "corroborate.report": ("render_html",),
    "corroborate.text": ("extract", "segment"),
    "corroborate.weighing": ("weigh",),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> object:
    """Load an export when it is first used, so that importing the package costs next to nothing."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_MODULE_OF[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
