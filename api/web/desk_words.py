"""What the desk says about a case: its coded answers line by line, who may be called when, and each step of its history."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, cast

from api.domain import contact
from api.domain.closing import EVIDENCE
from api.domain.closing import REASONS as CLOSING_REASONS
from api.domain.intake import DOORS, KINDS, UNITS, DoorName
from api.domain.names import NAME_REASONS
from api.domain.phrase_book import AUTHORITIES
from api.domain.referring import REASONS as REFERRING_REASONS
from api.forms.returning import WITHDRAW_REASONS
from api.services.casework import Letter, OpenCase, QueueRow
from i18n import formats
from i18n.languages import Language, by_slug
from i18n.messages import mark, translate
from theme.filed_words import read_back, title_of

STEP_WORDS: Mapping[str, str] = {
    "lodged": mark("The complaint"),
    "written": mark("A further letter"),
    "withdrawn": mark("The complainant withdrew it"),
    "contested": mark("The complainant contests the closing"),
    "contact": mark("Another way to be reached"),
    "opened": mark("opened the case"),
    "asked": mark("asked back"),
    "answered": mark("wrote an answer"),
    "referred": mark("passed it on"),
    "proposed": mark("proposed to close it"),
    "refused": mark("did not agree to the closing"),
    "closed": mark("closed it"),
    "name-asked": mark("asked to open the name"),
    "name-granted": mark("agreed that the name is opened"),
    "name-refused": mark("did not agree that the name is opened"),
    "name-opened": mark("opened the name"),
}
"""The complainant's steps as headings, an officer's as read after their name."""
_CLOSING = {name: reason.text for name, reason in CLOSING_REASONS.items()}
_REASONS: Mapping[str, Mapping[str, str]] = {
    "withdrawn": WITHDRAW_REASONS,
    "referred": REFERRING_REASONS,
    **dict.fromkeys(("proposed", "refused", "closed"), _CLOSING),
    **dict.fromkeys(("name-asked", "name-granted", "name-refused", "name-opened"), NAME_REASONS),
}
"""Out of which list the reason of a step comes."""
_ELSEWHERE = frozenset({"person", "contact"})
"""Parts of the answers that lie in envelopes of their own."""


class Coded(NamedTuple):
    """One answer: in the language of the desk, as the complainant read it, and whether it was chosen or written freely."""

    question: str
    answer: str
    original: str
    is_chosen: bool


def spoken(slug: str, language: Language) -> str:
    """Return what the language `slug` is called in `language`."""
    found = by_slug(slug)
    return formats.language_name(found, language) if found else slug


def about(row: QueueRow, language: Language) -> str:
    """Return the kind of a case, with its category."""
    categories = KINDS[row.kind].categories if row.kind in KINDS else {}
    title = title_of(row.kind, language)
    if row.category not in categories:
        return title
    category = translate(categories[row.category], language)
    return translate(mark("%(kind)s: %(category)s"), language, kind=title, category=category)


def door(row: QueueRow, language: Language) -> str:
    """Return the door through which a case came."""
    return translate(DOORS[cast("DoorName", row.door)], language) if row.door in DOORS else row.door


def unit(name: str, language: Language) -> str:
    """Return what a unit of the bureau is called."""
    return translate(UNITS[name], language) if name in UNITS else name


def unseen(counts: Iterable[tuple[str, int]], language: Language) -> list[tuple[str, int]]:
    """Return how many cases nobody can open, by what each unit is called."""
    return [(unit(name, language), number) for name, number in counts]


def _flat(words: Mapping[str, Any]) -> dict[str, str]:
    """Return the words of a complaint under the names of its form; what happened is read in the letter itself."""
    parts = {"about": words.get("answers", {}), "story": {"when": words.get("when", "")}}
    parts |= {name: words[name] for name in ("respondent", "applicant", "work", "demand") if name in words}
    return {
        f"answers.{part}.{name}": str(value) for part, told in parts.items() for name, value in told.items() if value
    }


def coded(case: OpenCase, language: Language) -> list[tuple[str, list[Coded]]]:
    """Return the answers of a complaint part by part: its title, and each answer in both languages."""
    row = case.row
    reader = by_slug(row.lang) or language
    if row.kind not in KINDS or row.door not in DOORS:
        return []
    values, which = _flat(case.words), cast("DoorName", row.door)
    here, there = (read_back(which, row.kind, values, each) for each in (language, reader))
    parts = [
        (
            part.title,
            [
                Coded(line.question, line.answer, same.answer, line.is_chosen)
                for line, same in zip(part.lines, other.lines, strict=True)
                if line.answer
            ],
        )
        for part, other in zip(here, there, strict=True)
        if part.name not in _ELSEWHERE
    ]
    return [(title, lines) for title, lines in parts if lines]


def reachable(case: OpenCase, language: Language) -> str:
    """Return when and how the complainant may be reached, as a sentence without the address."""
    return contact.told(contact.read(case.contact), language)


def codes(letter: Letter, language: Language) -> str:
    """Return the codes of a step in words: to whom, why, on what evidence."""
    detail = letter.detail
    words = [
        *(table[key] for table, key in ((UNITS, detail.unit), (AUTHORITIES, detail.authority)) if key in table),
        *(text for key, text in _REASONS.get(letter.step, {}).items() if key == detail.reason),
        *(EVIDENCE[key] for key in detail.evidence if key in EVIDENCE),
        *((mark("This is the answer with the result."),) if detail.is_result else ()),
    ]
    return " · ".join(translate(text, language) for text in words)
