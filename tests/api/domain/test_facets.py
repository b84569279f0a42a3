"""Facets: what fits, and how many each further choice would leave."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from api.domain.facets import FreeTime, Item, counts, fits

FACETS = ("colour", "size")
ITEMS = [
    Item("a", {"colour": {"red"}, "size": {"s", "m"}}),
    Item("b", {"colour": {"red"}, "size": {"m"}}),
    Item("c", {"colour": {"blue"}, "size": {"m"}}),
]
TAGS = st.fixed_dictionaries({name: st.sets(st.sampled_from("xyz")) for name in FACETS})
CHOSEN = st.dictionaries(st.sampled_from(FACETS), st.sampled_from("xyzw"))


def test_counts_respect_the_other_facets_and_not_their_own() -> None:
    """With "red" chosen: 2 red and 1 blue could be chosen instead, and of the red ones 1 is small and 2 are medium."""
    found = counts(ITEMS, {"colour": "red"}, FACETS)
    assert found["colour"] == {"red": 2, "blue": 1}
    assert found["size"] == {"s": 1, "m": 2}


def test_a_facet_that_an_item_does_not_have_fits_nothing() -> None:
    """Nothing has the value "green" or the facet "taste": both find none of 3, and raise nothing."""
    assert not [item for item in ITEMS if fits(item, {"colour": "green"})]
    assert not [item for item in ITEMS if fits(item, {"taste": "sweet"})]


@given(st.lists(TAGS, max_size=8), CHOSEN)
def test_a_count_is_what_choosing_that_value_finds(tags: list[dict[str, set[str]]], chosen: dict[str, str]) -> None:
    """For any items and choices, the count beside a value is the number of items found when it is chosen instead."""
    items = [Item(str(number), each) for number, each in enumerate(tags)]
    found = counts(items, chosen, FACETS)
    for facet in FACETS:
        for value in "xyzw":
            assert found[facet][value] == sum(fits(item, {**chosen, facet: value}) for item in items)


def test_free_time_holds_a_class_only_whole() -> None:
    """Who is free on Sundays from 13:00 to 17:00 can come on Sunday from 13:00 to 17:00, not a minute more, nor on Saturdays too."""
    free = FreeTime(frozenset({"sun"}), dt.time(13), dt.time(17))
    assert free.holds({"sun"}, dt.time(13), dt.time(17))
    assert not free.holds({"sun"}, dt.time(12, 59), dt.time(17))
    assert not free.holds({"sun"}, dt.time(13), dt.time(17, 1))
    assert not free.holds({"sat", "sun"}, dt.time(13), dt.time(17))


def test_no_day_named_means_any_day() -> None:
    """Without days, 7 of 7 days are free; without hours, the whole day is."""
    assert FreeTime().holds({"mon", "sun"}, dt.time(0), dt.time(23, 59))
    assert FreeTime(frozenset({"mon", "tue"})).holds({"mon"}, dt.time(0), dt.time(23, 59))
