"""Averaging over decomposable graphs against a slow reference, dga's results and simulation."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy.special import gammaln, logsumexp
from scipy.stats import chisquare

from corroborate.errors import RefusalError, SettingError
from corroborate.estimation.decomposable import average, decomposable
from corroborate.estimation.graphs import decomposable_graphs
from corroborate.estimation.marginal import log_gamma_ratio
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Refused


@pytest.mark.parametrize(("lists", "number"), [(2, 2), (3, 8), (4, 61), (5, 822), (6, 18_154)])
def test_there_are_as_many_graphs_as_there_are(lists: int, number: int) -> None:
    assert len(decomposable_graphs(lists)) == number


@pytest.mark.slow
def test_seven_lists_have_617675_graphs() -> None:
    assert len(decomposable_graphs(7)) == 617_675


@pytest.mark.parametrize("lists", [3, 4, 5, 6, 7])
def test_cliques_less_separators_count_every_list_and_every_edge_once(lists: int) -> None:
    graphs = decomposable_graphs(lists)
    step = max(1, len(graphs) // 3000)
    for g in [*range(0, len(graphs), step), len(graphs) - 1]:
        cliques, separators = graphs.cliques(g), graphs.separators(g)
        for j in range(lists):
            assert sum(c >> j & 1 for c in cliques) - sum(s >> j & 1 for s in separators) == 1
        for e, (i, j) in enumerate(combinations(range(lists), 2)):
            both = 1 << i | 1 << j
            held = sum(c & both == both for c in cliques) - sum(s & both == both for s in separators)
            assert held == int(graphs.edges[g]) >> e & 1


def slow_graphs(lists: int) -> list[tuple[list[frozenset[int]], list[frozenset[int]]]]:
    """Cliques and separators of every chordal graph, by elimination of simplicial vertices."""
    found = []
    edges = list(combinations(range(lists), 2))
    for mask in range(1 << len(edges)):
        near: dict[int, set[int]] = {v: set() for v in range(lists)}
        for e, (i, j) in enumerate(edges):
            if mask >> e & 1:
                near[i].add(j)
                near[j].add(i)
        left = set(range(lists))
        candidates: list[frozenset[int]] = []
        while left:
            simplicial = [v for v in left if all(b in near[a] for a, b in combinations(near[v] & left, 2))]
            if not simplicial:
                break
            v = simplicial[0]
            candidates.append(frozenset({v} | (near[v] & left)))
            left.remove(v)
        if left:
            continue
        cliques = [c for c in set(candidates) if not any(c < d for d in candidates)]
        # Separators are the edges of a heaviest spanning tree over the cliques.
        pairs = sorted(combinations(cliques, 2), key=lambda p: -len(p[0] & p[1]))
        tree: dict[frozenset[int], frozenset[int]] = {c: c for c in cliques}

        def root(c: frozenset[int], tree: dict[frozenset[int], frozenset[int]] = tree) -> frozenset[int]:
            return c if tree[c] == c else root(tree[c])

        separators = []
        for a, b in pairs:
            if root(a) != root(b):
                tree[root(a)] = root(b)
                separators.append(a & b)
        found.append((cliques, [s for s in separators if s]))
    return found


def slow_posterior(table: CaptureHistories, delta: float, top: int) -> np.ndarray:
    """Log of p(n0, data) over n0 = 0 … top, summed over graphs but the complete one, from the definition."""
    lists = len(table.lists)
    logs = []
    for unseen in range(top + 1):
        cells = {**table.cells, 0: unseen}
        total = table.n + unseen

        def marginal(subset: frozenset[int], cells: dict[int, int] = cells, total: int = total) -> float:
            mask = sum(1 << j for j in subset)
            alpha = delta * 2 ** (lists - len(subset))
            margin: dict[int, int] = {}
            for x, c in cells.items():
                margin[x & mask] = margin.get(x & mask, 0) + c
            value = gammaln(delta * 2**lists) - gammaln(total + delta * 2**lists)
            return value + sum(gammaln(c + alpha) - gammaln(alpha) for c in margin.values())

        common = gammaln(total + 1) - sum(gammaln(c + 1) for c in cells.values()) - np.log(total)
        terms = [
            common + sum(map(marginal, cliques)) - sum(map(marginal, separators))
            for cliques, separators in slow_graphs(lists)
            if len(cliques) > 1
        ]
        logs.append(logsumexp(terms))
    return np.array(logs)


@pytest.mark.parametrize(
    ("cells", "delta"),
    [
        ({1: 12, 2: 10, 4: 9, 3: 6, 5: 5, 6: 4, 7: 3}, 0.125),
        ({1: 12, 2: 10, 4: 9, 3: 6, 5: 5, 7: 3}, 0.5),
        ({1: 4, 2: 5, 4: 3, 8: 6, 3: 3, 5: 2, 12: 4, 15: 2}, 0.0625),
    ],
)
def test_the_posterior_is_that_of_a_slow_reference(cells: dict[int, int], delta: float) -> None:
    table = CaptureHistories.of("abcd"[: max(cells).bit_length()], cells)
    top = 60
    slow = slow_posterior(table, delta, top)
    slow = np.exp(slow - logsumexp(slow))
    for exact in (False, True):
        found = average(table, delta=delta, top=top, exact=exact).grid
        assert found.mean == pytest.approx(float(np.arange(top + 1) @ slow), rel=1e-6)
        for level in (0.025, 0.5, 0.975):
            assert found.quantile(level) == int(np.searchsorted(np.cumsum(slow), level))


def rows(reference: list[dict[str, str]]) -> dict[tuple[str, str], dict[str, dict[str, str]]]:
    found: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
    for row in reference:
        if (
            row["method"].startswith("dga")
            and "logprior" not in row["method"]
            and "graphs=" in row["settings"]
        ):
            found.setdefault((row["dataset"], row["settings"]), {})[row["quantity"]] = row
    return found


@pytest.mark.shared
def test_every_reference_result_of_dga(table, reference) -> None:
    results = rows(reference)
    assert len(results) >= 14
    for (name, settings), quantities in results.items():
        said = dict(part.split("=") for part in settings.split())
        given = table(name)
        found = average(
            given,
            delta=float(said["delta"]),
            saturated=True,
            first=1,
            top=int(said["Nmissing"].split("..")[1]),
        ).grid
        mean = quantities["posterior mean of N"]
        assert given.n + found.mean == pytest.approx(float(mean["value"]), rel=1e-6), (name, settings)
        assert given.n + found.mode() == int(quantities["posterior mode of N"]["value"])
        ends = [mean["lower"], quantities["posterior median of N"]["value"], mean["upper"]]
        assert [given.n + found.quantile(q) for q in (0.025, 0.5, 0.975)] == [int(e) for e in ends], name


@pytest.mark.shared
def test_an_exact_grid_agrees_to_ten_digits(table) -> None:
    found = average(table("kosovo"), saturated=True, first=1, top=88_000, exact=True).grid
    assert 4400 + found.mean == pytest.approx(12749.3494762043, rel=1e-12)


def test_few_evaluations_are_as_good_as_every_number(drawn) -> None:
    random = np.random.default_rng(7)
    for seed in range(40):
        rates = random.beta(1, 3, 3 + seed % 2)
        given = drawn(list(rates), int(10 ** random.uniform(1.5, 3.5)), seed)
        if len(given.patterns) < 3:
            continue
        settings = {"delta": (None, 0.5, 1.0)[seed % 3], "saturated": seed % 2 == 0, "top": 20 * given.n}
        few, every = average(given, **settings).grid, average(given, exact=True, **settings).grid
        assert given.n + few.mean == pytest.approx(given.n + every.mean, rel=1e-6)
        assert few.quantiles(np.array([0.025, 0.5, 0.975])).tolist() == [
            every.quantile(level) for level in (0.025, 0.5, 0.975)
        ]


@pytest.mark.parametrize("saturated", [False, True])
@pytest.mark.parametrize("delta", [None, 0.5])
def test_the_weight_of_the_saturated_graph_is_that_of_an_exact_sum(drawn, saturated: bool, delta) -> None:
    for rates, seed in (([0.3, 0.2, 0.4], 1), ([0.1, 0.15, 0.1, 0.2], 2)):
        given = drawn(rates, 300, seed, 0.4)
        settings = {"delta": delta, "saturated": saturated, "top": 20 * given.n}
        exact = average(given, exact=True, **settings).saturated
        assert average(given, **settings).saturated == pytest.approx(exact, rel=1e-5)


@pytest.mark.shared
def test_the_published_figures_of_madigan_and_york(table) -> None:
    def prior(total: np.ndarray) -> np.ndarray:
        shape, scale = 13.14, 55.17
        return (
            total * np.log(scale)
            - (total + shape) * np.log1p(scale)
            + gammaln(total + shape)
            - gammaln(total + 1)
        )

    found = average(table("my_spina3"), delta=1.0, saturated=True, first=1, top=300, log_prior=prior)
    assert 626 + found.grid.mode() == 728
    assert 626 + found.grid.mean == pytest.approx(733.4523691119, rel=1e-6)
    assert sorted(found.shares())[-1] == pytest.approx(0.37, abs=0.005)


@pytest.mark.shared
def test_the_saturated_graph_is_left_out_and_its_weight_is_said(table) -> None:
    plain = decomposable(table("uk5"), delta=0.5)
    assert isinstance(plain, Estimate)
    assert plain.diagnostics["saturated_weight"] > 0.99
    assert "saturated_weight" in {c.code for c in plain.cautions}
    assert plain.interval.low is not None
    assert plain.interval.low > 3500
    let_in = decomposable(table("uk5"), delta=0.5, saturated=True)
    assert isinstance(let_in, Estimate)
    assert let_in.interval.high is not None
    assert let_in.interval.high < 3500
    assert let_in.assumption.startswith("the prior")


def test_a_posterior_without_bound_is_refused() -> None:
    # Lists a and b meet only within c, as if independent there: outside c nothing ties them together.
    table = CaptureHistories.of("abc", {1: 40000, 2: 40000, 4: 40000, 5: 9000, 6: 9000, 7: 2025})
    found = decomposable(table)
    assert isinstance(found, Refused)
    assert found.code == "total_not_bounded"


def test_large_numbers_keep_their_digits() -> None:
    assert log_gamma_ratio(1e12, 7.0, 3.0) == pytest.approx(4 * np.log(1e12), rel=1e-12)


def test_what_cannot_be_averaged_over() -> None:
    table = CaptureHistories.of("abc", {1: 5, 2: 6, 4: 7, 3: 4, 5: 3, 6: 2})
    with pytest.raises(SettingError, match="positive"):
        average(table, delta=0.0)
    with pytest.raises(SettingError, match="prior"):
        average(table, log_prior="2/N")
    with pytest.raises(SettingError, match="top"):
        average(table, exact=True)
    with pytest.raises(RefusalError, match="2 to 7 lists"):
        decomposable_graphs(8)


def test_simulation_based_calibration() -> None:
    """Ranks of the true total are uniform when graph, rates and total come from the prior."""
    random = np.random.default_rng(5)
    lists, delta = 3, 1.0
    graphs = slow_graphs(lists)
    low, high = 60, 160
    ranks = []
    for _ in range(400):
        cliques, _ = [g for g in graphs if len(g[0]) > 1][int(random.integers(7))]
        probabilities = hyper_dirichlet(cliques, lists, delta, random)
        total = int(random.integers(low, high + 1))
        counts = random.multinomial(total, probabilities)
        table = CaptureHistories.of("abc", [(x, int(counts[x])) for x in range(1, 8)])
        if table.n == 0:
            continue

        def prior(number: np.ndarray) -> np.ndarray:
            return np.where((number >= low) & (number <= high), 0.0, -1e9)

        found = average(
            table,
            delta=delta,
            log_prior=prior,
            first=max(0, low - table.n),
            top=max(high - table.n, 1),
            exact=True,
        ).grid
        reached = np.cumsum(found.masses)
        place = total - table.n - int(found.nodes[0])
        below = float(reached[place - 1]) if place else 0.0
        ranks.append(below + float(random.random()) * (float(reached[place]) - below))
    observed, _ = np.histogram(ranks, bins=10, range=(0, 1))
    assert chisquare(observed).pvalue > 0.001


def hyper_dirichlet(
    cliques: list[frozenset[int]], lists: int, delta: float, random: np.random.Generator
) -> np.ndarray:
    """Cell probabilities drawn from the hyper-Dirichlet law of a graph on three lists."""
    cells = np.arange(1 << lists)
    found = np.ones(1 << lists)
    done = 0
    for clique in cliques:
        mask = sum(1 << j for j in clique)
        shared = mask & done
        alpha = delta * 2 ** (lists - len(clique))
        for separator in {int(x) & shared for x in cells}:
            inside = sorted({int(x) & mask for x in cells if int(x) & shared == separator})
            share = dict(zip(inside, random.dirichlet([alpha] * len(inside)), strict=True))
            for x in cells:
                if int(x) & shared == separator:
                    found[x] *= share[int(x) & mask]
        done |= mask
    return found / found.sum()


def test_a_posterior_with_two_places_says_so() -> None:
    # Two overlaps that contradict each other: which tie is believed decides the total.
    cells = {1: 900, 2: 700, 4: 600, 3: 40, 5: 200, 6: 25, 7: 3}
    found = decomposable(CaptureHistories.of("abc", cells))
    assert isinstance(found, Estimate)
    low, high = found.modes
    assert low.interval.high < high.interval.low
    assert low.share + high.share == pytest.approx(1)
    assert "several_modes" in {c.code for c in found.cautions}
    one = decomposable(CaptureHistories.of("abc", {1: 60, 2: 50, 4: 40, 3: 20, 5: 15, 6: 12, 7: 6}))
    assert one.modes == ()
