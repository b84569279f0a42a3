"""The columns of a shelf: what goes in comes out, rows are only ever added, and damage is noticed."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from api.search.columns import NEVER, NO_ROW, Columns, day_of, minute_of
from api.search.documents import Document

GUIDE = Document("/en/guides/passport/", "guide", "Passport", "", read_on="2026-02-26", boost=1.2)
FAIR = Document(
    "/en/fairs/spring/",
    "fair",
    "Spring fair",
    "",
    district="sanmin",
    starts_on="2026-12-05",
    over_on="2026-12-05",
    days=(("2026-12-05", "2026-12-05"),),
    hour_spans=(("2026-12-05T09:00", "2026-12-05T12:00"),),
)
CLASS = Document(
    "/en/courses/welding/",
    "course",
    "Welding",
    "",
    district="gangshan",
    starts_on="2027-01-04",
    over_on="2027-03-29",
    days=(("2027-01-04", "2027-01-04"), ("2027-03-29", "2027-03-29")),
    enrol_spans=(("2026-12-01T09:00", "2026-12-23T17:00"), ("2027-01-01T09:00", "2027-01-02T17:00")),
)


def _equal(first: Columns, second: Columns) -> bool:
    return all(np.array_equal(getattr(first, name), getattr(second, name)) for name in first.__dataclass_fields__)


def test_a_row_holds_the_days_kind_district_and_line_of_its_document() -> None:
    """Days count from 1970, a day that a page does not have is NEVER, and a line of 40 bytes after one of 30 lies at 30 to 70."""
    columns = Columns.of([GUIDE, FAIR], [30, 40])
    assert [columns.kinds[code] for code in columns.kind] == ["guide", "fair"]
    assert [columns.districts[code] for code in columns.district] == ["", "sanmin"]
    assert columns.starts_on.tolist() == [NEVER, day_of("2026-12-05")]
    assert columns.read_on.tolist() == [day_of("2026-02-26"), NEVER]
    assert columns.boost.tolist() == pytest.approx([1.2, 1.0])
    assert columns.text_at.tolist() == [0, 30, 70]
    assert day_of("1970-01-02") == 1
    assert minute_of("1970-01-02T01:00") == 24 * 60 + 60


def test_appended_rows_are_as_if_all_had_been_written_at_once() -> None:
    """Two shelves put together, with names that only one of them has, equal one shelf of the three documents."""
    apart = Columns.of([CLASS], [10]).append(Columns.of([GUIDE, FAIR], [30, 40]))
    assert _equal(apart, Columns.of([CLASS, GUIDE, FAIR], [10, 30, 40]))
    assert _equal(Columns.of([]).append(Columns.of([FAIR], [5])), Columns.of([FAIR], [5]))


def test_a_minute_is_open_from_its_first_to_before_its_last() -> None:
    """A class whose enrolment closes at 17:00 is open at 16:59 and not at 17:00, and not open before 9:00; others stay shut."""
    columns = Columns.of([GUIDE, CLASS, FAIR, GUIDE])

    def is_open(iso: str) -> list[bool]:
        minute = minute_of(iso)
        return list(columns.open_rows(minute, enrols=True) | columns.open_rows(minute, enrols=False))

    assert is_open("2026-12-23T16:59") == [False, True, False, False]
    assert is_open("2026-12-23T17:00") == [False] * 4
    assert is_open("2026-12-01T08:59") == [False] * 4
    assert is_open("2026-12-01T09:00") == [False, True, False, False]
    assert is_open("2026-12-05T10:00") == [False, True, True, False]
    assert is_open("2027-01-01T09:00") == [False, True, False, False]
    assert columns.open_rows(minute_of("2026-12-05T10:00"), enrols=True).tolist() == [False, True, False, False]
    assert columns.open_rows(minute_of("2026-12-05T10:00"), enrols=False).tolist() == [False, False, True, False]


def test_a_row_is_on_only_on_the_days_on_which_it_meets() -> None:
    """A class that meets on 4 January and 29 March is on in a span that holds one of the two, not in one that lies between."""
    columns = Columns.of([GUIDE, CLASS]).append(Columns.of([FAIR]))

    def is_on(first: str, last: str) -> list[bool]:
        return list(columns.rows_on(day_of(first), day_of(last)))

    assert is_on("2027-01-04", "2027-01-04") == [False, True, False]
    assert is_on("2027-01-05", "2027-03-28") == [False, False, False]
    assert is_on("2026-12-05", "2027-03-29") == [False, True, True]
    told = Columns.of([replace(CLASS, days=None), replace(CLASS, days=())])
    assert told.rows_on(day_of("2027-02-01"), day_of("2027-02-01")).tolist() == [True, False]


def test_columns_of_the_release_before_are_read(tmp_path: Path) -> None:
    """They told no meetings and mixed enrolment with hours: on is all from the first day to the last, and nothing is open."""
    columns = Columns.of([GUIDE, FAIR, CLASS], [1, 2, 3])
    unknown = {"enrols", "day_from", "day_until", "day_at"}
    with (tmp_path / "columns.npz").open("wb") as target:
        np.savez(
            target, **{name: getattr(columns, name) for name in columns.__dataclass_fields__ if name not in unknown}
        )
    found = Columns.load(tmp_path / "columns.npz")
    assert found.rows_on(day_of("2027-02-01"), day_of("2027-02-01")).tolist() == [False, False, True]
    assert found.rows_on(day_of("2026-12-05"), day_of("2026-12-05")).tolist() == [False, True, False]
    assert not any(found.open_rows(minute_of("2026-12-05T10:00"), enrols=enrols).any() for enrols in (True, False))


def test_a_page_is_found_by_its_key_in_any_language_and_only_while_its_row_lives() -> None:
    """Of two rows of one page, the dead one is never found; a page that is not there has NO_ROW."""
    columns = Columns.of([GUIDE, FAIR]).append(Columns.of([GUIDE])).without(np.array([0]))
    keys = [replace(GUIDE, url="/vi/guides/passport/").key, FAIR.key, "guides/none/"]
    assert columns.rows_of_keys(keys).tolist() == [2, 1, NO_ROW]
    assert columns.live.tolist() == [False, True, True]
    assert Columns.of([]).rows_of_keys(keys).tolist() == [NO_ROW] * 3
    assert columns.rows_of_keys([]).tolist() == []


def test_what_is_saved_is_loaded_and_the_same_columns_give_the_same_bytes(tmp_path: Path) -> None:
    """Three rows come back array for array, an empty shelf too."""
    columns = Columns.of([GUIDE, FAIR, CLASS], [1, 2, 3])
    for name, found in (("one", columns), ("two", columns), ("none", Columns.of([]))):
        found.save(tmp_path / name)
        assert _equal(Columns.load(tmp_path / name), found)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_damaged_file_is_a_value_error_whatever_is_wrong_with_it(tmp_path: Path) -> None:
    """Cut to any of 20 lengths, the file gives ValueError, as does one whose arrays do not fit, never rows that are not there."""
    path = tmp_path / "columns.npz"
    columns = Columns.of([GUIDE, FAIR, CLASS])
    columns.save(path)
    whole = path.read_bytes()
    for length in range(0, len(whole), len(whole) // 20):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match=r"columns\.npz is damaged"):
            Columns.load(path)
    replace(columns, boost=columns.boost[:2]).save(path)
    with pytest.raises(ValueError, match=r"columns\.npz is damaged"):
        Columns.load(path)
    replace(columns, kind=columns.kind + 7).save(path)
    with pytest.raises(ValueError, match=r"columns\.npz is damaged"):
        Columns.load(path)


def test_a_flipped_byte_is_noticed_or_changes_nothing(tmp_path: Path) -> None:
    """With each 7th byte flipped in turn, the file is damaged, or unreadable, or gives the very same columns."""
    path = tmp_path / "columns.npz"
    columns = Columns.of([GUIDE, FAIR, CLASS])
    columns.save(path)
    whole = path.read_bytes()
    noticed = 0
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            assert _equal(Columns.load(path), columns), place
        except (ValueError, OSError):
            noticed += 1
    assert noticed > 300


def test_half_a_million_rows_cost_few_bytes() -> None:
    """500,000 rows with a span each take under 50 MB, and all of them are found open."""
    columns = Columns.of([FAIR])
    for _ in range(19):
        columns = columns.append(columns)
    assert len(columns) == 2**19
    assert sum(getattr(columns, name).nbytes for name in columns.__dataclass_fields__) < 50_000_000
    assert columns.open_rows(minute_of("2026-12-05T10:00"), enrols=False).sum() == 2**19
