"""The answer box in plain words: who is hit, in despair, charged, or without papers is understood, and told what is theirs."""

import pytest

from api.content.library import read
from api.search.answers import Answer, Answers
from i18n.languages import BY_SLUG, LANGUAGES, Language
from plugins.answers import sheet
from plugins.edition import Edition
from tests.support import NOW, ROOT


@pytest.fixture(scope="module")
def answers() -> Answers:
    """Return the answers of the real content."""
    return Answers(sheet(Edition(read(ROOT / "content"), NOW, "a-build")))


def _leads(answer: Answer | None) -> list[str]:
    """Return where an answer leads, without the language."""
    assert answer
    return [link.url.split("/", 2)[2] for link in (*answer.calculators, *answer.links)]


@pytest.mark.parametrize(
    ("slug", "asked", "leads"),
    [
        ("id", "bos menampar saya", "guides/shelter/"),
        ("id", "majikan gebuk saya", "guides/shelter/"),
        ("vi", "bị chủ đánh", "guides/shelter/"),
        ("vi", "chủ tát em", "guides/shelter/"),
        ("zh-hant", "老闆打我", "guides/shelter/"),
        ("zh-hant", "甩巴掌", "guides/shelter/"),
        ("th", "โดนตี", "guides/shelter/"),
        ("th", "นายจ้างตบหน้า", "guides/shelter/"),
        ("en", "slapped by employer", "guides/shelter/"),
        ("en", "my boss wants sex", "guides/sexual-harassment/"),
        ("id", "bos minta seks", "guides/sexual-harassment/"),
        ("id", "biaya penempatan berapa", "guides/broker-fees/"),
        ("en", "placement fee", "guides/broker-fees/"),
        ("id", "visa kadaluarsa", "guides/overstaying/"),
        ("vi", "lao động bỏ trốn đầu thú", "guides/overstaying/"),
        ("id", "umr kaohsiung", "guides/minimum-wage/"),
        ("zh-hant", "老板不给工资", "guides/unpaid-wages/"),
        ("zh-hant", "殘廢找工作", "guides/disability-work/"),
        ("vi", "hợp đồng lao động", "guides/contract-and-permit/"),
    ],
)
def test_plain_words_for_violence_fees_and_papers_are_understood(
    answers: Answers, slug: str, asked: str, leads: str
) -> None:
    """Nineteen questions in the words people use when they are hit, charged or without papers lead to the page that helps."""
    assert leads in _leads(answers.of(asked, BY_SLUG[slug]))


DESPAIR = [
    "ingin bunuh diri", "saya ingin mati", "I want to die", "suicide", "我想死", "想自殺怎麼辦",
    "muốn chết", "tôi muốn tự tử", "อยากตาย", "ฆ่าตัวตาย",
]  # fmt: skip
"""Words of somebody who no longer wants to live."""


@pytest.mark.parametrize("asked", DESPAIR)
@pytest.mark.parametrize("reader", sorted(BY_SLUG))
def test_who_wants_to_die_is_given_a_number_and_two_pages(answers: Answers, asked: str, reader: str) -> None:
    """Ten such sentences, on a page of any of the five languages: one calm line, 1925 to press, the hotline, a shelter."""
    found = answers.of(asked, BY_SLUG[reader])
    assert found
    assert found.phone
    assert found.phone.address == "tel:1925"
    assert found.phone.note
    assert not found.lines
    assert not found.figures
    assert _leads(found)[:2] == ["guides/hotline-1955/", "guides/shelter/"]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.slug)
def test_words_of_despair_are_never_offered(answers: Answers, language: Language) -> None:
    """No phrase that may be shown while typing holds a word for dying or killing oneself."""
    shown = " ".join(phrase for group in answers.phrases(language) for phrase in group).casefold()
    for word in (
        "bunuh",
        "ingin mati",
        "suicid",
        "to die",
        "kill",
        "自殺",
        "想死",
        "tự tử",
        "muốn chết",
        "อยากตาย",
        "ฆ่าตัว",
    ):
        assert word not in shown


