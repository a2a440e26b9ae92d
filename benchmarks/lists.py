"""Import speed of lists, beside pandas and DuckDB's own reader on the same file.

    python benchmarks/lists.py --rows 1000000 --peer PYTHON_WITH_PANDAS

Writes a made-up table with the columns of UCDP GED (seeded), then measures, each in a process of its own:
the import of corroborate (typed, resolved, flagged, raw rows kept, as Parquet), DuckDB's reader into Parquet
with types guessed, and pandas into memory. Prints wall-clock and CPU seconds and the peak of memory; only
ratios of one run mean anything on a machine with other work. ``--peer`` is the Python of a throwaway venv
with pandas; without it pandas is left out.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

WORDS = ("police", "army", "village", "attack", "district", "killed", "fighters", "convoy", "road", "night")
LANDS = (("Afghanistan", 33.9, 67.7), ("Syria", 35.0, 38.5), ("Nigeria", 9.0, 8.0), ("Ukraine", 49.0, 31.0))
SPAN = {"1": 0, "2": 2, "3": 6, "4": 27, "5": 60}

OURS = """
from corroborate.lists import import_list
import sys
counts = import_list(sys.argv[1], sys.argv[2] + "/ours")
print(counts.records)
"""
DUCKDB = """
import duckdb, sys
con = duckdb.connect()
con.execute("SET enable_progress_bar=false")
out = sys.argv[2] + "/duckdb.parquet"
con.execute(f"COPY (SELECT * FROM read_csv('{sys.argv[1]}')) TO '{out}' (FORMAT parquet, COMPRESSION zstd)")
print(con.execute(f"SELECT count(*) FROM read_parquet('{out}')").fetchone()[0])
"""
PANDAS = """
import pandas, sys
print(len(pandas.read_csv(sys.argv[1], parse_dates=["date_start", "date_end"])))
"""
MEASURE = """
import resource, subprocess, sys, time, json
start = time.monotonic()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"seconds": time.monotonic() - start, "cpu": used.ru_utime + used.ru_stime,
                  "mb": used.ru_maxrss / 1024, "rows": done.stdout.strip(), "error": done.stderr[-300:]}))
"""


def write(path: Path, rows: int, seed: int) -> None:
    """A made-up table of so many rows."""
    from corroborate.lists import formats

    names = formats.named("ucdp-ged").recognise["headerless"][0]["columns"]
    draw = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for i in range(rows):
            land, lat, lon = draw.choice(LANDS)
            day = datetime.date(1989, 1, 1) + datetime.timedelta(draw.randrange(12_000))
            code = draw.choice("1111122345")
            lat, lon = round(lat + draw.uniform(-2, 2), 6), round(lon + draw.uniform(-2, 2), 6)
            headline = " ".join(draw.choices(WORDS, k=9))
            row = {
                "id": 100_000 + i, "relid": f"XXX-{i}", "year": day.year, "active_year": 1,
                "code_status": "Clear",
                "type_of_violence": draw.choice("123"), "conflict_name": f"{land}: Government",
                "dyad_name": f"Government of {land} - Group {i % 30}", "side_a": f"Government of {land}",
                "side_b": f"Group {i % 30}", "number_of_sources": 1,
                "source_article": f'"A,{day},{headline}"',
                "source_office": "A", "source_date": day, "source_headline": headline,
                "where_prec": draw.choice("1111223456"),
                "where_coordinates": f"Place{draw.randrange(20_000)} village",
                "where_description": " ".join(draw.choices(WORDS, k=6)),
                "adm_1": f"Area{draw.randrange(30)} province",
                "adm_2": f"Part{draw.randrange(300)} district", "latitude": lat, "longitude": lon,
                "geom_wkt": f"POINT ({lon} {lat})", "country": land, "region": "Asia", "event_clarity": 1,
                "date_prec": code, "date_start": day, "date_end": day + datetime.timedelta(SPAN[code]),
                "deaths_a": draw.randrange(4), "deaths_b": draw.randrange(4), "deaths_civilians": 0,
                "deaths_unknown": 0, "best": 9, "high": 12, "low": 3,
            }  # fmt: skip
            writer.writerow([row.get(name, "") for name in names])


def measured(python: str, code: str, table: Path, out: Path) -> dict[str, Any]:
    """What one reader needs, in a process of its own."""
    line = [sys.executable, "-c", MEASURE, python, "-c", code, str(table), str(out)]
    return json.loads(subprocess.run(line, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer", help="a Python with pandas")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "ged.csv"
        write(table, given.rows, given.seed)
        print(f"{given.rows:,} rows, {table.stat().st_size / 1e6:,.0f} MB")
        readers = {"corroborate": (sys.executable, OURS), "DuckDB": (sys.executable, DUCKDB)}
        if given.peer:
            readers["pandas"] = (given.peer, PANDAS)
        print("| reader | rows | wall s | CPU s | peak MB | CPU, ours = 1 |\n|---|---|---|---|---|---|")
        ours = 0.0
        for name, (python, code) in readers.items():
            found = measured(python, code, table, Path(folder))
            ours = ours or float(found["cpu"])
            ratio = float(found["cpu"]) / ours
            shown = f"{found['seconds']:.1f} | {found['cpu']:.1f} | {found['mb']:,.0f} | {ratio:.2f}"
            print(f"| {name} | {found['rows'] or found['error']} | {shown} |", flush=True)


if __name__ == "__main__":
    main()
