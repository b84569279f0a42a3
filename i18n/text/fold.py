"""Which letters count as the same when people search."""

import re
import unicodedata
from functools import lru_cache

import opencc

from i18n.text.scripts import THAI

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphens, joiners and spaces without width: copied text is full of them, and nobody sees or types them."""
# Between Thai letters a space without width divides words, as its writer meant it.
_UNSEEN = re.compile(rf"[{UNSEEN.replace(chr(0x200B), '')}]|(?<![{THAI}])\u200b(?![{THAI}])")
# A letter with the marks that follow it, with what cannot be seen between them: these are folded as one.
_CLUSTER = re.compile(
    "(?P<plain>[ -~\u4e00-\u9fff]+)(?![\0\u0300-\u036f\u3099\u309a\uff9e\uff9f])|"
    "\u0e4d\0*[\u0e48-\u0e4b]?\0*\u0e32|\u0e40\0*\u0e40|[^\0](?:\0*[\u0300-\u036f\u3099\u309a\uff9e\uff9f])*|\0",
    re.DOTALL,
)
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_COPIED = "⺜⺝⺟⺠⺬⺶⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳"
_MEANT = "日月母民示羊肉虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟"
_RADICALS = dict(zip(map(ord, _COPIED), _MEANT, strict=True))
"""Radicals as PDF files copy them, that NFKC leaves as they are: the characters that they stand for."""
_to_simplified = opencc.OpenCC("t2s")


@lru_cache(maxsize=50_000)
def fold(letter: str) -> str:
    """Return `letter` in compatibility form (full-width, CJK compatibility ideographs) and lower case; may be several letters."""
    return unicodedata.normalize("NFKC", letter).casefold()


@lru_cache(maxsize=50_000)
def simplified(letter: str) -> str:
    """Return a folded Chinese `letter` in its simplified form, so that 劳动 finds 勞動."""
    return str(_to_simplified.convert(fold(letter)))


@lru_cache(maxsize=50_000)
def without_marks(word: str) -> str:
    """Return `word` without its diacritics, đ as d, so that "tang ca" finds "tăng ca"."""
    parts = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def _composed(cluster: str) -> str:
    """Return a letter with its marks (`cluster`) in compatibility form, Thai as dictionaries write it."""
    return thai_composed(unicodedata.normalize("NFKC", cluster.translate(_RADICALS)))


def thai_composed(text: str) -> str:
    """Return Thai `text` with NIKHAHIT and SARA AA as SARA AM, whatever tone stands between, and two SARA E as SARA AE."""
    return _SARA_AM.sub("\\1\u0e33", unicodedata.normalize("NFC", text)).replace("\u0e40\u0e40", "\u0e41")


def seen(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return `text` in compatibility form and without what cannot be seen, and where in `text` each letter of that stands.

    A radical is the character that it looks like, full width is half width, a ligature is its letters, marks that were set apart
    are set. There are no places if nothing changes.
    """
    if not _UNSEEN.search(text) and _composed.__wrapped__(text) == text:
        return text, []
    gone = {found.start() for found in _UNSEEN.finditer(text)}
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for found in _CLUSTER.finditer("".join("\0" if place in gone else letter for place, letter in enumerate(text))):
        if found["plain"]:
            letters.append(found[0])
            places.extend((place, place + 1) for place in range(*found.span()))
        else:
            letters.append(shown := _composed(found[0].replace("\0", "")))
            places.extend([found.span()] * len(shown))
    return "".join(letters), places


def searchable(text: str) -> str:
    """Return `text` as names are compared: folded, simplified, without marks and without what cannot be seen."""
    return without_marks("".join(map(simplified, seen(text)[0])))
