"""Intents: every name exists, every language has words, and no phrase means two things."""

from pathlib import Path

import pytest

from api.content.intents import NAME, PHONES, intent_faults, pieces, read
from api.content.library import Library
from api.content.library import read as read_library
from i18n.languages import LANGUAGES
from tests.support import ROOT

CONTENT = ROOT / "content"


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the real content."""
    return read_library(CONTENT)


def _spoiled(library: Library, folder: Path, old: str, new: str) -> list[str]:
    """Return the faults of the intents in which `old` was replaced by `new` once."""
    text = (CONTENT / NAME).read_text(encoding="utf-8")
    assert old in text
    folder.mkdir(exist_ok=True)
    (folder / NAME).write_text(text.replace(old, new, 1), encoding="utf-8")
    copy = Library(folder, library.site, library.laws, library.figures, library.entries)
    return [str(fault) for fault in intent_faults(copy)]


def test_the_intents_of_the_site_have_no_fault(library: Library) -> None:
    """More than fifty intents have words in five languages, and each name in them exists."""
    assert [str(fault) for fault in intent_faults(library)] == []
    intents = read(library, [])
    assert len(intents) > 50
    assert all(len(intent.words) == len(LANGUAGES) for intent in intents.values())
    assert {intent.phone for intent in intents.values() if intent.phone} == PHONES.keys()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"calculators/overtime"', '"calculators/overtone"', "overtone"),
        ('"guides/passport"', '"guides/pasport"', "pasport"),
        ('figures = ["minimum-wage-hourly"]', 'figures = ["minimum-wage-weekly"]', "minimum-wage-weekly"),
        ('phone = "tel-fraud"', 'phone = "tel-froud"', "tel-froud"),
        ('"minimum wage"', '"minimum wage", "Overtime PAY"', "overtime pay"),
        ('"minimum wage"', '"minimum wage", "?!"', "no letters"),
        ("[passport.words]", "[passport.words]\nxx = []", "xx"),
        ('"go/mine"', '"cases/mine"', "cases/mine"),
    ],
)
def test_a_planted_fault_is_told(library: Library, tmp_path: Path, old: str, new: str, told: str) -> None:
    """Each of eight planted faults is told with the name that is wrong: unknown targets, and a phrase with two meanings."""
    found = _spoiled(library, tmp_path / "content", old, new)
    assert len(found) == 1
    assert told in found[0]


def test_a_language_that_lacks_words_for_one_intent_is_told(library: Library, tmp_path: Path) -> None:
    """Who translates all but one intent is told of that one."""
    lines = (CONTENT / NAME).read_text(encoding="utf-8").splitlines()
    start = lines.index("[passport.words]")
    line = next(row for row in lines[start:] if row.startswith("th = "))
    found = _spoiled(library, tmp_path / "content", line + "\n", "")
    assert len(found) == 1
    assert "'passport' has no words in th" in found[0]


def test_missing_intents_are_a_fault_and_no_crash(tmp_path: Path) -> None:
    """Without the file, and with a file that is no TOML, there is one fault that says so."""
    for text in (None, "[broken"):
        if text:
            (tmp_path / NAME).write_text(text, encoding="utf-8")
        faults = list(intent_faults(Library(tmp_path)))
        assert len(faults) == 1
        assert faults[0].path.name == NAME


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("加班費 怎麼算？", ("加班费怎么算",)),
        ("PT薪水", ("pt", "薪水")),
        ("Lương  tối-thiểu!", ("luong", "toi", "thieu")),
        ("ＯＴ", ("ot",)),
        ('AND OR * ~ " ( ) [ ]', ("and", "or")),
        ("\u0301\u0e48", ()),
    ],
)
def test_phrases_are_compared_without_marks_and_signs(text: str, folded: tuple[str, ...]) -> None:
    """Case, marks, width, traditional forms, spaces between Chinese words and signs make no difference."""
    assert pieces(text) == folded
