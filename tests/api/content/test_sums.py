"""Published tables meet the sums that they declare, and no wrong number in them goes unseen."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from api.content.library import Entry, read
from api.content.lint import faults
from api.content.sums import sum_faults
from api.domain.tabulation import Table, checked, numbers_in, unsaid
from api.kinds.table import TABLE
from tests.support import NOW, ROOT

ENTRIES = read(ROOT / "content").of(TABLE)


def _name(entry: Entry) -> str:
    return entry.slug


def _altered(value: int) -> set[int]:
    """Return what `value` becomes by the slips of a hand: one off, a digit lost, doubled or swapped, ten times, nothing."""
    text = str(value)
    swapped = {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}
    lost = {text[:at] + text[at + 1 :] for at in range(len(text))} - {""}
    return {value + 1, value - 1, value + 10, value * 10, value + 100, 0, *map(int, swapped | lost)} - {value}


def _is_caught(table: Table, entry: Entry) -> bool:
    return not all(each.is_as_declared for each in checked(table)) or bool(unsaid(table, entry.facts.quotes))


@pytest.mark.parametrize("entry", ENTRIES, ids=_name)
def test_every_declared_sum_is_as_declared(entry: Entry) -> None:
    """Each sum holds, but for one that says of itself that it does not; each number stands in the words of the source once more."""
    table = entry.facts.table(entry.slug)
    assert [each for each in checked(table) if not each.is_as_declared] == []
    assert unsaid(table, entry.facts.quotes) == []


def test_the_sums_are_those_of_the_documents() -> None:
    """4,230 disputes both ways, 93 and 34 complaints, 4,377 inspections; 289 visits come out where 333 are stated."""
    tables = {entry.slug: entry.facts.table(entry.slug) for entry in ENTRIES}
    assert (
        tables["disputes-by-kind"].shown("total", "total") == tables["disputes-by-way"].shown("total", "total") == 4230
    )
    assert tables["discrimination-complaints"].shown("total", "count") == 93
    assert tables["job-seeking-complaints"].shown("total", "count") == 34
    assert tables["labour-inspections"].shown("total", "count") == 4377
    broken = [(slug, each) for slug, table in tables.items() for each in checked(table) if not each.holds]
    assert [(slug, each.expected, each.actual) for slug, each in broken] == [("agency-visits", 333, 289)]


@pytest.mark.parametrize("entry", ENTRIES, ids=_name)
def test_every_wrong_number_is_found(entry: Entry) -> None:
    """Each number of each table is changed in every way a hand slips: all changes are found."""
    table = entry.facts.table(entry.slug)
    for cell, value in table.cells.items():
        for wrong in _altered(value):
            assert _is_caught(replace(table, cells={**table.cells, cell: wrong}), entry), (cell, wrong)


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.facts.sums], ids=_name)
def test_sums_alone_find_a_number_that_was_changed_in_both_places(entry: Entry) -> None:
    """A wrong number that was put into table and quote alike breaks a sum, if one concerns it and is declared to hold."""
    table = entry.facts.table(entry.slug)
    concerned = {cell for rule in table.sums if rule.holds and rule.how == "sum" for cell in (rule.target, *rule.parts)}
    for cell in concerned:
        for wrong in _altered(table.cells[cell]):
            altered = replace(table, cells={**table.cells, cell: wrong})
            assert not all(each.is_as_declared for each in checked(altered)), (cell, wrong)


def _copy(folder: Path) -> Path:
    shutil.copytree(ROOT / "content", folder / "content")
    return folder / "content"


@pytest.mark.parametrize(
    ("slug", "was", "becomes", "told"),
    [
        ("disputes-by-kind", "wages = [1435,", "wages = [1436,", "is 1828, but 1829 comes out"),
        ("agency-visits", ", holds = false", "", "is 333, but 289 comes out"),
        ("agency-visits", "333]", "289]", "holds (289), but is declared not to"),
        ("online-mediation", "6975", "6957", "[6957, 6975]"),
        ("fatal-accidents", '"2014"', '"2013"', "2013"),
        ("job-seeking-complaints", 'unit = "cases"', 'unit = "camels"', "camels"),
        ("job-seeking-complaints", "false-advert = [16]", "false-advert = [-16]", "-16"),
        ("job-seeking-complaints", "false-advert = [16]", "false-advert = [16, 1]", "has 2 cells"),
        ("job-seeking-complaints", "false-advert", "fairy-tales", "fairy-tales"),
        ("job-seeking-complaints", 'row = "total"', 'row = "whole"', "whole"),
    ],
)
def test_a_wrong_table_is_refused_with_its_file(tmp_path: Path, slug: str, was: str, becomes: str, told: str) -> None:
    """`harbour check` names the file, the numbers and what to do; nothing is built."""
    content = _copy(tmp_path)
    path = content / "data" / slug / "facts.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(was, becomes), encoding="utf-8")
    found = [fault for fault in faults(read(content), NOW.date()) if fault.path == path]
    assert any(told in fault.problem for fault in found), found


def test_a_broken_sum_without_a_note_is_refused(tmp_path: Path) -> None:
    """A table whose sum breaks, or that is unclear, is not published without its note."""
    content = _copy(tmp_path)
    for slug in ("agency-visits", "disputes-by-kind"):
        for path in (content / "data" / slug).glob("*.md"):
            path.write_text(path.read_text(encoding="utf-8").split("## note")[0], encoding="utf-8")
    library = read(content)
    for slug in ("agency-visits", "disputes-by-kind"):
        assert any("no note explains it" in fault.problem for fault in sum_faults(library.entries[f"data/{slug}"]))


def test_numbers_are_read_as_the_documents_write_them() -> None:
    """1萬4,088 is 14,088 and 2萬111 is 20,111; years, days and marks are no counts; compatibility characters are read, too."""
    text = "101年3月15日起1萬4,088件,90分以上2萬111場次,1,323件"
    assert sorted(numbers_in(text)) == [1323, 14088, 20111]
    assert dict(numbers_in("108\uf98e度3件")) == {3: 1}
