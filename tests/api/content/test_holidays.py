"""Days of rest: as an independent calendar has them, and a wrong file is told line by line."""

import datetime as dt
import shutil
from pathlib import Path

import holidays
import pytest

from api.content import library
from api.content.holidays import FOLDER, read, unknown_years
from api.content.lint import faults
from tests.support import NOW, ROOT

YEARS = (2026, 2027)


def _by_the_act(years: tuple[int, ...]) -> set[dt.date]:
    """Return the holidays of an independent calendar, and the days that the Act's rule gives for those on a weekend.

    The calendar's own made-up days are not asked for: the version that fits our lock makes up for none of the new holidays.
    """
    categories = ("government", "public")
    around = (*years, years[-1] + 1)
    named = holidays.country_holidays("TW", years=around, categories=categories, observed=False)
    rest = set(named)
    for day, name in sorted(named.items()):
        if day.weekday() < 5:
            continue
        step = dt.timedelta(days=-1 if day.weekday() == 5 and "New Year" not in name else 1)
        made_up = day
        while made_up.weekday() > 4 or made_up in rest:
            made_up += step
        rest.add(made_up)
    return {day for day in rest if day.year in years}


def test_the_days_of_rest_are_those_of_an_independent_calendar() -> None:
    """All days of 2026 and 2027 are those of the package `holidays` and the Act's rule for weekends: 22 and 24 days."""
    found, wrong = read(ROOT / "content" / FOLDER)
    assert wrong == []
    assert found == _by_the_act(YEARS)
    assert [sum(day.year == year for day in found) for year in YEARS] == [22, 24]


HEAD = 'certainty = "B"\nconfirmed = 2026-11-21\nsource = "https://example.org"\ndays = [\n'
PEACE = '  {on = 2027-02-28, name = "peace-day"},\n'
MADE_UP = '  {on = 2027-03-01, name = "peace-day", for = 2027-02-28},\n'


@pytest.mark.parametrize(
    ("rows", "line", "told"),
    [
        ('  {on = 2026-01-01, name = "founding-day"},\n', 5, "not in 2027"),
        (PEACE, 5, "made up on a working day"),
        (PEACE + MADE_UP.replace("03-01", "03-06"), 6, "another one"),
        (PEACE + MADE_UP.replace("2027-02-28}", "2027-02-27}"), 6, "does not stand on 2027-02-27"),
        (PEACE + MADE_UP + '  {on = 2027-06-09, name = "peace-day", for = 2027-03-02},\n', 7, "is no weekend"),
        (MADE_UP + PEACE, 1, "in order"),
        ('  {on = 2027-01-01, name = "doomsday"},\n', 4, "days.0.name"),
    ],
)
def test_a_wrong_day_is_told_with_its_line(tmp_path: Path, rows: str, line: int, told: str) -> None:
    """Seven planted mistakes: wrong year, not made up, made up on a Saturday, for nothing, for a weekday, disorder, no such name."""
    (tmp_path / "2027.toml").write_text(f"{HEAD}{rows}]\n", encoding="utf-8")
    _, wrong = read(tmp_path)
    assert any(told in fault.problem and fault.line == line for fault in wrong), wrong


def test_a_right_file_has_no_fault_and_a_stray_one_is_told(tmp_path: Path) -> None:
    """A Sunday and the Monday that makes up for it are two days of rest; a file that is no year is not skipped silently."""
    (tmp_path / "2027.toml").write_text(f"{HEAD}{PEACE}{MADE_UP}]\n", encoding="utf-8")
    assert read(tmp_path) == (frozenset({dt.date(2027, 2, 28), dt.date(2027, 3, 1)}), [])
    (tmp_path / "next-year.toml").write_text("", encoding="utf-8")
    assert [fault.problem for fault in read(tmp_path)[1]] == ["nobody reads this file"]


@pytest.mark.parametrize(
    ("day", "told"),
    [("2027-02-28", "2027-02-28 is a day of rest"), ("2029-03-04", "the days of rest of 2029 are not known")],
)
def test_a_session_on_a_day_of_rest_is_told(tmp_path: Path, day: str, told: str) -> None:
    """An outing moved to Peace Memorial Day, or into a year without a calendar, is a fault of its facts; with a word it may stay."""
    root = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    path = root / "activities" / "outing-cooking-together" / "facts.toml"
    text = path.read_text(encoding="utf-8").replace("2027-03-07", day)
    path.write_text(text, encoding="utf-8")
    assert told in {fault.problem for fault in faults(library.read(root), NOW.date()) if fault.path == path}
    path.write_text(f"{text}on_holidays = true\n", encoding="utf-8")
    assert told not in {fault.problem for fault in faults(library.read(root), NOW.date()) if fault.path == path}


@pytest.mark.parametrize(
    ("today", "years"),
    [("2027-09-30", []), ("2027-10-01", ["2028"]), ("2028-01-02", ["2028"]), ("2028-11-01", ["2028", "2029"])],
)
def test_a_year_into_which_clocks_run_is_missed_in_time(today: str, years: list[str]) -> None:
    """With 2026 and 2027 recorded, 2028 is missing from 1 October 2027 on: its file is named, and every further year."""
    known, wrong = read(ROOT / "content" / FOLDER)
    assert not wrong
    found = unknown_years(known, ROOT / "content" / FOLDER, dt.date.fromisoformat(today))
    assert [fault.path.stem for fault in found] == years
