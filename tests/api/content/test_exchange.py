"""Translating without a login: PO files go out with all that is to be known, and come back whole or not at all."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.content import po
from api.content.faults import Fault
from api.content.handing_out import Handout
from api.content.lag import TRANSLATIONS, waiting
from api.content.library import Library, read
from api.content.lint import faults
from api.content.second_reading import unread
from api.content.stamping import remember
from api.content.taking_in import take_in
from i18n.languages import SOURCE, Language, by_slug
from tests.support import NOW, ROOT

GUIDE = "guides/annual-leave"
DAY = NOW.date()
VI = by_slug("vi") or SOURCE
OLD, NEW = "雇主的休假通知", "雇主寄來的休假通知"


@pytest.fixture(scope="module")
def published() -> Library:
    """Return the real content, which no test writes."""
    return read(ROOT / "content")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the content in which one Chinese block changed, one is new, and one entry has no Vietnamese."""
    root = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    path = root / GUIDE / f"{SOURCE.slug}.md"
    text = path.read_text(encoding="utf-8")
    assert text.count(OLD) == 1
    path.write_text(text.replace(OLD, NEW).replace("## call\n", "## call\n\n先打 {tel-1955}。\n"), encoding="utf-8")
    (root / "guides" / "passport" / f"{VI.slug}.md").unlink()
    remember(read(root), DAY + dt.timedelta(days=2))
    return root


def _export(library: Library, folder: Path, language: Language = VI, *, everything: bool = False) -> list[Path]:
    """Write the PO files of `language` below `folder`; return their paths."""
    paths = []
    for name, data in Handout(library, DAY, everything=everything).files(language):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        paths.append(path)
    return paths


def _messages(path: Path) -> tuple[Language, list[Message]]:
    got = po.read(path)
    assert not isinstance(got, Fault), got
    return got


def _translated(path: Path, translate: Callable[[Message], str]) -> None:
    """Do what a translator does with the PO file `path`: give each message its words and take the flag away."""
    language, messages = _messages(path)
    for message in messages:
        message.string = translate(message)
        message.flags.discard("fuzzy")
    path.write_bytes(po.written(language, messages))


@pytest.mark.parametrize("language", TRANSLATIONS, ids=lambda language: str(language.slug))
def test_the_round_trip_over_all_content_changes_no_byte(
    published: Library, tmp_path: Path, language: Language
) -> None:
    """Every block of every entry goes out and what is translated comes back: no words file has another byte."""
    paths = _export(published, tmp_path, language, everything=True)
    assert len(paths) == len(published.entries)
    blocks = 0
    for path in paths:
        kept = [each for each in _messages(path)[1] if each.string and not each.fuzzy]
        if len(kept) < len(_messages(path)[1]):
            path.write_bytes(po.written(language, kept))
        taken = take_in(path, published)
        assert (taken.files, taken.faults) == ({}, [])
        blocks += taken.blocks
    assert blocks > 450


def test_what_waits_goes_out_is_translated_and_comes_back(content: Path, tmp_path: Path) -> None:
    """Of all entries two have a file: one with the changed and the new block, one with every block; then none waits."""
    library = read(content)
    before = {path: path.read_bytes() for path in content.rglob("*.md")}
    paths = _export(library, tmp_path / "out")
    assert [path.name for path in paths] == ["guides.annual-leave.po", "guides.passport.po"]
    assert len(_messages(paths[0])[1]) == 2
    for path in paths:
        _translated(path, lambda message: str(message.string or message.id))
        taken = take_in(path, library)
        assert taken.faults == []
        for target, data in taken.files.items():
            target.write_bytes(data)
    after = read(content)
    assert [each for entry in after.entries.values() for each in waiting(entry, VI, after, DAY)] == []
    # The Chinese stands in for a translation here: its meaning is doubted, and nothing else.
    doubted = {fault for reading in unread(after) for fault in reading.faults()}
    assert [fault for fault in faults(after, DAY) if fault.path.stem == VI.slug and fault not in doubted] == []
    changed = {path for path in content.rglob("*.md") if before.get(path) != path.read_bytes()}
    assert changed == {content / GUIDE / "vi.md", content / "guides" / "passport" / "vi.md"}
    old, new = before[content / GUIDE / "vi.md"].decode(), (content / GUIDE / "vi.md").read_text(encoding="utf-8")
    added = [line for line in new.splitlines() if line not in old.splitlines()]
    assert len(added) == 3, "a new mark, and a mark and words for the new block"
    assert [line for line in old.splitlines() if line not in new.splitlines()] == ["<!-- dec418210d -->"]


