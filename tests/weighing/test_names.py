"""When two names are one."""

from __future__ import annotations

from corroborate.weighing.names import Names, key


def test_an_acronym_is_its_full_name():
    names = Names.among(["National Resistance Front", "NRF", "the NRF", "UN", "United Nations"])
    assert names.of("NRF") == names.of("the National Resistance Front")
    assert names.party("NRF") == "National Resistance Front"
    assert names.of("UN") == names.of("the United Nations")


def test_a_bracketed_acronym_is_its_name_even_where_another_fits():
    names = Names.among(["Northern River Front", "National Resistance Front (NRF)", "NRF"])
    assert names.of("NRF") == key("National Resistance Front")


def test_an_acronym_that_fits_two_names_stands_for_neither():
    names = Names.among(["Northern River Front", "National Resistance Front", "NRF"])
    assert names.of("NRF") == "nrf"


def test_a_branch_is_not_its_whole_but_an_organ_may_count_for_it():
    names = Names.among(["IS", "IS Khorasan", "UN", "UN Secretary-General"])
    assert names.of("IS Khorasan") != names.of("IS")
    assert names.of("UN Secretary-General", organs=True) == names.of("UN")


def test_no_name_is_no_party():
    assert Names.among([]).of(None) == ""
