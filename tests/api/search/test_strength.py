"""Which questions are told that no page fits: those of which the best page holds too little."""

from pathlib import Path

import pytest

from api.search.nearest import nearest
from api.search.searcher import FEW
from i18n.languages import BY_SLUG
from tests.little_site import LITTLE, find, searcher


@pytest.mark.parametrize(
    ("text", "is_weak"),
    [
        ("who may keep my passport", False),
        ("overtime", False),
        ("quantum passport mechanics telescope pizza", True),
        ("passport qqqq zzzz xxxx", True),
    ],
)
def test_one_known_word_of_several_is_no_answer(tmp_path: Path, text: str, *, is_weak: bool) -> None:
    """A title or a single word of ours is answered; one word of ours among three or four unknown ones only lies near."""
    found = find(searcher(tmp_path, LITTLE), "en", text)
    assert (bool(found.total), found.is_weak) == (True, is_weak)
    assert (found.total <= FEW and found.facets == ()) or not is_weak


@pytest.mark.parametrize(
    ("slug", "typed", "meant"), [("en", "OVERTIME PAYY", "overtime pay"), ("zh-hant", "加班费用", "加班費")]
)
def test_near_terms_are_compared_as_search_compares(slug: str, typed: str, meant: str) -> None:
    """Capitals and Simplified letters stand in nobody's way: 加班费用 is near to 加班費."""
    assert meant in nearest(typed, BY_SLUG[slug])
