"""Spark gives what one machine gives; run by `make test-spark`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import numpy as np
import pytest

from corroborate.linkage import candidates
from corroborate.linkage.columns import Columns
from corroborate.linkage.link import link
from corroborate.lists.simulate import Simulated, simulate
from corroborate.model.linkage import Linkage
from corroborate.model.record import Duplicates

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark() -> Iterator[object]:
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .appName("tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def world() -> Simulated:
    return simulate(records=800, seed=11)


def same(one: Linkage, two: Linkage) -> None:
    for field in fields(Linkage):
        a, b = getattr(one, field.name), getattr(two, field.name)
        if isinstance(a, np.ndarray):
            assert (a == b).all(), field.name
        elif field.name == "settings":
            assert {**a, "engine": ""} == {**b, "engine": ""}
        else:
            assert a == b, field.name


@pytest.mark.parametrize("duplicates", [None, {"alpha": Duplicates.FREE}])
def test_spark_gives_the_same_linkage(
    spark: object, world: Simulated, duplicates: dict[str, Duplicates] | None
) -> None:
    here, there = (
        link(world.table, engine=engine, sweeps=60, seed=3, duplicates=duplicates)
        for engine in ("sampler", "spark")
    )
    assert isinstance(here, Linkage)
    assert isinstance(there, Linkage)
    assert there.settings["engine"] == "spark"
    same(here, there)


def test_spark_finds_the_same_candidates(spark: object, world: Simulated) -> None:
    from corroborate.linkage.spark import Spark

    columns = Columns.of(world.table)
    here = candidates.neighbours(columns)
    there = candidates.neighbours(columns, on=Spark().search)
    assert (here.a == there.a).all()
    assert (here.b == there.b).all()
    assert (here.cut == there.cut).all()


def test_spark_links_persons(spark: object) -> None:
    persons = simulate(records=300, seed=2)
    here, there = (
        link(persons.table, preset="persons", engine=engine, sweeps=40) for engine in ("sampler", "spark")
    )
    assert isinstance(here, Linkage)
    assert isinstance(there, Linkage)
    same(here, there)
