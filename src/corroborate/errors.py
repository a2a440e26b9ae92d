"""Every error that corroborate raises on purpose.

The tree::

    CorroborateError
    ├── InputError            something given by the user cannot be used            exit 2
    │   ├── FileTypeError         a file of no known kind, empty, or binary
    │   ├── UnreadableError       a known kind that cannot be read (encrypted, scanned, broken)
    │   ├── DateError             a date that cannot be read, or lies in the future
    │   ├── SettingError          a setting in case.toml or on the command line
    │   └── TableError            a table whose columns or values cannot be used
    ├── CaseError             the case folder                                       exit 3
    │   ├── NotACaseError         the folder is not a case
    │   ├── CaseExistsError       the folder is a case already
    │   ├── NewerCaseError        made by a newer version
    │   ├── CaseBusyError         another run holds the case
    │   └── StorageError          disk full, permission refused
    ├── IntegrityError        bytes, spans or figures that do not verify            exit 4
    │   ├── HashMismatchError     stored bytes do not have the hash they are named by
    │   ├── InexactQuoteError     the words at a span are not the words quoted
    │   └── UnresolvedFigureError a figure of a report leads to no words and no rows
    ├── RefusalError          the evidence cannot carry what was asked              exit 5
    └── StoppedError          interrupted by the user, with what is left of it      exit 130

Exit code 0 is success, 1 an unforeseen defect of the program itself.
A message says what, the value, and what to do: ``raise DateError("…", value="31/02/2024", hint="…")``.
"""

from __future__ import annotations


class CorroborateError(Exception):
    """Base of every error raised on purpose: what, the value, and what to do.

    ``what`` is one sentence without its full stop, ``value`` the offending value as given,
    ``hint`` what the user can do. ``str()`` joins the three into one line.
    """

    exit_code = 1

    def __init__(self, what: str, *, value: object | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.value = value
        self.hint = hint

    @property
    def code(self) -> str:
        """The stable name of the error in JSON output, e.g. ``date`` for `DateError`."""
        name = type(self).__name__.removesuffix("Error")
        return "".join(f"_{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))

    def __str__(self) -> str:
        shown = "" if self.value is None else f": {self.value}"
        return f"{self.what}{shown}" + (f" ({self.hint})" if self.hint else "")


class InputError(CorroborateError):
    """Something given by the user cannot be used."""

    exit_code = 2


class FileTypeError(InputError):
    """A file of no known kind, an empty file, or a binary one."""


class UnreadableError(InputError):
    """A file of a known kind that cannot be read: encrypted, scanned, or broken."""


class DateError(InputError):
    """A date that cannot be read, or that lies where it must not."""


class SettingError(InputError):
    """A setting in case.toml or on the command line that cannot be used."""


class TableError(InputError):
    """A table whose columns or values cannot be used."""


class CaseError(CorroborateError):
    """Something about the case folder."""

    exit_code = 3


class NotACaseError(CaseError):
    """The folder holds no case."""


class CaseExistsError(CaseError):
    """The folder holds a case already."""


class NewerCaseError(CaseError):
    """The case was made by a newer version."""


class CaseBusyError(CaseError):
    """Another process is running this case."""


class StorageError(CaseError):
    """The disk is full or refuses."""


class IntegrityError(CorroborateError):
    """Bytes, spans or figures that do not verify."""

    exit_code = 4


class HashMismatchError(IntegrityError):
    """Stored bytes do not have the hash that they are named by."""


class InexactQuoteError(IntegrityError):
    """The words at a span are not the words quoted."""


class UnresolvedFigureError(IntegrityError):
    """A figure of a report leads to no words and no rows."""


class RefusalError(CorroborateError):
    """The evidence cannot carry what was asked; the reason is the result."""

    exit_code = 5


class StoppedError(CorroborateError):
    """The user interrupted a run; the hint says what is left of it."""

    exit_code = 130
