"""Who is in danger gets a number, however much they write, and who is only tired, or has a machine that died, does not."""

import tomllib
from pathlib import Path

import pytest

from api.content.library import read
from api.search.answers import Answer, Answers
from api.search.inside import Inside, words
from i18n.languages import BY_SLUG
from plugins.answers import sheet
from plugins.edition import Edition
from tests.support import NOW, ROOT

TYPED = tomllib.loads(Path(__file__).with_name("danger.toml").read_text(encoding="utf-8"))
NUMBERS = ("tel:1925", "tel:113", "tel:110")
IN_DANGER = [(slug, number, text) for slug, rows in TYPED.items() for number in NUMBERS for text in rows[number]]
CALM = [(slug, text) for slug, rows in TYPED.items() for text in rows["calm"]]


@pytest.fixture(scope="module")
def answers() -> Answers:
    """Return the answers of the real content."""
    return Answers(sheet(Edition(read(ROOT / "content"), NOW, "a-build")))


def _numbers(answer: Answer | None) -> list[str]:
    """Return the numbers of an answer, in order."""
    return [each.address for each in (answer.phone, *answer.others) if each] if answer else []


def test_every_language_has_enough_sentences() -> None:
    """At least 15 long ones that must be heard and 10 that must not be taken for danger, in each of the five languages."""
    assert TYPED.keys() == BY_SLUG.keys()
    for rows in TYPED.values():
        assert sum(len(rows[number]) for number in NUMBERS) >= 15
        assert len(rows["calm"]) >= 10


@pytest.mark.parametrize(("slug", "number", "text"), IN_DANGER)
def test_who_is_in_danger_gets_a_number_first(answers: Answers, slug: str, number: str, text: str) -> None:
    """A hundred sentences of despair, rape, being held, beaten or threatened: the number that fits is told, with nothing to read first."""
    found = answers.of(text, BY_SLUG[slug])
    assert number in _numbers(found)
    assert found
    assert not found.lines
    assert not found.figures


@pytest.mark.parametrize(("slug", "text"), CALM)
def test_who_is_tired_is_not_taken_for_somebody_in_danger(answers: Answers, slug: str, text: str) -> None:
    """Sixty sentences of dead tired people, dead machines, a visa that dies: none of them is told 1925, 113, 110 or 119."""
    assert not {"tel:1925", "tel:113", "tel:110", "tel:119"} & set(_numbers(answers.of(text, BY_SLUG[slug])))


@pytest.mark.parametrize(
    ("slug", "text", "numbers"),
    [
        ("en", "my boss raped me", ["tel:113", "tel:110"]),
        ("en", "I want to kill myself because of my boss", ["tel:1925", "tel:1955"]),
        ("vi", "I want to kill myself because of my boss", ["tel:1925", "tel:1955"]),
        ("en", "he raped me and now i want to die", ["tel:113", "tel:1925", "tel:110", "tel:1955"]),
        ("id", "saya disekap di rumah majikan", ["tel:110", "tel:1955"]),
        ("en", "there is lots of blood and he is not breathing what do i do", ["tel:119"]),
    ],
)
def test_more_than_one_number_where_two_fit(answers: Answers, slug: str, text: str, numbers: list[str]) -> None:
    """113 and 110 for rape, 1925 and 1955 for despair, the best of each first where two dangers are told; at most four."""
    assert _numbers(answers.of(text, BY_SLUG[slug])) == numbers


def test_the_end_of_a_long_letter_is_read(answers: Answers) -> None:
    """After 900 letters about wages, four words are enough; after 10,000 nothing is read, and it takes no time."""
    english = BY_SLUG["en"]
    assert _numbers(answers.of(f"{'my boss does not pay me ' * 40} i want to die", english))[0] == "tel:1925"
    assert not _numbers(answers.of(f"{'x' * 10_000} i want to die", english))


def test_other_marks_make_another_word() -> None:
    """With its marks "tự tử" is heard; "từ từ" and "tu tu" are not where the marks must be typed; one slip among three words is borne."""
    heard = Inside({"vi": {"strict": ["!tự tử"], "loose": ["không muốn sống"]}})
    assert heard.held("em muốn tự tử", "vi") == ["strict"]
    assert heard.held("làm từ từ", "vi") == heard.held("lam tu tu", "vi") == []
    assert heard.held("khong muôn sống", "vi") == ["loose"]
    assert heard.held("khổng muôn sống", "vi") == []


def test_a_long_word_may_have_one_wrong_letter_and_a_harmless_one_none() -> None:
    """The word "sucicide" is heard; "slipped" is harmless and "slapped" stays what it is."""
    heard = Inside({"en": {"it": ["suicide", "slapped"]}}, {"en": ["slipped"]})
    assert heard.held("about sucicide", "en") == ["it"]
    assert heard.held("i slipped", "en") == []
    assert heard.held("he slapped", "en") == ["it"]


def test_words_are_compared_as_everybody_types_them() -> None:
    """Full width, tones of Thai, marks set apart and traditional characters make no difference."""
    assert words("ＡＢ") == words("ab")
    assert words("ข่มขืน") == words("ขมขืน")
    assert words("tu\u031b\u0323 t") == words("tự t")
    assert words("強 暴") == words("强暴")
