"""Drawn processes and lines: every word fits, in every language."""

import datetime as dt

import lxml.html
import pytest

from api.content.library import read
from api.content.markup import Printer
from i18n.languages import LANGUAGES, Language
from plugins.diagrams import PROCESSES, process
from tests.support import NOW, ROOT
from theme.charts import HEIGHT, WIDTH, steps
from theme.diagrams import Step, flow, lines, units

LIBRARY = read(ROOT / "content")
MOST = 42


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)
@pytest.mark.parametrize("name", PROCESSES)
def test_every_line_of_a_process_fits_its_box(name: str, language: Language) -> None:
    """No line of any step is wider than 42 units (21 Chinese characters) in any of five languages, and none is empty."""
    _, found = process(name, Printer(LIBRARY, language, NOW.date()))
    for step in found:
        for line in [*lines(step.text), *(lines(step.note) if step.note else [])]:
            assert 0 < units(line) <= MOST, f"{language.slug}: {line}"


def test_a_drawing_says_its_words_to_a_screen_reader_in_order() -> None:
    """The drawing of three steps is one picture whose label holds title and all words, first to last."""
    svg = lxml.html.fragment_fromstring(flow([Step("Apply"), Step("Wait", "7 days"), Step("Sign", is_end=True)], "How"))
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "How: Apply. Wait 7 days. Sign."
    assert [text.text for text in svg.iter("text")] == ["Apply", "Wait", "7 days", "Sign"]
    assert len(svg.findall(".//rect")) == 3


def test_chinese_breaks_between_characters_but_not_inside_a_number_nor_before_a_full_stop() -> None:
    """Twenty-one characters fill a line; 29,500 stays whole and 。 never begins a line."""
    text = "工" * 20 + "29,500元" + "人" * 17 + "。"
    broken = lines(text)
    assert "".join(broken) == text
    assert any("29,500" in line for line in broken)
    assert not any(line.startswith("。") for line in broken)


def test_hostile_words_in_a_drawing_are_only_text() -> None:
    """Markup in a step is printed as its letters."""
    assert "<script" not in flow([Step("<script>alert(1)</script>")], '"><script>')


def test_a_line_steps_once_per_value_and_stays_inside_its_frame() -> None:
    """Three values give two steps up; every coordinate lies inside the drawing, also on the first day."""
    day = dt.date(2024, 1, 1)
    rows = [
        (day, 27470.0, "27,470"),
        (dt.date(2025, 1, 1), 28590.0, "28,590"),
        (dt.date(2026, 1, 1), 29500.0, "29,500"),
    ]
    for until in (day, dt.date(2026, 11, 21)):
        svg = lxml.html.fragment_fromstring(steps(rows if until > day else rows[:1], until, "Wage", ["2024", "2026"]))
        for text in svg.iter("text"):
            assert 0 <= float(text.get("x")) <= WIDTH
            assert 0 <= float(text.get("y")) <= HEIGHT
    path = svg.find("path").get("d")
    assert path.count("V") == 2
