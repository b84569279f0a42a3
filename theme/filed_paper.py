"""A complaint as a paper for an office: what it is, on which law it rests, whether it is filed, and its parts."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from api.content.figures import article_phrase
from api.domain.files import name_of
from api.domain.intake import UNITS, DoorName, unit_of
from api.domain.legal_basis import Basis, basis_of
from api.forms.filing import steps
from i18n import formats
from i18n.languages import SOURCE, Language
from i18n.messages import mark, translate
from theme import mediation_form
from theme.bilingual import Both, Tongues
from theme.paper_lines import Answers, Lines, Row

TITLES = {
    "tip": mark("Tip to the labour bureau"),
    "case": mark("Complaint to the labour bureau"),
    "mediation": mark("Application for mediation of a labour dispute"),
}
DRAFT = mark("This is a print-out of a draft. It has not been filed.")
FILED = mark("This is a print-out of what was filed online.")
ABOUT = mark("What it is about")


@dataclass(frozen=True)
class Issue:
    """When a paper is made and, once it is filed, of what; `files` are the endings of its files, in order."""

    today: dt.date
    reference: str = ""
    filed_on: dt.date | None = None
    unit: str = ""
    files: Sequence[str] = ()
    written_in: Language | None = None
    is_name_sealed: bool = False


class Section(NamedTuple):
    """One part of a paper; what is `apart` stays with the office, on a sheet of its own."""

    title: Both
    rows: tuple[Row, ...]
    is_apart: bool = False


@dataclass(frozen=True)
class Paper:
    """A whole paper. `written_in` is the language in which the person wrote; a form is signed, under `signed_on`."""

    own: Language
    written_in: Language
    title: Both
    basis: tuple[Both, ...]
    status: Both
    facts: tuple[tuple[Both, Both], ...]
    sections: tuple[Section, ...]
    own_words: Both
    signature: tuple[tuple[Both, Both], ...] = ()
    source: Language = SOURCE


def _complaint(door: DoorName, kind: str, lines: Lines, issue: Issue, tongues: Tongues) -> Iterator[Section]:
    for step in steps(door, kind):
        write = lines.sealed if step.name == "person" and issue.is_name_sealed else lines.told
        title = tongues.says(ABOUT if step.name == "about" else step.title)
        yield Section(title, tuple(write(name) for name in lines.names(step.name)))


def _form(lines: Lines, tongues: Tongues) -> Iterator[Section]:
    for group in mediation_form.GROUPS:
        rows = (
            (lines.ticked if line.is_ticked else lines.told)(line.name, line.label)
            if line.name
            else Row(tongues.says(line.label), "by-hand")
            for line in group.lines
        )
        yield Section(tongues.says(group.title), tuple(rows), group.is_apart)


def _files(issue: Issue, tongues: Tongues) -> Section:
    names = [name_of(number, ending) for number, ending in enumerate(issue.files, start=1)]
    label = tongues.says(mark("Pictures and papers"))
    row = Row(label, "digits", words="\n".join(names)) if names else Row(label, "told", tongues.says(mark("(none)")))
    return Section(tongues.says(mediation_form.FILES), (row,))


def _law(basis: Basis, language: Language) -> str:
    articles = formats.listing([article_phrase(each, language) for each in basis.articles], language)
    law = translate(mark("%(law)s, %(article)s"), language, law=translate(basis.law, language), article=articles)
    return translate(mark("Legal basis: %(law)s"), language, law=law)


def _facts(door: DoorName, kind: str, issue: Issue, tongues: Tongues) -> Iterator[tuple[Both, Both]]:
    written_in = issue.written_in or tongues.own
    yield tongues.says(mark("Language")), tongues.by(lambda each: formats.language_name(written_in, each))
    if issue.filed_on is None:
        yield tongues.says(mark("Printed on")), tongues.by(lambda each: formats.date(issue.today, each))
        return
    filed_on, unit = issue.filed_on, UNITS[issue.unit or unit_of(kind, door)]
    yield tongues.says(mark("Reference")), Both(issue.reference, "")
    yield tongues.says(mark("Received on")), tongues.by(lambda each: formats.date(filed_on, each))
    yield tongues.says(mark("Unit")), tongues.says(unit)


def _signature(issue: Issue, tongues: Tongues) -> Iterator[tuple[Both, Both]]:
    day = issue.filed_on or issue.today
    yield tongues.says(mark("To")), tongues.says(mark("the labour bureau"))
    yield tongues.says(mark("Signature of the applicant")), Both("", "")
    yield tongues.says(mark("Date")), tongues.by(lambda each: formats.date(day, each))


def paper(door: DoorName, kind: str, answers: Answers, own: Language, issue: Issue) -> Paper:
    """Return the paper of a complaint in Chinese and in the language `own`."""
    tongues, is_form = Tongues(own), door == "mediation"
    lines = Lines(door, kind, answers, tongues)
    bases = basis_of(kind, door, str(answers.get("about", {}).get("category", "")))
    parts = [*(_form(lines, tongues) if is_form else _complaint(door, kind, lines, issue, tongues))]
    return Paper(
        own,
        issue.written_in or own,
        tongues.says(TITLES[door]),
        tuple(tongues.by(lambda each, basis=basis: _law(basis, each)) for basis in bases),  # type: ignore[misc]
        tongues.says(DRAFT if issue.filed_on is None else FILED),
        tuple(_facts(door, kind, issue, tongues)),
        (
            *(part for part in parts if not part.is_apart),
            _files(issue, tongues),
            *(part for part in parts if part.is_apart),
        ),
        tongues.says(mark("In the person's own words, not translated")),
        tuple(_signature(issue, tongues)) if is_form else (),
    )
