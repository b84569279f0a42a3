"""Whether two complaints are about the same one: numbers, names, addresses and telephones in the form in which they compare."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from api.domain.nobody import named, words_of
from api.domain.street import address
from i18n.text import searchable

LEGAL_WORDS = frozenset(
    {"co", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "company", "llc", "plc",
     "pt", "cv", "ud", "tbk", "persero", "tnhh", "mtv", "cp", "ctcp", "dntn"}
)  # fmt: skip
"""Words that say of what sort a firm is, in the languages written with Latin letters; they drop out at either end."""
_LEGAL_PAIRS = ("cong ty", "co phan", "trach nhiem huu han", "mot thanh vien", "thuong mai")


def _joined(text: str) -> str:
    return "".join(words_of(searchable(text)))


_LEGAL_ENDS = tuple(
    map(
        _joined,
        ("股份有限公司", "股有限公司", "股份公司", "股公司", "有限公司", "公司", "企業社", "企業行", "商行", "商號",
         "工程行", "實業社", "จำกัดมหาชน", "จำกัด", "มหาชน"),
    )
)  # fmt: skip
_LEGAL_STARTS = tuple(map(_joined, ("บริษัท", "ห้างหุ้นส่วนจำกัด", "ห้างหุ้นส่วน", "บจก", "หจก")))

_NUMBER = 8
"""Digits of a business number."""
_LICENCE = re.compile(r"\D*(\d{4})\D{0,2}")
"""The licence of an agency as it is written, words and all: 2036, or 許可證第2036號."""
_SHORTEST_PHONE = 8
_FEWEST = 3
"""Different digits of a number: 0000000000 is typed to get past a field."""


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
    words = " ".join(words_of(text))
    for pair in _LEGAL_PAIRS:
        words = re.sub(rf"\b{pair}\b", " ", words)
    parts = words.split()
    while parts and parts[0] in LEGAL_WORDS:
        parts.pop(0)
    while parts and parts[-1] in LEGAL_WORDS:
        parts.pop()
    bare = _bare("".join(parts))
    found = named(parts if bare == "".join(parts) else [bare])
    shortest = 4 if found.isascii() else 2
    return found if len(found) >= shortest else ""


def _phone(typed: str) -> str:
    text = re.split(r"#|ext|分機|轉", unicodedata.normalize("NFKC", typed).casefold())[0]
    digits = re.sub(r"^(?:00)?8860?", "0", _digits(text))
    return digits if len(digits) >= _SHORTEST_PHONE and len(set(digits)) >= _FEWEST else ""


def _business_number(typed: str) -> str:
    digits = _digits(typed)
    return digits if len(digits) == _NUMBER and len(set(digits)) >= _FEWEST else ""


def _licence(typed: str) -> str:
    found = _LICENCE.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    return _digits(found[1]) if found else ""


def is_licence(typed: str) -> bool:
    """Return whether `typed` is the number of an agency's licence."""
    return bool(_licence(typed))


def _number(typed: str) -> str:
    """Return the business number or the licence: they differ in length, so neither is taken for the other."""
    return _business_number(typed) or _licence(typed)


_COMPARED = {"number": _number, "name": _name, "address": address, "phone": _phone}


def compared(respondent: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (sort, form in which it compares) of what is known of a respondent; what is too vague is left out."""
    for sort, form in _COMPARED.items():
        if found := form(str(respondent.get(sort) or "")):
            yield sort, found
