"""Verifying the tables beside the database: records of lists, and what linking them gave."""

from __future__ import annotations

import re
from pathlib import Path

from corroborate.case import joining, linkagefile, listing
from corroborate.case.codec import decode
from corroborate.case.contents import Contents
from corroborate.case.files import sha256_file
from corroborate.case.problems import Problem, Step
from corroborate.errors import HashMismatchError

_KEY = re.compile(r"[0-9a-f]{32}")


def check_tables(contents: Contents, _: Path | None) -> Step:
    """Every file that a reading of a list or a linkage left, hashed again; and that no other lies there."""
    problems: list[Problem] = []
    notes: list[str] = []
    counted = 0
    root = contents.folder / listing.FOLDER
    known = set()
    for (stage, _subject), rest in contents.rests.items():
        if stage == listing.STAGE:
            made = decode(listing.Listed, rest)
            known.add(made.folder)
            if made.reason:
                continue
            if not made.files:
                notes.append(f"the records of {made.name} were made by another version and are not hashed")
            problems += _changed(root / made.folder, made)
            counted += len(made.files)
        elif stage == joining.LINKAGE:
            expected = decode(joining.Outcome, rest).files
            folder = contents.folder / joining.FOLDER
            try:
                if expected and linkagefile.sum_of(folder) != expected:
                    problems.append(Problem("table", joining.FOLDER, "the linkage is not as the run left it"))
            except HashMismatchError as error:
                problems.append(Problem("table", joining.FOLDER, str(error)))
            counted += bool(expected)
    if contents.finished:
        notes += [
            f"{listing.FOLDER}/{path.name} belongs to no list"
            for path in sorted(root.iterdir() if root.is_dir() else ())
            if _KEY.fullmatch(path.name) and path.name not in known
        ]
    return problems, notes, {"tables": counted}


def _changed(folder: Path, made: listing.Listed) -> list[Problem]:
    problems = []
    for name, expected in made.files.items():
        path = folder / name
        where = f"{listing.FOLDER}/{folder.name}/{name}"
        if not path.is_file():
            problems.append(Problem("table", where, f"it is missing (of the list {made.name})"))
        elif sha256_file(path) != expected:
            problems.append(Problem("table", where, f"its bytes were changed (of the list {made.name})"))
    there = {p.name for p in folder.iterdir()} if folder.is_dir() and made.files else set()
    return problems + [
        Problem("table", f"{listing.FOLDER}/{folder.name}/{name}", "no reading of a list made it")
        for name in sorted(there - set(made.files))
    ]
