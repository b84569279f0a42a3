"""The phrases with which people look for a page: what is wrong with them is told with file and line."""

from pathlib import Path

import pytest

from api.content.asked import LONGEST, MOST_PAGES, asked_faults, path_of, read_asked
from api.content.faults import Fault
from i18n.languages import BY_SLUG

VI = BY_SLUG["vi"]
PAGES = ("guides/passport", "guides/leave", "guides/accident", "guides/hostel", "calculators/overtime")


def _written(root: Path, text: str, slug: str = "vi") -> Path:
    path = path_of(root, BY_SLUG[slug])
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _faults(root: Path, text: str) -> list[Fault]:
    """Return every fault of the Vietnamese file with this `text`."""
    _written(root, text)
    faults: list[Fault] = []
    asked = read_asked(root, faults)
    return faults + list(asked_faults(root, asked, PAGES))


def test_phrases_are_read_by_language_and_page(tmp_path: Path) -> None:
    """Two languages have a file, three have none: phrases are kept as they are typed, in their order, without a fault."""
    _written(tmp_path, '"guides/passport" = ["giữ HỘ CHIẾU", "mất hộ chiếu"]\n')
    _written(tmp_path, '"calculators/overtime" = ["OT berapa"]\n', "id")
    faults: list[Fault] = []
    assert read_asked(tmp_path, faults) == {
        "vi": {"guides/passport": ("giữ HỘ CHIẾU", "mất hộ chiếu")},
        "id": {"calculators/overtime": ("OT berapa",)},
    }
    assert faults == []


@pytest.mark.parametrize("value", ['"mất hộ chiếu"', "3", '["a", 3]', '["a", " "]', "{ a = 1 }", '[["a"]]'])
def test_what_is_no_list_of_phrases_is_told_with_its_line(tmp_path: Path, value: str) -> None:
    """A text, a number, an empty phrase: one fault on line 3, and the page before it is read all the same."""
    path = _written(tmp_path, f'# asked\n"guides/leave" = ["x"]\n"guides/passport" = {value}\n')
    faults: list[Fault] = []
    assert read_asked(tmp_path, faults) == {"vi": {"guides/leave": ("x",)}}
    assert [(fault.path, fault.line) for fault in faults] == [(path, 3)]
    assert "guides/passport: not a list" in faults[0].problem


@pytest.mark.parametrize("page", ['"guides/pasport"', "pasport"])
def test_a_page_that_nobody_wrote_is_told_with_its_line(tmp_path: Path, page: str) -> None:
    """A slip in the name of a page, quoted or not: one fault, on line 2."""
    [fault] = _faults(tmp_path, f'"guides/leave" = ["x"]\n{page} = ["y"]\n')
    assert (fault.path, fault.line) == (path_of(tmp_path, VI), 2)
    assert page.strip('"') in fault.problem


@pytest.mark.parametrize("pages", [MOST_PAGES, MOST_PAGES + 1])
def test_a_phrase_for_more_than_three_pages_is_told(tmp_path: Path, pages: int) -> None:
    """The same phrase, in any letters, for three pages is right; for four it is one fault, on the line of the first."""
    rows = [f'"{page}" = ["{"Nghỉ" if place % 2 else "NGHỈ"}"]' for place, page in enumerate(PAGES[:pages])]
    found = _faults(tmp_path, "\n# four\n" + "\n".join(rows))
    assert [(fault.line, "nghỉ" in fault.problem) for fault in found] == [(3, True)] * (pages - MOST_PAGES)


def test_a_phrase_twice_for_one_page_is_one_page(tmp_path: Path) -> None:
    """Four times the same words for one page, in small and large letters, are no fault."""
    assert _faults(tmp_path, '"guides/leave" = ["nghỉ", "Nghỉ", "NGHỈ", "nghỉ"]\n') == []


@pytest.mark.parametrize("letters", [LONGEST, LONGEST + 1])
def test_a_phrase_of_more_than_120_letters_is_told_and_not_repeated(tmp_path: Path, letters: int) -> None:
    """120 letters are right; of 121 twenty are told, with the line."""
    found = _faults(tmp_path, f'"guides/leave" = ["x"]\n"guides/hostel" = ["{"a" * letters}"]\n')
    assert [(fault.line, "a" * 20 in fault.problem, "a" * 21 in fault.problem) for fault in found] == [
        (2, True, False)
    ] * (letters - LONGEST)


def test_a_broken_file_is_one_fault(tmp_path: Path) -> None:
    """A file that is no TOML is told once, and the other languages are read."""
    _written(tmp_path, '"guides/passport" = ["paspor"]\n', "id")
    [fault] = _faults(tmp_path, '"guides/passport" = ["')
    assert fault.path == path_of(tmp_path, VI)
    assert "TOML" in fault.problem
