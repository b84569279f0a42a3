"""The answer box: which question has an answer, in whatever language it is asked, and what is answered."""

import json
from dataclasses import asdict

import pytest

from api.content.intents import ALONE, UNSAID
from api.content.library import read
from api.search.answers import Answer, Answers, Sheet
from i18n.languages import BY_SLUG, LANGUAGES
from plugins.answers import sheet
from plugins.edition import Edition
from tests.support import NOW, ROOT


@pytest.fixture(scope="module")
def made() -> Sheet:
    """Return what the real content answers."""
    return sheet(Edition(read(ROOT / "content"), NOW, "a-build"))


@pytest.fixture(scope="module")
def answers(made: Sheet, tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """Return the answers of the real content, through the file of a build."""
    path = tmp_path_factory.mktemp("build") / "answers.json"
    path.write_text(json.dumps(asdict(made), ensure_ascii=False), encoding="utf-8")
    return Answers.read(path.read_bytes())


def _leads(answer: Answer | None) -> list[str]:
    """Return where an answer leads, without the language."""
    assert answer
    return [link.url.split("/", 2)[2] for link in (*answer.calculators, *answer.links)]


@pytest.mark.parametrize(
    ("slug", "asked", "leads"),
    [
        ("en", "minimum wage", "guides/minimum-wage/"),
        ("en", "What is the MINIMUM wage in Taiwan?", "guides/minimum-wage/"),
        ("en", "minimun wage", "guides/minimum-wage/"),
        ("en", '"minimum wage"', "guides/minimum-wage/"),
        ("en", "passport employer keeps", "guides/passport/"),
        ("zh-hant", "最低工資", "guides/minimum-wage/"),
        ("zh-hant", "加班费怎么算", "calculators/overtime/"),
        ("zh-hant", "護照被扣", "guides/passport/"),
        ("vi", "luong toi thieu", "guides/minimum-wage/"),
        ("vi", "tăng ca", "calculators/overtime/"),
        ("id", "lembur", "calculators/overtime/"),
        ("id", "gaji minimun", "guides/minimum-wage/"),
        ("th", "โอที", "calculators/overtime/"),
        ("th", "ค่าแรงขั้นต่ำปีนี้", "guides/minimum-wage/"),
        ("th", "1955", "guides/hotline-1955/"),
        ("id", "cek kasus", "go/mine"),
        ("vi", "hủy đăng ký", "enrolments"),
    ],
)
def test_what_people_ask_most_is_answered(answers: Answers, slug: str, asked: str, leads: str) -> None:
    """A phrase, one with one wrong letter, and one inside a short question lead to the calculator, guide or page that answers."""
    assert leads in _leads(answers.of(asked, BY_SLUG[slug]))


@pytest.mark.parametrize("asked", ["minimum wage", "最低工資", "lương tối thiểu", "upah minimum", "ค่าแรงขั้นต่ำ"])
@pytest.mark.parametrize("slug", sorted(BY_SLUG))
def test_any_language_is_understood_and_the_readers_is_spoken(answers: Answers, slug: str, asked: str) -> None:
    """The minimum wage asked in five languages is told in each reader's: both amounts, since when, and to whom it does not apply."""
    found = answers.of(asked, BY_SLUG[slug])
    assert found
    monthly = "29.500" if slug in {"vi", "id"} else "29,500"
    assert [amount.value.strip("NT$元") for amount in found.figures] == [monthly, "196"]
    assert all(any(year in each.since for year in ("2026", "115", "2569")) for each in found.figures)
    assert all(link.url.startswith(f"/{slug}/") for link in (*found.calculators, *found.links))
    assert found.carers
    assert found.carers.url == f"/{slug}/guides/carers-pay-and-rest/"


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("1955", "tel:1955"),
        (" 110 ", "tel:110"),
        ("call 1955", "tel:1955"),
        ("07 812 4613", "tel:+88678124613"),
        ("(07) 812-4613", "tel:+88678124613"),
        ("+886 7 812 4613", "tel:+88678124613"),
        ("００８８６-7-8124613", "tel:+88678124613"),
        ("0800024881", "tel:+886800024881"),
    ],
)
def test_a_number_of_ours_is_one_press_away(answers: Answers, asked: str, address: str) -> None:
    """A telephone number, however it is written, is answered by a link that calls it, and says who answers there."""
    found = answers.of(asked, BY_SLUG["en"])
    assert found
    assert found.phone
    assert found.phone.address == address
    assert found.phone.title


@pytest.mark.parametrize(
    "asked",
    [
        "", " ", '?!*~"()[]', "AND OR NOT", "\u0301\u0e34", "11", "0912345678", "19", "fire extinguisher class", "badminton court",
        "money transfer abroad", "有了小孩", "x" * 10_000, "加班費" * 100, "wage " * 200, "../../etc/passwd", ".*",
        "mapping the harbour", "the year 110", "110 degrees", "chinese first words",
    ],
)  # fmt: skip
def test_what_is_not_asked_is_not_answered(answers: Answers, asked: str) -> None:
    """Signs, operators, strange numbers, 10,000 letters and words that only look like a phrase get no box."""
    assert answers.of(asked, BY_SLUG["en"]) is None


