"""Plain text and Markdown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from corroborate.errors import FileTypeError, UnreadableError
from corroborate.intake import media
from corroborate.model.source import Nature, Source
from corroborate.model.span import Span
from corroborate.model.text import Extraction, Text
from corroborate.text import EXTRACTORS, extract

Read = Callable[..., Extraction]
CONTENT = "Fourteen attacks.\r\n\r\nحمله در کابل 🚨\r\nCafe\u0301\t— end\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_c04_the_content_is_what_stands_in_the_file(read: Read, codec: str) -> None:
    data = CONTENT.encode(codec)
    (text,) = read(data).texts
    assert text.content == CONTENT
    start = CONTENT.index("حمله")
    Span.quoting(text.id, text.content, "حمله در کابل 🚨", start).check(text.content)
    (place,) = text.map
    assert place.place.endswith(f"-{len(data)}")
    assert text.place_of(start) == place.place


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_c03_extracting_again_gives_the_same_text(read: Read, name: str) -> None:
    data = CONTENT.encode()
    (first,), (again,) = read(data, name).texts, read(data, name).texts
    assert first == again
    rebuilt = Text.derive(
        first.source_id,
        first.content,
        first.extractor,
        first.extractor_version,
        settings=first.settings,
        part=first.part,
    )
    assert rebuilt.id == first.id
    assert first.extractor == {"a.txt": "plain", "a.md": "markdown"}[name]
    assert first.extractor_version
    assert first.settings == "encoding=utf-8"


def test_c03_other_bytes_or_settings_give_another_hash(read: Read) -> None:
    ids = {read(CONTENT.encode(codec)).texts[0].id for codec in ("utf-8", "utf-8-sig", "utf-16")}
    assert len(ids) == 3


def test_markdown_is_kept_as_written(read: Read) -> None:
    written = "---\ntitle: Fourteen\n---\n\n# Head\n\n**ROE:** *Why?* [link](http://example.org)\n"
    (text,) = read(written.encode(), "a.md").texts
    assert text.content == written


def test_code_points_that_are_no_characters_are_shown_one_for_one(read: Read) -> None:
    data = b'{"text": "a\\u0000b \\ud83d c"}\n{"text": "d"}\n'
    first, _ = read(data, "a.jsonl").texts
    assert first.content == "a\ufffdb \ufffd c"
    assert "2 code points that are no characters are shown as \ufffd" in first.warnings


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf\xc2\xa0 \n", "\u00a0\u00a0".encode()])
def test_a_file_without_words_is_refused(read: Read, data: bytes) -> None:
    with pytest.raises((UnreadableError, FileTypeError), match=r"a\.txt"):
        read(data)


def test_a_list_of_incidents_is_no_text(read: Read) -> None:
    for name in ("a.csv", "a.txt", "a.json"):
        assert read(b"date,killed\n2030-01-01,3\n", name, Nature.LIST) == Extraction(())


def test_every_type_that_intake_lets_in_has_a_reader() -> None:
    kinds = {
        value
        for name, value in vars(media).items()
        if name.isupper() and isinstance(value, str) and "/" in value
    }
    tables = {media.XLSX, media.PARQUET, media.GZIP, media.ZIP}
    assert kinds - tables == set(EXTRACTORS), "tables are lists of incidents, which another package reads"


def test_a_type_that_nothing_reads_is_refused() -> None:
    source = Source("0" * 64, "a.xyz", "x/y", 5, datetime(2030, 1, 1, tzinfo=UTC))
    with pytest.raises(FileTypeError, match=r"no reader for x/y: a\.xyz"):
        extract(source, b"words")
