"""The command ``corroborate``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import Abort, Exit, TyperException

import corroborate
from corroborate.cli import (
    building,
    checking,
    demo,
    estimate,
    gazetteer,
    linking,
    lists,
    lists_export,
    lists_profile,
    looking,
    proving,
    release,
    review,
    simulate,
)
from corroborate.cli.output import ISSUES, emit, fail, one_line, wants_json
from corroborate.errors import CorroborateError, InputError

EPILOG = (
    "Exit codes: 0 done · 1 a defect of the program · 2 something given cannot be used · "
    "3 the case folder · 4 something does not verify · 5 the evidence cannot carry what was asked · "
    "6 `check` found what differs · 7 `check` found what changes a conclusion. See docs/exit-codes.md."
)

# Threads of linear algebra that wait for sums this small double the CPU time, and their number would show in
# the last digits. The work that pays for threads has its own.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""

app = typer.Typer(
    name="corroborate",
    help="Makes a contested number defensible: from contested sources to a report in which every figure "
    "leads to exact words.\n\nStart with `corroborate demo`, or make a case of your own:\n\n"
    "corroborate init attacks --title 'Attacks in 2024' --question 'How many?'\n\n"
    "corroborate add attacks interview.txt --published 2024-09-01\n\n"
    "corroborate run attacks; corroborate report attacks --open",
    epilog=EPILOG,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        print(f"corroborate {corroborate.__version__}")
        raise typer.Exit


@app.callback()
def root(
    debug: Annotated[
        bool, typer.Option("--debug", help="On a defect, show where in the program it happened.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


for group in (
    building,
    looking,
    review,
    proving,
    release,
    checking,
    estimate,
    gazetteer,
    lists,
    lists_export,
    lists_profile,
    linking,
    simulate,
    demo,
):
    group.register(app)


@app.command("version", epilog="Example: corroborate version --json")
def version_command(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of words.")] = False,
) -> None:
    """Print the version of corroborate."""
    number = corroborate.__version__
    emit("version", {"version": number}, as_json=as_json, words=f"corroborate {number}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with the exit code of docs/exit-codes.md."""
    # Matrices are small here: threads that wait for each other would take more time than the sums, and their
    # number could change the last digit. Whoever sets it otherwise is heard.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    raise SystemExit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: list[str]) -> int:
    """Run one command line; gives the exit code. Only ``--debug`` lets an unforeseen error through."""
    as_json = wants_json(arguments)
    try:
        code = app(args=arguments or ["--help"], standalone_mode=False, prog_name="corroborate")
        sys.stdout.flush()
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        return code if isinstance(code, int) else 0
    except TyperException as error:
        refused = InputError(one_line(error.format_message()), hint="see `corroborate --help`")
        return fail(refused, as_json=as_json)
    except Exit as done:
        return done.exit_code
    except CorroborateError as error:
        return fail(error, as_json=as_json)
    except (KeyboardInterrupt, Abort):
        print(
            "interrupted: a case keeps what was finished; the same command goes on from there",
            file=sys.stderr,
        )
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output wants no more of it; what is left must not fail when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MemoryError:
        full = InputError(
            "there is not enough memory for this", hint="split the file, or close other programs"
        )
        return fail(full, as_json=as_json)
    except Exception as error:
        if "--debug" in arguments:
            raise
        defect = CorroborateError(
            f"corroborate failed in a way it should not: {type(error).__name__}: {one_line(str(error))}",
            hint=ISSUES,
        )
        return fail(defect, as_json=as_json)
