"""What of the lists stands where reports stand: against that alone are two reports compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import FieldLaw, Values
from corroborate.linkage.graph import Graph, prepared
from corroborate.linkage.model import Records


@dataclass(frozen=True, slots=True, eq=False)
class Vicinity:
    """``near`` bool (n,) says who is a report or compared with one; ``records`` have shares among those."""

    near: NDArray[np.bool_]
    records: Records


def vicinity_of(
    records: Records,
    columns: Columns,
    laws: Sequence[tuple[FieldLaw, Values]],
    graph: Graph,
    once: NDArray[np.bool_],
) -> Vicinity | None:
    """What stands where reports stand, if there are lists of other kinds too (``once`` (L,)); else None.

    How common an actor or a type is among reports is told by reports and by the records that they are
    compared with, so a list of another country or time says nothing of it.
    """
    if once.all() or not once.any():
        return None
    report = ~once[records.list_of]
    near = report.copy()
    near[graph.b[report[graph.a]]] = True
    near[graph.a[report[graph.b]]] = True
    rows = np.flatnonzero(near)
    some = Columns.of(columns.table.taking(columns.row[rows]))
    # Canonical order is the same among some as among all.
    found = {law.name: values for law, values in prepared([law for law, _ in laws], some)}
    code, offset, tables = records.code.copy(), records.offset.copy(), [records.share]
    end = len(records.share)
    for f, (law, _) in enumerate(laws):
        values = found.get(law.name)
        if values is None:
            continue
        code[rows, f] = values.code
        offset[f] = end
        tables.append(values.share)
        end += len(values.share)
    return Vicinity(near, replace(records, code=code, offset=offset, share=np.concatenate(tables)))
