"""Lint: what would mislead a reader is found, with its file and line, all at once."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from api.content.library import read
from api.content.lint import faults
from i18n.languages import LANGUAGES
from tests.support import NOW, ROOT

ENTRY = "guides/annual-leave"

PLANTED = [
    ("an amount", "en", "You get 29,500 a month.", "29,500"),
    ("an amount in Vietnamese", "vi", "Bạn nhận 29.500 đồng.", "29.500"),
    ("Thai digits", "th", "ค่าจ้าง ๒๙๕๐๐ บาท", "๒๙๕๐๐"),
    ("full-width digits", "zh-hant", "每月２９５００元。", "２９５００元"),
    ("Chinese numerals", "zh-hant", "預告期是三十天。", "三十天"),
    ("a Chinese year", "zh-hant", "民國一百一十五年起。", "一百一十五年"),
    ("a Buddhist year", "th", "เริ่มปี 2569", "2569"),
    ("a phone number", "id", "Telepon 07-812-4613.", "07-812-4613"),
    ("an article", "vi", "Theo Điều 38.", "38"),
    ("a vulgar fraction", "en", "You get ½ a month.", "½"),
    ("an unknown figure", "en", "You get {no-such-figure}.", "no-such-figure"),
    ("a mistyped brace", "en", "You get {Minimum Wage}.", "{"),
    ("HTML", "en", "You get <b>money</b>.", "<b>"),
    ("a web address", "en", "See https://example.org.", "https://"),
    ("a link to nowhere", "en", "See [this](guides/no-such-guide).", "no-such-guide"),
    ("a bidirectional control", "en", "You get \u202epaid.", "U+202E"),
]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the real content that a test may spoil."""
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


def test_the_content_of_the_site_has_no_fault() -> None:
    """The published content is clean: every figure, link, section and binding holds."""
    assert [str(fault) for fault in faults(read(ROOT / "content"), NOW.date())] == []


@pytest.mark.parametrize(("what", "slug", "text", "told"), PLANTED, ids=[row[0] for row in PLANTED])
def test_a_planted_fault_is_told_with_its_line(content: Path, what: str, slug: str, text: str, told: str) -> None:
    """Each of the sixteen planted faults is found on the very line where it stands."""
    path = content / ENTRY / f"{slug}.md"
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line == "## today")
    path.write_text("\n".join([*lines[: place + 1], "", text, *lines[place + 1 :]]), encoding="utf-8")
    found = [fault for fault in faults(read(content), NOW.date()) if fault.path == path and fault.line == place + 3]
    assert any(told in fault.problem for fault in found), f"{what} was not found: {found}"
    assert all(fault.remedy for fault in found)


def test_all_faults_are_told_at_once(content: Path) -> None:
    """A missing translation, a misspelt fact, a gone place and a figure without a source are told in one run."""
    (content / ENTRY / "th.md").unlink()
    facts = content / "courses" / "2026-4" / "barista-basics" / "facts.toml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("capacity", "capacitee"), encoding="utf-8")
    place = content / "fairs" / "zuoying-autumn" / "facts.toml"
    place.write_text(place.read_text(encoding="utf-8").replace('"zuoying"', '"atlantis"'), encoding="utf-8")
    figures = content / "figures" / "wages.toml"
    figures.write_text(figures.read_text(encoding="utf-8").replace("source =", "sauce =", 1), encoding="utf-8")
    found = faults(read(content), NOW.date())
    told = {fault.path.relative_to(content).as_posix(): fault for fault in found}
    for name in (f"{ENTRY}/th.md", "courses/2026-4/barista-basics/facts.toml", "figures/wages.toml"):
        assert name in told
    assert any("atlantis" in fault.problem and fault.line > 1 for fault in found)
    assert any("capacitee" in fault.problem and fault.line > 1 for fault in found)


def test_a_translation_that_names_another_figure_is_told(content: Path) -> None:
    """If the Chinese block names one figure and its translation another, five languages would say two things."""
    path = content / "guides" / "minimum-wage" / "en.md"
    text = path.read_text(encoding="utf-8")
    assert "{minimum-wage-hourly}" in text
    path.write_text(text.replace("{minimum-wage-hourly}", "{minimum-wage-monthly}", 1), encoding="utf-8")
    assert any("figures differ" in fault.problem and fault.path == path for fault in faults(read(content), NOW.date()))


