"""What somebody may mean who has typed the beginning of a title, of a labour term, or of a thing that many ask for."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple
from urllib.parse import quote

from rapidfuzz import process
from rapidfuzz.distance import OSA

from i18n.languages import Language
from i18n.text import searchable

MOST = 8
MOST_INTENTS = 3
"""Of the phrases of intents at most so many: pages and terms shall be seen as well."""
LONGEST = 40
"""Letters that are compared, from the beginning of any word on: nobody types more into a box that suggests."""
TOLERANT = 5
"""From so many letters on, one of them may be wrong."""
_END = "\U0010ffff"
_UNDIVIDED = (("\u0e00", "\u0e7f"), ("\u3400", "\u9fff"), ("\U00020000", "\U0003ffff"))


class Suggestion(NamedTuple):
    """What is shown, and where it leads."""

    text: str
    url: str


class _Rank(IntEnum):
    """How well something fits: what comes first is shown first."""

    INTENT = 0
    BEGINS = 1
    INSIDE = 2
    WORDS = 3
    NEAR = 4


class _Entry(NamedTuple):
    """One suggestion, by which forms it is found, and the intent that it is one of several phrases for."""

    text: str
    url: str
    forms: tuple[str, ...]
    intent: int = -1


def folded(text: str) -> str:
    """Return `text` as it is compared: no marks, no case, Simplified, one blank for whatever is neither letter nor digit."""
    whole = text.encode(errors="ignore").decode()
    letters = (letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in searchable(whole))
    return " ".join("".join(letters).split())


def _is_undivided(letter: str) -> bool:
    """Tell whether `letter` is Thai or Chinese, where a word may begin anywhere."""
    return any(first <= letter <= last for first, last in _UNDIVIDED)


def _beginnings(form: str) -> Iterator[int]:
    """Yield where in the folded `form` a word may begin."""
    before = " "
    for place, letter in enumerate(form):
        divided = before == " " or _is_undivided(letter) or _is_undivided(before)
        if divided and letter != " " and unicodedata.category(letter)[0] != "M":
            yield place
        before = letter


class Suggestions:
    """Everything that is suggested in one language, prepared once: safe for any number of threads."""

    def __init__(
        self,
        language: Language,
        titles: Iterable[tuple[str, str]],
        terms: Iterable[tuple[str, ...]],
        intents: Iterable[Sequence[str]] = (),
        ends: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare `titles` (each with its address, the most wanted first), `terms`, and the phrases of each intent.

        A term is all words for it, the one of our pages in front. `ends` are the last days of what is over one day, by address.
        """
        self._ends = dict(ends or {})
        self._found_at = f"/{language.slug}/search?q="
        self._entries = [*self._phrases(intents), *(_Entry(text, url, (text,)) for text, url in titles)]
        self._entries += (_Entry(forms[0], self._search(forms[0]), forms) for forms in terms)
        rows = sorted(set(self._rows()))
        self._keys = [key for key, _, _ in rows]
        self._owners = [(place, owner) for _, place, owner in rows]

    def _search(self, words: str) -> str:
        return self._found_at + quote(words, safe="")

    def _phrases(self, intents: Iterable[Sequence[str]]) -> Iterator[_Entry]:
        for number, phrases in enumerate(intents):
            yield from (_Entry(each, self._search(each), (each,), number) for each in phrases)

    def _rows(self) -> Iterator[tuple[str, int, int]]:
        """Yield each beginning of a word with what follows it, where it stands, and whose it is."""
        for owner, entry in enumerate(self._entries):
            for form in map(folded, entry.forms):
                yield from ((form[place : place + LONGEST], place, owner) for place in _beginnings(form))

    def _begun(self, wanted: str) -> range:
        """Return the places of the keys that begin with `wanted`."""
        return range(bisect_left(self._keys, wanted), bisect_left(self._keys, wanted + _END))

    def _fitting(self, wanted: str) -> Iterator[tuple[_Rank, int]]:
        """Yield the entries in which a word begins so."""
        for place, owner in (self._owners[each] for each in self._begun(wanted)):
            begins = _Rank.BEGINS if self._entries[owner].intent < 0 else _Rank.INTENT
            yield _Rank.INSIDE if place else begins, owner

    def _with_words(self, words: Sequence[str]) -> Iterator[tuple[_Rank, int]]:
        """Yield the entries that hold a beginning like each of `words`, in whatever order."""
        if len(words) > 1:
            owners = ({self._owners[each][1] for each in self._begun(word)} for word in words)
            yield from ((_Rank.WORDS, owner) for owner in set.intersection(*owners))

    def _near(self, wanted: str) -> Iterator[tuple[_Rank, int]]:
        """Yield the entries in which a word begins nearly so: one letter is missing, too many, another, or two changed places."""
        if len(wanted) < TOLERANT:
            return
        begun = self._begun(wanted[0])
        keys = self._keys[begun.start : begun.stop]
        for length in range(len(wanted) - 1, len(wanted) + 2):
            heads = [key[:length] for key in keys]
            for _, _, place in process.extract(wanted, heads, scorer=OSA.distance, score_cutoff=1, limit=None):
                yield _Rank.NEAR, self._owners[begun.start + place][1]

    def _is_over(self, owner: int, today: str) -> bool:
        return self._ends.get(self._entries[owner].url, today) < today

    def _chosen(self, ranks: dict[int, _Rank], most: int, today: str) -> Iterator[Suggestion]:
        """Yield the best, none twice: one phrase of an intent, one entry of a text; of what fits alike, what is over comes last."""
        told: set[str | int] = set()
        intents = given = 0
        for owner, _ in sorted(ranks.items(), key=lambda row: (row[1], self._is_over(row[0], today), row[0])):
            text, url, _, intent = self._entries[owner]
            if given == most:
                return
            if folded(text) in told or intent in told or (intent >= 0 and intents == MOST_INTENTS):
                continue
            told.update({folded(text), intent} if intent >= 0 else {folded(text)})
            intents, given = intents + (intent >= 0), given + 1
            yield Suggestion(text, url)

    def of(self, text: str, most: int = MOST, today: str = "") -> list[Suggestion]:
        """Return what `text` may be the beginning of: intents, then what begins so, then what holds it; nearly so if none does."""
        wanted = folded(text[: 2 * LONGEST])[:LONGEST].rstrip()
        if not wanted:
            return []
        ranks: dict[int, _Rank] = {}
        # What fits badly is looked at only where nothing fits well: beside it, it would be noise.
        for look in (self._fitting(wanted), self._with_words(wanted.split()), self._near(wanted)):
            for rank, owner in look:
                ranks[owner] = min(rank, ranks.get(owner, rank))
            if ranks:
                break
        return list(self._chosen(ranks, most, today))
