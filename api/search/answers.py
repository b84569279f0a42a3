"""Which question has an answer that is known beforehand: a figure, a telephone number, a calculator, a page."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from pydantic import TypeAdapter

from api.content.intents import ALONE, UNSAID, pieces
from api.search.inside import READ, Inside
from api.search.phrases import UNSPACED, Phrase, holds, is_alone, longest, nearly, phrases_of
from i18n.languages import Language

NAME = "answers.json"
"""The file of a build that holds what is answered."""
MOST_PHONES, MOST_LINKS = 4, 4
"""How much is told at most to whoever is in danger in more than one way."""
LONGEST = 80
"""Letters of a question that can still be one of ours."""


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
    """What stands above the results: sentences, figures, numbers to call, calculators and pages that say more.

    `phone` is the number that fits best, `others` are to call as well.
    """

    title: str
    lines: tuple[str, ...] = ()
    figures: tuple[Amount, ...] = ()
    phone: Phone | None = None
    calculators: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    carers: Link | None = None
    others: tuple[Phone, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """All answers of a build: `words` and `answers` by the slug of a language and the name of the intent, `numbers` by digits.

    `topics` are what people come with, by the slug of a language, for whoever finds nothing. `urgent` names the intents of those
    who are in danger, the most urgent first, `harmless` are phrases that hold one of theirs and mean another thing. `whose` are words
    for those to whom other rules apply, by language and intent, and `instead` says which intent is theirs in place of which.
    """

    words: dict[str, dict[str, tuple[str, ...]]]
    numbers: dict[str, str]
    answers: dict[str, dict[str, Answer]]
    topics: dict[str, tuple[Link, ...]]
    urgent: tuple[str, ...] = ()
    harmless: dict[str, tuple[str, ...]] = field(default_factory=dict)
    whose: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    instead: dict[str, str] = field(default_factory=dict)


SHEET = TypeAdapter(Sheet)


_CHINESE = re.compile("[〇零一二三四五六七八九]{3,}")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
AREA, LOCAL = "07", 7
"""What whoever calls within the city leaves out, and how many digits are left then."""


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


def _together(answers: Iterable[Answer]) -> Answer:
    """Return the first of `answers` with what the others lead to: the number of each, then the further ones of all."""
    first, *rest = answers
    phones = [each.phone for each in (first, *rest) if each.phone] + [
        phone for each in (first, *rest) for phone in each.others
    ]
    links = dict.fromkeys(link for each in (first, *rest) for link in each.links)
    return replace(first, others=tuple(dict.fromkeys(phones))[1:MOST_PHONES], links=tuple(links)[:MOST_LINKS])


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
    def _known(self) -> dict[str, tuple[list[Phrase], list[Phrase], list[Phrase]]]:
        """Return for each language its own phrases, all others, and those others that count inside a question; the longest first.

        A single word of another language may be any word of this one: it counts where it stands alone.
        """
        phrases = {slug: sorted(phrases_of(words), key=longest) for slug, words in self._sheet.words.items()}
        known = {}
        for slug, own in phrases.items():
            others = sorted((each for other in phrases if other != slug for each in phrases[other]), key=longest)
            inside = [each for each in others if len(each.pieces) > 1 or UNSPACED.search(each.text)]
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

    @cached_property
    def _dangers(self) -> Inside:
        """Return the phrases of those who are in danger, but for those that count only where they stand alone."""
        said = {
            slug: {name: [each for each in words.get(name, ()) if not is_alone(each)] for name in self._sheet.urgent}
            for slug, words in self._sheet.words.items()
        }
        return Inside(said, self._sheet.harmless)

    @cached_property
    def _whose(self) -> Inside:
        return Inside(self._sheet.whose)

    def of(self, text: str, language: Language) -> Answer | None:
        """Return the answer to `text`, asked in any language, as the reader of `language` is told it.

        Whoever is in danger comes first, however much they write.
        """
        known = self._sheet.answers.get(language.slug, {})
        asked = pieces(_western(text[:READ]))
        name = self._number(text) or self._itself(asked, language)
        if not name and (dangers := [each for each in self._dangers.held(text, language.slug) if each in known]):
            return _together(known[each] for each in dangers)
        name = name or self._intent(asked, language) or ""
        if name in self._sheet.instead and self._sheet.instead[name] in self._whose.held(text, language.slug):
            name = self._sheet.instead[name]
        return known.get(name)

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

    def _itself(self, asked: tuple[str, ...], language: Language) -> str | None:
        """Return what the phrase means that was typed and nothing else; one's own language first."""
        own, others, _ = self._known.get(language.slug, ((), (), ()))
        return next((phrase.name for phrase in (*own, *others) if asked and phrase.pieces == asked), None)

    def _intent(self, asked: tuple[str, ...], language: Language) -> str | None:
        """Return what is meant: a phrase with one wrong letter, or the longest that is held; one's own language first."""
        whole = "".join(asked)
        if not whole or len(whole) > LONGEST or language.slug not in self._known:
            return None
        own, others, inside = self._known[language.slug]
        for known in (own, others):
            alike = (phrase for phrase in known if abs(len(phrase.text) - len(whole)) <= 1)
            if found := next((phrase.name for phrase in alike if nearly(whole, phrase)), None):
                return found
        numbers = (self._sheet.numbers.get(piece) for piece in asked if len(piece) > 3)
        calm = (phrase for known in (own, inside) for phrase in known if phrase.name not in self._sheet.urgent)
        held = (phrase.name for phrase in calm if holds(asked, whole, phrase))
        return next(held, None) or next(filter(None, numbers), None)
