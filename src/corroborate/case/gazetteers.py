"""Where the index of a gazetteer lives: in the case, or in the user's data folder for all cases."""

from __future__ import annotations

import os
from pathlib import Path

from corroborate.errors import SettingError

NAME = "gazetteer.sqlite"


def user_index() -> Path:
    """The index of the user's own: ``$XDG_DATA_HOME/corroborate``, else ``~/.local/share/corroborate``."""
    home = os.environ.get("XDG_DATA_HOME", "")
    base = Path(home) if Path(home).is_absolute() else Path.home() / ".local" / "share"
    return base / "corroborate" / NAME


def index_of(folder: Path, use: str | None) -> Path | None:
    """The index that a case uses; None where it uses none but the built-in places.

    Raises SettingError where case.toml asks for one that is not there: the same names would be other
    places without it.
    """
    if use is None:
        return None
    index = folder / NAME if use == "case" else user_index()
    if not index.is_file():
        where = f" --case {folder}" if use == "case" else ""
        raise SettingError(
            "the gazetteer that case.toml asks for is not there",
            value=index,
            hint=f"make it with: corroborate gazetteer add FILE{where}",
        )
    return index


def add(path: Path, index: Path) -> bool:
    """Add a GeoNames dump to an index; False where it is in it already.

    Raises SettingError for a file that is not there, TableError for one that is no dump, and
    StorageError where the disk refuses.
    """
    from corroborate.case.files import storage_errors
    from corroborate.gazetteer import add_geonames

    if not path.is_file():
        raise SettingError("the file is not there", value=path, hint="give an unzipped dump of geonames.org")
    with storage_errors(index):
        index.parent.mkdir(parents=True, exist_ok=True)
        return add_geonames(path, index)
