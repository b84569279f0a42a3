"""Figures: the value in force on a day, printed in five languages."""

import datetime as dt

import pytest
from pydantic import ValidationError

from api.content.figures import Figure, value_text
from i18n.languages import LANGUAGES, by_slug

WAGE = {
    "type": "money",
    "confirmed": dt.date(2026, 2, 26),
    "source": "https://example.org/",
    "values": [
        {"from": dt.date(2026, 1, 1), "value": 29500},
        {"from": dt.date(2025, 1, 1), "value": 28590},
        {"from": dt.date(2027, 1, 1), "value": 30000},
    ],
}


def test_a_figure_switches_by_itself_on_its_day() -> None:
    """On 31 December 2026 the minimum wage is 29,500; a row for 2027 prints from 1 January, whatever its place in the file."""
    wage = Figure.model_validate(WAGE)
    assert wage.in_force(dt.date(2025, 6, 1)) == 28590
    assert wage.in_force(dt.date(2026, 12, 31)) == 29500
    assert wage.in_force(dt.date(2027, 1, 1)) == 30000


def test_one_changed_value_changes_five_languages() -> None:
    """The amount is printed from the one value in every language; no language keeps its own."""
    printed = {value_text(Figure.model_validate(WAGE), dt.date(2026, 5, 1), language) for language in LANGUAGES}
    assert printed == {"29,500元", "NT$29.500", "NT$29,500"}


def test_a_range_has_its_unit_once() -> None:
    """From 2 to 4 months is "2 to 4 months", not "2 months to 4 months"."""
    figure = Figure(type="months", value=(2, 4), confirmed=dt.date(2024, 10, 11), source="https://example.org/")
    english, chinese = by_slug("en"), by_slug("zh-hant")
    assert english is not None
    assert chinese is not None
    assert value_text(figure, dt.date(2026, 1, 1), english) == "2 to 4 months"
    assert value_text(figure, dt.date(2026, 1, 1), chinese) == "2至4個月"


@pytest.mark.parametrize("gone", ["source", "values", "confirmed"])
def test_a_figure_without_its_source_or_its_day_does_not_exist(gone: str) -> None:
    """Every figure says what it is, where it was read, and when."""
    with pytest.raises(ValidationError):
        Figure.model_validate({key: value for key, value in WAGE.items() if key != gone})
