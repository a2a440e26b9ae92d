"""The store of original bytes."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.errors import HashMismatchError, InputError, IntegrityError, StorageError
from corroborate.intake import Originals

WORDS = "Fourteen attacks, the ministry said.\r\nاو گفت ۱۴ حمله 🚨".encode()


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "originals")


def writable(path: Path) -> Path:
    path.chmod(0o644)
    return path


def test_bytes_stand_under_the_first_two_digits_of_their_hash(originals: Originals) -> None:
    id = originals.put(WORDS)
    assert id == hashlib.sha256(WORDS).hexdigest()
    assert (originals.root / id[:2] / id).read_bytes() == WORDS
    assert list(originals.ids()) == [id]


def test_c01_stored_bytes_are_read_only_and_stored_once(originals: Originals) -> None:
    id = originals.put(WORDS)
    before = originals.path(id).stat()
    assert originals.put(WORDS) == id
    after = originals.path(id).stat()
    assert before.st_mode & 0o777 == 0o444
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [p.name for p in originals.root.rglob("*") if p.is_file()] == [id]


@pytest.mark.parametrize("position", [0, 7, len(WORDS) - 1])
def test_c01_one_flipped_byte_is_named_by_verify_and_by_read(originals: Originals, position: int) -> None:
    kept, id = originals.put(b"another file"), originals.put(WORDS)
    changed = bytearray(WORDS)
    changed[position] ^= 1
    path = writable(originals.path(id))
    path.write_bytes(changed)
    path.chmod(0o444)
    (problem,) = originals.verify()
    assert problem.file == f"originals/{id[:2]}/{id}"
    assert hashlib.sha256(changed).hexdigest() in problem.what
    with pytest.raises(HashMismatchError, match=id):
        originals.read(id)
    with pytest.raises(HashMismatchError, match=id):
        originals.put(WORDS)
    assert path.read_bytes() == changed, "nothing is overwritten, not even what is broken"
    assert originals.read(kept) == b"another file"


def test_verify_is_silent_where_all_is_well(originals: Originals) -> None:
    assert originals.verify() == []
    ids = [originals.put(bytes([n])) for n in range(40)]
    assert originals.verify(ids) == []
    assert list(originals.ids()) == sorted(ids)


def test_verify_names_what_is_missing_misnamed_writable_or_left_over(originals: Originals) -> None:
    here, gone, loose = (originals.put(data) for data in (b"here", b"gone", b"loose"))
    writable(originals.path(gone)).unlink()
    writable(originals.path(loose))
    (originals.root / "notes.txt").write_text("x")
    (originals.root / "ab").mkdir(exist_ok=True)
    (originals.root / "ab" / ".incoming-abc").write_text("half")
    wrong = originals.root / ("00" if here[:2] != "00" else "01")
    wrong.mkdir(exist_ok=True)
    (wrong / here).write_bytes(b"here")
    found = {p.file.split("/", 1)[1]: p.what for p in originals.verify([here, gone, loose])}
    assert set(found) == {
        f"{gone[:2]}/{gone}",
        f"{loose[:2]}/{loose}",
        "notes.txt",
        "ab/.incoming-abc",
        f"{wrong.name}/{here}",
    }
    assert "missing" in found[f"{gone[:2]}/{gone}"]
    assert "writable" in found[f"{loose[:2]}/{loose}"]
    assert "interrupted" in found["ab/.incoming-abc"]
    assert "wrong folder" in found[f"{wrong.name}/{here}"]


def test_a_link_in_the_store_is_reported(originals: Originals, tmp_path: Path) -> None:
    id = originals.put(WORDS)
    outside = tmp_path / "outside"
    outside.write_bytes(WORDS)
    writable(originals.path(id)).unlink()
    originals.path(id).symlink_to(outside)
    (problem,) = originals.verify([id])
    assert problem.what == "not a plain file"


def test_reading_what_is_not_there_names_the_file(originals: Originals) -> None:
    with pytest.raises(HashMismatchError, match=r"missing.*originals/00/"):
        originals.read("0" * 64)


@pytest.mark.parametrize("id", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_an_id_that_is_no_hash_never_becomes_a_path(originals: Originals, id: str) -> None:
    with pytest.raises(IntegrityError, match="SHA-256"):
        originals.read(id)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_refuses_leaves_nothing_half_written(
    originals: Originals, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(StorageError, match=os.strerror(number)) as caught:
        originals.put(WORDS)
    monkeypatch.undo()
    assert caught.value.exit_code == 3
    assert [p for p in originals.root.rglob("*") if p.is_file()] == []
    assert originals.put(WORDS) in set(originals.ids())


def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "originals").write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="cannot be stored"):
        Originals(tmp_path / "originals").put(WORDS)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=200), max_size=8))
def test_what_was_put_is_read_again(tmp_path_factory: pytest.TempPathFactory, blobs: list[bytes]) -> None:
    originals = Originals(tmp_path_factory.mktemp("store"))
    ids = [originals.put(blob) for blob in blobs]
    assert [originals.read(id) for id in ids] == blobs
    assert list(originals.ids()) == sorted(set(ids))
    assert originals.verify(ids) == []


def test_a_file_is_stored_in_pieces_and_only_as_what_it_was(
    originals: Originals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corroborate.intake.originals._CHUNK", 7)
    source = tmp_path / "list.csv"
    source.write_bytes(WORDS * 3)
    id = hashlib.sha256(WORDS * 3).hexdigest()
    originals.put_file(source, id)
    originals.put_file(source, id)
    assert (originals.read(id), list(originals.ids()), originals.verify([id])) == (WORDS * 3, [id], [])
    other = hashlib.sha256(b"something else").hexdigest()
    with pytest.raises(InputError, match="changed while it was read"):
        originals.put_file(source, other)
    assert list(originals.ids()) == [id]
    assert originals.verify([id]) == []


def test_bytes_move_from_one_store_to_another(originals: Originals, tmp_path: Path) -> None:
    staged = Originals(tmp_path / "staged")
    id = staged.put(WORDS)
    originals.adopt(staged, id)
    assert (id in staged, originals.read(id), originals.verify([id])) == (False, WORDS, [])
    staged.put(WORDS)
    originals.adopt(staged, id)
    writable(originals.path(id)).write_bytes(b"other")
    with pytest.raises(HashMismatchError):
        originals.adopt(staged, id)
    with pytest.raises(StorageError):
        originals.adopt(staged, "0" * 64)
