"""Making the page of a case ready: the dossier, its history, and what may be shown of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from corroborate.case import releases, secret
from corroborate.case.casefile import Settings
from corroborate.case.dossiers import dossier
from corroborate.case.store import Store
from corroborate.errors import InputError
from corroborate.model.dossier import Build, Dossier
from corroborate.model.release import Changes, History
from corroborate.model.source import Sensitivity
from corroborate.report.commitments import Opening, Salts, salts_of
from corroborate.report.public import public


@dataclass(frozen=True, slots=True)
class Built:
    """A case made ready to be printed: for the public, and whole for whoever may see everything."""

    public: Dossier
    whole: Dossier
    openings: tuple[Opening, ...]
    changes: Changes | None
    """What changed since the last release; None where there is none."""


def build(
    store: Store,
    folder: Path,
    settings: Settings,
    now: datetime,
    *,
    decided: int | None = None,
    release: str = "",
    salts: Salts | None = None,
) -> Built:
    """Make the page of a case ready as it stood when its log held ``decided`` decisions.

    ``salts`` are those of the case's secret where left out; the secret is made where something is
    withheld and there is none yet.
    """
    from corroborate.report.diff import Snapshot, changes

    made = replace(dossier(store, settings, now, decided), release=release)
    closed = any(s.handling.sensitivity is not Sensitivity.OPEN for s in made.sources.values())
    if closed and salts is None:
        salts = salts_of(secret.needed(folder))
    told = public(made, salts)
    past = releases.history(folder, made.decisions, told.renamed)
    since = None
    if past.releases:
        last = past.releases[-1]
        before = releases.snapshot(folder, last.id)
        if before is not None:
            since = changes(
                before.closing(told.renamed), Snapshot.of(told.dossier), since=last.id, until=release or None
            )
    history = History(past.releases, (*past.changes, *([since] if since else [])))
    return Built(
        replace(told.dossier, history=history),
        replace(made, history=history, build=Build.AUDITOR),
        told.openings,
        since,
    )


def differences(
    store: Store, folder: Path, settings: Settings, since: str | None, until: str | None, now: datetime
) -> Changes:
    """What changed from one release to another, or to what the case holds.

    Raises InputError where there is no such release, IntegrityError where one is not as it was made.
    """
    from corroborate.report.diff import Snapshot, changes

    log = store.decisions()
    known = releases.listed(log)
    if since is None:
        if not known:
            raise InputError("the case has no release yet", hint="make one with: corroborate release CASE")
        since = known[-1].id
    before = releases.require(folder, log, since)
    if until is not None:
        reason = next((r.reason for r in known if r.id == until), "")
        after = releases.require(folder, log, until)
        return changes(before, after, since=since, until=until, reason=reason)
    made = dossier(store, settings, now)
    salts = None
    if any(s.handling.sensitivity is not Sensitivity.OPEN for s in made.sources.values()):
        own = secret.read(folder)
        salts = None if own is None else salts_of(own)
    told = public(made, salts)
    return changes(before.closing(told.renamed), Snapshot.of(told.dossier), since=since, until=None)
