"""What changed from one report to another, each change with the inputs that changed under it (C19)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corroborate.model.dossier import Dossier
from corroborate.model.release import Change, ChangeKind, Changes
from corroborate.report.exports import claim_rows
from corroborate.report.manifest import manifest

VERSION = "Version of stage "
"""What the name of a setting begins with that is the version of a stage."""

STANDING = frozenset({"Decisions in the log", "Head of the log", "Texts"})
"""Settings that say where the case stood; they are no input of their own."""

ROUTINE = frozenset({"compute", "release", "create the case", "refuse a quote"})
"""Decisions that say what the program did, not what somebody chose."""

READS = ("text", "segments", "claims")
FIELDS = (
    "number_words",
    "low",
    "high",
    "usual_low",
    "usual_high",
    "unit",
    "counted",
    "measure",
    "actor",
    "target",
    "status",
    "window",
    "place",
    "voices",
    "modality",
    "polarity",
    "rating",
)
"""What of a claim is compared, in the order in which it is said."""

NOT_TRACED = "nothing that it rests on was changed by itself; it follows from the other claims of the case"
UNKNOWN = "no input that is recorded has changed"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A report as data: its manifest, and its claims by id."""

    page: Mapping[str, Any]
    claims: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, dossier: Dossier, html: str = "") -> Snapshot:
        """The snapshot of a dossier as its report would show it."""
        return cls(manifest(dossier, html), {row["id"]: row for row in claim_rows(dossier)})

    def closing(self, renamed: Mapping[str, str]) -> Snapshot:
        """The snapshot without what has been closed since: of those sources only that they were there."""
        sources = {
            renamed.get(id, id): {"sensitivity": card.get("sensitivity")} if id in renamed else card
            for id, card in self.part("sources").items()
        }
        claims = {
            id: {"id": id, "source": renamed[row["source"]], "withheld": True}
            if row["source"] in renamed
            else row
            for id, row in self.claims.items()
        }
        gone = {id for id, row in self.claims.items() if row["source"] in renamed}
        kept: dict[str, Any] = {
            part: {id: row for id, row in self.part(part).items() if not gone & set(row["claims"])}
            for part in ("findings", "comparisons")
        }
        kept["figures"] = {
            id: {**row, "sources": [renamed.get(s, s) for s in row.get("sources", ())]}
            for id, row in self.part("figures").items()
            if not row["claims"] or not gone.issuperset(row["claims"])
        }
        return Snapshot({**self.page, **kept, "sources": sources}, claims)

    def part(self, name: str) -> Mapping[str, Any]:
        """A part of the manifest; empty where an earlier version wrote none."""
        found = self.page.get(name)
        return found if isinstance(found, dict) else {}

    def named(self, source: str) -> str:
        """A source in words."""
        card = self.part("sources").get(source, {})
        if "name" not in card:
            return "a withheld source"
        title = card["title"] if card.get("title", "not stated") != "not stated" else card["name"]
        return (
            f"{card['publisher']}: {title}" if card.get("publisher", "not stated") != "not stated" else title
        )


def changes(before: Snapshot, after: Snapshot, *, since: str, until: str | None, reason: str = "") -> Changes:
    """Every input, figure, finding and claim that was added, removed or changed, with its reasons.

    A thing is the same where its id is; a figure or claim whose id changed is matched by what it counts and
    where it stands. Linear in the size of the two.
    """
    return _Diff(before, after).changes(since, until, reason)


