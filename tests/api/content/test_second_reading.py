"""An alarm that a second reader has found right stays silent until either side changes."""

import shutil
from pathlib import Path

import pytest

from api.content.binding import digest
from api.content.library import read
from api.content.lint import faults
from api.content.second_reading import FILE, read_already, unread
from tests.support import NOW, ROOT

CHINESE = "雇主不可以扣錢。"
ENGLISH = "Your employer may deduct money."


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the real content in which one English block says the reverse of its Chinese block."""
    root = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    _add(root, ENGLISH)
    return root


def _add(root: Path, english: str) -> Path:
    folder = root / "guides" / "passport"
    for name, block in (("zh-hant.md", CHINESE), ("en.md", f"<!-- {digest(CHINESE)} -->\n{english}")):
        path = folder / name
        original = (ROOT / "content" / "guides" / "passport" / name).read_text(encoding="utf-8")
        path.write_text(original.replace("## today\n", f"## today\n\n{block}\n"), encoding="utf-8")
    return folder / "en.md"


def _acknowledge(root: Path) -> None:
    (reading,) = unread(read(root))
    path = root / FILE
    path.write_text(path.read_text(encoding="utf-8") + f'"{reading.key}" = "one more"\n', encoding="utf-8")


def test_a_reversed_block_is_a_fault_with_its_line(content: Path) -> None:
    """The planted reversal is the only unread alarm, and lint tells it on the line of the block."""
    (reading,) = unread(read(content))
    path = content / "guides" / "passport" / "en.md"
    line = path.read_text(encoding="utf-8").splitlines().index(ENGLISH) + 1
    told = [fault for fault in faults(read(content), NOW.date()) if fault.path == path]
    assert [(fault.line, reading.key in fault.remedy) for fault in told] == [(line, True)]


def test_what_was_read_and_found_right_is_silent_until_a_side_changes(content: Path) -> None:
    """One row silences the alarm; another word in the translation brings it back, other white space does not."""
    _acknowledge(content)
    assert list(unread(read(content))) == []
    _add(content, ENGLISH.replace(" may", "\nmay"))
    assert list(unread(read(content))) == []
    _add(content, ENGLISH.replace("money", "wages"))
    assert len(list(unread(read(content)))) == 1


def test_a_changed_chinese_block_is_outdated_and_its_row_is_of_no_use(content: Path) -> None:
    """The Chinese changes and the translation is bound anew without a change: the alarm is back."""
    _acknowledge(content)
    changed = "雇主不可以扣工資。"
    for name in ("zh-hant.md", "en.md"):
        path = content / "guides" / "passport" / name
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(CHINESE, changed).replace(digest(CHINESE), digest(changed)), encoding="utf-8")
    assert len(list(unread(read(content)))) == 1


def test_every_row_belongs_to_a_block_that_is_published() -> None:
    """No row of the file of the site is left over: each names a file that raises that alarm today."""
    library = read(ROOT / "content")
    assert list(unread(library)) == []
    assert all((ROOT / "content" / name).is_file() for name in read_already(library).values())
