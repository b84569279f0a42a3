"""Which question has an answer that is known beforehand: a figure, a telephone number, a calculator, a page."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pydantic import TypeAdapter
from rapidfuzz.distance import OSA

from api.content.intents import ALONE, UNSAID, pieces
from i18n.languages import Language
from i18n.text.scripts import HAN, THAI

NAME = "answers.json"
"""The file of a build that holds what is answered."""
FURTHER = 18
"""How much a question may hold beside the phrase: letters, a Chinese one counting as three."""
FURTHER_WORDS = 2
"""Further words that a phrase bears, however long they are."""
LONGEST = 80
"""Letters of a question that can still be one of ours."""
TOLERANT = 6
"""Letters from which on one wrong letter in a phrase is forgiven."""
_HAN, _UNSPACED = re.compile(f"[{HAN}]"), re.compile(f"[{HAN}{THAI}]")


@dataclass(frozen=True)
class Link:
    """Where an answer leads: the text, and the address."""

    text: str
    url: str


@dataclass(frozen=True)
class Amount:
    """One figure of an answer: what it is called, its value, and since which day it holds, as the reader writes them."""

    label: str
    value: str
    since: str = ""


@dataclass(frozen=True)
class Phone:
    """A number to call: as it is read, as it is dialled (tel:), who answers, and when or in which languages."""

    number: str
    address: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """What stands above the results: sentences, figures, a number to call, calculators and pages that say more."""

    title: str
    lines: tuple[str, ...] = ()
    figures: tuple[Amount, ...] = ()
    phone: Phone | None = None
    calculators: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    carers: Link | None = None


@dataclass(frozen=True)
class Sheet:
    """All answers of a build: `words` and `answers` by the slug of a language and the name of the intent, `numbers` by digits.

    `topics` are what people come with, by the slug of a language, for whoever finds nothing.
    """

    words: dict[str, dict[str, tuple[str, ...]]]
    numbers: dict[str, str]
    answers: dict[str, dict[str, Answer]]
    topics: dict[str, tuple[Link, ...]]


SHEET = TypeAdapter(Sheet)


_CHINESE = re.compile("[〇零一二三四五六七八九]{3,}")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
AREA, LOCAL = "07", 7
"""What whoever calls within the city leaves out, and how many digits are left then."""


class _Phrase(NamedTuple):
    """One phrase, folded: its pieces, how much it is, and whether it counts only where nothing else is asked."""

    pieces: tuple[str, ...]
    text: str
    size: int
    is_alone: bool
    name: str


def _size(text: str) -> int:
    """Return how much `text` is: its letters, a Chinese one counting as three."""
    return len(text) + 2 * len(_HAN.findall(text))


def _longest(phrase: _Phrase) -> int:
    return -phrase.size


def _phrases(words: Mapping[str, tuple[str, ...]]) -> Iterator[_Phrase]:
    for name, phrases in words.items():
        for phrase in phrases:
            found = pieces(phrase)
            text = "".join(found)
            yield _Phrase(found, text, _size(text), phrase.lstrip(UNSAID).startswith(ALONE), name)


def _holds(asked: tuple[str, ...], text: str, phrase: _Phrase) -> bool:
    """Return whether the question holds the whole phrase and little more."""
    if phrase.is_alone:
        return False
    if _UNSPACED.search(phrase.text):
        return phrase.text in text and _size(text) - phrase.size <= FURTHER
    if not set(phrase.pieces) <= set(asked):
        return False
    return len(asked) - len(phrase.pieces) <= FURTHER_WORDS or _size(text) - phrase.size <= FURTHER


def _digits(text: str) -> str:
    """Return the digits of a telephone number, as it is dialled in the country; nothing if `text` is none."""
    if re.search(r"[^\W\d_]", text) or len(text) > 30:
        return ""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"^(?:00)?886", "0", digits) if len(digits) > 8 else digits


class Called(NamedTuple):
    """A telephone number of ours: as our pages print it, and the keys of the pages that say whose it is."""

    printed: str
    leads: tuple[str, ...]


def _western(text: str) -> str:
    """Return `text` with Chinese digits, three or more in a row, as our pages write them: 一九五五 is 1955."""
    return _CHINESE.sub(lambda found: found[0].translate(_DIGITS), text)


class Answers:
    """The answers of one build, ready to be asked."""

    def __init__(self, sheet: Sheet) -> None:
        """Fold the phrases of `sheet` once."""
        self._sheet = sheet

    @classmethod
    def read(cls, data: bytes) -> "Answers":
        """Return the answers of which a build has kept the `data`; raises ValueError if they are no such thing."""
        return cls(SHEET.validate_json(data))

    @cached_property
    def _known(self) -> dict[str, tuple[list[_Phrase], list[_Phrase], list[_Phrase]]]:
        """Return for each language its own phrases, all others, and those others that count inside a question; the longest first.

        A single word of another language may be any word of this one: it counts where it stands alone.
        """
        phrases = {slug: sorted(_phrases(words), key=_longest) for slug, words in self._sheet.words.items()}
        known = {}
        for slug, own in phrases.items():
            others = sorted((each for other in phrases if other != slug for each in phrases[other]), key=_longest)
            inside = [each for each in others if len(each.pieces) > 1 or _UNSPACED.search(each.text)]
            known[slug] = (own, others, inside)
        return known

    def topics(self, language: Language) -> tuple[Link, ...]:
        """Return what people come with, as the reader says it."""
        return self._sheet.topics.get(language.slug, ())

    def phrases(self, language: Language) -> list[list[str]]:
        """Return the phrases of each intent that has an answer, as they are written, without those that are never shown."""
        known = self._sheet.answers.get(language.slug, {})
        words = self._sheet.words.get(language.slug, {})
        return [
            [each.removeprefix(ALONE) for each in phrases if not each.startswith(UNSAID)]
            for name, phrases in words.items()
            if name in known
        ]

    def of(self, text: str, language: Language) -> Answer | None:
        """Return the answer to `text`, asked in any language, as the reader of `language` is told it."""
        name = self._number(text) or self._intent(_western(text), language)
        return self._sheet.answers.get(language.slug, {}).get(name or "")

    def _number(self, text: str) -> str | None:
        """Return the intent that stands for the telephone number `text`, with its area code or without."""
        digits = _digits(_western(text))
        return self._sheet.numbers.get(f"{AREA}{digits}" if len(digits) == LOCAL else digits)

    def called(self, text: str, language: Language) -> Called | None:
        """Return the telephone number of ours that `text` is, however it is typed."""
        answer = self._sheet.answers.get(language.slug, {}).get(self._number(text) or "")
        if not answer or not answer.phone:
            return None
        pages = (link.url.removeprefix(f"/{language.slug}/").partition("#")[0] for link in answer.links)
        return Called(answer.phone.number, tuple(pages))

    @cached_property
    def _vocabularies(self) -> dict[str, frozenset[str]]:
        said = {slug: [each for known in words.values() for each in known] for slug, words in self._sheet.words.items()}
        unsaid = [each for phrases in said.values() for each in phrases if each.startswith(UNSAID)]
        return {
            slug: frozenset(word for each in (*own, *unsaid) for word in pieces(each)) for slug, own in said.items()
        }

    def vocabulary(self, language: Language) -> frozenset[str]:
        """Return the words of all phrases of `language`, and of those of others that are never shown: none of them is a slip."""
        return self._vocabularies.get(language.slug, frozenset())

    def _intent(self, text: str, language: Language) -> str | None:
        """Return what is meant: a phrase itself, one with one wrong letter, or the longest that is held; one's own language first."""
        asked = pieces(text)
        whole = "".join(asked)
        if not whole or len(whole) > LONGEST or language.slug not in self._known:
            return None
        own, others, inside = self._known[language.slug]
        for known in (own, others):
            if found := next((phrase.name for phrase in known if phrase.pieces == asked), None):
                return found
        for known in (own, others):
            if found := next((phrase.name for phrase in known if _nearly(whole, phrase)), None):
                return found
        numbers = (self._sheet.numbers.get(piece) for piece in asked if len(piece) > 3)
        held = (phrase.name for known in (own, inside) for phrase in known if _holds(asked, whole, phrase))
        return next(held, None) or next(filter(None, numbers), None)


def _nearly(text: str, phrase: _Phrase) -> bool:
    """Return whether `text` is `phrase` with one letter wrong, missing, too many, or two in the wrong order."""
    if len(phrase.text) < TOLERANT or abs(len(phrase.text) - len(text)) > 1 or phrase.text.isdigit():
        return False
    return OSA.distance(text, phrase.text, score_cutoff=1) <= 1
