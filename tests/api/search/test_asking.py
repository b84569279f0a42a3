"""What a question asks an index for: what is typed, what was meant by it, and what stands for the same."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.search.asking import LONGEST, MOST, SYNONYM, Question, ask
from api.search.meant import Index
from i18n.languages import LANGUAGES, Language
from tests.little_site import LITTLE, index, page

TWICE = {slug: [*pages, *(replace(each, url=f"{each.url}again/") for each in pages)] for slug, pages in LITTLE.items()}
SITE = {slug: index(slug, pages) for slug, pages in TWICE.items()}
"""The little site with every page twice, so that each word stands on several pages."""
SIGNS = '*~"()[]{}^:/\\+-&|'


def _asked(slug: str, text: str) -> Question:
    return ask(text, SITE[slug])


def _weights(question: Question) -> dict[str, float]:
    """Return what each term counts at most."""
    found: dict[str, float] = {}
    for group in question.groups:
        for term, weight in group:
            found[term] = max(found.get(term, 0.0), weight)
    return found


@pytest.mark.parametrize(
    ("slug", "typed", "meant"),
    [
        ("en", "pasport kept", "passport kept"),
        ("en", "passprot", "passport"),
        ("en", "Overtme Pay", "overtime Pay"),
        ("en", "bereavemtn leave", "bereavement leave"),
        ("en", "occupatonial", "occupational"),
        ("id", "uang lembru", "uang lembur"),
        ("id", "keselakaon", "kecelakaan"),
        ("vi", "chuyenr đổi", "chuyển đổi"),
        ("vi", "hooj chieeus", "hộ chiếu"),
        ("vi", "ho chiue", "ho chiếu"),
        ("vi", "nghie tang", "nghỉ tang"),
        ("th", "หนังสือเดินทง", "หนังสือเดินทาง"),
        ("en", "overtime pay", None),
        ("en", "arr", None),
        ("en", "roms", None),
        ("en", "roomz", "rooms"),
        ("en", "rms", None),
        ("en", "roomss 1956", "rooms 1956"),
        ("zh-hant", "加班廢", None),
    ],
)
def test_did_you_mean_says_words_as_our_pages_spell_them(slug: str, typed: str, meant: str | None) -> None:
    """Slips are corrected with marks, from five letters on; known words, Chinese, and words with a meaning (kabur) are not."""
    assert _asked(slug, typed).corrected == meant


def _told(typed: str, *words: str, slug: str = "en", pages: int = 2, known: tuple[str, ...] = ()) -> str | None:
    """Return what is told of a slip where each of `words` stands on so many `pages`."""
    made = index(slug, [page(slug, f"guides/{number}", " ".join(words)) for number in range(pages)])
    return ask(typed, replace(made, known=(known,))).corrected


@pytest.mark.parametrize(
    ("slug", "typed", "word", "meant"),
    [
        ("en", "maternety", "maternity", "maternity"),
        ("en", "overtme", "overtime", "overtime"),
        ("en", "dads", "days", None),
        ("id", "menampar", "menambah", None),
        ("id", "penempatan", "pendapatan", None),
        ("id", "keselakaon", "kecelakaan", "kecelakaan"),
    ],
)
def test_a_right_word_is_not_called_a_slip(slug: str, typed: str, word: str, meant: str | None) -> None:
    """One letter is told from five letters on, two from nine; what the glossary knows (penempatan) is right."""
    assert _told(typed, word, slug=slug) == meant


def test_a_slip_by_two_letters_is_told_if_several_pages_have_the_word() -> None:
    """Keselakaon is kecelakaan on two pages, and nothing on one; it is asked for all the same."""
    assert _told("keselakaon", "kecelakaan", slug="id", pages=1) is None
    made = index("id", [page("id", "guides/a", "Kecelakaan")])
    assert "e:kecelakaan" in _weights(ask("keselakaon", made))


def test_a_word_of_elsewhere_is_not_called_a_slip() -> None:
    """Bunuh (to kill) is not buruh (a worker) where it is known; a form of a known stem is no slip either."""
    assert _told("bunuh", "buruh", slug="id") == "buruh"
    assert _told("bunuh", "buruh", slug="id", known=("bunuh",)) is None
    assert _told("closings", "closing", "closinga") is None


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_what_cannot_be_seen_changes_no_question(unseen: str) -> None:
    """Over?time with any of six invisible signs within or behind it asks for overtime, as does the start of a word."""
    for typed in ("overtime pay", "berea"):
        assert _asked("en", unseen.join(typed)).groups == _asked("en", typed).groups
    assert _asked("en", f"berea{unseen}").groups == _asked("en", "berea").groups


def test_a_word_with_a_meaning_is_no_slip() -> None:
    """Kabar is on our pages, and kabur, one letter away, is not: whoever typed it meant running away, kabir did mean kabar."""
    news = index("id", [*LITTLE["id"], page("id", "guides/news", "Kabar baru")])
    assert ask("kabur", news).corrected is None
    assert ask("kabir", news).corrected == "kabar"


def test_a_known_word_gets_no_neighbours() -> None:
    """Leave is on our pages: lease, one letter away, is not asked for."""
    english = index("en", [page("en", "guides/a", "Leave"), page("en", "guides/b", "Lease")])
    assert set(_weights(ask("leave now", english))) == {"m:leav", "e:leave"}
    assert "m:leas" in _weights(ask("leame now", english))


def test_scripts_that_are_mixed_are_corrected_in_their_places() -> None:
    """A Thai slip before a Latin one and behind it: both are mended where they stand."""
    thai = index("th", [page("th", "guides/a", "หนังสือเดินทาง", "สำนักงาน Gangshan District")])
    assert ask("หนังสือเดินทง Gangshn", thai).corrected == "หนังสือเดินทาง gangshan"
    assert ask("Gangshn หนังสือเดินทง", thai).corrected == "gangshan หนังสือเดินทาง"


def test_an_unfinished_last_word_is_completed() -> None:
    """Berea is bereavement, at less than a whole word counts; it is no slip, and only the last word is unfinished."""
    found = _asked("en", "leave berea")
    assert found.corrected is None
    assert 0 < _weights(found)["e:bereavement"] < _weights(_asked("en", "bereavement"))["e:bereavement"]
    assert "e:bereavement" not in _weights(_asked("en", "berea leave"))
    assert "e:bereavement" not in _weights(_asked("en", "b"))


@pytest.mark.parametrize("sign", [*SIGNS, '"*', " * "])
def test_a_sign_behind_the_last_word_does_not_finish_it(sign: str) -> None:
    """Berea* asks for what berea asks for; a full stop or a question mark says that the word is whole."""
    assert _asked("en", f"berea{sign}") == _asked("en", "berea")
    assert _asked("en", "berea?") != _asked("en", "berea")


def test_words_written_together_come_apart() -> None:
    """Overtimepay, of words that stand on two pages each, asks for both, and for them side by side."""
    english = index("en", [page("en", f"guides/{name}", "Overtime pay", "Overtime") for name in "ab"])
    assert {"m:overtim", "m:pay", "p:overtim pay"} <= set(_weights(ask("overtimepay", english)))


def test_a_word_typed_for_telex_counts_almost_as_typed() -> None:
    """Chieeus asks for chiếu, at nine tenths; the tones of known words are left alone."""
    typed, written = _weights(_asked("vi", "chieeus")), _weights(_asked("vi", "chieu"))
    assert typed["m:chieu"] == pytest.approx(0.9 * written["m:chieu"])


@pytest.mark.parametrize(
    ("slug", "said", "term"),
    [
        ("zh-hant", "外勞", "m:移工"),
        ("zh-hant", "外劳", "m:移工"),
        ("zh-hant", "殘廢給付", "m:失能"),
        ("vi", "bo tron", "m:mat"),
        ("id", "kabur", "m:hilang"),
        ("th", "โอที", "m:ค่าล่วงเวลา"),
        ("en", "OT", "m:overtim"),
    ],
)
def test_an_old_word_asks_for_the_new_one(slug: str, said: str, term: str) -> None:
    """No page says it; the words that pages say for it are asked for, and the glossary's words in other languages are known."""
    found = _asked(slug, said)
    assert term in _weights(found)
    assert any(meaning.others for meaning in found.meanings)


