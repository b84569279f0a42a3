"""What a letter says: subject, words and short message of each notice, in the person's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.domain.meetings import Meeting
from api.kinds.base import SAMPLE_NOTE
from i18n import formats
from i18n.languages import SOURCE, Language
from i18n.messages import mark, translate

SITE = mark("Labour Harbour")
CALL = mark("Call %(hotline)s: free, day and night, in five languages.")
TAKE_UP = mark("Take it up with your code: %(address)s")
LOOK_UP = mark("Look at your enrolment, or give the seat back, with your code: %(address)s")
ELSE_OPEN = mark("What else is open: %(address)s")
IN_CHINESE = mark("The bureau wrote this in Chinese.")
MESSAGE = mark("A message for you")

NOTICES: Mapping[str, tuple[str, str, str]] = {
    "confirmed": (mark("You are enrolled"), mark("You have a seat."), LOOK_UP),
    "waiting": (
        mark("You are on the waiting list"),
        mark("You are on the waiting list. When a seat is free, we keep it for you and tell you."),
        LOOK_UP,
    ),
    "entered": (
        mark("You have entered"),
        mark("Your entry is on the list. All who enter in time are equal; nothing depends on how fast you were."),
        LOOK_UP,
    ),
    "offered": (
        mark("A seat is kept for you"),
        mark("A seat is kept for you until %(until)s. Take it up before then."),
        TAKE_UP,
    ),
    "lapsed": (
        mark("The seat was not taken up"),
        mark("The seat that was kept for you has gone to the next person, because it was not taken up in time."),
        ELSE_OPEN,
    ),
    "not-held": (
        mark("The class is not held"),
        mark("This class is not held. What you paid comes back in full."),
        ELSE_OPEN,
    ),
    "invited": (
        mark("You are invited"),
        mark("You are invited to the test or interview. The day stands on the page of the class."),
        LOOK_UP,
    ),
    "refused": (mark("No seat this time"), mark("There was no seat for you this time."), ELSE_OPEN),
    "reminder": (mark("A reminder"), mark("A reminder: we expect you on %(first)s."), LOOK_UP),
}
"""Of each notice: the subject, the sentence, and what to do next."""

SHORT = frozenset({"offered", "not-held", "invited", "reminder"})
"""Notices that also go out as a short message: those after which somebody must act, or must not come."""


@dataclass(frozen=True)
class Matter:
    """What a letter is about, in the reader's words. `is_private`: a subject must not give it away."""

    title: str
    place: str
    meetings: tuple[Meeting, ...]
    until: str
    is_private: bool
    is_sample: bool
    enrolments: str
    others: str
    hotline: str

    @property
    def first(self) -> Meeting | None:
        """Return the first meeting."""
        return self.meetings[0] if self.meetings else None


@dataclass(frozen=True)
class Written:
    """A letter in words; `short` is empty where a short message is not worth a ring at night."""

    subject: str
    text: str
    short: str = ""


def _first(matter: Matter, language: Language) -> str:
    return formats.moment(matter.first.starts_at, language) if matter.first else ""


def _facts(matter: Matter, language: Language) -> str:
    """Return class, first day and place, a line each."""
    line = mark("%(course)s: %(words)s")
    rows = (
        (mark("Class"), matter.title),
        (mark("First day"), _first(matter, language)),
        (mark("Where"), matter.place),
    )
    return "\n".join(
        translate(line, language, course=translate(term, language), words=words) for term, words in rows if words
    )


def _subject(words: str, matter: Matter, language: Language) -> str:
    """Return the subject line: the name of the site alone where a glance at a locked phone could tell too much."""
    if matter.is_private:
        return translate(SITE, language)
    return translate(mark("%(course)s: %(words)s"), language, course=matter.title, words=words)


def _text(matter: Matter, language: Language, *paragraphs: str) -> str:
    sample = translate(SAMPLE_NOTE, language) if matter.is_sample else ""
    ending = (sample, translate(CALL, language, hotline=matter.hotline), translate(SITE, language))
    return "\n\n".join(part for part in (*paragraphs, *ending) if part) + "\n"


def notice(name: str, matter: Matter, language: Language) -> Written:
    """Return the letter of the notice called `name`. No code stands in it: mailboxes are read by others, too."""
    subject, sentence, next_step = NOTICES[name]
    said = translate(sentence, language, until=matter.until, first=_first(matter, language))
    address = matter.others if next_step is ELSE_OPEN else matter.enrolments
    todo = translate(next_step, language, address=address)
    short = ""
    if name in SHORT:
        words = said if next_step is ELSE_OPEN else f"{said} {matter.enrolments}"
        short = translate(mark("%(course)s: %(words)s"), language, course=translate(SITE, language), words=words)
    return Written(
        _subject(translate(subject, language), matter, language),
        _text(matter, language, said, _facts(matter, language), todo),
        short,
    )


def message(subjects: Mapping[str, str], texts: Mapping[str, str], matter: Matter, language: Language) -> Written:
    """Return what the desk wrote to a class: in the reader's language, in the one that stands in, or in Chinese, and said so."""
    slug = next((slug for slug in (language.slug, language.fallback) if slug in texts), SOURCE.slug)
    subject = subjects.get(slug) or translate(MESSAGE, language)
    note = translate(IN_CHINESE, language) if slug == SOURCE.slug != language.slug else ""
    look_up = translate(LOOK_UP, language, address=matter.enrolments)
    return Written(
        translate(SITE, language) if matter.is_private else subject,
        _text(matter, language, note, texts.get(slug, ""), _facts(matter, language), look_up),
    )
