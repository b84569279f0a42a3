"""Which of our languages a wish for a language means (BCP 47, lookup as in RFC 4647 section 3.4)."""

from collections.abc import Iterable

from i18n.languages import LANGUAGES, SOURCE, Language

_KNOWN = {name.lower(): language for language in LANGUAGES for name in (language.tag, language.slug, *language.aliases)}


def match(tag: str) -> Language | None:
    """Return the language that `tag` ("zh-TW", "in", "vi-VN") asks for, shortening it from the right, or None."""
    parts = tag.strip().replace("_", "-").lower().split("-")
    while parts:
        if found := _KNOWN.get("-".join(parts)):
            return found
        parts.pop()
    return None


def negotiate(tags: Iterable[str]) -> Language:
    """Return the first language asked for in `tags` (best first) that we speak, else the source language."""
    return next((found for tag in tags if (found := match(tag))), SOURCE)
