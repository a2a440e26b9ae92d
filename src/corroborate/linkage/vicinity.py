"""What of the lists stands where reports stand: against that alone are two reports compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import FieldLaw, Values
from corroborate.linkage.graph import Graph, prepared
from corroborate.linkage.model import Records


def with_vicinity(
    records: Records,
    columns: Columns,
    laws: Sequence[tuple[FieldLaw, Values]],
    graph: Graph,
    once: NDArray[np.bool_],
) -> Records:
    """The records, with those ``beside`` reports where there are lists (``once`` by list) of other kinds too.

    How common an actor or a type is among reports is told by reports and by the records that they are
    compared with, so a list of another country or time says nothing of it.
    """
    if once.all() or not once.any():
        return records
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
    local = replace(records, code=code, offset=offset, share=np.concatenate(tables))
    return replace(records, beside=near, local=local)
