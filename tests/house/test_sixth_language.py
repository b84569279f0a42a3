"""A sixth language is one row, one catalogue and content files: a pseudo-language proves it on a copy of the project."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from api.content.lint import MAX_TITLE
from i18n.languages import LANGUAGES
from tests.support import ROOT, check_page

ROW = '    Language("en-XA", "en-xa", "en_US", "[Ëñğļîšĥ]"),\n'
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{[a-z0-9-]+\}|\]\([^)]*\)|\*\*")
ACCENTS = str.maketrans("aeiouAEIOUncs", "åéîöüÅÉÎÖÜñçš")


def _pseudo(text: str) -> str:
    """Return `text` with accents and two letters in five more (what German or Vietnamese needs), placeholders untouched."""
    parts = re.split(f"({PLACEHOLDER.pattern})", text)
    return "".join(
        part if PLACEHOLDER.fullmatch(part) else part.translate(ACCENTS) + "~" * (len(part) * 2 // 5) for part in parts
    )


def _words(english: Path) -> str:
    lines = english.read_text(encoding="utf-8").splitlines()
    kept = [line if line.startswith(("<!--", "## ")) or not line.strip() else _line(line) for line in lines]
    return "\n".join(kept) + "\n"


def _line(line: str) -> str:
    lead = re.match(r"^(?:#+ |- |\d+\. )?", line)
    head = lead[0] if lead else ""
    words = _pseudo(line[len(head) :])
    return head + (words[:MAX_TITLE] if head == "# " else words)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with one row more, one catalogue more and words for every entry, built."""
    root = tmp_path_factory.mktemp("house")
    for name in ("api", "content", "i18n", "plugins", "theme"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pelicanconf.py", root)
    registry = root / "i18n" / "languages.py"
    text = registry.read_text(encoding="utf-8")
    assert text.count("    # One row more is one language more.\n") == 1
    registry.write_text(text.replace("    # One row more is one language more.\n", ROW), encoding="utf-8")
    with (root / "i18n" / "catalogs" / "messages.pot").open("rb") as file:
        catalogue = read_po(file, locale="en_US")
    for message in catalogue:
        if message.id:
            message.string = _pseudo(str(message.id))
    target = root / "i18n" / "catalogs" / "en_US" / "LC_MESSAGES" / "messages.po"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_po(file, catalogue)
    for english in (root / "content").rglob("en.md"):
        english.with_name("en-xa.md").write_text(_words(english), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(root), "HARBOUR_OUTPUT": str(root / "output")}
    for command in ("check", "build"):
        done = subprocess.run(
            [sys.executable, "-m", "api", command],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return root


def test_the_new_language_has_every_page_and_they_keep_every_promise(house: Path) -> None:
    """All pages exist in the new language, in its own words, and stand the checks of all pages."""
    site = house / "output" / "current" / "site"
    pages = sorted((site / "en-xa").rglob("*.html"))
    assert len(pages) == len(list((site / "en").rglob("*.html"))) >= 55
    for path in pages:
        if path.name == "handbook.html":
            continue
        html = path.read_text(encoding="utf-8")
        page = check_page(html, "/" + path.relative_to(site).as_posix().replace("en-xa/", "xx/"))
        assert page.get("lang") == "en-XA"
    answer = (site / "en-xa" / "guides" / "passport" / "index.html").read_text(encoding="utf-8")
    assert "~~" in answer


def test_the_old_languages_know_the_new_one(house: Path) -> None:
    """Menu, hreflang, sitemap, calendars, feed, index and root page of the other five name it, without an edit."""
    site = house / "output" / "current" / "site"
    for language in LANGUAGES:
        html = (site / language.slug / "guides" / "index.html").read_text(encoding="utf-8")
        assert 'hreflang="en-XA" href="/en-xa/guides/"' in html
        assert 'hreflang="en-XA" href="http://127.0.0.1:8000/en-xa/guides/"' in html
    assert "/en-xa/" in (site / "index.html").read_text(encoding="utf-8")
    assert "/en-xa/guides/passport/" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert (site / "en-xa" / "calendars" / "fairs.ics").is_file()
    assert (site / "en-xa" / "feeds" / "news.atom").is_file()
    assert (house / "output" / "current" / "index" / "en-xa").is_dir()
    lag = json.loads((site / "data" / "translations.json").read_text(encoding="utf-8"))
    assert lag["en-XA"]["missing"] == 0


def test_a_language_of_longer_words_still_fits(house: Path) -> None:
    """With two letters in five more, pages are heavier by less than half and the style sheet knows the language."""
    site = house / "output" / "current" / "site"
    longer, english = ((site / slug / "guides" / "passport" / "index.html").stat().st_size for slug in ("en-xa", "en"))
    assert english < longer < 1.5 * english
    assert any('[lang="en-XA"]' in sheet.read_text(encoding="utf-8") for sheet in (site / "static").glob("*.css"))