def test_every_language_has_every_entry() -> None:
    """All entries have words in all five languages: at least 46 entries, 230 files."""
    library = read(ROOT / "content")
    assert len(library.entries) >= 46
    assert all(entry.words.keys() == {language.slug for language in LANGUAGES} for entry in library.entries.values())


BROKEN_FACTS = [
    ("figures/wages.toml", "value = 28590", 'value = "much"', "no value of type money"),
    ("figures/wages.toml", "value = 28590", "value = nan", "no value of type money"),
    ("figures/wages.toml", 'source = "https://', 'source = "javascript:', "whole web address"),
    ("site.toml", "Asia/Taipei", "Mars/Base", "no time zone"),
    ("courses/2026-4/barista-basics/facts.toml", "T09:00:00", "T09:00:00Z", "timezone"),
    ("courses/2026-4/barista-basics/facts.toml", 'place = "training-centre"', 'place = "nowhere"', "nowhere"),
]


@pytest.mark.parametrize(("name", "old", "new", "told"), BROKEN_FACTS)
def test_facts_that_could_not_be_printed_are_told(content: Path, name: str, old: str, new: str, told: str) -> None:
    """A value of the wrong type, an address that is none, a zone or a moment that nobody knows: told, with the file."""
    path = content / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert any(told in fault.problem and fault.path == path for fault in faults(read(content), NOW.date()))


def test_nothing_vanishes_silently(content: Path) -> None:
    """Empty facts, a stray file, an unknown kind, a folder that cannot be an address and a folder for a file are told."""
    (content / "courses" / "2026-4" / "barista-basics" / "facts.toml").write_text("", encoding="utf-8")
    (content / ENTRY / "xx.md").write_text("x", encoding="utf-8")
    (content / "novels" / "one").mkdir(parents=True)
    shutil.copytree(content / ENTRY, content / "guides" / "Bad Slug")
    (content / "guides" / "passport" / "vi.md").unlink()
    (content / "guides" / "passport" / "vi.md").mkdir()
    told = {fault.path.relative_to(content).as_posix() for fault in faults(read(content), NOW.date())}
    assert {
        "courses/2026-4/barista-basics/facts.toml",
        f"{ENTRY}/xx.md",
        "novels",
        "guides/Bad Slug",
        "guides/passport/vi.md",
    } <= told


def test_a_calculator_that_nobody_knows_is_told(content: Path) -> None:
    """A guide that names an unknown calculator, and a figure that a calculator needs and nobody holds, are two faults."""
    path = content / ENTRY / "facts.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('calculators = ["annual-leave"]', 'calculators = ["lottery"]'), encoding="utf-8")
    figures = content / "figures" / "calculators.toml"
    figures.write_text(
        figures.read_text(encoding="utf-8").replace("[calc-month-days]", "[calc-days]"), encoding="utf-8"
    )
    told = [fault.problem for fault in faults(read(content), NOW.date())]
    assert "'lottery' is not among the calculators" in told
    assert "the calculator 'overtime' needs the figure 'calc-month-days'" in told


def test_a_figure_that_only_begins_later_is_told(content: Path) -> None:
    """A figure whose first value starts tomorrow has nothing to print today: a fault today, none tomorrow."""
    path = content / "figures" / "wages.toml"
    tomorrow = NOW.date() + dt.timedelta(days=1)
    head = "[bonus]\ntype = 'money'\nconfirmed = 2026-11-01\nsource = 'https://a.example/'\n"
    figure = f"{head}values = [{{from = {tomorrow}, value = 1}}]\n"
    path.write_text(path.read_text(encoding="utf-8") + figure, encoding="utf-8")
    library = read(content)
    told = [fault for fault in faults(library, NOW.date()) if "'bonus'" in fault.problem]
    assert [str(fault.path.name) for fault in told] == ["wages.toml"]
    assert not [fault for fault in faults(library, tomorrow) if "'bonus'" in fault.problem]