def test_a_long_synonym_counts_no_more_than_what_was_said() -> None:
    """Kabur, on one page here, means five words of ours: together they count at most what kabur itself does."""
    pages = [*LITTLE["id"], page("id", "guides/run", "Kabur")]
    found = _weights(ask("kabur", index("id", pages)))
    ours = sum(weight for term, weight in found.items() if term[:2] == "m:" and term != "m:kabur")
    assert 0 < ours <= SYNONYM * found["m:kabur"] * 1.0001


def test_help_asks_for_no_helper() -> None:
    """Bantu (help) does not ask for what pembantu (a domestic helper) means."""
    pages = [page("id", "guides/a", "Penata laksana rumah tangga"), page("id", "guides/b", "Bantu")]
    found = index("id", pages)
    assert set(_weights(ask("bantu", found))) == {"m:bantu", "e:bantu"}
    assert "m:tangga" in _weights(ask("pembantu", found))


def test_what_is_marked_is_asked_for() -> None:
    """Of a question with a slip the right word is marked, of an old word the new one; letters and runs of Thai are not."""
    assert _asked("en", "overtme").wanted == {"overtim", "overtime"}
    assert "移工" in _asked("zh-hant", "外勞").wanted
    assert all(len(each) > 1 for each in _asked("zh-hant", "加班費怎麼算").wanted)


