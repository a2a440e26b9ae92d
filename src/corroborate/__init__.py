"""Makes a contested number defensible: from contested sources to a traceable report.

``Case`` is a case on disk. Each stage is also a function on plain values, without a case: ``take``,
``extract``, ``segment``, ``read``, ``check``, ``weigh``, ``render_html``. Everything here is loaded when it
is first used. See docs/library.md.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from corroborate.case import Added as Added
    from corroborate.case import Case as Case
    from corroborate.case import RunResult as RunResult
    from corroborate.case import SourceFile as SourceFile
    from corroborate.case.problems import Problem as Problem
    from corroborate.case.verification import Verification as Verification
    from corroborate.claims import read as read
    from corroborate.consistency import check as check
    from corroborate.errors import CaseBusyError as CaseBusyError
    from corroborate.errors import CaseError as CaseError
    from corroborate.errors import CaseExistsError as CaseExistsError
    from corroborate.errors import CorroborateError as CorroborateError
    from corroborate.errors import DateError as DateError
    from corroborate.errors import FileTypeError as FileTypeError
    from corroborate.errors import HashMismatchError as HashMismatchError
    from corroborate.errors import InexactQuoteError as InexactQuoteError
    from corroborate.errors import InputError as InputError
    from corroborate.errors import IntegrityError as IntegrityError
    from corroborate.errors import NewerCaseError as NewerCaseError
    from corroborate.errors import NotACaseError as NotACaseError
    from corroborate.errors import RefusalError as RefusalError
    from corroborate.errors import SettingError as SettingError
    from corroborate.errors import StorageError as StorageError
    from corroborate.errors import TableError as TableError
    from corroborate.errors import UnreadableError as UnreadableError
    from corroborate.errors import UnresolvedFigureError as UnresolvedFigureError
    from corroborate.intake import Originals as Originals
    from corroborate.intake import Taken as Taken
    from corroborate.intake import parse_published as parse_published
    from corroborate.intake import take as take
    from corroborate.lexicons import measures as measures
    from corroborate.model.assessment import Assessment as Assessment
    from corroborate.model.assessment import Basis as Basis
    from corroborate.model.assessment import Comparison as Comparison
    from corroborate.model.assessment import Figure as Figure
    from corroborate.model.assessment import Rating as Rating
    from corroborate.model.assessment import Weighing as Weighing
    from corroborate.model.attribution import Attribution as Attribution
    from corroborate.model.attribution import Knowledge as Knowledge
    from corroborate.model.attribution import Stance as Stance
    from corroborate.model.attribution import Voice as Voice
    from corroborate.model.claim import AggregateClaim as AggregateClaim
    from corroborate.model.claim import Claim as Claim
    from corroborate.model.claim import ClaimKind as ClaimKind
    from corroborate.model.claim import Counted as Counted
    from corroborate.model.claim import IncidentClaim as IncidentClaim
    from corroborate.model.claim import Modality as Modality
    from corroborate.model.claim import Polarity as Polarity
    from corroborate.model.claim import Reader as Reader
    from corroborate.model.claim import Reading as Reading
    from corroborate.model.claim import Refusal as Refusal
    from corroborate.model.claim import Status as Status
    from corroborate.model.claim import Unread as Unread
    from corroborate.model.decision import Decision as Decision
    from corroborate.model.dossier import Document as Document
    from corroborate.model.dossier import Dossier as Dossier
    from corroborate.model.finding import Checked as Checked
    from corroborate.model.finding import Finding as Finding
    from corroborate.model.finding import Level as Level
    from corroborate.model.finding import NotChecked as NotChecked
    from corroborate.model.interval import Interval as Interval
    from corroborate.model.measure import Measure as Measure
    from corroborate.model.measure import Measures as Measures
    from corroborate.model.place import Place as Place
    from corroborate.model.place import PlaceKind as PlaceKind
    from corroborate.model.quantity import Dimension as Dimension
    from corroborate.model.quantity import Hedge as Hedge
    from corroborate.model.quantity import Quantity as Quantity
    from corroborate.model.source import CustodyEntry as CustodyEntry
    from corroborate.model.source import Handling as Handling
    from corroborate.model.source import Nature as Nature
    from corroborate.model.source import Sensitivity as Sensitivity
    from corroborate.model.source import Source as Source
    from corroborate.model.span import Span as Span
    from corroborate.model.text import Extraction as Extraction
    from corroborate.model.text import Locator as Locator
    from corroborate.model.text import Segment as Segment
    from corroborate.model.text import SegmentKind as SegmentKind
    from corroborate.model.text import Text as Text
    from corroborate.model.text import Unreadable as Unreadable
    from corroborate.model.window import Anchor as Anchor
    from corroborate.model.window import AnchorKind as AnchorKind
    from corroborate.model.window import DayRange as DayRange
    from corroborate.model.window import Granularity as Granularity
    from corroborate.model.window import Window as Window
    from corroborate.report import render_html as render_html
    from corroborate.text import extract as extract
    from corroborate.text import segment as segment
    from corroborate.weighing import weigh as weigh

_MODULES = {
    "corroborate.case": ("Added", "Case", "RunResult", "SourceFile"),
    "corroborate.case.problems": ("Problem",),
    "corroborate.case.verification": ("Verification",),
    "corroborate.claims": ("read",),
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
        "StorageError",
        "TableError",
        "UnreadableError",
        "UnresolvedFigureError",
    ),
    "corroborate.intake": ("Originals", "Taken", "parse_published", "take"),
    "corroborate.lexicons": ("measures",),
    "corroborate.model.assessment": ("Assessment", "Basis", "Comparison", "Figure", "Rating", "Weighing"),
    "corroborate.model.attribution": ("Attribution", "Knowledge", "Stance", "Voice"),
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
    "corroborate.model.finding": ("Checked", "Finding", "Level", "NotChecked"),
    "corroborate.model.interval": ("Interval",),
    "corroborate.model.measure": ("Measure", "Measures"),
    "corroborate.model.place": ("Place", "PlaceKind"),
    "corroborate.model.quantity": ("Dimension", "Hedge", "Quantity"),
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
