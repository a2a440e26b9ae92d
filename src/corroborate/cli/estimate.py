"""The command that estimates a total from overlapping lists, without a case."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import corroborate
from corroborate.cli.estimate_words import strata_words_of, words_of
from corroborate.cli.options import Json
from corroborate.cli.output import emit
from corroborate.errors import StorageError, UnreadableError

if TYPE_CHECKING:
    from corroborate.model.estimate import Estimate, Refused, Stratified

REFUSED = 5
"""The exit code where the table cannot carry an estimate."""


def register(app: typer.Typer) -> None:
    """Put the command of this module on the command line."""
    app.command(
        "estimate",
        epilog="Examples: corroborate estimate lists.csv · corroborate estimate lists.csv --method latent "
        "--svg spread.svg · corroborate estimate records.csv --list A --list B --list C --strata province",
    )(estimate)


def estimate(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="TABLE",
            help="A CSV file: one 0/1 column a list, and a row a pattern with its count in the last column, "
            "or a row an individual.",
        ),
    ],
    method: Annotated[
        str, typer.Option(metavar="METHOD", help="auto, or the name of an estimator; see docs/estimation.md.")
    ] = "auto",
    lists: Annotated[
        list[str] | None,
        typer.Option("--list", metavar="COLUMN", help="A column that is a list; by default all are."),
    ] = None,
    count: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column of counts, if it is not called count.")
    ] = None,
    strata: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN",
            help="A column of strata; with several, each combination is one. Each is estimated, then all.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="MODEL", help="One log-linear model, such as [12.3], with --method independence."
        ),
    ] = None,
    level: Annotated[float, typer.Option(help="The probability that an interval is to hold.")] = 0.95,
    seed: Annotated[int, typer.Option(help="Same seed, same result.")] = 0,
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave the latent classes out of the comparison of methods.")
    ] = False,
    details: Annotated[
        bool, typer.Option("--details", help="Spell out every assumption and every change of settings.")
    ] = False,
    svg: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a picture of the result and its spread.")
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Keep results here and reuse them for the same table and settings."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Estimate how many there were in all from overlapping lists, or say why that cannot be done.

    Ends with exit code 5 where the table cannot carry an estimate; the reason is then the result.
    """
    from corroborate.estimation.codec import plain
    from corroborate.estimation.plot import svg as picture
    from corroborate.estimation.table import columns_of, histories

    columns = columns_of(_text(table))
    settings = {"model": model} if model is not None else {}
    if strata:
        together = _by_strata(columns, strata, lists, count, method, level, seed, settings)
        if svg is not None:
            from corroborate.estimation.plot_strata import strata_svg

            _write(svg, strata_svg(together))
        cautions = [f"{s.name}: {c.words}" for s in together.strata for c in s.result.cautions]
        warnings = [*together.words, *cautions] if as_json else []
        words = strata_words_of(together, details=details)
        emit("estimate", plain(together), as_json=as_json, warnings=warnings, words=words)
        raise typer.Exit(0 if together.total is not None else REFUSED)
    given = histories(columns, lists=lists, count=count)
    found = _cached(
        given,
        cache,
        method=method,
        level=level,
        seed=seed,
        spread="quick" if quick else "full",
        settings=settings,
    )
    if svg is not None:
        _write(svg, picture(found))
    warnings = [c.words for c in found.cautions] if as_json else []
    words = words_of(found, details=details)
    emit("estimate", plain(found), as_json=as_json, warnings=warnings, words=words)
    from corroborate.model.estimate import Refused

    if isinstance(found, Refused):
        raise typer.Exit(REFUSED)


def _by_strata(
    columns: Any,
    strata: list[str],
    lists: list[str] | None,
    count: str | None,
    method: str,
    level: float,
    seed: int,
    settings: dict[str, Any],
) -> Stratified:
    from corroborate.estimation.strata import estimate_strata_over
    from corroborate.estimation.table import by_label

    tables = by_label(columns, strata, lists=lists, count=count)
    with _progress() as note:
        return estimate_strata_over(
            [tables], method=method, level=level, seed=seed, settings=settings, progress=note
        )


def _cached(given: Any, cache: Path | None, **settings: Any) -> Estimate | Refused:
    """The result from the cache where it is there, else computed and kept."""
    from corroborate.estimation import estimate as compute
    from corroborate.estimation.codec import decoded, encoded
    from corroborate.estimation.estimate import checked_level
    from corroborate.estimation.forecast import forecast, forecast_words
    from corroborate.estimation.gates import refusal, usable

    checked_level(settings["level"])
    key = hashlib.sha256(
        json.dumps([corroborate.__version__, given.digest, given.notes, settings], sort_keys=True).encode()
    ).hexdigest()
    place = None if cache is None else cache / f"{key}.json"
    if place is not None and place.is_file():
        return decoded(place.read_bytes())
    ready = usable(given)
    if refusal(ready) is None and settings["method"] in {"auto", *_methods()}:
        seconds = forecast(ready, method=settings["method"], spread=settings["spread"])
        if seconds > 5:
            print(f"This takes {forecast_words(seconds)}.", file=sys.stderr)
    with _progress() as note:
        found = compute(given, progress=note, **settings)
    if place is not None:
        _write(place, encoded(found).decode())
    return found


def _methods() -> set[str]:
    from corroborate.model.estimate import Method

    return {str(m) for m in Method}


class _progress:  # noqa: N801
    """What is being done, in one line on stderr, wiped at the end; silent where that is no terminal."""

    def __enter__(self) -> Callable[[str], None]:
        return self._show if sys.stderr.isatty() else _silent

    def __exit__(self, *_: object) -> None:
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr)

    @staticmethod
    def _show(words: str) -> None:
        print(f"\r\033[K{words} …", end="", file=sys.stderr, flush=True)


def _silent(_: str) -> None:
    """No terminal to show progress on."""


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise UnreadableError("there is no such file", value=path) from error
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "the table is not UTF-8 text", value=path, hint="save it as CSV UTF-8"
        ) from error
    except OSError as error:
        raise UnreadableError("the table cannot be read", value=path, hint=error.strerror) from error


def _write(path: Path, content: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.part")
        draft.write_text(content, "utf-8")
        draft.replace(path)
    except OSError as error:
        raise StorageError("the file cannot be written", value=path, hint=error.strerror) from error
