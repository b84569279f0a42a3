"""Whether two addresses are the same: the form in which they compare, if they lead to a house at all."""

import re

from api.domain.nobody import words_of
from i18n.text import searchable

_HOME = "高雄"
"""The bureau's own city may be left out; any other one stays, for an east district stands in several."""
_NUMERALS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_COUNTED = re.compile(r"([〇零一二两三四五六七八九十]+)(?=[段巷弄号楼邻])")
_BRANCH = re.compile(r"(?<=号之)([〇零一二两三四五六七八九十]+)")
_HOUSE = re.compile(r"\d+(?:-\d+)?号")
_PLACED = re.compile(r"^.{2}[市县]|[^市县]{1,3}[区镇乡]|[^区]市")
"""A city that is not the bureau's own, or a district: one of them is needed, for most towns have the same roads."""


def _counted(match: re.Match[str]) -> str:
    """Return a Chinese numeral below a hundred in digits; anything else in it digit by digit."""
    text = match[1]
    if "十" not in text:
        return "".join(str(_NUMERALS[letter]) for letter in text)
    tens, _, ones = text.partition("十")
    return str(10 * (_NUMERALS.get(tens, 1) if tens else 1) + (_NUMERALS.get(ones, 0) if ones else 0))


def _chinese(text: str) -> str:
    text = re.sub(r"[\s,.、。;:()]+", "", text)
    text = re.sub(r"^\d{3,6}(?=\D)", "", text)
    text = _COUNTED.sub(_counted, text)
    # The bar keeps 號之三3F from becoming 號之33F.
    text = _BRANCH.sub(lambda match: _counted(match) + "|", text)
    text = re.sub(r"(\d+)号(?:之|-)(\d+)\|?", r"\1-\2号", text).replace("之", "-")
    text = re.sub(r"(?<=号)(\d+)f", r"\1楼", text).replace("地下楼", "b1")
    text = re.sub(rf"^(?:中华民国)?(?:台湾省?)?(?:{_HOME}[市县])?", "", text)
    text = re.sub(r"(?<=[区市镇乡])[^区市镇乡路街道]{1,3}里", "", text)
    text = re.sub(r"\d+邻", "", text)
    return text if _HOUSE.search(text) and _PLACED.search(text) else ""


_SHORT = {
    "rd": "road",
    "st": "street",
    "sec": "section",
    "ln": "lane",
    "dist": "district",
    "aly": "alley",
    "fl": "f",
    "jl": "jalan",
}
_NUMBERED = frozenset(map(searchable, ("no", "số", "nomor", "nomer", "เลขที่")))
_ROADS = frozenset(
    map(
        searchable,
        ("road", "street", "avenue", "boulevard", "lane", "alley", "jalan", "gang", "đường", "phố", "ถนน", "ซอย"),
    )
)
_CITIES = frozenset(
    words_of(
        "kaohsiung taipei tainan taichung taoyuan hsinchu keelung chiayi pingtung yilan hualien taitung miaoli changhua nantou "
        "yunlin penghu kinmen hung"
    )
) | {searchable("เกาสง")}
_PLACES = _CITIES | frozenset(
    map(searchable, ("district", "township", "city", "county", "quận", "distrik", "kecamatan", "kota", "เมือง"))
)
_NO_HOUSE_AFTER = _PLACES | {"taiwan", "loan", "roc", "section", "lane", "alley", "f", searchable("ไต้หวัน")}
_PREFIXES = tuple(map(searchable, ("ถนน", "ซอย", "เขต", "เมือง")))
"""Thai writes the name of a road or a district right behind what it is."""


def _is_road(word: str) -> bool:
    return word in _ROADS or word.startswith(_PREFIXES[:2])


def _is_house(words: list[str], at: int) -> bool:
    """Return whether the word at `at` is the number of a house, not of a district, a section or a lane."""
    before = words[at - 1] if at else ""
    if not re.fullmatch(r"\d{1,4}[a-z]?", words[at]) or before in _NO_HOUSE_AFTER:
        return False
    if before in _NUMBERED:
        return True
    near = words[max(0, at - 4) : at + 5]
    return any(_is_road(word) for word in near) and not _CITIES & set(words[at + 1 : at + 2])


def _latin(text: str) -> str:
    words = [_SHORT.get(word, word) for word in words_of(text)]
    house = any(_is_house(words, at) for at in range(len(words)))
    placed = any(word in _PLACES or word.startswith(_PREFIXES[2:]) for word in words)
    has_road = any(map(_is_road, words))
    return " ".join(word for word in words if word not in _NUMBERED) if house and placed and has_road else ""


def address(typed: str) -> str:
    """Return the form in which an address compares; nothing without a house number, a road, and a district or city."""
    text = re.sub(r"[‐-―−－]", "-", searchable(typed))
    return _chinese(text) if re.search(r"[路街巷号村道]", text) else _latin(text)
