"""Splink 5 on lists in one Parquet file; run by benchmarks/linkage.py under a Python of its own.

Usage: python splink_links.py RECORDS.parquet RECIPE OUT.parquet  → one JSON line with seconds and memory.

Recipes: ``documented`` (the tutorial's: u from random pairs, EM on two blocks, link_and_dedupe) and ``best``
(EM with u free inside space–time blocks, as measured in the project's notes). Pairs over 0.001 are written
with their probability, and two partitions: components at 0.5, and single best links at 0.5.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
import warnings

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

DAYS, CELL = 7, 0.3
SHARE_IN_BLOCKS = 0.05

CELLS = f"""
    select *, cast(floor(lat / {CELL}) as int) as y0, cast(floor(lon / {CELL}) as int) as x0,
        cast(floor(lat / {CELL} + .5) as int) as y1, cast(floor(lon / {CELL} + .5) as int) as x1
    from read_parquet('{{path}}')
"""
NEAR = f"abs(l.day - r.day) <= {DAYS}"
SPACE_TIME = [
    f"l.y0 = r.y0 and l.x0 = r.x0 and {NEAR}",
    f"l.y1 = r.y1 and l.x1 = r.x1 and {NEAR}",
    f"l.y0 = r.y0 and l.x1 = r.x1 and {NEAR}",
    f"l.y1 = r.y1 and l.x0 = r.x0 and {NEAR}",
    "l.admin1 = r.admin1 and abs(l.day - r.day) <= 1",
]


def difference(column: str, steps: tuple[float, ...]) -> cl.CustomComparison:
    """Levels of an absolute difference."""
    at = [cll.NullLevel(column)]
    at += [
        cll.CustomLevel(f"abs({column}_l - {column}_r) <= {s}", label_for_charts=f"within {s}") for s in steps
    ]
    return cl.CustomComparison([*at, cll.ElseLevel()], output_column_name=column)


def taxonomy(column: str) -> cl.CustomComparison:
    """The same code, the same coarser code, or neither."""
    return cl.CustomComparison(
        [
            cll.NullLevel(column),
            cll.ExactMatchLevel(column),
            cll.CustomLevel(f"{column}_top_l = {column}_top_r", label_for_charts="same coarse code"),
            cll.ElseLevel(),
        ],
        output_column_name=column,
    )


COMPARISONS = [
    difference("day", (0, 1, 3, 7)),
    cl.DistanceInKMAtThresholds("lat", "lon", [0.5, 5, 15, 35]),
    taxonomy("actor_a"),
    taxonomy("actor_b"),
    taxonomy("event_type"),
    difference("deaths", (0, 1, 3)),
]


def predictions(path: str, recipe: str) -> tuple[Linker, object]:
    """Fit by a recipe and score all blocked pairs."""
    connection = duckdb.connect()
    connection.execute("set threads to 2")
    connection.execute(f"create table records as {CELLS.format(path=path)}")
    api = DuckDBAPI(connection)
    names = [
        r[0] for r in connection.execute("select distinct source_dataset from records order by 1").fetchall()
    ]
    tables = []
    for name in names:
        connection.execute(
            f"create table list_{name} as select * from records where source_dataset = '{name}'"
        )
        tables.append(api.register(f"list_{name}", dataset_display_name=name))
    rules: list[object] = (
        [block_on("day", "admin1"), block_on("settlement", "event_type")]
        if recipe == "documented"
        else list(SPACE_TIME)
    )
    settings = SettingsCreator(
        link_type="link_and_dedupe" if len(names) > 1 else "dedupe_only",
        comparisons=COMPARISONS,
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
        probability_two_random_records_match=1e-4 if recipe == "documented" else SHARE_IN_BLOCKS,
    )
    linker = Linker(tables, settings)
    if recipe == "documented":
        linker.training.estimate_probability_two_random_records_match(
            [block_on("day", "settlement", "actor_a", "event_type")], recall=0.6
        )
        linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
        for rule in (block_on("day", "admin1"), block_on("settlement", "event_type")):
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule, record_sample_proportion=1.0
            )
    else:
        linker.training.estimate_parameters_using_expectation_maximisation(
            SPACE_TIME[0],
            fix_u_probabilities=False,
            populate_probability_two_random_records_match_from_trained_values=True,
            record_sample_proportion=1.0,
        )
    return linker, linker.inference.predict(threshold_match_probability=0.001)


def main(path: str, recipe: str, out: str) -> None:
    """Run one recipe and print what it took."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    started, cpu = time.perf_counter(), time.process_time()
    linker, scored = predictions(path, recipe)
    linked = time.process_time() - cpu
    names = sorted(linker._input_tables_dict)
    found = scored.as_duckdbpyrelation()
    found.project("unique_id_l as a, unique_id_r as b, match_probability as probability").write_parquet(out)
    components = linker.clustering.cluster_pairwise_predictions_at_threshold(
        scored, threshold_match_probability=0.5
    )
    components.as_duckdbpyrelation().project("unique_id, cluster_id").write_parquet(out + ".components")
    if len(names) > 1:
        best = linker.clustering.cluster_using_single_best_links(
            scored, duplicate_free_datasets=names, threshold_match_probability=0.5
        )
        best.as_duckdbpyrelation().project("unique_id, cluster_id").write_parquet(out + ".one")
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - started,
                "cpu": time.process_time() - cpu,
                "cpu_score": linked,
                "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