def test_a_file_says_what_a_translator_needs_to_know(content: Path, tmp_path: Path) -> None:
    """The changed block comes fuzzy with the old Chinese, the new one empty; comments tell page, heading, figures, terms."""
    terms = Handout(read(content), DAY, terms=lambda text, _: [("雇主", "chủ thuê")] if "雇主" in text else [])
    ((_, data), _) = terms.files(VI)
    path = tmp_path / "vi" / "out.po"
    path.parent.mkdir()
    path.write_bytes(data)
    changed, new = _messages(path)[1]
    assert (changed.fuzzy, NEW in str(changed.id), "Thông báo nghỉ phép" in str(changed.string)) == (True, True, True)
    assert (new.fuzzy, new.id, new.string) == (False, "先打 {tel-1955}。", "")
    assert str(changed.context).startswith(f"{GUIDE}/evidence/")
    assert "Cần giữ lại gì" in changed.auto_comments[1]
    assert changed.auto_comments[0].endswith("http://127.0.0.1:8000/vi/guides/annual-leave/")
    assert any("雇主 = chủ thuê" in comment for comment in changed.auto_comments)
    assert "{tel-1955} = 1955" in new.auto_comments
    text = data.decode()
    assert f'#| "- {OLD}\\n"\n' in text
    assert "python-" not in text
    assert "X-Generator" not in text
    for header in ("Language: vi", "MIME-Version: 1.0", "charset=utf-8"):
        assert header in text


FIRST = 'msgid "特別休假"\nmsgstr "Nghỉ phép năm"'
BAD = [
    ("a fuzzy flag", "#. Xem", "#, fuzzy\n#. Xem", "fuzzy", 17),
    ("an empty translation", FIRST, 'msgid "特別休假"\nmsgstr ""', "not translated", 16),
    ("another Chinese", FIRST, 'msgid "特別休息"\nmsgstr "Nghỉ"', "msgid) was changed", 16),
    ("a second block", "Nghỉ phép năm", "Nghỉ\\n\\nphép", "more than one block", 16),
    ("a heading in the title", "Nghỉ phép năm", "# Nghỉ", "is a heading", 16),
    ("a long title", "Nghỉ phép năm", "Nghỉ " * 30, "too long", 16),
    ("a raw number", "Nghỉ phép năm", "Nghỉ 30 ngày", "a number stands in the text: 30", 16),
    ("HTML", "Nghỉ phép năm", "<b>Nghỉ</b>", "'<b>' is not allowed", 16),
    ("a hidden character", "Nghỉ phép năm", "Nghỉ\u200bphép", "U+200B", 16),
    ("a link to nowhere", "Nghỉ phép năm", "[Nghỉ](guides/none)", "guides/none", 16),
    ("an unknown mark", "title/6492fceeb0", "title/0000000000", "the Chinese has changed since", 16),
    ("an unknown section", "title/6492fceeb0", "heading/6492fceeb0", "no section 'heading'", 16),
    ("an unknown entry", "annual-leave/title", "anual-leave/title", "no entry is called 'guides/anual-leave'", 16),
    ("no context", 'msgctxt "guides/annual-leave/title/6492fceeb0"\n', "", "without msgctxt", 15),
    ("no language", '"Language: vi\\n"\n', "", "names no language", 1),
    ("another language", "Language: vi", "Language: fr", "'fr'", 1),
    ("the source language", "Language: vi", "Language: zh_Hant_TW", "'zh_Hant_TW'", 1),
    ("the language of another folder", "Language: vi", "Language: th", "the folder 'vi'", 1),
    ("a language that is none", "Language: vi", "Language: ?!", "expected only letters", 13),
    ("another charset", "charset=utf-8", "charset=big5", "big5", 1),
    ("no PO file", 'msgid "特別休假"', "msgyd", "no PO file", 16),
]  # fmt: skip


