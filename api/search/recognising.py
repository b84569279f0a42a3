"""In which language a question is written: by its script, then by the words that pages and people use."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from api.search.vocabulary import Vocabulary
from i18n.languages import LANGUAGES, Language
from i18n.synonyms import meanings, phrase
from i18n.text import without_marks
from i18n.text.scripts import HAN, THAI

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SCRIPTS = {"han": re.compile(f"[{HAN}]"), "thai": re.compile(f"[{THAI}]")}
MARGIN = 0.2
"""By how much more of a question another language must know than the reader's own."""
_NEAR, _BARE = 0.4, 0.7


def _knows(word: str, language: Language, vocabulary: Vocabulary) -> float:
    """Return how well `language` knows the written `word`: 1 as it stands, less without its marks or with one wrong letter."""
    bare = without_marks(word)
    if bare in vocabulary:
        return 1.0 if bare == word or vocabulary.spelled(bare) != bare else _BARE
    if any(each in _single(language) for each in phrase(word, language)):
        return 1.0
    return _NEAR if vocabulary.neighbours(bare) else 0.0


@cache
def _single(language: Language) -> set[str]:
    return {each[0] for each in meanings(language) if len(each) == 1}


def _phrases(words: Sequence[str], language: Language) -> bool:
    return phrase(" ".join(words), language) in meanings(language)


def coverage(words: Sequence[str], language: Language, vocabulary: Vocabulary) -> float:
    """Return the share of `words` that `language` knows, from 0 to 1."""
    if _phrases(words, language):
        return 1.0
    return sum(_knows(word, language, vocabulary) for word in words) / len(words)


def recognise(text: str, reader: Language, vocabularies: Mapping[str, Vocabulary]) -> Language:
    """Return the language of `text`: the reader's own unless another fits clearly better. `vocabularies` are by slug."""
    for name, script in _SCRIPTS.items():
        letters = len(script.findall(text))
        if letters and (reader.analysis == name or 2 * letters >= len(_LATIN.findall(text))):
            return next((each for each in (reader, *LANGUAGES) if each.analysis == name), reader)
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", text)][:12]
    if not words:
        return reader
    known = {
        each: coverage(words, each, vocabularies[each.slug])
        for each in LANGUAGES
        if each.analysis not in _SCRIPTS and each.slug in vocabularies
    }
    best = max(known, key=lambda each: known[each], default=reader)
    own = known.get(reader, 0.0)
    return best if known.get(best, 0.0) > own + MARGIN else reader