@pytest.mark.parametrize(
    ("slug", "asked"),
    [
        ("vi", "muốn từ chức"), ("vi", "tư vấn visa"), ("vi", "không muốn sống ở ký túc xá"), ("vi", "danh sách của tôi"),
        ("en", "I don't want to live in the dorm"), ("en", "truck hit me"), ("id", "buka pukul 8"), ("id", "makanan kadaluarsa"),
        ("th", "ตีสอง"), ("zh-hant", "被打卡"),
    ],
)  # fmt: skip
def test_a_word_that_only_looks_like_danger_is_not_taken_for_it(answers: Answers, slug: str, asked: str) -> None:
    """To resign, two in the morning, eight o'clock, food past its day: ten questions are not answered as despair or violence."""
    assert answers.of(asked, BY_SLUG[slug]) is None


@pytest.mark.parametrize(
    ("slug", "asked"),
    [
        ("en", "passport expired"), ("en", "my passport will expire"), ("en", "passport renewal"), ("vi", "hộ chiếu hết hạn"),
        ("zh-hant", "過期護照"), ("zh-hant", "護照過期"), ("id", "paspor saya kadaluarsa"), ("th", "พาสปอร์ตหมดอายุ"),
    ],
)  # fmt: skip
def test_a_passport_that_expires_is_not_one_that_was_taken(answers: Answers, slug: str, asked: str) -> None:
    """Who must renew a passport is told whom to call, and not who may keep it."""
    found = answers.of(asked, BY_SLUG[slug])
    assert "guides/passport/" not in _leads(found)
    assert _leads(found)[0] == "guides/hotline-1955/"


@pytest.mark.parametrize(
    "asked",
    [
        "minimum wage for caregivers", "caregiver minimum wage", "看護最低工資",
        "gaji minimum perawat lansia", "lương tối thiểu của khán hộ công", "ค่าแรงขั้นต่ำของผู้ดูแล",
        "gaji pekerja rumah tangga minimum", "gaji minimum asisten rumah tangga", "gaji minimum kanhu",
        "幫傭的最低工資", "外籍看護基本工資多少",
        "lương tối thiểu giúp việc nhà", "lương cơ bản cho giúp việc", "แม่บ้านค่าแรงขั้นต่ำ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("reader", sorted(BY_SLUG))
def test_carers_are_not_told_a_minimum_wage_that_is_not_theirs(answers: Answers, asked: str, reader: str) -> None:
    """Their own page answers in each of the five languages, and nowhere with the amount of the minimum wage."""
    told = answers.of(asked, BY_SLUG[reader])
    assert told
    assert _leads(told) == ["guides/carers-pay-and-rest/"]
    assert told.figures == ()
    assert not any(amount in line for line in told.lines for amount in ("29,500", "29.500"))


@pytest.mark.parametrize("asked", ["gaji PRT minimum", "gaji ART minimum", "UMR PRT", "gaji per jam PRT"])
def test_short_names_of_a_carer_are_known_where_they_are_used(answers: Answers, asked: str) -> None:
    """PRT and ART tell an Indonesian reader's question; elsewhere three letters may be anything: an art teacher is no carer."""
    assert _leads(answers.of(asked, BY_SLUG["id"])) == ["guides/carers-pay-and-rest/"]
    assert _leads(answers.of("minimum wage for a maid", BY_SLUG["en"])) == ["guides/carers-pay-and-rest/"]
    english = answers.of("art teacher minimum wage", BY_SLUG["en"])
    assert english
    assert english.figures


@pytest.mark.parametrize(
    "asked", ["minimum wage", "I live in Kaohsiung, minimum wage?", "gaji minimum pabrik", "最低工資"]
)
def test_others_are_told_the_minimum_wage(answers: Answers, asked: str) -> None:
    """Who does not speak of a private home is told both amounts."""
    told = answers.of(asked, BY_SLUG["en"])
    assert told
    assert len(told.figures) == 2
