"""Adding files: all or nothing, the same bytes once, and each bad input named."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import corroborate as cb
from corroborate.case import Case, SourceFile

from .conftest import NOW


def contents(case: Case) -> dict[str, bytes]:
    """Every file of a case, but for the lock."""
    return {
        path.relative_to(case.path).as_posix(): path.read_bytes()
        for path in sorted(case.path.rglob("*"))
        if path.is_file() and path.name != "case.lock"
    }


def test_c01_original_bytes_are_stored_once_and_read_only(case: Case, speech: Path) -> None:
    id = hashlib.sha256(speech.read_bytes()).hexdigest()
    stored = case.path / "originals" / id[:2] / id
    assert stored.read_bytes() == speech.read_bytes()
    assert stat.S_IMODE(stored.stat().st_mode) == 0o444


def test_c02_the_intake_record_says_who_when_and_not_stated(case: Case) -> None:
    first, second = case.custody()
    assert (first.who, first.when, first.action) == ("a tester", NOW, "taken in")
    assert first.tool == f"corroborate {cb.__version__}"
    assert second.origin == cb.model.source.NOT_STATED
    assert case.sources()[1].author == "not stated"


def test_the_same_file_twice_is_one_source(case: Case, speech: Path) -> None:
    (added,) = case.add_all([SourceFile(speech)], now=NOW)
    assert added.already_there
    assert added.kept is None
    assert len(case.sources()) == 2
    assert case.custody()[-1].action == "given again, already there"


def test_metadata_given_for_a_source_that_is_there_says_that_it_is_not_used(case: Case, speech: Path) -> None:
    (added,) = case.add_all([SourceFile(speech, publisher="Another")], now=NOW)
    assert added.kept is not None
    assert "case.toml" in added.kept
    assert case.sources()[0].publisher == "The Paper"


def test_two_names_of_the_same_bytes_in_one_call_are_one_source(empty: Case, speech: Path) -> None:
    twin = speech.with_name("twin.txt")
    twin.write_bytes(speech.read_bytes())
    added = empty.add_all([SourceFile(speech), SourceFile(twin)], now=NOW)
    assert [one.already_there for one in added] == [False, True]
    assert len(empty.sources()) == 1


def scanned(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.save()


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def no_encoding(path: Path) -> None:
    path.write_bytes(b"Attacks: \x81\x8d\x8f\x90\x9d\x00\x01\x02\x03 29 \xff\xfe\x00\x05" * 40)


@pytest.mark.parametrize(
    ("name", "make", "error"),
    [
        ("scan.pdf", scanned, cb.UnreadableError),
        ("blob.xyz", binary, cb.FileTypeError),
        ("empty.txt", nothing, cb.FileTypeError),
        ("odd.txt", no_encoding, cb.InputError),
        ("missing.txt", lambda path: None, cb.InputError),
        ("folder.txt", lambda path: path.mkdir(), cb.FileTypeError),
    ],
)
def test_a_file_that_cannot_be_used_leaves_the_case_as_it_was(
    case: Case, tmp_path: Path, name: str, make: Callable[[Path], None], error: type[cb.InputError]
) -> None:
    bad, good = tmp_path / name, tmp_path / "good.txt"
    make(bad)
    good.write_text("They counted 12 attacks in May 2024.", "utf-8")
    before = contents(case)
    with pytest.raises(error) as raised:
        case.add_all([SourceFile(good), SourceFile(bad)], now=NOW)
    assert name in str(raised.value)
    assert contents(case) == before


@pytest.mark.parametrize("published", ["31/02/2024", "sometime", "2024-13", "2025-03-12", "2031"])
def test_a_date_that_cannot_be_or_lies_in_the_future(case: Case, tmp_path: Path, published: str) -> None:
    file = tmp_path / "new.txt"
    file.write_text("They counted 12 attacks.", "utf-8")
    before = contents(case)
    with pytest.raises(cb.DateError):
        case.add(file, published=published, now=NOW)
    assert contents(case) == before


def test_no_file_is_refused(case: Case) -> None:
    with pytest.raises(cb.InputError, match="no file"):
        case.add_all([])


def test_a_full_disk_while_adding_leaves_the_case_as_it_was(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "new.txt"
    file.write_text("They counted 12 attacks.", "utf-8")
    before = contents(case)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(cb.StorageError, match="free some space"):
            case.add(file, now=NOW)
    assert contents(case) == before
    assert case.add(file, now=NOW).name == "new.txt"
