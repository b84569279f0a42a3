"""The sheet of a resume: each line in the person's language and in Chinese; what was written freely stands as written."""

import datetime as dt
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from api.domain.occupations import NAMES
from api.forms.resume import Experience, Resume
from api.services.snapshot import Snapshot
from i18n import formats
from i18n.languages import BY_SLUG, SOURCE, Language
from i18n.messages import mark, translate

Lines = list[tuple[Markup, Markup]]


class _Sheet:
    """Writes lines in two languages; on a Chinese sheet once."""

    def __init__(self, language: Language, current: Snapshot) -> None:
        self.languages = tuple(dict.fromkeys((language, SOURCE)))
        self.current = current

    def both(self, texts: Iterable[tuple[Language, str]]) -> Markup:
        """Return the same said in each language, each marked as what it is."""
        spans = (Markup('<span lang="{}">{}</span>').format(each.tag, text) for each, text in texts)
        return Markup("<br>").join(spans)

    def label(self, text: str) -> Markup:
        """Return a marked label."""
        return self.both((each, translate(text, each)) for each in self.languages)

    def listed(self, items: list[dict[Language, str]]) -> Markup:
        """Return a list of coded answers."""
        return self.both((each, formats.listing([item[each] for item in items], each)) for each in self.languages)

    def jobs(self, keys: Iterable[str]) -> Markup:
        """Return occupations."""
        return self.listed([{each: translate(NAMES[key], each) for each in self.languages} for key in keys])

    def districts(self, keys: Iterable[str]) -> Markup:
        """Return districts."""
        names = [self.current.districts[key].names for key in keys if key in self.current.districts]
        return self.listed([{each: found[each.slug] for each in self.languages} for found in names])

    def spoken(self, slugs: Iterable[str]) -> Markup:
        """Return languages."""
        found = [BY_SLUG[slug] for slug in slugs if slug in BY_SLUG]
        return self.listed([{each: formats.language_name(named, each) for each in self.languages} for named in found])

    def fair(self, key: str) -> Markup:
        """Return the title and the day of a fair; one that is not announced any more has none."""
        found = next((fair for fair in self.current.fairs if fair.id == key), None)
        if found is None:
            return escape("–")
        return self.both(
            (
                each,
                translate(
                    mark("%(title)s, %(date)s"),
                    each,
                    title=found.titles[each.slug],
                    date=formats.date(found.held_on, each),
                ),
            )
            for each in self.languages
        )

    def year(self, year: int | None) -> Markup:
        """Return a year as each language counts it; nothing where none is given."""
        if year is None:
            return Markup("")
        return self.both((each, formats.year(dt.date(year, 1, 1), each)) for each in self.languages)

    def work(self, done: Experience) -> Markup:
        """Return one kind of work, the person's own words below."""
        years = done.years
        texts = []
        for each in self.languages:
            parts = [translate(NAMES[done.job], each)] if done.job else []
            parts += [formats.unit(years, "years", each)] if years is not None else []
            texts.append((each, " · ".join(parts)))
        coded = self.both(texts) if done.job or years is not None else Markup("")
        return Markup("<br>").join(part for part in (coded, own_words(done.what)) if part)


def own_words(text: str) -> Markup:
    """Return free text as it was written, in whatever language."""
    return Markup('<bdi class="own">{}</bdi>').format(text) if text else Markup("")


def _answers(resume: Resume, sheet: _Sheet) -> Iterator[tuple[str, Markup]]:
    yield mark("Job fair"), sheet.fair(resume.fair)
    yield mark("Name"), own_words(resume.name)
    yield mark("Phone"), own_words(resume.phone)
    yield mark("Year of birth"), sheet.year(resume.birth_year)
    yield mark("Languages"), sheet.spoken(resume.languages) if resume.languages else Markup("")
    for done in (resume.work, resume.work_second, resume.work_third):
        yield mark("Work done"), sheet.work(done)
    yield mark("What I can do"), own_words(resume.skills)
    wanted = [key for key in (resume.jobs.first, resume.jobs.second, resume.jobs.third) if key]
    yield mark("Work I want"), sheet.jobs(wanted) if wanted else Markup("")
    near = [key for key in (resume.districts.first, resume.districts.second) if key]
    yield mark("Where I want to work"), sheet.districts(near) if near else Markup("")


def lines(resume: Resume, language: Language, current: Snapshot) -> Lines:
    """Return the lines of the sheet that have an answer: label and value, in `language` and in Chinese."""
    sheet = _Sheet(language, current)
    return [(sheet.label(text), value) for text, value in _answers(resume, sheet) if value]
