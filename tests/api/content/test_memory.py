"""The memory of Chinese blocks: since when each says what it says, and what an outdated translation still renders."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from api.content.binding import digest
from api.content.library import read
from api.content.lint import faults
from api.content.memory import NAME, Remembered, brought_up_to_date, written
from api.content.memory import read as read_memory
from api.content.stamping import remember
from tests.support import ROOT

GUIDE = "guides/annual-leave"
MONDAY, FRIDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 27)
OLD, NEW = "雇主的休假通知", "雇主寄來的休假通知"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the real content in which everything was recorded on a Monday."""
    root = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    (root / NAME).unlink()
    remember(read(root), MONDAY)
    return root


def _change(content: Path, old: str = OLD, new: str = NEW) -> None:
    path = content / GUIDE / "zh-hant.md"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_every_chinese_block_is_recorded_on_one_line_sorted_by_its_mark(content: Path) -> None:
    """Each of the more than 450 Chinese blocks has one line, and its mark is the digest of the text beside it."""
    lines = (content / NAME).read_text(encoding="utf-8").splitlines()
    rows = [Remembered.model_validate_json(line) for line in lines]
    assert len(rows) > 450
    assert [row.mark for row in rows] == sorted({row.mark for row in rows})
    assert all(row.mark == digest(row.text) and row.since == MONDAY for row in rows)


def test_a_changed_block_is_new_on_its_day_and_the_old_words_stay_while_a_translation_renders_them(
    content: Path,
) -> None:
    """A block changed on Friday gives one line of Friday; the old one stays until the last of four translations has moved on."""
    before = read(content).memory
    _change(content)
    assert remember(read(content), FRIDAY) == (1, 0)
    after = read(content).memory
    assert after.items() > before.items()
    (new,) = (row for mark, row in after.items() if mark not in before)
    assert (new.since, NEW in new.text) == (FRIDAY, True)
    (old,) = (row for row in after.values() if OLD in row.text)
    for slug in ("vi", "id", "th", "en"):
        path = content / GUIDE / f"{slug}.md"
        path.write_text(path.read_text(encoding="utf-8").replace(old.mark, new.mark), encoding="utf-8")
        assert (old.mark in brought_up_to_date(after, {}, _bound(content), FRIDAY)) == (slug != "en")
    assert remember(read(content), FRIDAY) == (0, 1)
    assert remember(read(content), FRIDAY) == (0, 0)


def _bound(content: Path) -> set[str]:
    words = (document for entry in read(content).entries.values() for document in entry.words.values())
    return {block.renders for document in words for block in document.all_blocks() if block.renders}


def test_nothing_is_forgotten_while_something_cannot_be_read(content: Path) -> None:
    """With one file of facts unreadable, its 15 blocks stay in the memory, for nobody knows who refers to them."""
    facts = content / GUIDE / "facts.toml"
    facts.write_text("not TOML", encoding="utf-8")
    assert remember(read(content), FRIDAY) == (0, 0)


def test_a_broken_line_is_a_fault_with_its_number_and_a_missing_file_is_none(content: Path, tmp_path: Path) -> None:
    """The third line is cut off by a careless merge: it is told with file and line; the other lines are read."""
    path = content / NAME
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:2], lines[2][:20], *lines[3:]]), encoding="utf-8")
    library = read(content)
    assert [(fault.path, fault.line) for fault in faults(library, FRIDAY)] == [(path, 3)]
    assert len(library.memory) == len(lines) - 1
    assert read_memory(tmp_path / "none") == ({}, [])


def test_two_branches_merge_to_the_earlier_day(tmp_path: Path) -> None:
    """A block recorded on two branches on Monday and on Friday stands twice after a merge, and counts since Monday."""
    rows = [Remembered(mark="a" * 10, since=day, text="字") for day in (FRIDAY, MONDAY, FRIDAY)]
    path = tmp_path / NAME
    path.write_text("".join(written({row.mark: row}) for row in rows), encoding="utf-8")
    memory, found = read_memory(path)
    assert (memory, found) == ({"a" * 10: rows[1]}, [])
