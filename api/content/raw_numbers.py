"""Which numbers stand in a text although they should be figures: digits of any script, and numbers spelled in words."""

import re
import unicodedata
from functools import lru_cache

from api.content.blocks import TOKEN
from i18n.languages import Language
from i18n.numerals import spelled_figures

_DIGITS = re.compile(r"\S*?[^\W\D]\S*")
_STEP = re.compile(r"^\s*[0-9]+\.\s", flags=re.MULTILINE)
# Stands for a figure's name: no letter of any language, so that no number is read across it.
_FIGURE = "\ue001"


@lru_cache(maxsize=50_000)
def raw_numbers(text: str, language: Language) -> tuple[str, ...]:
    """Return every amount, date, phone or article number that stands in `text` itself, in any script.

    What counts among numbers in words says i18n.numerals: "thirty days" and "Article thirty" do, "two copies" does not.
    """
    bare = TOKEN.sub(_FIGURE, text)
    bare = _STEP.sub("", bare)
    # Numerals that are no digits: ½, Ⅻ, ②, ㈢, 〸.
    signs = sorted(each for each in set(bare) if unicodedata.category(each) in {"Nl", "No"} and each != "〇")
    words = [number.text for number in spelled_figures(bare, language)]
    return (*_DIGITS.findall(bare), *signs, *words)
