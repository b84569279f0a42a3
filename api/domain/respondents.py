"""Whether two complaints are about the same one: numbers, names, addresses and telephones in the form in which they compare."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from i18n.text import searchable

_APART = re.compile(r"[\W_]+")

LEGAL_WORDS = frozenset(
    {"co", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "company", "llc", "plc",
     "pt", "cv", "ud", "tbk", "persero", "tnhh", "mtv", "cp", "ctcp", "dntn"}
)  # fmt: skip
"""Words that say of what sort a firm is, in the languages written with Latin letters; they drop out at either end."""
_LEGAL_PAIRS = ("cong ty", "co phan", "trach nhiem huu han", "mot thanh vien", "thuong mai")


def _joined(text: str) -> str:
    return "".join(_APART.split(searchable(text)))


_LEGAL_ENDS = tuple(
    map(
        _joined,
        ("股份有限公司", "股有限公司", "股份公司", "股公司", "有限公司", "公司", "企業社", "企業行", "商行", "商號",
         "工程行", "實業社", "จำกัดมหาชน", "จำกัด", "มหาชน"),
    )
)  # fmt: skip
_LEGAL_STARTS = tuple(map(_joined, ("บริษัท", "ห้างหุ้นส่วนจำกัด", "ห้างหุ้นส่วน", "บจก", "หจก")))

GENERIC = frozenset(
    _joined(word)
    for word in (
        "雇主", "老闆", "公司", "工廠", "仲介", "仲介公司", "人力仲介", "不知道", "某公司", "我的雇主", "我的老闆",
        "boss", "my boss", "employer", "my employer", "factory", "agency", "broker", "my broker", "unknown", "none",
        "majikan", "majikan saya", "bos", "agen", "agensi", "pabrik", "tidak tahu", "saya",
        "chủ", "ông chủ", "bà chủ", "chủ nhà", "môi giới", "công ty", "nhà máy", "không biết", "ông", "bà",
        "นายจ้าง", "เจ้านาย", "บริษัท", "โรงงาน", "นายหน้า", "ไม่รู้", "ไม่ทราบ",
    )
)  # fmt: skip
"""What people write who do not know or dare not tell a name: it links nothing."""

_NUMERALS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_COUNTED = re.compile(r"([〇零一二两三四五六七八九十]+)(?=[段巷弄号楼邻])")
_BRANCH = re.compile(r"(?<=号之)([〇零一二两三四五六七八九十]+)")
_NUMBER = 8
"""Digits of a business number."""
_LICENCE = re.compile(r"\D*(\d{4})\D{0,2}")
"""The licence of an agency as it is written, words and all: 2036, or 許可證第2036號."""
_SHORTEST_PHONE = 8


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())


def _bare(text: str) -> str:
    """Return `text` without the sort of firm at its ends, as often as one stands there."""
    while True:
        shorter = text
        for end in _LEGAL_ENDS:
            shorter = shorter.removesuffix(end)
        for start in _LEGAL_STARTS:
            shorter = shorter.removeprefix(start)
        if shorter == text or not shorter:
            return text
        text = shorter


def _name(typed: str) -> str:
    # P.T. is PT: a stop between two single letters parts nothing.
    text = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", searchable(typed))
    words = " ".join(filter(None, _APART.split(text)))
    for pair in _LEGAL_PAIRS:
        words = re.sub(rf"\b{pair}\b", " ", words)
    parts = words.split()
    while parts and parts[0] in LEGAL_WORDS:
        parts.pop(0)
    while parts and parts[-1] in LEGAL_WORDS:
        parts.pop()
    found = _bare("".join(parts))
    shortest = 4 if found.isascii() else 2
    return "" if len(found) < shortest or found in GENERIC else found


def _counted(match: re.Match[str]) -> str:
    """Return a Chinese numeral below a hundred in digits; anything else in it digit by digit."""
    text = match[1]
    if "十" not in text:
        return "".join(str(_NUMERALS[letter]) for letter in text)
    tens, _, ones = text.partition("十")
    return str(10 * (_NUMERALS.get(tens, 1) if tens else 1) + (_NUMERALS.get(ones, 0) if ones else 0))


def _chinese_address(text: str) -> str:
    text = re.sub(r"[\s,.、。;:()]+", "", text)
    text = re.sub(r"^\d{3,6}(?=\D)", "", text)
    text = _COUNTED.sub(_counted, text)
    # The bar keeps 號之三3F from becoming 號之33F.
    text = _BRANCH.sub(lambda match: _counted(match) + "|", text)
    text = re.sub(r"(\d+)号(?:之|-)(\d+)\|?", r"\1-\2号", text).replace("之", "-")
    text = re.sub(r"(?<=号)(\d+)f", r"\1楼", text).replace("地下楼", "b1")
    text = re.sub(r"^(?:中华民国)?(?:台湾省?)?(?:.{2}[市县])?", "", text)
    text = re.sub(r"(?<=[区市镇乡])[^区市镇乡路街道]{1,3}里", "", text)
    text = re.sub(r"\d+邻", "", text)
    return text if "号" in text else ""


_SHORT = {"rd": "road", "st": "street", "sec": "section", "ln": "lane", "dist": "district", "aly": "alley", "fl": "f"}


def _address(typed: str) -> str:
    text = re.sub(r"[‐-―−－]", "-", searchable(typed))
    if re.search(r"[路街巷号村道]", text):
        return _chinese_address(text)
    words = [_SHORT.get(word, word) for word in _APART.split(text) if word and word != "no"]
    found = " ".join(words)
    return found if any(letter.isdigit() for letter in found) and len(words) > 2 else ""


def _phone(typed: str) -> str:
    text = re.split(r"#|ext|分機|轉", unicodedata.normalize("NFKC", typed).casefold())[0]
    digits = re.sub(r"^(?:00)?8860?", "0", _digits(text))
    return digits if len(digits) >= _SHORTEST_PHONE else ""


def _business_number(typed: str) -> str:
    digits = _digits(typed)
    return digits if len(digits) == _NUMBER else ""


def _licence(typed: str) -> str:
    found = _LICENCE.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    return _digits(found[1]) if found else ""


def is_licence(typed: str) -> bool:
    """Return whether `typed` is the number of an agency's licence."""
    return bool(_licence(typed))


def _number(typed: str) -> str:
    """Return the business number or the licence: they differ in length, so neither is taken for the other."""
    return _business_number(typed) or _licence(typed)


_COMPARED = {"number": _number, "name": _name, "address": _address, "phone": _phone}


def compared(respondent: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (sort, form in which it compares) of what is known of a respondent; what is too vague is left out."""
    for sort, form in _COMPARED.items():
        if found := form(str(respondent.get(sort) or "")):
            yield sort, found
