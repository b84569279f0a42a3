"""Words that stand for the same."""

import pytest

from i18n.languages import BY_SLUG
from i18n.synonyms import groups


@pytest.mark.parametrize(
    ("slug", "ours", "said"),
    [
        ("zh-hant", "移工", "外勞"),
        ("id", "mangkir 3 hari berturut-turut dan hilang kontak", "kabur"),
        ("th", "ตั้งครรภ์", "ท้อง"),
    ],
)
def test_a_group_begins_with_the_word_of_our_pages(slug: str, ours: str, said: str) -> None:
    """Glossary and everyday words in one list, each word of ours once in front, none empty."""
    found = groups(BY_SLUG[slug])
    assert any(group[0] == ours and said in group[1:] for group in found)
    assert len({group[0] for group in found}) == len(found)
    assert all(all(group) for group in found)
