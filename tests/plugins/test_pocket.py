"""The small file by which titles are found without a network."""

import json
from pathlib import Path
from typing import Any

import pytest

from api.content.library import Entry, read
from i18n.languages import BY_SLUG, LANGUAGES
from plugins.edition import Edition
from plugins.offline import kept
from plugins.pocket import LARGEST, search_file
from tests.support import NOW, ROOT

SLUGS = [language.slug for language in LANGUAGES]


@pytest.fixture(scope="module")
def edition() -> Edition:
    """Return the edition of the tests' morning."""
    return Edition(read(ROOT / "content"), NOW, "test")


def _is_over(entry: Entry) -> bool:
    found = entry.kind.occurrence(entry.facts)
    return bool(found and found.last_on < NOW.date())


def _pages(content: dict[str, Any]) -> list[tuple[str, str]]:
    """Return path and title of each page in the file."""
    return [(f"{folder}/{name}/", title) for folder, rows in content["pages"].items() for name, title in rows.items()]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_file_is_at_most_40_kilobytes_and_leads_to_pages(site: Path, slug: str) -> None:
    """40,000 bytes before compression in every language; each path is a page, and each page that is kept is in it."""
    data = (site / slug / "search.json").read_bytes()
    assert len(data) <= 40_000 == LARGEST
    content = json.loads(data)
    paths = [path for path, _ in _pages(content)]
    assert len(paths) > 200
    assert all((site / slug / path / "index.html").is_file() for path in paths)
    assert content["terms"]


def test_every_entry_that_is_kept_is_found(edition: Edition) -> None:
    """Guides, places and pages that a phone keeps have their title in the file unless they are over; the worker keeps the file."""
    for language in LANGUAGES:
        paths = {f"/{language.slug}/{path}" for path, _ in _pages(json.loads(search_file(edition, language)))}
        entries = {entry.address(language) for entry in edition.library.entries.values() if not _is_over(entry)}
        assert entries & set(kept(edition, language)) <= paths
        assert f"/{language.slug}/search.json" in kept(edition, language)


@pytest.mark.parametrize("largest", [3_000, 12_000, 25_000, 33_000])
def test_what_does_not_fit_goes_in_the_order_of_its_use(edition: Edition, largest: int) -> None:
    """However small: valid, within the limit; nothing that is over before all terms, no term before all that is to come."""
    language = BY_SLUG["th"]
    whole = json.loads(search_file(edition, language, 10**6))
    made = search_file(edition, language, largest)
    assert len(made.encode()) <= largest
    small = json.loads(made)
    over = sum(map(_is_over, edition.library.entries.values()))
    assert over > 0
    pages, coming = _pages(small), len(_pages(whole)) - over
    assert set(pages) <= set(_pages(whole))
    assert small["terms"] == whole["terms"][: len(small["terms"])]
    assert len(pages) >= coming or not small["terms"]
    assert len(pages) <= coming or small["terms"] == whole["terms"]


def test_chinese_letters_come_with_their_simplified_form(edition: Edition) -> None:
    """護 is followed by 护, in pairs throughout; other languages carry no such list."""
    letters = json.loads(search_file(edition, BY_SLUG["zh-hant"]))["letters"]
    pairs = {letters[place]: letters[place + 1] for place in range(0, len(letters), 2)}
    assert pairs["護"] == "护"
    assert json.loads(search_file(edition, BY_SLUG["id"]))["letters"] == ""
