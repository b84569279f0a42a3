"""What names nobody links nothing: two people who write it need not mean the same one."""

import pytest

from api.domain.respondents import compared

NOBODY = [
    "陳先生", "王小姐", "阿嬤", "雇主太太", "雇主的太太", "我雇主的媽媽", "老闆娘", "陳老闆", "林董", "李經理", "歐陽先生",
    "仲介陳小姐", "阿明",
    "小陳", "老王", "美玲阿姨", "高雄雇主", "印尼仲介", "工廠主任", "被照顧者的兒子", "阿公家", "餐廳老闆", "林 太太", "陈先生", "張媽媽",
    "nyonya", "tuan", "majikan perempuan", "Majikan laki-laki", "istri majikan", "Pak Chen", "Ibu Siti", "nyonya Lin", "anak majikan",
    "nenek", "Ama", "tuan Wang", "agensi Taiwan", "bos saya", "suami majikan",
    "bà chủ nhà", "vợ ông chủ", "mẹ chủ", "ông Trần", "chị Lan", "cô Lan môi giới", "anh Hùng", "Bà Nguyễn", "quản lý", "con gái bà chủ",
    "คุณนาย", "คุณผู้หญิง", "ภรรยานายจ้าง", "ลูกชายนายจ้าง", "คุณเฉิน", "อาม่า", "คุณยาย", "นาย หวัง", "เมียเถ้าแก่", "พี่เฉิน",
    "my employer's wife", "Mr. Chen", "Mrs Wang", "Miss Lin", "grandma", "the boss", "Chen's wife", "Boss Wang", "Madam", "my broker Jenny",
    "Jenny", "Chen", "Nguyen", "employer's mother", "lao ban niang",
]  # fmt: skip
SOMEBODY = [
    ("陳大明", "陳大明先生"),
    ("陳大明", "陈大明"),
    ("歐陽大明小姐", "歐陽大明"),
    ("順發企業社", "順發"),
    ("老協珍食品有限公司", "老協珍食品"),
    ("小美冰品股份有限公司", "小美冰品"),
    ("Mr. Chen Da-Ming", "CHEN DA MING"),
    ("Ông Nguyễn Văn An", "Nguyễn Văn An"),
    ("Công ty TNHH Minh Anh", "Minh Anh"),
    ("Bapak Budi Santoso", "budi santoso"),
    ("Toko Makmur", "toko makmur"),
    ("คุณสมชาย ใจดี", "สมชาย ใจดี"),
    ("บริษัท อาหารไทย จำกัด", "อาหารไทย"),
    ("Golden Agency Ltd.", "golden agency"),
]
NOWHERE = [
    "Kaohsiung city 806 Taiwan", "806 Kaohsiung City, Taiwan", "Yixin 1st Road, Qianzhen District, Kaohsiung 806", "高雄市前鎮區一心一路",
    "中山路1號", "12號", "高雄市中山路1號",
    "一號", "前鎮區某號", "Cao Hùng 806 Đài Loan", "Kota Kaohsiung, Taiwan 806", "ไต้หวัน เมืองเกาสง 806",
    "Zhongshan Road Section 2, Kaohsiung City", "12 Zhongshan Road", "Lane 5, Zhongshan Road, Kaohsiung",
]  # fmt: skip
SOMEWHERE = [
    ("高雄市前鎮區一心一路12號3樓", "前鎮區一心一路十二號3F"),
    ("No. 12, Yixin 1st Rd., Qianzhen Dist., Kaohsiung", "12 Yixin 1st Road, Qianzhen District, Kaohsiung"),
    ("Số 12 đường Yixin, quận Qianzhen, Kaohsiung", "so 12, duong Yixin, quan Qianzhen, Kaohsiung"),
    ("Jalan Zhongshan 12, distrik Qianzhen, Kaohsiung", "jalan Zhongshan No. 12 Distrik Qianzhen Kaohsiung"),
    ("เลขที่ 12 ถนนอี้ซิน เขตเฉียนเจิ้น เกาสง", "เลขที่ 12, ถนนอี้ซิน, เขตเฉียนเจิ้น, เกาสง"),
]


def _forms(sort: str, typed: str) -> list[str]:
    return [form for _, form in compared({sort: typed})]


@pytest.mark.parametrize("typed", NOBODY)
def test_a_title_a_relation_or_a_role_is_nobody(typed: str) -> None:
    """A surname with a title, "grandmother", "my employer's wife" and the like, in five languages, link nothing."""
    assert _forms("name", typed) == []


@pytest.mark.parametrize(("one", "other"), SOMEBODY)
def test_a_full_name_or_a_firm_still_links(one: str, other: str) -> None:
    """A full name links with its title and without; a firm whose name begins like a title links as well."""
    assert len(_forms("name", one)) == 1
    assert _forms("name", one) == _forms("name", other)


@pytest.mark.parametrize("typed", NOWHERE)
def test_a_city_a_postal_code_or_a_road_is_no_address(typed: str) -> None:
    """Without a house number, and a district or city to it, an address links nothing."""
    assert _forms("address", typed) == []


@pytest.mark.parametrize(("one", "other"), SOMEWHERE)
def test_an_address_with_its_number_still_links(one: str, other: str) -> None:
    """A house number in a road of a district links, as people of five languages write it."""
    assert len(_forms("address", one)) == 1
    assert _forms("address", one) == _forms("address", other)


def test_the_same_street_of_two_cities_is_two_addresses() -> None:
    """An east district stands in several cities: what lies in another city than the bureau's keeps its city."""
    assert _forms("address", "台南市東區中山路1號") != _forms("address", "台中市東區中山路1號")


def test_a_number_of_one_digit_repeated_is_none() -> None:
    """0000000000 and 11111111 are typed to get past a field: they link nothing."""
    assert _forms("phone", "0000000000") == _forms("number", "11111111") == []
