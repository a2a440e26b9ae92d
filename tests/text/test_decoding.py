"""From bytes to characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.errors import UnreadableError
from corroborate.text.decoding import decode

ENGLISH = "The café was “destroyed” – 20 died, officials’ count said."
SPANISH = "El ataque mató a veinte niños en España, según el señor Muñoz."
GERMAN = "Überfälle in Köln: fünfzehn Tote, sagte der Größte."
CZECH = "Při útoku zahynulo dvacet lidí, řekli úředníci."
TURKISH = "Saldırıda yirmi kişi öldü, yetkililer İstanbul'da açıkladı."
RUSSIAN = "Двадцать человек погибли в результате нападения, сообщили власти."
ARABIC = "قتل عشرون شخصا في الهجوم، قال مسؤولون يوم الاحد"
CHINESE = "喀布尔袭击造成二十人死亡，官员周日表示。"
JAPANESE = "カブールの攻撃で二十人が死亡したと当局が発表した。"


@pytest.mark.parametrize(
    ("content", "codec"),
    [
        (ENGLISH, "cp1252"),
        (ENGLISH, "mac-roman"),
        (SPANISH, "cp1252"),
        (SPANISH, "latin-1"),
        (GERMAN, "cp1252"),
        (CZECH, "cp1250"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso-8859-6"),
        (CHINESE, "gb18030"),
        (JAPANESE, "shift_jis"),
        ("Nineteen attacks were counted", "utf-16-le"),
        ("Nineteen attacks were counted", "utf-16-be"),
    ],
)
def test_an_undeclared_encoding_is_found_and_said(content: str, codec: str) -> None:
    try:
        data = content.encode(codec)
    except UnicodeEncodeError:
        data = content.encode(codec, "ignore")
    found = decode(data, "a.txt")
    assert found.content == data.decode(codec)
    assert any(f"read as {found.encoding}" in warning for warning in found.warnings)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_decides_and_is_taken_off(codec: str) -> None:
    found = decode((ENGLISH + ARABIC).encode(codec), "a.txt")
    assert found.content == ENGLISH + ARABIC
    assert found.skipped == {"utf-8-sig": 3, "utf-16": 2, "utf-32": 4}[codec]
    assert found.warnings == ()


@settings(deadline=None)
@given(st.text())
def test_utf8_comes_back_as_it_is(content: str) -> None:
    content = content.replace("\x00", "").lstrip("\ufeff")
    data = content.encode()
    if data[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        assert decode(data, "a.txt").content == content


def test_what_a_file_declares_is_used_where_it_fits() -> None:
    found = decode(SPANISH.encode("cp1250", "replace"), "a.html", "windows-1250")
    assert found.encoding == "windows-1250"
    assert found.warnings == ("read as windows-1250, as the file declares",)


def test_a_wrong_declaration_is_found_out() -> None:
    found = decode(RUSSIAN.encode(), "a.html", "windows-1251")
    assert (found.content, found.encoding) == (RUSSIAN, "utf-8")
    assert found.warnings == ("the file declares windows-1251 but is UTF-8",)
    found = decode(RUSSIAN.encode("cp1251"), "a.html", "utf-8")
    assert (found.content, found.encoding) == (RUSSIAN, "cp1251")
    assert found.warnings == ("the file declares utf-8 but is not; read as cp1251, the best fit",)
    assert decode(RUSSIAN.encode("cp1251"), "a.html", "no-such-encoding").content == RUSSIAN


def test_broken_bytes_in_utf8_are_shown_and_placed() -> None:
    data = (GERMAN * 5).encode()
    found = decode(data[:60] + b"\xff" + data[60:], "a.txt")
    assert found.content.replace("\ufffd", "") == GERMAN * 5
    assert found.warnings == ("bytes that are no UTF-8 are shown as \ufffd: 1, at byte 60",)


def test_a_file_cut_inside_a_character_keeps_the_rest() -> None:
    found = decode("Fourteen “attacks”".encode()[:-1], "a.txt")
    assert (found.content, found.encoding) == ("Fourteen “attacks\ufffd", "utf-8")


def test_a_mark_that_lies_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"mark of utf-32-le.*a\.txt"):
        decode(b"\xff\xfe\x00\x00" + b"\xff" * 64, "a.txt")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_and_the_same_again(data: bytes) -> None:
    try:
        found = decode(data, "a.txt")
    except UnreadableError:
        with pytest.raises(UnreadableError):
            decode(data, "a.txt")
        return
    assert decode(data, "a.txt") == found


PLAIN = "Twenty people were killed in an attack on a market in Kabul on Monday, officials said. " * 20


def test_broken_bytes_in_ascii_are_shown_each_with_its_place() -> None:
    data = PLAIN.encode()
    found = decode(data[:10] + b"\xff" + data[10:50] + b" \xe3\xc7\xd3 " + data[50:], "a.txt", None)
    assert found.encoding == "utf-8"
    assert found.content == PLAIN[:10] + "\ufffd" + PLAIN[10:50] + " \ufffd\ufffd\ufffd " + PLAIN[50:]
    assert found.warnings == ("bytes that are no UTF-8 are shown as \ufffd: 4, at bytes 10, 52, 53 and 54",)


def test_many_broken_places_are_counted_and_the_first_are_listed() -> None:
    data = b"".join(PLAIN[i : i + 60].encode() + b"\xff" for i in range(0, 1500, 60))
    (said,) = decode(data, "a.txt").warnings
    assert said.startswith("bytes that are no UTF-8 are shown as \ufffd: 25, at bytes 60, 121, 182, ")
    assert said.endswith(" and 5 more")


def test_a_mark_of_replacement_that_was_written_is_not_counted_as_broken() -> None:
    data = ("\ufffd was printed here. " + GERMAN * 3).encode() + b"\xff and on"
    found = decode(data, "a.txt")
    assert found.content == data.decode("utf-8", "replace")
    assert found.warnings == (f"bytes that are no UTF-8 are shown as \ufffd: 1, at byte {len(data) - 8}",)


@pytest.mark.parametrize(
    ("content", "codec"),
    [
        (PLAIN + "The café was open.", "cp1252"),
        (PLAIN + "“Nobody can count them,” the minister’s office said.", "cp1252"),
        (PLAIN + "They met vis-à-vis, à la carte.", "cp1252"),
        (PLAIN + "В Кабуле погибли двадцать человек.", "cp1251"),
        (PLAIN + ARABIC, "cp1256"),
        (PLAIN + "喀布尔袭击造成二十人死亡", "gb18030"),
        ("Größe", "cp1252"),
        ("А и Б", "cp1251"),
    ],
)
def test_few_characters_beyond_ascii_still_tell_an_older_encoding(content: str, codec: str) -> None:
    found = decode(content.encode(codec), "a.txt")
    assert (found.content, found.encoding) == (content, codec)


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.integers(0, len(PLAIN) // 15 - 1), st.integers(0x80, 0xFF), min_size=6, max_size=12)
)
def test_damaged_ascii_keeps_every_whole_character(damage: dict[int, int]) -> None:
    data = bytearray(PLAIN.encode())
    for place, byte in damage.items():
        data[15 * place] = byte
    found = decode(bytes(data), "a.txt")
    assert [c for c in found.content if c < "\x80"] == [chr(b) for b in data if b < 0x80]
