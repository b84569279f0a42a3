"""Freshness as readers see it: one Chinese paragraph changes, and one paragraph is marked in four languages."""

import shutil
from pathlib import Path

import lxml.html
import pytest

from i18n.languages import LANGUAGES, SOURCE
from plugins.build import build
from tests.support import NOW, ROOT, check_page

GUIDE = "guides/annual-leave"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the content that a test may edit."""
    shutil.copytree(ROOT / "content", tmp_path / "root" / "content")
    shutil.copy(ROOT / "pelicanconf.py", tmp_path / "root")
    return tmp_path / "root"


def _marked(site: Path) -> dict[str, int]:
    """Return how many paragraphs are marked on all pages of each language together."""
    return {
        language.slug: sum(
            path.read_text(encoding="utf-8").count('class="outdated"')
            for path in (site / language.slug).rglob("*.html")
            if "with" not in path.parts
        )
        for language in LANGUAGES
    }


def _newly_marked(root: Path, output: Path, site: Path) -> dict[str, int]:
    """Build `root` and return how many more paragraphs are marked than on today's `site`."""
    build(root, output, NOW)
    before, after = _marked(site), _marked(output / "current" / "site")
    return {slug: after[slug] - before[slug] for slug in before}


def _paragraph(path: Path) -> tuple[str, str]:
    """Return the text of the file and the first paragraph of its section "covered"."""
    text = path.read_text(encoding="utf-8")
    return text, text.split("## covered")[1].strip().split("\n\n")[0]


def test_one_changed_paragraph_is_marked_once_in_each_of_four_languages(root: Path, tmp_path: Path, site: Path) -> None:
    """The marked paragraph shows the old translation and the new Chinese beside it; no other page or paragraph is marked."""
    path = root / "content" / GUIDE / f"{SOURCE.slug}.md"
    text, paragraph = _paragraph(path)
    path.write_text(text.replace(paragraph, f"{paragraph}這是新的一句。"), encoding="utf-8")
    marked = _newly_marked(root, tmp_path / "output", site)
    assert marked == {language.slug: 0 if language is SOURCE else 1 for language in LANGUAGES}
    for language in LANGUAGES[1:]:
        html = (tmp_path / "output" / "current" / "site" / language.slug / GUIDE / "index.html").read_text(
            encoding="utf-8"
        )
        (outdated,) = check_page(html, f"/{language.slug}/{GUIDE}/").find_class("outdated")
        chinese = outdated.xpath(f".//*[@lang='{SOURCE.tag}']")[0]
        assert "這是新的一句。" in chinese.text_content()
        assert len(outdated.text_content()) > len(chinese.text_content()) + 80


def test_white_space_in_the_chinese_marks_nothing(root: Path, tmp_path: Path, site: Path) -> None:
    """Every Chinese file is re-wrapped, indented and given empty lines: not one paragraph is marked in any language."""
    for path in (root / "content").rglob(f"{SOURCE.slug}.md"):
        lines = path.read_text(encoding="utf-8").splitlines()
        wrapped = [
            line
            if len(line) < 20 or line.startswith(("#", "-", "1.")) or {"{", "[", "*"} & set(line[:14])
            else f"{line[:12]}\n{line[12:]}  "
            for line in lines
        ]
        path.write_text("\n\n\n".join("\n".join(wrapped).split("\n\n")) + "\n\n", encoding="utf-8")
    assert set(_newly_marked(root, tmp_path / "output", site).values()) == {0}


def test_a_new_paragraph_is_shown_in_chinese_until_it_is_translated(root: Path, tmp_path: Path, site: Path) -> None:
    """A paragraph that nobody has translated is shown in Chinese, marked as such, in its place."""
    path = root / "content" / GUIDE / f"{SOURCE.slug}.md"
    text, paragraph = _paragraph(path)
    path.write_text(text.replace(paragraph, f"{paragraph}\n\n完全新的一段。"), encoding="utf-8")
    assert _newly_marked(root, tmp_path / "output", site)["vi"] == 1
    html = (tmp_path / "output" / "current" / "site" / "vi" / GUIDE / "index.html").read_text(encoding="utf-8")
    (outdated,) = lxml.html.document_fromstring(html).find_class("outdated")
    assert "完全新的一段。" in outdated.text_content()
