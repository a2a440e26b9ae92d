"""A full disk, a held lock, a schema to bring up to date, and files written whole."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import sqlite3
import stat
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corroborate as cb
from corroborate.case import Case, codec, database, schema
from corroborate.case.files import write_atomically
from corroborate.case.lock import NAME as LOCK
from corroborate.case.lock import locked

from .conftest import LATER, NOW

WORDS = 'ab"\\\n\x00é\u0628\U0001f600'

FULL = """
import resource, signal, sys
from datetime import UTC, datetime
from corroborate.case import Case
from corroborate.errors import StorageError

folder, limit = sys.argv[1], int(sys.argv[2])
case = Case.open(folder)
import corroborate.claims, corroborate.consistency, corroborate.report, corroborate.text, corroborate.weighing
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    case.report(now=datetime(2025, 3, 10, 12, tzinfo=UTC))
except StorageError as error:
    print(error)
    sys.exit(3)
"""


@pytest.mark.parametrize("limit", [300, 60_000])
def test_a_disk_that_takes_no_more_is_said_and_the_run_goes_on_later(case: Case, limit: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(case.path), str(limit)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (3, "")
    assert "\n" not in done.stdout.strip()
    assert list(case.path.rglob(".*.part")) == []
    assert case.verify().ok
    case.report(now=NOW)
    found = case.verify()
    assert found.ok
    assert found.notes == ()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO])
def test_what_the_disk_refuses_is_one_line_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    target = tmp_path / "kept.txt"
    target.write_bytes(b"old")

    def refuse(handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(cb.StorageError) as raised:
        write_atomically(target, b"new")
    assert raised.value.hint
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["kept.txt"]


def test_an_error_that_is_not_the_disks_is_not_called_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "nowhere" / "file", b"x")


def test_a_file_is_written_whole_and_readable(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"one")
    write_atomically(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644


def test_a_case_that_cannot_be_written_is_read_and_verified(
    reported: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    before = sorted(p.name for p in reported.path.iterdir())
    (reported.path / LOCK).unlink()
    assert reported.claims()
    found = reported.verify()
    assert found.ok
    assert found.notes == ()
    assert sorted([*(p.name for p in reported.path.iterdir()), LOCK]) == before
    (reported.path / "case.db-wal").write_bytes(b"left")
    with pytest.raises(cb.StorageError, match="copy the case"):
        reported.claims()


def test_two_writers_do_not_collide(case: Case) -> None:
    with locked(case.path):
        for call in (lambda: case.run(now=NOW), lambda: case.report(now=NOW), case.verify):
            with pytest.raises(cb.CaseBusyError, match=str(os.getpid())):
                call()
        assert len(case.sources()) == 2
    assert case.run(now=NOW).changed


def test_readers_share_the_lock(case: Case) -> None:
    with locked(case.path, shared=True), locked(case.path, shared=True), pytest.raises(cb.CaseBusyError):
        case.run(now=NOW)


def test_the_lock_of_a_process_that_is_gone_is_no_lock(case: Case) -> None:
    script = (
        f"import fcntl, os, signal; f = open({str(case.path / LOCK)!r}, 'w'); f.write(str(os.getpid())); "
        "f.flush(); fcntl.flock(f, fcntl.LOCK_EX); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    assert (case.path / LOCK).read_text().isdigit()
    assert case.run(now=NOW).changed


def test_a_lock_without_its_file_is_made(case: Case) -> None:
    (case.path / LOCK).unlink()
    assert case.run(now=NOW).changed
    handle = os.open(case.path / LOCK, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(handle)


def test_migrations_make_the_schema_that_the_code_declares(case: Case) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    engine = database.engine_for(case.path, None)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
        assert database.revision(connection) == schema.HEAD
    scripts = Path(schema.__file__).parent / "migrations"
    assert ScriptDirectory(str(scripts)).get_heads() == [schema.HEAD]


def test_a_case_of_a_newer_schema_is_refused(case: Case) -> None:
    connection = sqlite3.connect(case.path / database.NAME)
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.commit()
    connection.close()
    for call in (lambda: Case.open(case.path), lambda: case.run(now=NOW), case.claims):
        with pytest.raises(cb.NewerCaseError, match="0999"):
            call()


def test_a_case_may_keep_its_database_elsewhere(tmp_path: Path, speech: Path) -> None:
    url = f"sqlite:///{tmp_path}/elsewhere.db"
    made = Case.create(tmp_path / "case", title="t", question="q", database_url=url, now=NOW)
    made.add(speech, published="2024-09-01", now=NOW)
    made.report(now=NOW)
    assert not (made.path / database.NAME).exists()
    assert Case.open(made.path).claims()
    assert made.verify().ok
    with pytest.raises(cb.CaseExistsError):
        Case.create(tmp_path / "other", title="t", question="q", database_url=url, now=NOW)
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("url", ["nonsense", "nodialect://x", "postgresql+nodriver://x/y"])
def test_a_database_that_cannot_be_used_is_a_setting(tmp_path: Path, url: str) -> None:
    with pytest.raises(cb.SettingError, match="SQLAlchemy URL"):
        Case.create(tmp_path / "case", title="t", question="q", database_url=url, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_making_a_case_where_one_is_or_a_file_stands(case: Case, tmp_path: Path) -> None:
    with pytest.raises(cb.CaseExistsError):
        Case.create(case.path, title="t", question="q")
    (tmp_path / "file").write_text("x")
    with pytest.raises(cb.StorageError):
        Case.create(tmp_path / "file", title="t", question="q")


def test_making_a_case_in_a_folder_with_other_files_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    Case.create(tmp_path, title="t", question="q", now=NOW)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert Case.open(tmp_path).verify().ok


def test_a_folder_that_is_no_case(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(cb.NotACaseError, match="corroborate init"):
            Case.open(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_moment_without_a_zone_is_refused(case: Case) -> None:
    with pytest.raises(cb.DateError, match="zone"):
        case.run(now=NOW.replace(tzinfo=None))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(WORDS), st.text(WORDS))
def test_a_digest_tells_apart_how_words_are_split(a: str, b: str) -> None:
    assert codec.digest(a, b) != codec.digest(a + b)
    assert (codec.digest(a, b) == codec.digest(b, a)) == (a == b)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.none() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False),
    st.dates() | st.none(),
    st.text(WORDS),
)
def test_nouns_come_back_as_they_were(low: float | int | None, day: date | None, words: str) -> None:
    interval = cb.Interval(low, None)
    back = codec.decode(cb.Interval, codec.encode(interval))
    assert back == interval
    assert type(back.low) is type(low)
    days = cb.DayRange(day, None)
    assert codec.decode(cb.DayRange, codec.encode(days)) == days
    unreadable = cb.Unreadable("s", words, words)
    assert codec.decode(cb.Unreadable, codec.encode(unreadable)) == unreadable


def test_every_claim_form_keeps_its_type(reported: Case) -> None:
    claim = reported.claims()[0]
    for kind in codec.FORMS.values():
        values = {name: getattr(claim, name) for name in claim.__dataclass_fields__}
        made = kind(**values)
        assert type(codec.decode(codec.FORMS[codec.form_of(made)], codec.encode(made))) is kind


def test_c08_aggregate_and_incident_claims_stay_apart_in_the_store(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.run(now=NOW)
    first = case.claims()[0]
    values = {name: getattr(first, name) for name in first.__dataclass_fields__}
    given = (cb.AggregateClaim(**{**values, "id": "a"}), cb.IncidentClaim(**{**values, "id": "b"}))
    readings = iter([cb.Reading(given), cb.Reading(())])
    monkeypatch.setattr("corroborate.claims.read", lambda *_, **__: next(readings))
    case.run(now=LATER, anew=True)
    assert [type(c) for c in case.claims()] == [cb.AggregateClaim, cb.IncidentClaim]


def test_limits_of_this_process_are_untouched() -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_waiting_for_nothing(case: Case) -> None:
    begun = time.monotonic()
    with locked(case.path), pytest.raises(cb.CaseBusyError):
        case.run(now=NOW)
    assert time.monotonic() - begun < 5


def test_rows_are_told_apart_by_their_table() -> None:
    row = {"number": 1, "body": "{}"}
    assert schema.row_hash(schema.runs, row) != schema.row_hash(schema.decisions, row)
    assert isinstance(schema.metadata.tables["runs"], sa.Table)
