"""Taking a file in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import corroborate
from corroborate.errors import (
    CorroborateError,
    DateError,
    FileTypeError,
    InputError,
    StorageError,
    UnreadableError,
)
from corroborate.intake import Originals, take
from corroborate.model.source import NOT_STATED, Handling, Nature, Sensitivity, Source
from corroborate.model.window import DayRange

NOW = datetime(2024, 9, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "case" / "originals")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "folder of a user" / "article.txt"
    path.parent.mkdir()
    path.write_bytes("Fourteen attacks, “the ministry” said.\r\n".encode())
    return path


def test_a_file_is_taken_in_with_all_that_is_stated(originals: Originals, article: Path) -> None:
    handling = Handling(Sensitivity.RESTRICTED, "given by the author")
    taken = take(
        article,
        originals,
        now=datetime(2024, 9, 2, 16, 30, tzinfo=timezone(timedelta(hours=4, minutes=30))),
        published=DayRange.on(date(2024, 9, 1)),
        publisher="Example News",
        author="Jane Roe",
        title="Fourteen attacks",
        url="https://example.org/a",
        who="A. Clerk",
        origin="example.org",
        method="saved by hand",
        nature=Nature.ORIGINAL,
        handling=handling,
        language="en",
    )
    data = article.read_bytes()
    assert taken.data == data == originals.read(taken.source.id)
    assert not taken.already_there
    assert taken.source == Source(
        id=taken.source.id,
        name="article.txt",
        media_type="text/plain",
        size=len(data),
        acquired=NOW,
        published=DayRange.on(date(2024, 9, 1)),
        publisher="Example News",
        author="Jane Roe",
        title="Fourteen attacks",
        url="https://example.org/a",
        language="en",
        handling=handling,
    )
    assert taken.custody.source_id == taken.source.id
    assert taken.custody.when == NOW
    assert taken.custody.action == "taken in"
    assert (taken.custody.who, taken.custody.origin, taken.custody.method) == (
        "A. Clerk",
        "example.org",
        "saved by hand",
    )
    assert taken.custody.tool == f"corroborate {corroborate.__version__}"


@pytest.mark.parametrize("blank", [None, "", "  \n"])
def test_c02_what_is_not_known_says_not_stated(
    originals: Originals, article: Path, blank: str | None
) -> None:
    taken = take(
        article,
        originals,
        now=NOW,
        publisher=blank,
        author=blank,
        title=blank,
        url=blank,
        who=blank,
        origin=blank,
        method=blank,
        language=blank,
    )
    source, custody = taken.source, taken.custody
    stated = [
        source.publisher,
        source.author,
        source.title,
        source.url,
        source.language,
        source.handling.consent,
    ]
    assert [*stated, custody.who, custody.origin, custody.method] == [NOT_STATED] * 9
    assert source.published is None
    assert source.list_name is None


def test_c18_no_folder_of_the_machine_is_recorded(originals: Originals, article: Path) -> None:
    taken = take(article, originals, now=NOW)
    assert "folder of a user" not in repr((taken.source, taken.custody))


def test_the_same_file_twice_is_one_source_and_says_so(originals: Originals, article: Path) -> None:
    first = take(article, originals, now=NOW)
    copy = article.with_name("copy.txt")
    copy.write_bytes(article.read_bytes())
    again = take(copy, originals, now=NOW + timedelta(days=1))
    assert again.already_there
    assert again.source.id == first.source.id
    assert again.custody.action == "given again, already there"
    assert list(originals.ids()) == [first.source.id]


@pytest.mark.parametrize("published", ["2024-09-04", "2025-01-01"])
def test_a_publication_date_in_the_future_is_refused(
    originals: Originals, article: Path, published: str
) -> None:
    with pytest.raises(DateError, match=f"future: {published}"):
        take(article, originals, now=NOW, published=DayRange.on(date.fromisoformat(published)))
    assert list(originals.ids()) == []


def test_the_day_that_has_begun_somewhere_on_earth_is_not_the_future(
    originals: Originals, article: Path
) -> None:
    take(article, originals, now=NOW, published=DayRange.on(date(2024, 9, 3)))
    take(article, originals, now=NOW, published=DayRange(date(2024, 1, 1), date(2024, 12, 31)))


def test_a_moment_without_a_zone_is_refused(originals: Originals, article: Path) -> None:
    with pytest.raises(DateError, match="zone"):
        take(article, originals, now=datetime(2024, 9, 2))  # noqa: DTZ001


def make(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("missing.txt", None, InputError),
        ("empty.txt", b"", FileTypeError),
        ("picture.txt", b"\x89PNG\r\n\x1a\n....", FileTypeError),
        ("noise.bin", bytes(range(256)), FileTypeError),
        ("half.docx", b"PK\x03\x04half", UnreadableError),
    ],
)
def test_bad_files_are_refused_before_anything_is_stored(
    originals: Originals, tmp_path: Path, name: str, data: bytes | None, error: type[CorroborateError]
) -> None:
    path = tmp_path / name if data is None else make(tmp_path, name, data)
    with pytest.raises(error, match=name.replace(".", r"\.")) as caught:
        take(path, originals, now=NOW)
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    assert not originals.root.exists()


def test_a_folder_is_refused(originals: Originals, tmp_path: Path) -> None:
    with pytest.raises(FileTypeError, match="a folder was given"):
        take(tmp_path, originals, now=NOW)
    assert not originals.root.exists()


def test_what_the_check_refuses_is_not_stored(originals: Originals, article: Path) -> None:
    def refuse(source: Source, data: bytes) -> None:
        assert data == article.read_bytes()
        raise UnreadableError("no words", value=source.name)

    with pytest.raises(UnreadableError, match=r"no words: article\.txt"):
        take(article, originals, now=NOW, check=refuse)
    assert not originals.root.exists()
    assert take(article, originals, now=NOW, check=lambda source, data: None).data


def test_a_full_disk_is_a_storage_error(tmp_path: Path, article: Path) -> None:
    (tmp_path / "originals").write_text("in the way")
    with pytest.raises(StorageError):
        take(article, Originals(tmp_path / "originals"), now=NOW)


def test_a_list_of_incidents_keeps_its_name(originals: Originals, tmp_path: Path) -> None:
    path = make(tmp_path, "events.csv", b"date,place,killed\n2024-01-01,Kabul,3\n2024-01-02,Herat,4\n")
    taken = take(path, originals, now=NOW, nature=Nature.LIST, list_name="events")
    assert (taken.source.nature, taken.source.list_name, taken.source.media_type) == (
        Nature.LIST,
        "events",
        "text/csv",
    )


def test_a_list_may_be_larger_than_a_text_and_is_never_held_in_memory(
    originals: Originals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corroborate.intake.taken._LARGEST", 1000)
    path = tmp_path / "ours.csv"
    path.write_bytes(b"id,day,dead\n" + b"".join(b"%d,2024-03-09,%d\n" % (n, n % 7) for n in range(9000)))
    with pytest.raises(InputError, match=r"at most 1 GiB of text.*--list"):
        take(path, originals, now=NOW)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the whole list was read"))
    monkeypatch.setattr("corroborate.intake.media.HEAD", 500)
    taken = take(path, originals, now=NOW, nature=Nature.LIST, list_name="ours")
    monkeypatch.undo()
    assert (taken.data, taken.source.size, taken.source.media_type) == (b"", path.stat().st_size, "text/csv")
    assert originals.read(taken.source.id) == path.read_bytes()


def test_a_list_that_cannot_be_used_leaves_nothing(originals: Originals, tmp_path: Path) -> None:
    for name, data in (
        ("empty.csv", b""),
        ("film.mp4", b"\0\0\0\x18ftypmp42" * 9),
        ("cut.zip", b"PK\x03\x04cut"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(CorroborateError):
            take(tmp_path / name, originals, now=NOW, nature=Nature.LIST)
    with pytest.raises(InputError):
        take(tmp_path / "none.csv", originals, now=NOW, nature=Nature.LIST)
    with pytest.raises(FileTypeError):
        take(tmp_path, originals, now=NOW, nature=Nature.LIST)
    assert list(originals.ids()) == []
