"""Bringing what the user wrote in case.toml into the store, each change logged."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path

import corroborate
from corroborate.case import casefile, schema
from corroborate.case.casefile import CaseFile, Settings
from corroborate.case.codec import encode
from corroborate.case.store import Store, Stored
from corroborate.errors import SettingError
from corroborate.intake.published import not_in_future
from corroborate.model.source import CustodyEntry, Source

USER = "the user, in case.toml"
SETTINGS = "settings"


def sync(store: Store, folder: Path, now: datetime) -> tuple[CaseFile, list[str]]:
    """Honour case.toml as it stands; gives its content and a sentence a change.

    Raises SettingError for a source in case.toml that was never added, and what `casefile.read` raises;
    nothing is changed then.
    """
    _finish_adding(store, folder)
    file = casefile.read(folder)
    cards = {card.id: card for card in file.cards}
    stored = store.sources()
    unknown = set(cards) - {s.source.id for s in stored}
    if unknown:
        raise SettingError(
            "case.toml lists a source that was never added",
            value=sorted(unknown)[0],
            hint="add the file with `corroborate add`, or delete its [[source]] table",
        )
    changes: list[tuple[Stored, Stored, str]] = []
    for old in stored:
        card = cards.get(old.source.id)
        source = old.source if card is None else card.applied_to(old.source)
        not_in_future(source.published, now, f" of {source.name}")
        new = replace(old, source=source, included=card is not None)
        if new != old:
            changes.append((old, new, _difference(old, new)))
    said = [f"{new.source.name}: {what}" for _, new, what in changes]
    known = store.named(schema.settings, Settings).get(SETTINGS)
    reset = _settings_difference(known, file.settings)
    if changes or reset:
        with store.transaction():
            for old, new, what in changes:
                _change(store, old, new, what, now)
            if reset:
                store.put_named(schema.settings, SETTINGS, file.settings)
                store.decide(
                    who=USER, when=now, action="change settings", on="case", why="not stated", shown=reset
                )
    return file, [*said, *([f"settings: {reset}"] if reset else [])]


def settings_used(store: Store) -> Settings | None:
    """The settings that the last run used."""
    found: Settings | None = store.named(schema.settings, Settings).get(SETTINGS)
    return found


def _finish_adding(store: Store, folder: Path) -> None:
    """Name in case.toml the sources that an interrupted `add` stored."""
    unlisted = [s for s in store.sources() if not s.listed]
    if not unlisted:
        return
    listed = {card.id for card in casefile.read(folder).cards}
    casefile.append(folder, [(s.source, None) for s in unlisted if s.source.id not in listed])
    mark_listed(store, unlisted)


def mark_listed(store: Store, stored: list[Stored]) -> None:
    """Record that case.toml names these sources."""
    with store.transaction():
        for one in stored:
            store.put_source(replace(one, listed=True))


def _change(store: Store, old: Stored, new: Stored, what: str, now: datetime) -> None:
    store.put_source(new)
    action = "change a source"
    if old.included != new.included:
        action = "include a source" if new.included else "exclude a source"
    store.decide(who=USER, when=now, action=action, on=new.source.id, why="not stated", shown=what)
    store.add_custody(
        CustodyEntry(
            new.source.id,
            now,
            f"{action}: {what}",
            who=USER,
            method="case.toml",
            tool=f"corroborate {corroborate.__version__}",
        )
    )


def _difference(old: Stored, new: Stored) -> str:
    if old.included != new.included:
        return "put back into the case" if new.included else "taken out of the case"
    before, after = old.source, new.source
    parts = [
        f"{field.name} {_shown(before, field.name)!r} → {_shown(after, field.name)!r}"
        for field in fields(Source)
        if getattr(before, field.name) != getattr(after, field.name)
    ]
    return "; ".join(parts)


def _shown(source: Source, name: str) -> str:
    value = getattr(source, name)
    if name == "handling":
        return f"{value.sensitivity}, consent {value.consent}"
    return "not stated" if value is None else str(value)


def _settings_difference(old: Settings | None, new: Settings) -> str:
    if old is None:
        return ""
    names = [f.name for f in fields(Settings) if encode(getattr(old, f.name)) != encode(getattr(new, f.name))]
    return "; ".join(
        # The URL of a database may hold a password, which no log should.
        "another database"
        if name == "database"
        else f"{name} {_plain(getattr(old, name))} → {_plain(getattr(new, name))}"
        for name in names
    )


def _plain(value: object) -> str:
    return repr(value) if isinstance(value, str) else encode(value)
