"""The words of a shelf: what an unfinished, mistyped or joined word may have been meant as."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.search.impacts import Counted, count
from api.search.vocabulary import COMPLETIONS, NEIGHBOURS, Vocabulary, Words, grouped, load, save, spellings
from i18n.languages import BY_SLUG
from i18n.text import without_marks
from tests.little_site import page

_LETTERS = st.text("abcdeln", min_size=1, max_size=10)


def _words(counted: Iterable[Counted]) -> Words:
    return grouped(Counter(word for each in counted for word in spellings(each)))


def _vocabulary(**counts: int) -> Vocabulary:
    return Vocabulary(grouped(counts))


@pytest.mark.parametrize("typed", ["lembu", "lemburr", "lembir", "lembru", "embur", "Xlembur".casefold()])
def test_one_wrong_letter_is_forgiven(typed: str) -> None:
    """One missing, one too many, another one, two swapped: the word is near."""
    assert _vocabulary(lembur=3).neighbours(typed) == ("lembur",)


def test_two_wrong_letters_are_forgiven_from_eight_letters_on() -> None:
    """In "medatiom" (8 letters) two may be wrong, in "medatio" (7) one; three never."""
    words = _vocabulary(mediation=2)
    assert words.neighbours("medatiom") == ("mediation",)
    assert words.neighbours("medatio") == ()
    assert words.neighbours("medaxiom") == ()


@pytest.mark.parametrize("typed", ["", "a", "ca", "cat", "arc"])
def test_words_under_four_letters_are_left_alone(typed: str) -> None:
    """Too many words are one letter away from three letters."""
    assert _vocabulary(car=9, cats=9, ark=9).neighbours(typed) == ()


def test_numbers_are_no_slips() -> None:
    """1955 is a hotline, and 1995 another number."""
    assert _vocabulary(**{"1955": 3}).neighbours("1995") == ()


def test_the_nearest_come_first_then_the_commonest() -> None:
    """Words one letter away before words two away, the commonest of them in front; six at most."""
    words = _vocabulary(overtimes=1, overtine=9, overtane=20, overtise=9)
    assert words.neighbours("overtime") == ("overtine", "overtise", "overtimes", "overtane")
    many = _vocabulary(**{f"lembu{letter}": 1 for letter in "abcdefghijk"})
    assert len(many.neighbours("lembux")) == NEIGHBOURS


def test_an_unfinished_word_has_its_twelve_commonest_ends() -> None:
    """Of 20 words that begin so the 12 commonest, the word itself and others not among them."""
    words = _vocabulary(
        over=99, other=99, **{f"over{letter}": place for place, letter in enumerate("abcdefghijklmnopqrst", 1)}
    )
    found = words.completions("over")
    assert found == tuple(f"over{letter}" for letter in "tsrqponmlkji")
    assert len(found) == COMPLETIONS


def test_words_written_together_come_apart() -> None:
    """In as few known words as possible; each must stand on two pages, for a word of one page may be a slip itself."""
    words = _vocabulary(overtime=2, over=9, time=9, pay=2, uang=1, lembur=5)
    assert words.parts("overtimepay") == ("overtime", "pay")
    assert words.parts("uanglembur") == ()
    assert words.parts("overtimepayx") == ()
    assert words.parts("") == ()


def test_a_word_is_spelled_as_most_pages_spell_it() -> None:
    """Tăng on three pages and tang on one: tang is known and spelled tăng; what nobody spells otherwise stays."""
    words = _vocabulary(tăng=3, tang=1, ca=2)
    assert "tang" in words
    assert "tăng" not in words
    assert (words.spelled("tang"), words.spelled("ca"), words.spelled("nowhere")) == ("tăng", "ca", "nowhere")
    assert words.counts["tang"] == 4


def test_words_are_counted_by_pages() -> None:
    """A word that stands three times on one page and once on another counts 2; a word that is gone is none."""
    language = BY_SLUG["vi"]
    pages = [page("vi", "guides/a", "Tăng ca", "tăng lương, tăng"), page("vi", "guides/b", "Đổi chủ", "tang, Tăng")]
    words = _words(count(each, language) for each in pages)
    assert words["tang"] == {"tăng": 2, "tang": 1}
    assert words["doi"] == {"đổi": 1}
    assert grouped({"a": 0, "b": -1, "c": 1}) == {"c": {"c": 1}}


def test_chinese_has_no_words_to_mistype_and_thai_those_of_four_letters() -> None:
    """Chinese text leaves the vocabulary empty but for Latin words; of Thai the longer words of the dictionary are known."""
    chinese = _words([count(page("zh-hant", "guides/a", "加班費 OT", "勞動契約"), BY_SLUG["zh-hant"])])
    assert set(chinese) == {"ot"}
    thai = _words([count(page("th", "guides/a", "ค่าล่วงเวลา", "ทำ ไกล่เกลี่ย"), BY_SLUG["th"])])
    assert without_marks("ค่าล่วงเวลา") in thai
    assert "ทำ" not in thai


def test_words_are_kept_in_order(tmp_path: Path) -> None:
    """Written and read again they are the same, and the same words give the same bytes in whatever order they came."""
    words = {"tang": {"tăng": 3, "tang": 1}, "ca": {"ca": 2}}
    save(words, tmp_path / "a")
    save(dict(reversed(words.items())), tmp_path / "b")
    assert load(tmp_path / "a") == words
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@given(st.dictionaries(_LETTERS, st.integers(1, 9), max_size=30), _LETTERS)
def test_whatever_is_offered_is_known(counts: dict[str, int], typed: str) -> None:
    """Up to 30 words and anything typed: neighbours, ends and parts are words of the pages, none is the word itself or twice."""
    words = Vocabulary(grouped(counts))
    for found in (words.neighbours(typed), words.completions(typed)):
        assert set(found) <= counts.keys() - {typed}
        assert len(set(found)) == len(found)
    assert "".join(words.parts(typed)) in {typed, ""}
    assert set(words.parts(typed)) <= counts.keys()
