"""``corroborate check``: places in files of every sort, findings across files, exit codes, SARIF."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

Cli = Callable[..., "object"]

SLIP = "The police recorded 53 attacks in May 2024 and 21 attacks in June 2024, a total of 73 attacks."
WORDS = "a total of 73 attacks"


def _place(line: str) -> tuple[int, int]:
    found = re.match(r".*?:(\d+):(\d+): ", line)
    assert found is not None, line
    return int(found.group(1)), int(found.group(2))


def _findings(answer) -> list[dict]:
    return [f for f in answer.json["data"]["checked"]["findings"] if f["level"] != "agrees"]


@pytest.mark.parametrize(
    "before",
    ["", "One line.\r\n\r\n", "\t", "كابل 🙂\n\nThe café, é: ", "one\rtwo\r\n", "\ufeff"],
    ids=["plain", "crlf", "tab", "multi-byte", "mixed ends", "byte order mark"],
)
def test_line_and_column_are_those_of_the_file(cli, tmp_path: Path, before: str) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes((before + SLIP).encode())
    line, column = _place(cli("check", file, "--published", "2024-09-01").out.splitlines()[0])
    told = re.split(r"\r\n|\r|\n", file.read_bytes().decode("utf-8-sig"))[line - 1]
    assert told[column - 1 :].startswith(WORDS)


def _docx() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("A heading")
    document.add_paragraph(SLIP)
    document.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(60, 700, "The first page.")
    canvas.showPage()
    canvas.drawString(60, 700, SLIP)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(("name", "made", "place"), [("a.docx", _docx, ""), ("a.pdf", _pdf, "page 2")])
def test_a_file_that_is_no_plain_text_names_its_place(
    cli, tmp_path: Path, name: str, made: Callable[[], bytes], place: str
) -> None:
    file = tmp_path / name
    file.write_bytes(made())
    answer = cli("check", file, "--published", "2024-09-01")
    assert answer.code == 6
    first = answer.out.splitlines()[0]
    assert first.startswith(str(file))
    assert place in first
    assert "53 + 21 = 74, but the text prints 73" in first
    sarif = cli("check", file, "--published", "2024-09-01", "--sarif").json
    (result,) = [r for r in sarif["runs"][0]["results"] if r["ruleId"] == "sum"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith(name)


_AROUND = (
    "Roads to the north were closed by snow for much of the winter. Residents said that prices had risen "
    "again. Nobody from the government was available for comment."
)
_MONTHS = (
    "The Crisis Monitor said that 40 people were killed in Herat in January 2023. "
    "The Crisis Monitor said that 50 people were killed in Herat in February 2023."
)
_BRIGADE = "the Border Brigade carried out {} attacks in 2023."
ACROSS = {
    "speaker": (
        f"Karim Daud, who leads the Border Brigade, said that {_BRIGADE.format(137)}",
        f"Karim Daud said that {_BRIGADE.format(148)}",
    ),
    "total": (
        _MONTHS,
        "The Crisis Monitor said that 70 people were killed in Herat in the first half of 2023.",
    ),
    "version": (
        f"{_AROUND} 137 people were killed in Herat in 2023.",
        f"{_AROUND} 148 people were killed in Herat in 2023.",
    ),
}
"""Two files each that cannot both be right: one speaker, a total against its parts, and two versions."""


@pytest.mark.parametrize("kind", sorted(ACROSS))
def test_two_files_that_cannot_both_be_right(cli, tmp_path: Path, kind: str) -> None:
    files = [tmp_path / f"{n}.txt" for n in ("one", "two")]
    for file, words in zip(files, ACROSS[kind], strict=True):
        file.write_text(words, "utf-8")
    answer = cli("check", *files, "--published", "2024-09-01", "--json")
    assert answer.code in {6, 7}
    (found,) = _findings(answer)
    assert found["kind"] == kind
    claims = answer.json["data"]["claims"]
    assert len({claims[c]["source_id"] for c in found["claims"]}) == 2
    told = cli("check", *files, "--published", "2024-09-01").out
    assert told.startswith(str(files[1]))
    assert f" at {files[0]}:1:" in told
    for file in files:
        assert cli("check", file, "--published", "2024-09-01").code == 0, "each fits by itself"


@pytest.mark.parametrize("kind", sorted(ACROSS))
def test_a_case_finds_the_same_across_its_sources(cli, tmp_path: Path, kind: str) -> None:
    case = tmp_path / "case"
    assert cli("init", case, "--title", "Attacks", "--question", "How many?").code == 0
    for name, words in zip(("one", "two"), ACROSS[kind], strict=True):
        file = tmp_path / f"{name}.txt"
        file.write_text(words, "utf-8")
        assert cli("add", case, file, "--published", "2024-09-01").code == 0
    assert cli("run", case).code == 0
    found = [f for f in cli("findings", case, "--json").json["data"]["findings"] if f["level"] != "agrees"]
    assert [f["kind"] for f in found] == [kind]


def test_what_separates_two_figures_is_said_in_words(cli, tmp_path: Path) -> None:
    case, file = tmp_path / "case", tmp_path / "page.txt"
    file.write_text(
        "The Guard claimed 207 attacks by the Guard in 2023. The UN mission verified 29 attacks by the Guard "
        "in the first half of 2023.",
        "utf-8",
    )
    cli("init", case, "--title", "Attacks", "--question", "How many?")
    cli("add", case, file, "--published", "2024-09-01")
    cli("run", case)
    said = cli("findings", case).out
    assert "what separates them: " in said
    assert "apart by" not in said


@pytest.mark.parametrize(
    ("words", "fail_on", "code"),
    [
        ("They counted 12 attacks in May 2024.", "differs", 0),
        (SLIP, "differs", 6),
        (SLIP, "changes_conclusion", 0),
        ("The rebels hold 30 of the 20 districts of Herat.", "differs", 7),
        ("The rebels hold 30 of the 20 districts of Herat.", "changes_conclusion", 7),
        ("The rebels hold 30 of the 20 districts of Herat.", "never", 0),
    ],
)
def test_the_exit_code_tells_the_level(cli, tmp_path: Path, words: str, fail_on: str, code: int) -> None:
    file = tmp_path / "page.txt"
    file.write_text(words, "utf-8")
    assert cli("check", file, "--published", "2024-09-01", "--fail-on", fail_on).code == code


@pytest.mark.parametrize("words", ["", "\n\n\n"])
def test_a_file_without_words_is_refused_with_its_name(cli, tmp_path: Path, words: str) -> None:
    file = tmp_path / "page.txt"
    file.write_text(words, "utf-8")
    answer = cli("check", file)
    assert answer.code not in {0, 1}
    assert "page.txt" in answer.err


@pytest.mark.parametrize("words", ["No", "7", "7 7 7 7 7 7"])
def test_next_to_nothing_is_checked_without_trouble(cli, tmp_path: Path, words: str) -> None:
    file = tmp_path / "page.txt"
    file.write_text(words, "utf-8")
    answer = cli("check", file, "--published", "2024-09-01", "--json")
    assert json.loads(answer.out)["data"]["checked"]["findings"] == []


def test_a_folder_stands_for_its_files(cli, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.txt").write_text(SLIP, "utf-8")
    (tmp_path / ".hidden.txt").write_text(SLIP, "utf-8")
    (tmp_path / "z.zip").write_bytes(b"PK\x03\x04nothing that can be read")
    answer = cli("check", tmp_path, "--published", "2024-09-01", "--json")
    assert answer.code == 6
    assert len(_findings(answer)) == 1
    assert "z.zip was left out" in " ".join(answer.json["warnings"])


def test_standard_input_is_a_file(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "corroborate", "check", "-", "--published", "2024-09-01", "--rest"],
        input=SLIP.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 6
    assert done.stdout.decode().startswith("<stdin>:1:")