@pytest.fixture
def handed_out(published: Library, tmp_path: Path) -> Path:
    """Return the PO file with every Vietnamese block of one guide."""
    paths = _export(published, tmp_path, everything=True)
    return next(path for path in paths if path.name == "guides.annual-leave.po")


@pytest.mark.parametrize(("old", "new", "told", "line"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_one_fault_keeps_the_whole_file_out(
    published: Library, handed_out: Path, old: str, new: str, told: str, line: int
) -> None:
    """A single fault in one of 15 blocks is told with its line, and nothing of the file is loaded."""
    text = handed_out.read_text(encoding="utf-8")
    assert old in text
    handed_out.write_text(text.replace(old, new, 1), encoding="utf-8")
    taken = take_in(handed_out, published)
    assert [(fault.line, told in fault.problem) for fault in taken.faults] == [(line, True)], taken.faults
    assert taken.faults[0].remedy
    assert taken.files == {}


def test_all_faults_are_told_at_once(published: Library, handed_out: Path) -> None:
    """Every one of 15 blocks loses its figures or its words, and one stands twice: each is told on a line of its own."""
    text = handed_out.read_text(encoding="utf-8")
    block = text.split("\n\n")[1]
    handed_out.write_text(f"{text}\n{block}\n", encoding="utf-8")
    assert ["twice" in fault.problem for fault in take_in(handed_out, published).faults] == [True]
    _translated(handed_out, lambda _: "Không {tel-police}.")
    found = take_in(handed_out, published).faults
    assert len({fault.line for fault in found}) == 15
    assert sum("figures differ" in fault.problem for fault in found) >= 15


def test_a_file_in_another_encoding_is_told(published: Library, handed_out: Path) -> None:
    """Saved as UTF-16 or as Big5 it is not read; saved as UTF-8 with a byte order mark it is."""
    text = handed_out.read_text(encoding="utf-8")
    for encoding, told in (("utf-16", "not UTF-8"), ("big5", "not UTF-8"), ("utf-8-sig", None)):
        handed_out.write_bytes(text.encode(encoding, errors="replace"))
        assert [fault.problem for fault in take_in(handed_out, published).faults] == (
            [f"the file is {told}"] if told else []
        )
    assert "No such file" in take_in(handed_out.with_name("none.po"), published).faults[0].problem


def test_a_rewrapped_chinese_block_still_takes_its_translation(content: Path, tmp_path: Path) -> None:
    """Between export and import the Chinese is wrapped anew, which changes no word: the translation is loaded."""
    library = read(content)
    path = _export(library, tmp_path / "out")[0]
    _translated(path, lambda message: str(message.string or "Gọi {tel-1955} trước."))
    chinese = content / GUIDE / f"{SOURCE.slug}.md"
    chinese.write_text(chinese.read_text(encoding="utf-8").replace("先打 {tel", "先打\n{tel"), encoding="utf-8")
    taken = take_in(path, read(content))
    assert (taken.faults, taken.blocks) == ([], 2)
    assert "Gọi {tel-1955} trước." in taken.files[content / GUIDE / "vi.md"].decode()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_never_breaks_the_import(published: Library, handed_out: Path, data: st.DataObject) -> None:
    """Whatever bytes are cut out or put in, the answer is a list of faults or files, never both and never an exception."""
    whole = handed_out.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 400)))
    junk = data.draw(st.one_of(st.binary(max_size=20), st.sampled_from([b'"', b"\\", b"msgid ", b"msgstr[x] ", b"\n"])))
    path = handed_out.with_name("damaged.po")
    path.write_bytes(whole[:start] + junk + whole[end:])
    taken = take_in(path, published)
    assert not (taken.files and taken.faults)
