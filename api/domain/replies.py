"""What an officer's reply is made of: parts, each labelled with who worded it."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.domain.phrase_book import PHRASES
from api.domain.phrases import LABELS, Label, Part, sentence
from i18n.languages import BY_SLUG, SOURCE

MOST_PARTS, MOST_LETTERS = 40, 5000


def _is_whole(part: Part) -> bool:
    """Return whether the sentence of a phrase can be printed with what was filled in."""
    values = part.get("values")
    if part.get("key") not in PHRASES or not isinstance(values, Mapping) or len(str(values)) > MOST_LETTERS:
        return False
    try:
        sentence(part["key"], values, SOURCE)
    except (KeyError, TypeError, ValueError):
        return False
    return True


def _text(part: Part, name: str, lang: str) -> bool:
    text = part.get(name)
    return isinstance(text, str) and 0 < len(text.strip()) <= MOST_LETTERS and part.get(lang) in BY_SLUG


def _is_sound(part: Part) -> bool:
    match part.get("label"):
        case "phrase":
            return _is_whole(part)
        case "human":
            return _text(part, "text", "lang")
        case "machine":
            return _text(part, "text", "lang") and _text(part, "original", "original_lang")
    return False


def checked(parts: Sequence[Part]) -> tuple[Part, ...] | None:
    """Return `parts` if they make a reply, or None: nothing in it, too long, or a part that does not say who worded it."""
    if not 0 < len(parts) <= MOST_PARTS or not all(map(_is_sound, parts)):
        return None
    return tuple(parts)


def is_in(parts: Sequence[Part], lang: str, *, is_read: bool) -> bool:
    """Return whether somebody who reads only `lang` was told something: by a phrase, or by a human in it.

    Own words count if their officer reads the language (`is_read`), and if there is a letter in them.
    """
    own = (part["text"] for part in parts if is_read and part["label"] == "human" and part["lang"] == lang)
    return any(part["label"] == "phrase" for part in parts) or any(map(str.isalpha, "".join(own)))


def labels(parts: Sequence[Part]) -> tuple[Label, ...]:
    """Return who worded `parts`, each once."""
    found = {part["label"] for part in parts}
    return tuple(label for label in LABELS if label in found)


def parts_of(content: Mapping[str, Any]) -> tuple[Part, ...]:
    """Return the parts of a sealed reply; one of before there were parts is a human's, in a language that nobody noted."""
    if "parts" in content:
        return tuple(content["parts"])
    return ({"label": "human", "lang": "", "text": content["text"]},) if content.get("text") else ()


def own_words(parts: Sequence[Part]) -> str:
    """Return what was written freely in `parts`, without the phrases."""
    return "\n".join(str(part["text"]) for part in parts if part.get("text"))
