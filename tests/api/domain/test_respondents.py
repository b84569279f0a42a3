"""Whether two complaints are about the same one: measured on names and addresses as people write them."""

from itertools import combinations

import pytest

from api.domain.respondents import compared

FIRMS = [
    [
        "台灣港都電子股份有限公司",
        "臺灣港都電子（股）公司",
        "台湾港都电子股份有限公司",
        "臺灣港都電子",
        "台灣港都電子 有限公司",
    ],
    ["大港鋼鐵股份有限公司", "大港鋼鐵", "大港钢铁公司", "大港鋼鐵(股)公司"],
    ["海風人力仲介有限公司", "海風人力仲介", "海风人力仲介公司", "海風人力仲介 股份有限公司"],
    ["順發企業社", "順發商行", "顺发企业社", "順發"],
    [
        "Harbour Electronics Co., Ltd.",
        "HARBOUR ELECTRONICS",
        "Harbour Electronics Company Limited",
        "harbour electronics co ltd",
    ],
    ["PT Kanari Jaya", "PT. Kanari Jaya, Tbk", "kanari jaya", "P.T. KANARI JAYA"],
    ["CV Sumber Laut", "Sumber Laut", "sumber  laut CV"],
    ["Công ty TNHH Hải Cảng", "CÔNG TY TNHH MTV HẢI CẢNG", "Cong ty TNHH Hai Cang", "Hải Cảng"],
    ["Công ty Cổ phần Biển Đông", "CTCP Biển Đông", "Biển Đông"],
    ["บริษัท ท่าเรือใต้ จำกัด", "บริษัทท่าเรือใต้จำกัด", "ท่าเรือใต้", "บริษัท ท่าเรือใต้ จำกัด (มหาชน)"],
    ["ห้างหุ้นส่วนจำกัด ทองดี", "หจก. ทองดี", "ทองดี"],
    ["Mega Ocean Fishery", "Mega Ocean Fishery Inc.", "ＭＥＧＡ　ＯＣＥＡＮ　ＦＩＳＨＥＲＹ"],
    # What no rule on letters finds: a name in two languages, and one that was heard.
    ["港都食品股份有限公司", "Harbour Foods Co., Ltd."],
    ["明輝工業", "明暉工業"],
]
OTHERS = [
    "台灣港都電機股份有限公司", "大港電子", "海風國際人力", "順發鐵工廠", "Harbour Electric", "PT Kanari Abadi", "Sumber Daya",
    "Hải Phòng", "ท่าเรือเหนือ", "Mega Ocean Logistics", "雇主", "老闆", "majikan", "công ty", "นายจ้าง", "boss", "Boss",
    "我的老闆", "不知道", "PT", "有限公司", "บริษัท",
]  # fmt: skip
PLACES = [
    [
        "高雄市前鎮區一心一路12號3樓",
        "前鎮區一心一路12號3F",
        "80661 高雄市前鎮區明正里5鄰一心一路十二號三樓",
        "高雄市前鎮區 一心一路 12 號 3 樓",
    ],
    ["高雄市小港區中鋼路1號", "小港區中鋼路一號", "台灣省高雄市小港區中鋼路1號", "高雄市小港区中钢路1号"],
    ["高雄市楠梓區加昌路600巷2弄12之3號", "楠梓區加昌路600巷2弄12-3號", "811高雄市楠梓區加昌路六〇〇巷二弄12號之3"],
    ["臺北市中山北路二段10號", "台北市中山北路2段10號"],
    ["No. 12, Yixin 1st Rd., Qianzhen Dist., Kaohsiung", "12 Yixin 1st Road, Qianzhen District, Kaohsiung"],
]


def _form(sort: str, typed: str) -> str:
    return dict(compared({sort: typed})).get(sort, f"nothing of {typed}")


def _measured(sort: str, groups: list[list[str]]) -> tuple[int, int, int]:
    """Return how many pairs belong together, how many of them were found, and how many were found that do not."""
    written = [(number, _form(sort, typed)) for number, group in enumerate(groups) for typed in group]
    pairs = [(left[0] == right[0], left[1] == right[1]) for left, right in combinations(written, 2)]
    same = sum(is_same for is_same, _ in pairs)
    return same, sum(is_same and is_found for is_same, is_found in pairs), sum(found > same for same, found in pairs)


def test_names_as_people_write_them_are_found_and_others_are_not() -> None:
    """Of 66 pairs of names 64 are found (97 %), none of 2,000 and more that do not belong together (precision 100 %)."""
    groups = [*FIRMS, *([each] for each in OTHERS)]
    assert _measured("name", groups) == (66, 64, 0)


def test_addresses_as_people_write_them_are_found() -> None:
    """All 17 pairs are found, with floors, lanes, postal codes, numerals and simplified letters; none of two addresses is."""
    assert _measured("address", PLACES) == (17, 17, 0)


@pytest.mark.parametrize(
    ("sort", "typed", "form"),
    [
        ("phone", "+886 (0)7-812-4613", "078124613"),
        ("phone", "07 812 4613 分機 21", "078124613"),
        ("phone", "00886 7 8124613", "078124613"),
        ("number", "１２３４５６７８", "12345678"),
        ("number", "12 34 56 78", "12345678"),
        ("number", "許可證第２０３６號", "2036"),
        ("number", "2036", "2036"),
    ],
)
def test_numbers_are_compared_by_their_digits(sort: str, typed: str, form: str) -> None:
    """Full width, spaces, the country's code and an extension make no difference."""
    assert dict(compared({sort: typed})) == {sort: form}


def test_what_is_too_vague_links_nothing() -> None:
    """A district, a road without a number, half a telephone, an unfinished number and "my boss" are left out."""
    vague = {"name": "majikan saya", "number": "1234567", "address": "高雄市前鎮區一心一路", "phone": "0912"}
    assert list(compared(vague)) == []
    assert list(compared({})) == []
