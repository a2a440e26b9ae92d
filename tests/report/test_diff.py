"""C19: each change between two reports is named once, with the inputs that changed under it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builder import NOW, contested, sum_finding

from corroborate.model.decision import Decision
from corroborate.model.interval import Interval
from corroborate.model.release import ChangeKind, Changes
from corroborate.model.source import Handling, Sensitivity
from corroborate.report.diff import NOT_TRACED, UNKNOWN, Snapshot, changes
from corroborate.report.public import public


@pytest.fixture
def built():
    return contested()


def dossier(built, **fields):
    b, c = built
    settings = {"Version of stage claims": "v1", "Version of stage weighing": "w1", "Head of the log": "h1"}
    return b.dossier(sum_finding(c), **{"settings": settings, **fields})


def told(before, after):
    return changes(Snapshot.of(before), Snapshot.of(after), since="one", until=None)


def of(found: Changes, on, kind=None):
    return [c for c in found.outputs if c.on == on and (kind is None or c.kind is kind)]


def changed(built, name, **quantity):
    b, c = built
    old = c[name]
    b.claims[b.claims.index(old)] = replace(old, quantity=replace(old.quantity, **quantity))
    return dossier(built)


def test_nothing_changed_is_nothing(built):
    assert told(dossier(built), dossier(built)).none


def test_a_standing_of_the_log_is_no_change(built):
    later = replace(dossier(built), settings={**dossier(built).settings, "Head of the log": "h2"})
    assert told(dossier(built), later).none


def test_a_changed_claim_changes_every_figure_that_rests_on_it(built):
    before = dossier(built)
    after = changed(built, "56", hard=Interval(57, 57))
    after = replace(after, settings={**after.settings, "Version of stage claims": "v2"})
    found = told(before, after)
    assert [c.on for c in found.inputs] == ["version"]
    (claim,) = of(found, "claim")
    assert claim.kind is ChangeKind.CHANGED
    assert "low: 56" in (claim.before or "")
    assert "low: 57" in (claim.after or "")
    moved = {(c.before, c.after) for c in of(found, "figure", ChangeKind.CHANGED)}
    assert ("137", "138") in moved
    for change in found.outputs:
        assert change.reasons
    assert all("claims: v1 → v2" in why for why in claim.reasons)


def test_every_claim_and_finding_of_a_source_that_is_gone_says_so(built):
    before = dossier(built)
    b, _ = built
    gone = b.documents[-1]
    b.documents.remove(gone)
    b.claims[:] = [claim for claim in b.claims if claim.source_id != gone.source.id]
    found = told(before, dossier(built))
    assert [(c.on, c.kind) for c in found.inputs] == [("source", ChangeKind.REMOVED)]
    assert of(found, "claim", ChangeKind.REMOVED)
    assert all("the source was taken out" in c.reasons[0] for c in of(found, "claim", ChangeKind.REMOVED))
    figures = of(found, "figure")
    assert any(c.before == "137" for c in figures)


def test_metadata_of_a_source_is_an_input_with_both_values(built):
    before = dossier(built)
    b, _ = built
    b.documents[0] = replace(b.documents[0], source=replace(b.documents[0].source, title="Another title"))
    (change,) = told(before, dossier(built)).inputs
    assert (change.before, change.after) == ("title: not stated", "title: Another title")


def test_a_change_without_a_changed_input_says_so(built):
    before = dossier(built)
    after = changed(built, "207", hard=Interval(208, 208))
    found = told(before, after)
    assert of(found, "claim")[0].reasons == (UNKNOWN,)
    titled = replace(after, title="Another")
    assert told(before, titled).outputs[-1].reasons == (NOT_TRACED,)


def test_decisions_since_then_are_inputs_and_routine_is_not(built):
    _, c = built
    first = Decision.after(None, who="anna", when=NOW, action="create the case", on="case", why="x", shown="")
    reject = Decision.after(
        first, who="anna", when=NOW, action="reject a claim", on=c["207"].id, why="a slip", shown="207"
    )
    compute = Decision.after(
        reject, who="corroborate 0", when=NOW, action="compute", on="case", why="", shown=""
    )
    before = dossier(built, decisions=(first,))
    after = replace(changed(built, "207", hard=Interval(208, 208)), decisions=(first, reject, compute))
    found = told(before, after)
    assert [x.what for x in found.inputs] == ["decision 2, a person: reject a claim 207 (a slip)"]
    assert of(found, "claim")[0].reasons == ("decision 2, a person: reject a claim 207 (a slip)",)


def test_what_is_closed_later_is_not_told_by_the_difference(built):
    b, _ = built
    before = Snapshot.of(dossier(built))
    secret = b.documents[-1]
    title = secret.source.title
    closed = replace(secret.source, handling=Handling(Sensitivity.WITHHELD))
    b.documents[-1] = replace(secret, source=closed)
    made = public(dossier(built), lambda sort, value: f"{sort}{value}".encode()[:40].ljust(40))
    found = changes(before.closing(made.renamed), Snapshot.of(made.dossier), since="one", until=None)
    text = repr(found)
    assert secret.source.id not in text
    assert secret.text.id not in text
    assert "56 attacks" not in text
    assert title == "not stated" or title not in text
    assert any(c.on == "source" and "withheld" in (c.after or "") for c in found.inputs)