def test_a_common_word_that_nobody_typed_is_not_marked() -> None:
    """Completions of a start that stand on more than three pages of ten are not marked everywhere."""
    pages = [page("en", f"guides/{number}", "Overtime") for number in range(10)]
    found = index("en", [*pages, page("en", "guides/x", "Overseas")])
    assert ask("overt", found).wanted == set()
    assert "overtim" in ask("overtime", found).wanted


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)
@given(
    words=st.lists(
        st.sampled_from(("tăng", "ca", "lembur", "overtime", "pay", "加班", "ค่าล่วงเวลา", "AND", "OR", "NOT", "TO")),
        min_size=1,
        max_size=6,
    ),
    gaps=st.data(),
)
def test_no_sign_is_an_operator(language: Language, words: list[str], gaps: st.DataObject) -> None:
    """Up to six words with any of 17 signs between, before and behind them ask for what they ask for with spaces; case is nothing."""
    slug = language.slug
    runs = [gaps.draw(st.text(SIGNS + " ", min_size=1, max_size=4)) for _ in range(len(words) + 1)]
    signed = "".join(run + word for run, word in zip(runs, [*words, ""], strict=True))
    plain = _asked(slug, " ".join(words))
    assert _asked(slug, signed).groups == plain.groups
    assert _weights(_asked(slug, signed.lower())) == _weights(plain)


def test_only_the_beginning_of_a_long_question_is_read() -> None:
    """Of 10,000 letters the first 200 are read, of 100 words 64 at most; nothing of it is an error."""
    question = "passport " * 22
    assert len(question) < LONGEST
    assert _weights(_asked("en", question + "x" * 10_000 + " overtime")) == _weights(_asked("en", question))
    assert len(ask("ab " * 66, Index(LANGUAGES[-1], SITE["en"].vocabulary, 8, lambda _: 1)).groups) <= 4 * MOST


@pytest.mark.parametrize("slug", sorted(LITTLE))
@given(text=st.text(max_size=80))
def test_whatever_is_typed_is_a_question(slug: str, text: str) -> None:
    """Any 80 characters: each term is held by the index and counts more than nothing, and no group is empty."""
    for group in _asked(slug, text).groups:
        assert group
        assert all(weight > 0 and SITE[slug].frequency(term) for term, weight in group)


def test_a_word_that_means_something_is_not_taken_apart() -> None:
    """Pasport, a spelling that the glossary knows, asks for paspor, and not for pas and port; permist, for permits."""
    pages = [page("id", f"guides/{name}", "Paspor", "Pas port foto") for name in "abcd"]
    indonesian = index("id", pages)
    asked = _weights(ask("pasport", indonesian))
    assert "m:paspor" in asked
    assert "m:port" not in asked
    english = index(
        "en",
        [page("en", f"guides/{n}", "Permits", "Permits") for n in "abcdef"]
        + [page("en", f"guides/{n}", "Per mist", "x") for n in "gh"],
    )
    asked = _weights(ask("permist", english))
    assert "m:permit" in asked
    assert "m:mist" not in asked


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("加斑費", "加班費"),
        ("雇主不給加斑費", "雇主不給加班費"),
        ("加斑费怎么算", "加班費怎么算"),
        ("护照 加斑費", "护照 加班費"),
    ],
)
def test_a_chinese_term_with_one_wrong_character_is_told(typed: str, meant: str) -> None:
    """The pairs on both sides of the wrong character stand on no page: the term is searched for, and offered."""
    question = _asked("zh-hant", typed)
    assert question.corrected == meant
    assert {"m:加班", "m:班费"} <= set(_weights(question))


@pytest.mark.parametrize("typed", ["加班費", "加班表", "護照", "斑馬", "加斑", "加 斑 費", "斑斑費", "量子力學"])
def test_right_characters_and_two_wrong_ones_are_no_slip(typed: str) -> None:
    """A term as it is, one character at its end, a word of two, characters apart and two wrong ones: nothing is offered."""
    assert _asked("zh-hant", typed).corrected is None
