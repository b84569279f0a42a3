"""The lag of translations: counted in days, a fault on critical pages, and never raised by white space or order."""

import datetime as dt
import shutil
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.content.binding import bind, digest
from api.content.blocks import Block, parse
from api.content.faults import Fault
from api.content.lag import TRANSLATIONS, lags, total, waiting
from api.content.library import read
from api.content.lint import faults
from api.content.stamping import remember
from i18n.languages import SOURCE
from tests.support import ROOT

GUIDE = "guides/annual-leave"
CHANGED = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)
CHINESE = sorted((ROOT / "content").rglob(f"{SOURCE.slug}.md"))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the content in which one Chinese block of a guide changed on a Monday, and another is new."""
    root = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    path = root / GUIDE / f"{SOURCE.slug}.md"
    text = path.read_text(encoding="utf-8")
    assert text.count("雇主的休假通知") == 1
    text = text.replace("雇主的休假通知", "雇主寄來的休假通知").replace("## call\n", "## call\n\n先打電話。\n")
    path.write_text(text, encoding="utf-8")
    remember(read(root), CHANGED)
    return root


def _make_critical(content: Path) -> None:
    facts = content / GUIDE / "facts.toml"
    kept = [line for line in facts.read_text(encoding="utf-8").splitlines() if not line.startswith("critical")]
    facts.write_text("critical = true\n" + "\n".join(kept), encoding="utf-8")


def _lag_faults(content: Path, day: dt.date) -> list[Fault]:
    return [fault for fault in faults(read(content), day) if "critical page" in fault.problem]


def test_lag_counts_blocks_and_days_in_each_language(content: Path) -> None:
    """One outdated and one missing block in each of four languages, of one entry, for as many days as the clock moves."""
    library = read(content)
    for days in (0, 3, 40):
        for language in TRANSLATIONS:
            rows = lags(library, language, CHANGED + days * DAY)
            mine = {row.entry.key: (row.outdated, row.missing, row.oldest_days) for row in rows}
            assert mine[GUIDE] == (1, 1, days)
            ours = total([row for row in rows if row.entry.key == GUIDE])
            assert ours == {"entries": 1, "blocks": 16, "outdated": 1, "missing": 1, "oldest_days": days}


def test_a_block_that_nobody_has_recorded_changed_today(content: Path) -> None:
    """A Chinese block that is not in the memory yet lags for 0 days whatever the day, and is no fault."""
    _make_critical(content)
    (content / "sources.jsonl").unlink()
    day = CHANGED + 400 * DAY
    library = read(content)
    assert {each.days for each in waiting(library.entries[GUIDE], TRANSLATIONS[0], library, day)} == {0}
    assert _lag_faults(content, day) == []


def test_a_critical_page_fails_on_the_day_after_its_limit(content: Path) -> None:
    """After 7 days there is no fault; after 8 there are eight, two in each language, with line, days and what to do."""
    _make_critical(content)
    assert _lag_faults(content, CHANGED + 7 * DAY) == []
    found = _lag_faults(content, CHANGED + 8 * DAY)
    assert sorted(fault.path.name for fault in found) == sorted([f"{each.slug}.md" for each in TRANSLATIONS] * 2)
    for fault in found:
        assert "for 8 days" in fault.problem
        assert "7 are allowed" in fault.problem
        assert f"harbour translate export {fault.path.stem} {GUIDE}" in fault.remedy
    outdated = next(fault for fault in found if "outdated" in fault.problem)
    block = read(content).entries[GUIDE].words[outdated.path.stem].sections["evidence"][0]
    assert outdated.line == block.line


def test_another_page_never_fails(content: Path) -> None:
    """A page that is not critical is no fault after 400 days: it is listed."""
    assert _lag_faults(content, CHANGED + 400 * DAY) == []


def test_a_language_without_a_file_misses_every_block(content: Path) -> None:
    """With th.md gone, all 16 blocks of the guide are missing in Thai."""
    (content / GUIDE / "th.md").unlink()
    library = read(content)
    thai = next(language for language in TRANSLATIONS if language.tag == "th")
    rows = {row.entry.key: row for row in lags(library, thai, CHANGED)}
    assert (rows[GUIDE].missing, rows[GUIDE].outdated) == (16, 0)


def _spaced(text: str, data: st.DataObject) -> str:
    """Return `text` with white space between some of its letters: line ends too, unless it is a heading."""
    spaces = [" ", "\u3000", "\t"] if text.startswith("#") else [" ", "\u3000", "\n", "\n  "]
    for place in sorted(data.draw(st.sets(st.integers(1, len(text)), max_size=4)), reverse=True):
        neighbours = text[place - 1 : place + 1]
        # Between two letters, so that no empty line comes about, and no heading.
        if len(neighbours) == 2 and not any(letter.isspace() or letter == "#" for letter in neighbours):
            text = text[:place] + data.draw(st.sampled_from(spaces)) + text[place:]
    return text


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CHINESE), st.sampled_from(["NFC", "NFD"]), st.data())
def test_order_wrapping_spaces_and_normal_forms_flag_no_block(
    path: Path, form: Literal["NFC", "NFD"], data: st.DataObject
) -> None:
    """However the blocks of a section are moved, wrapped, spaced and normalised, every translation stays current."""
    document = parse(path.read_text(encoding="utf-8"))
    lines = [f"# {document.title.text}", document.summary.text]
    for key, blocks in document.sections.items():
        lines += [f"## {key}", *(_spaced(block.text, data) for block in data.draw(st.permutations(blocks)))]
    edited = parse(unicodedata.normalize(form, "\n\n".join(lines)))
    assert edited.sections.keys() == document.sections.keys()
    for key, blocks in document.sections.items():
        translated = [Block("words", line, digest(block.text)) for line, block in enumerate(blocks)]
        bound = bind(edited.sections[key], translated)
        assert [item.state for item in bound] == ["current"] * len(blocks)
    assert digest(edited.title.text) == digest(document.title.text)
    assert digest(edited.summary.text) == digest(document.summary.text)
