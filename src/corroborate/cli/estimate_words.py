"""What the command ``estimate`` tells people: what is known on one screen, the rest with --details."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corroborate.model.estimate import Caution, Estimate, Refused, Spread, Stratified, Variant
    from corroborate.model.interval import Interval

NARROWEST, WIDEST = 60, 110

BRIEFLY = {
    "decomposable": "if ties between lists form a decomposable graph",
    "latent": "if there are a few classes, lists independent in each",
    "loglinear-bic": "if the dependence chosen by BIC is the right one",
    "loglinear-aic": "if the dependence chosen by AIC is the right one",
    "stepwise": "if only the chosen pairs of lists depend on each other",
    "independence": "if all lists are independent",
    "coverage": "if lists depend on each other in pairs only",
    "chao": "at least, if lists are independent of each other",
}
"""The identifying assumption of each method in one line; the whole is in --details."""

KINDS = {
    "highest_order_odds": "odds of being unseen",
    "prior": "another prior",
    "list_dropped": "a list left out",
    "two_lists": "two lists alone (naive)",
}


def words_of(found: Estimate | Refused, *, details: bool = False) -> str:
    """A result as a page of text; ``details`` spells out every assumption and every variant."""
    lines = _wrapped(found.words())
    lines += [line for note in found.notes for line in _wrapped(f"Note: {note}")]
    around = found.spread
    if around is not None:
        lines += ["", *_families(around, str(found.method))]
        lines += ["", *_hidden(around)]
        lines += ["", *(_variants(around.variants) if details else _ranges(around.variants))]
        if details:
            lines += ["", "Every number rests on an assumption that the lists cannot test:"]
            lines += [
                line
                for m in around.families
                if m.assumption
                for line in _item(f"{m.method}: {m.assumption}.")
            ]
    if found.cautions:
        lines += ["", "Before you use the number:" if found.n and not _barred(found) else "Beside that:"]
        lines += [line for caution in found.cautions for line in _item(caution.words)]
    if _barred(found) and found.would_help:  # type: ignore[union-attr]
        lines += ["", "What would help:"]
        lines += [line for help_ in found.would_help for line in _item(f"{help_}.")]  # type: ignore[union-attr]
    if around is not None and not details:
        lines += ["", "More: --details spells out every line, --svg FILE draws it, --json has it all."]
    return "\n".join(lines)


def strata_words_of(found: Stratified, *, details: bool = False) -> str:
    """Strata, a line each, and their total."""
    lines = []
    if found.total is None:
        lines += _wrapped("No total: no stratum can be estimated.")
    else:
        lines += _wrapped(
            f"Between {_range(found.total, ' and ')} in all ({found.level:.0%} interval), {found.n:,} of "
            f"them recorded, if {found.assumption}, nobody enters or leaves, and the linkage is right."
        )
    width = min(max([7, *(len(s.name) for s in found.strata)]), 40)
    pooled = any(s.pooled is not None for s in found.strata)
    heading = f"  {'stratum':<{width}} {'recorded':>9}   {'by itself':<22}"
    lines += ["", (heading + ("with what the others tell" if pooled else "")).rstrip()]
    for stratum in found.strata:
        head = f"  {_cut(stratum.name, width):<{width}} {stratum.n or stratum.result.n:>9,}   "
        if _barred(stratum.result):
            reason = f"no estimate: {stratum.result.reason}"  # type: ignore[union-attr]
            lines += _hanging(head, reason)
        else:
            own = _range(stratum.result.interval)  # type: ignore[union-attr]
            lines.append(f"{head}{own:<22}{_range(stratum.pooled) if stratum.pooled else ''}".rstrip())
    lines.append("")
    for name, interval in (("all strata, pooled" if pooled else "all strata", found.total),):
        if interval is not None:
            lines.append(f"  {name:<28} {_range(interval)}")
    if pooled and found.unpooled is not None:
        lines.append(f"  {'all strata, not pooled':<28} {_range(found.unpooled)}")
    if found.whole is not None:
        said = (
            f"no estimate: {found.whole.reason}"  # type: ignore[union-attr]
            if _barred(found.whole)
            else _range(found.whole.interval)  # type: ignore[union-attr]
        )
        lines += _hanging(f"  {'as one table, no strata':<28} ", said)
    said_of = _cautions_of_strata(found, details)
    if found.words or said_of:
        lines += ["", "Before you use the number:"]
        lines += [line for words in (*found.words, *said_of) for line in _item(words)]
    return "\n".join(lines)


def _cautions_of_strata(found: Stratified, details: bool) -> list[str]:
    held: dict[str, list[tuple[str, Caution]]] = {}
    for stratum in found.strata:
        if not _barred(stratum.result):
            for caution in stratum.result.cautions:
                held.setdefault(caution.code, []).append((stratum.name, caution))
    said = []
    for several in held.values():
        if details or len(several) == 1:
            said += [f"{name}: {caution.words}" for name, caution in several]
        else:
            rest = ", ".join(name for name, _ in several[1:])
            said.append(f"{several[0][0]}: {several[0][1].words} Likewise in: {rest}.")
    return said


def _families(around: Spread, own: str) -> list[str]:
    lines = ["The same lists by every method:"]
    for member in around.families:
        mark = "▸" if member.method == own else " "
        head = f"{mark} {member.method:<15} "
        if member.interval is None:
            lines += _hanging(head, f"no estimate: {member.refused}")
        else:
            lines.append(f"{head}{_range(member.interval):<22} {BRIEFLY.get(member.method, '')}".rstrip())
    if around.envelope is not None:
        lines.append(f"  {'all together':<15} {_range(around.envelope)}")
    return lines


def _hidden(around: Spread) -> list[str]:
    lines = [line for words in around.words[1 if around.envelope else 0 :] for line in _wrapped(words)]
    silent: dict[str, list[str]] = {}
    for test in around.hidden:
        if test.interval is None:
            silent.setdefault(test.refused or "", []).append(_cut(test.name, 15))
            continue
        low, high = test.interval.low, test.interval.high
        missed = "" if test.covered else ("too low" if high is not None and high < test.truth else "too high")
        head = f"  {_cut(test.name, 15):<15} {test.truth:>9,} known; "
        lines.append(f"{head}{_range_of(low, high):<22} {missed or 'held'}")
    for reason, names in silent.items():
        shown = names[0] if len(names) == 1 else f"{len(names)} lists"
        said = reason if len(names) < 2 else f"{reason} ({', '.join(names)})"
        lines += _hanging(f"  {shown:<15} ", f"not testable: {said}")
    return lines


def _ranges(variants: Sequence[Variant]) -> list[str]:
    """One line a kind of variant: the lowest and the highest end among them."""
    lines = ["What changes the number:"]
    for kind, several in groupby(variants, key=lambda v: v.kind):
        given = list(several)
        spoke = [v for v in given if v.interval is not None]
        lows = [v.interval.low for v in spoke if v.interval and v.interval.low is not None]
        highs = [None if v.interval is None else v.interval.high for v in spoke]
        if kind == "highest_order_odds":
            head = f"{given[0].setting.split()[-1]} to {given[-1].setting.split()[-1]}"
            head = f"{KINDS[kind]} times {head}"
        else:
            head = f"{KINDS.get(kind, kind)}, {len(given)} tried"
        silent = len(given) - len(spoke)
        tail = f" ({silent} without an estimate)" if silent else ""
        said = (
            "no estimate"
            if not spoke
            else _range_of(min(lows, default=None), None if None in highs else max(h for h in highs if h))
        )
        lines.append(f"  {head:<38} {said}{tail}")
    return lines


def _variants(variants: Iterable[Variant]) -> list[str]:
    lines = ["What changes the number:"]
    silent: dict[str, list[str]] = {}
    for variant in variants:
        if variant.interval is None:
            silent.setdefault(variant.refused or "", []).append(variant.setting)
        else:
            lines.append(f"  {_cut(variant.setting, 38):<38} {_range(variant.interval)}")
    for reason, settings in silent.items():
        lines += _hanging(f"  {'no estimate':<38} ", f"{'; '.join(settings)}: {reason}")
    return lines


def _barred(found: Estimate | Refused) -> bool:
    return hasattr(found, "would_help")


def _range(interval: Interval, to: str = " to ") -> str:
    return _range_of(interval.low, interval.high, to)


def _range_of(low: float | None, high: float | None, to: str = " to ") -> str:
    least = "any number" if low is None else f"{low:,.0f}"
    return f"{least}{to}{'no upper bound' if high is None else f'{high:,.0f}'}"


def _cut(name: str, width: int) -> str:
    return name if len(name) <= width else f"{name[: width - 1]}…"


def _width() -> int:
    return min(max(shutil.get_terminal_size((100, 24)).columns, NARROWEST), WIDEST)


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, _width(), break_long_words=False)


def _item(words: str) -> list[str]:
    return textwrap.wrap(
        words, _width(), initial_indent="  – ", subsequent_indent="    ", break_long_words=False
    )


def _hanging(head: str, words: str) -> list[str]:
    room = max(_width() - len(head), 40)
    parts = textwrap.wrap(words, room, break_long_words=False) or [""]
    return [head + parts[0], *(" " * len(head) + part for part in parts[1:])]