def test_the_longest_phrase_wins(answers: Answers) -> None:
    """What is asked more exactly is answered more exactly: the bureau's number, not the bureau; pay on a holiday, not overtime."""
    assert _leads(answers.of("cancel my class", BY_SLUG["en"]))[0] == "enrolments"
    assert _leads(answers.of("勞工局電話", BY_SLUG["zh-hant"])) == ["places/labor-bureau/"]
    assert _leads(answers.of("國定假日加班怎麼算", BY_SLUG["zh-hant"])) == ["guides/public-holidays/"]


def test_every_phrase_of_every_language_finds_its_own_answer(made: Sheet, answers: Answers) -> None:
    """Each of the 2,000 phrases, typed as it is written, is answered as it is declared; those of one intent stand together."""
    for language in LANGUAGES:
        words = made.words[language.slug]
        assert sum(map(len, words.values())) > 300
        assert answers.phrases(language) == [
            [each.removeprefix(ALONE) for each in phrases if not each.startswith(UNSAID)] for phrases in words.values()
        ]
        for name, phrases in words.items():
            for phrase in phrases:
                asked = phrase.removeprefix(UNSAID).removeprefix(ALONE)
                assert answers.of(asked, language) == made.answers[language.slug][name], phrase


@pytest.mark.parametrize(
    ("typed", "printed", "leads"),
    [
        ("078124613", "07-812-4613", "places/labor-bureau/"),
        ("8124613", "07-812-4613", "places/labor-bureau/"),
        ("812 4613", "07-812-4613", "places/labor-bureau/"),
        ("(07) 8124-613", "07-812-4613", "places/labor-bureau/"),
        ("+886 7 812 4613", "07-812-4613", "places/labor-bureau/"),
        ("一九五五", "1955", "guides/hotline-1955/"),
        ("1 9 5 5", "1955", "guides/hotline-1955/"),
    ],
)
def test_a_number_is_known_however_it_is_typed(answers: Answers, typed: str, printed: str, leads: str) -> None:
    """Other spaces and hyphens, no area code, Chinese digits: the box answers, and the search is told what our pages print."""
    for language in LANGUAGES:
        assert _leads(answers.of(typed, language))[0] == leads
        called = answers.called(typed, language)
        assert called
        assert (called.printed, called.leads[0]) == (printed, leads)


@pytest.mark.parametrize("typed", ["7654321", "24613", "8124613 call", "passport", ""])
def test_other_digits_are_no_number_of_ours(answers: Answers, typed: str) -> None:
    """Seven unknown digits, five of a number, digits with a word: nobody is called."""
    assert answers.called(typed, BY_SLUG["en"]) is None


def test_words_of_phrases_are_known(answers: Answers) -> None:
    """A word of a phrase is right in its language; one that is never shown is so in every language."""
    assert "bunting" in answers.vocabulary(BY_SLUG["en"])
    assert "lembur" in answers.vocabulary(BY_SLUG["id"])
    assert "lembur" not in answers.vocabulary(BY_SLUG["en"])


@pytest.mark.parametrize(
    ("slug", "phrase", "leads"),
    [
        ("zh-hant", "殘廢", "guides/disability-work/"),
        ("id", "bunting", "guides/pregnant-migrants/"),
        ("en", "TNT", "guides/overstaying/"),
    ],
)
def test_a_word_that_hurts_is_understood_and_never_shown(answers: Answers, slug: str, phrase: str, leads: str) -> None:
    """Who types it gets the answer; among the phrases that may be suggested it is not."""
    language = BY_SLUG[slug]
    assert _leads(answers.of(phrase, language))[0] == leads
    shown = [each for phrases in answers.phrases(language) for each in phrases]
    assert shown
    assert phrase not in shown
    assert not any("~" in each for each in shown)


def test_an_outdated_paragraph_is_not_said() -> None:
    """Where the Chinese of a guide has moved on, its translation is not quoted as an answer; the links stay."""
    library = read(ROOT / "content")
    guide = library.entries["guides/passport"]
    english = BY_SLUG["en"]
    block = guide.words["en"].sections["answer"][0]
    assert sheet(Edition(library, NOW, "x")).answers["en"]["passport"].lines
    object.__setattr__(block, "renders", "0000000000")
    found = sheet(Edition(library, NOW, "x")).answers[english.slug]["passport"]
    assert found.lines == ()
    assert found.links


def test_a_damaged_file_is_an_error_that_can_be_caught() -> None:
    """Half a file and another JSON raise ValueError, which the service answers without a box."""
    for content in (b'{"words": {', b"[]", b'{"words": 3}'):
        with pytest.raises(ValueError, match=r"."):
            Answers.read(content)