class _Diff:
    def __init__(self, before: Snapshot, after: Snapshot) -> None:
        self.before, self.after = before, after
        self.inputs: list[Change] = []
        self.of_source: dict[str, list[str]] = {}
        self.general: list[str] = []
        self.versions: dict[str, str] = {}
        self.of_claim: dict[str, tuple[str, ...]] = {}

    def changes(self, since: str, until: str | None, reason: str) -> Changes:
        self._sources()
        self._settings()
        self._decisions()
        claims = self._claims()
        outputs = [
            *self._figures(),
            *self._findings("findings", "finding"),
            *self._findings("comparisons", "comparison"),
            *claims,
        ]
        return Changes(since, until, tuple(self.inputs), tuple(outputs), reason)

    def _sources(self) -> None:
        old, new = self.before.part("sources"), self.after.part("sources")
        for id in dict.fromkeys([*old, *new]):
            if id not in old:
                self._source(id, ChangeKind.ADDED, None, "added", "the source was added")
            elif id not in new:
                self._source(id, ChangeKind.REMOVED, "in the case", None, "the source was taken out")
            else:
                for name in sorted({*old[id], *new[id]}):
                    a, b = old[id].get(name), new[id].get(name)
                    if a != b:
                        why = f"{name} of the source was changed from {_said(a)} to {_said(b)}"
                        self._source(
                            id, ChangeKind.CHANGED, f"{name}: {_said(a)}", f"{name}: {_said(b)}", why
                        )

    def _source(self, id: str, kind: ChangeKind, a: str | None, b: str | None, why: str) -> None:
        name = (self.after if id in self.after.part("sources") else self.before).named(id)
        self.inputs.append(Change("source", id, kind, name, a, b, (), (id,)))
        self.of_source.setdefault(id, []).append(f"{why} ({name})")

    def _settings(self) -> None:
        old, new = self.before.part("settings"), self.after.part("settings")
        for name in sorted({*old, *new} - STANDING):
            a, b = old.get(name), new.get(name)
            if a == b:
                continue
            kind = ChangeKind.ADDED if a is None else ChangeKind.REMOVED if b is None else ChangeKind.CHANGED
            if name.startswith(VERSION):
                stage = name.removeprefix(VERSION)
                self.versions[stage] = f"another version of the program ({stage}: {a} → {b})"
                self.inputs.append(Change("version", stage, kind, f"the stage {stage}", a, b))
            else:
                self.general.append(f"the setting “{name}” was changed from {_said(a)} to {_said(b)}")
                self.inputs.append(Change("setting", name, kind, name, a, b))
        for name in ("title", "question"):
            a, b = self.before.page.get(name), self.after.page.get(name)
            if a != b:
                self.inputs.append(Change("setting", name, ChangeKind.CHANGED, name, a, b))

    def _decisions(self) -> None:
        known = max((d["number"] for d in self.before.page.get("decisions", ())), default=0)
        for made in self.after.page.get("decisions", ()):
            if made["number"] <= known or made["action"] in ROUTINE:
                continue
            said = " ".join(x for x in (f"{made['who']}: {made['action']}", made["shown"]) if x)
            why = "" if made["why"] == "not stated" else f" ({made['why']})"
            words = f"decision {made['number']}, {said}{why}"
            self.inputs.append(
                Change("decision", str(made["number"]), ChangeKind.ADDED, words, None, made["when"])
            )
            if made["on"] != "case":
                self.of_source.setdefault(made["on"], []).append(words)

    def _claims(self) -> list[Change]:
        old, new = self.before.claims, self.after.claims
        pairs = {id: id for id in old if id in new}
        places = {_place(row): id for id, row in old.items() if id not in new and "start" in row}
        for id, row in new.items():
            if id not in old and "start" in row and (found := places.pop(_place(row), None)):
                pairs[found] = id
        back = {b: a for a, b in pairs.items()}
        made = []
        for a, row in old.items():
            if a not in pairs:
                why = self._why_claim(row, a)
                made.append(self._claim(a, ChangeKind.REMOVED, row, _value(row), None, why))
                self.of_claim[a] = why
        for b, row in new.items():
            if b not in back:
                why = self._why_claim(row, b)
                made.append(self._claim(b, ChangeKind.ADDED, row, None, _value(row), why))
                self.of_claim[b] = why
                continue
            was = old[back[b]]
            fields = [name for name in FIELDS if was.get(name) != row.get(name)]
            if was.get("withheld") != row.get("withheld"):
                fields = ["withheld"]
            if fields:
                why = self._why_claim(row, b, back[b])
                if fields != ["rating"]:
                    self.of_claim[b] = self.of_claim[back[b]] = why
                said = _differences(was, row, fields)
                made.append(self._claim(b, ChangeKind.CHANGED, row, said[0], said[1], why))
        return made

    def _claim(
        self,
        id: str,
        kind: ChangeKind,
        row: Mapping[str, Any],
        a: str | None,
        b: str | None,
        why: tuple[str, ...],
    ) -> Change:
        what = "words withheld" if "words" not in row else f"“{' '.join(row['words'].split())}”"
        return Change("claim", id, kind, what, a, b, why, (row["source"],))

    def _why_claim(self, row: Mapping[str, Any], *ids: str) -> tuple[str, ...]:
        found = [*self.of_source.get(row["source"], ()), *self.of_source.get(row.get("text", ""), ())]
        for id in ids:
            found += self.of_source.get(id, ())
        if not found:
            found = [self.versions[s] for s in READS if s in self.versions] + self.general
        if not found and "weighing" in self.versions:
            found = [self.versions["weighing"]]
        return tuple(dict.fromkeys(found)) or (self._rest(),)

    def _rest(self) -> str:
        return NOT_TRACED if self.inputs else UNKNOWN

    def _why(self, claims: Iterable[str], stage: str) -> tuple[str, ...]:
        found = [why for id in claims for why in self.of_claim.get(id, ())]
        if not found and stage in self.versions:
            found = [self.versions[stage]]
        if not found:
            found = list(self.general)
        return tuple(dict.fromkeys(found)) or (self._rest(),)

    def _figures(self) -> list[Change]:
        old, new = self._computed(self.before), self._computed(self.after)
        pairs = {id: id for id in old if id in new}
        for key in (_strict_key, _loose_key):
            _match(old, new, pairs, key)
        back = {b: a for a, b in pairs.items()}
        made = []
        for a, row in old.items():
            if a not in pairs:
                made.append(self._figure(a, ChangeKind.REMOVED, row, row["words"], None, row["claims"]))
        for b, row in new.items():
            if b not in back:
                made.append(self._figure(b, ChangeKind.ADDED, row, None, row["words"], row["claims"]))
                continue
            was = old[back[b]]
            if _shown(was) != _shown(row) or set(was["claims"]) != set(row["claims"]):
                claims = [*was["claims"], *row["claims"]]
                a, c = _apart(was, row)
                made.append(self._figure(b, ChangeKind.CHANGED, row, a, c, claims))
        return made

    def _computed(self, at: Snapshot) -> dict[str, Mapping[str, Any]]:
        """The figures of the weighing; one claim's own number is compared with its claim."""
        return {id: row for id, row in at.part("figures").items() if row.get("kind", "value") != "value"}

    def _figure(
        self,
        id: str,
        kind: ChangeKind,
        row: Mapping[str, Any],
        a: str | None,
        b: str | None,
        claims: Iterable[str],
    ) -> Change:
        when = f", {row['window']['words']}" if row.get("window") and row["kind"] != "share" else ""
        why = self._why(claims, "weighing")
        return Change("figure", id, kind, f"{row['what']}{when}", a, b, why, tuple(row.get("sources", ())))

    def _findings(self, part: str, on: str) -> list[Change]:
        old, new = self.before.part(part), self.after.part(part)
        stage = "consistency" if part == "findings" else "weighing"
        made = []
        for id in dict.fromkeys([*old, *new]):
            a, b = old.get(id), new.get(id)
            if a is not None and b is not None and a["title"] == b["title"] and a["level"] == b["level"]:
                continue
            kind = ChangeKind.ADDED if a is None else ChangeKind.REMOVED if b is None else ChangeKind.CHANGED
            row = b or a or {}
            claims = [*(a or {}).get("claims", ()), *(b or {}).get("claims", ())]
            sources = dict.fromkeys(
                s
                for i in claims
                for at in (self.before, self.after)
                if (s := at.claims.get(i, {}).get("source"))
            )
            said = (None if a is None else a["title"], None if b is None else b["title"])
            made.append(Change(on, id, kind, row["title"], *said, self._why(claims, stage), tuple(sources)))
        return made


