"""A number said twice, in digits and in words, is one number."""

import pytest

from corroborate.claims.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A total of 14 (fourteen) soldiers were killed.", ["A total of 14 (fourteen)"]),
        ("Fourteen (14) soldiers were killed.", ["Fourteen (14)"]),
        ("about 14 (fourteen) soldiers and 3 (three) officers", ["about 14 (fourteen)", "3 (three)"]),
        ("14 (fifteen by some accounts)", ["14", "fifteen"]),
        ("14 (14) men", ["14", "14"]),
    ],
)
def test_a_number_said_again_in_brackets_is_counted_once(text, words):
    assert [text[m.start : m.end] for m in find_quantities(text).mentions] == words
