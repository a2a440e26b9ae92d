"""The command that reviews claims one by one: accept, reject, take back, with a reason for the log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corroborate.cli.options import CaseFolder, Json, Now, moment
from corroborate.cli.output import emit, harmless
from corroborate.errors import InputError
from corroborate.model.claim import AnyClaim

if TYPE_CHECKING:
    from corroborate.case import Case
    from corroborate.case.reviews import Review

KEYS = "a accept · r reject · s skip · u undo · q quit"
_AROUND = 160
"""Code points of the text shown on each side of a claim."""
_SHORT = 12
"""Characters of an id in words; the start of an id names a claim where only one has it."""


def register(app: typer.Typer) -> None:
    """Put the command of this module on the command line."""
    app.command(
        "review",
        epilog="Examples: corroborate review attacks --list · corroborate review attacks --accept 3f9c21 "
        "--by 'A. Reviewer' --why 'the page says so' · corroborate review attacks --by 'A. Reviewer'",
    )(review)


def review(
    case: CaseFolder,
    accept: Annotated[
        list[str] | None, typer.Option("--accept", metavar="ID", help="Accept this claim; may be repeated.")
    ] = None,
    reject: Annotated[
        list[str] | None, typer.Option("--reject", metavar="ID", help="Reject this claim; may be repeated.")
    ] = None,
    undo: Annotated[
        int | None, typer.Option("--undo", metavar="NUMBER", help="Take back the entry with this number.")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides, for the log.")] = "",
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, for the log.")] = "",
    listed: Annotated[bool, typer.Option("--list", help="List what waits for a review.")] = False,
    every: Annotated[bool, typer.Option("--all", help="List every claim with its state.")] = False,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Review claims: what a machine read counts once somebody accepts it; what somebody rejects does not.

    Without --accept, --reject or --undo it lists what waits for a review or, in a terminal and with
    --by, shows one claim after the other and takes one key for each. The next `corroborate run` uses
    the verdicts.
    """
    from corroborate.case import Case

    opened = Case.open(case)
    if accept or reject or undo is not None:
        _decide(opened, accept or [], reject or [], undo, by=by, why=why, now=now, as_json=as_json)
    elif listed or every or as_json or not by or not sys.stdin.isatty():
        _list(opened, every=every, as_json=as_json)
    else:
        _ask(opened, by, why or "reviewed on screen", now, _key)


def _decide(
    case: Case,
    accept: Sequence[str],
    reject: Sequence[str],
    undo: int | None,
    *,
    by: str,
    why: str,
    now: str | None,
    as_json: bool,
) -> None:
    from corroborate.case.reviews import ReviewVerdict, called

    if not by.strip() or not why.strip():
        raise InputError("a verdict needs a name and a reason", hint="add --by NAME --why TEXT")
    claims = case.claims()
    wanted = [(called(claims, id), ReviewVerdict.ACCEPTED) for id in accept]
    wanted += [(called(claims, id), ReviewVerdict.REJECTED) for id in reject]
    twice = {c.id for c, v in wanted if v is ReviewVerdict.ACCEPTED} & {
        c.id for c, v in wanted if v is ReviewVerdict.REJECTED
    }
    if twice:
        raise InputError("a claim cannot be both accepted and rejected", value=min(twice))
    at = moment(now)
    made = [case.take_back(undo, who=by, why=why, now=at)] if undo is not None else []
    made += [case.review(claim.id, verdict, who=by, why=why, now=at) for claim, verdict in wanted]
    data = {"decisions": [{"number": d.number, "action": d.action, "on": d.on, "why": d.why} for d in made]}
    words = "\n".join(f"{d.number}: {d.action} {d.on[:_SHORT]}, {by}: {why}" for d in made)
    emit("review", data, as_json=as_json, words=f"{words}\nThe next `corroborate run` uses this.")


def _list(case: Case, *, every: bool, as_json: bool) -> None:
    from corroborate.case.codec import plain
    from corroborate.case.reviews import ReviewState, state

    reviews = case.reviews()
    claims = case.claims()
    states = {c.id: state(c, reviews) for c in claims}
    shown = [c for c in claims if every or states[c.id] is ReviewState.UNREVIEWED]
    gone = sorted(reviews.keys() - states.keys())
    data = {
        "claims": [{**plain(c), **_review(c, states[c.id].value, reviews)} for c in shown],
        "waiting": sum(s is ReviewState.UNREVIEWED for s in states.values()),
        "reviewed": len(reviews) - len(gone),
        "no_longer_read": gone,
    }
    lines = [f"{c.id[:_SHORT]}  {states[c.id].value}  “{c.span.quote}”  {_read(c)}" for c in shown]
    lines.append(f"{data['waiting']} wait for a review, {data['reviewed']} were reviewed.")
    warnings = [f"{len(gone)} claims that were reviewed are no longer read"] if gone else []
    emit("review", data, as_json=as_json, warnings=warnings, words="\n".join(lines))


def _review(claim: AnyClaim, state: str, reviews: Mapping[str, Review]) -> dict[str, Any]:
    found = reviews.get(claim.id)
    if found is None:
        return {"review": state, "reviewed_by": None, "reviewed_why": None, "decision": None}
    return {
        "review": state,
        "reviewed_by": found.who,
        "reviewed_why": found.why,
        "decision": found.number,
    }


def _read(claim: AnyClaim) -> str:
    counted = "" if claim.counted is None else f" {claim.counted.words}"
    amount = "" if claim.quantity is None else claim.quantity.words
    reader = claim.reader.model_id or claim.reader.name
    return f"{claim.kind.value}: {amount}{counted}, {claim.attribution.speaker.name} [{reader}]"


def _ask(case: Case, by: str, why: str, now: str | None, key: Callable[[], str]) -> None:
    """Show what waits, one claim after the other; a key decides and goes on, looking decides nothing."""
    from corroborate.case.reviews import ReviewState, ReviewVerdict, state

    reviews = case.reviews()
    waiting = [c for c in case.claims() if state(c, reviews) is ReviewState.UNREVIEWED]
    texts = {d.text.id: d.text.content for d in case.dossier(moment(now)).documents}
    verdicts = {"a": ReviewVerdict.ACCEPTED, "r": ReviewVerdict.REJECTED}
    made: list[tuple[int, int]] = []
    at, decided = 0, 0
    while at < len(waiting):
        claim = waiting[at]
        content = texts[claim.span.text_id]
        before = content[max(0, claim.span.start - _AROUND) : claim.span.start]
        behind = content[claim.span.end : claim.span.end + _AROUND]
        print(f"\n{at + 1} of {len(waiting)}  {claim.id[:_SHORT]}")
        print(harmless(f"…{before}[[{claim.span.quote}]]{behind}…"))
        print(harmless(_read(claim)))
        print(KEYS)
        pressed = key()
        if pressed in verdicts:
            number = case.review(claim.id, verdicts[pressed], who=by, why=why, now=moment(now)).number
            made.append((at, number))
            decided += 1
            at += 1
        elif pressed == "s":
            at += 1
        elif pressed == "u" and made:
            at, number = made.pop()
            case.take_back(number, who=by, why="undone on screen", now=moment(now))
            decided -= 1
        elif pressed in ("q", "\x03", ""):
            break
    print(
        f"\n{decided} decided, {len(waiting) - decided} wait. The next `corroborate run` uses the verdicts."
    )


def _key() -> str:
    """One key of the terminal, without the line's end."""
    return str(typer.getchar()).lower()