def _match(old: Mapping[str, Any], new: Mapping[str, Any], pairs: dict[str, str], key: Any) -> None:
    """Pair what has one and the same key on each side, and no other with it."""
    taken = set(pairs.values())
    left: dict[object, list[str]] = {}
    right: dict[object, list[str]] = {}
    for side, rows, done in ((left, old, pairs.keys()), (right, new, taken)):
        for id, row in rows.items():
            if id not in done:
                side.setdefault(key(row), []).append(id)
    for value, ids in left.items():
        others = right.get(value, [])
        if len(ids) == len(others) == 1:
            pairs[ids[0]] = others[0]


def _strict_key(row: Mapping[str, Any]) -> object:
    days = row.get("window") or {}
    return (row["kind"], row["unit"], row["basis"], row["what"], days.get("words"))


def _loose_key(row: Mapping[str, Any]) -> object:
    return (row["kind"], row["unit"], row["basis"], row["what"])


def _shown(row: Mapping[str, Any]) -> tuple[object, ...]:
    return (row["words"], row["low"], row["high"], row["what"], row.get("window"))


def _apart(was: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[str, str]:
    """How two figures are printed where they differ: with their windows, or with what they rest on."""
    if was["words"] != row["words"]:
        return was["words"], row["words"]
    if was.get("window") != row.get("window") and was.get("window") and row.get("window"):
        return (
            f"{was['words']} over {was['window']['words']}",
            f"{row['words']} over {row['window']['words']}",
        )
    n, m = len(was["claims"]), len(row["claims"])
    return f"{was['words']} from {n} claims", f"{row['words']} from {m} claims" if n != m else "other claims"


def _place(row: Mapping[str, Any]) -> tuple[object, ...]:
    return (row["source"], row["start"], row["end"], row["kind"])


def _value(row: Mapping[str, Any]) -> str:
    if "words" not in row:
        return "words withheld"
    return row["number_words"] or " ".join(row["words"].split())


def _differences(was: Mapping[str, Any], row: Mapping[str, Any], fields: Iterable[str]) -> tuple[str, str]:
    a = "; ".join(f"{name.replace('_', ' ')}: {_said(was.get(name))}" for name in fields)
    b = "; ".join(f"{name.replace('_', ' ')}: {_said(row.get(name))}" for name in fields)
    return a, b


def _said(value: Any) -> str:
    """A value in words."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, dict):
        return str(value.get("words") or value.get("name") or value)
    if isinstance(value, list):
        return " → ".join(_said(v) for v in value) or "nothing"
    return str(value)
