from corroborate.lexicons import measures
from corroborate.lists.measured import measures_of_deaths, types_of_measures
from corroborate.lists.taxonomies import events


def test_every_measure_and_every_type_exists():
    known = measures()
    for measure, types in types_of_measures().items():
        assert measure in known.by_id
        assert types
        assert all(events().tree.path(code) for code in types)
    assert measures_of_deaths() <= set(known.by_id)
    assert not measures_of_deaths() & set(types_of_measures())


def test_a_finer_measure_counts_no_more_types_than_the_broader_one():
    tree, known = events().tree, measures()
    types = types_of_measures()
    for fine, codes in types.items():
        for broad in known.broader(fine) & set(types):
            held = set(types[broad])
            assert all(held & set(tree.path(code)) for code in codes), (fine, broad)
