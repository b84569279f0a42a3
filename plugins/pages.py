"""Which pages there are in a language, and what each says: every page is a pure function of the edition."""

from collections.abc import Iterator

from api.content.binding import digest
from api.content.library import Entry
from api.content.sections import print_entry
from api.domain.intake import DOORS
from api.forms.base import views
from api.forms.calculators import CALCULATORS, FOLDER, Calculator
from api.forms.calculators.declared import LIST_LEAD, LIST_TITLE
from api.kinds import BY_NAME, KINDS, Kind
from i18n.languages import LANGUAGES, SOURCE, Language
from i18n.messages import mark, translate
from plugins import artefacts, bus, calendars, course_lists, fairs, history_tables, linked_data, lists, vacancies
from plugins.answers import situations
from plugins.edition import Edition
from plugins.views import VIEWS
from theme.door_words import PURPOSES, promises
from theme.page import SITE_NAME, Page, render
from theme.page import trail as _trail
from theme.styles import address, quiet_stylesheet

Printed = tuple[str, str]
"""A path below the output folder, and what is written there."""

COMPLAINT_TITLE = mark("File a complaint")
EMERGENCY = {
    "tel-police": mark("police"),
    "tel-ambulance": mark("ambulance and fire"),
    "tel-protection": mark("violence and protection"),
    "tel-1955": mark("work, in five languages"),
}
LISTINGS = {"fair": fairs.listing, "stop": bus.listing, "vacancy": vacancies.listing, "table": history_tables.listing}
"""Kinds that list themselves; all others are listed alike."""
FINDABLE = {"place", "activity"}
"""Kinds whose list leads to the finder."""
ACTIONS = (
    (COMPLAINT_TITLE, mark("Sealed. With or without your name."), "complaint", "go/"),
    (mark("Enrol in a class"), mark("Labour university and vocational training."), "class", "courses/"),
    (mark("Get advice or join in"), mark("Legal advice, skill tests, tours, outings."), "mediation", "activities/"),
    (mark("Find a job fair"), mark("Where, when, and which languages are spoken."), "fair", "fairs/"),
    (mark("Find part-time work"), mark("Wage, hours and district at a glance."), "wages", "vacancies/"),
    (LIST_TITLE, mark("Overtime, severance, leave, time limits."), "wages", f"{FOLDER}/"),
    (mark("Look up my case"), mark("With the digits of your receipt."), "search", "go/mine"),
    (mark("Visit the museum of labour"), mark("Permanent and special exhibitions."), "museum", "exhibitions/"),
    (mark("Find an office"), mark("Hours, phone numbers and languages."), "place", "places/"),
)


def _home(edition: Edition, language: Language) -> str:
    page = Page(
        edition.frame,
        language,
        "",
        translate(SITE_NAME, language),
        translate(
            mark("Labour rights, classes, job fairs and complaints of a Taiwanese city, in five languages."), language
        ),
        linked_data=linked_data.of_home(edition, language),
        has_search=False,
    )
    actions = [
        (translate(text, language), translate(lead, language), icon, f"/{language.slug}/{path}")
        for text, lead, icon, path in ACTIONS
    ]
    numbers = [
        (
            str(edition.library.figures[name].value),
            f"tel:{edition.library.figures[name].value}",
            translate(text, language),
        )
        for name, text in EMERGENCY.items()
    ]
    coming = lists.coming(edition, language)
    return render(
        "pages/home.html",
        page,
        situations=situations(edition, language),
        actions=actions,
        coming=coming,
        emergency=numbers,
    )


def _listing(kind: Kind, edition: Edition, language: Language) -> str:
    path = f"{kind.folder}/"
    page = Page(
        edition.frame, language, path, translate(kind.title, language), translate(kind.lead, language), _trail(language)
    )
    if kind.name in LISTINGS:
        return LISTINGS[kind.name](page, edition.library.of(kind), edition)
    calendar = f"/{language.slug}/calendars/{kind.folder}.ics" if kind.is_dated else ""
    more = [(title, f"/{language.slug}/{path}") for title, path, _ in calendars.families(kind, edition, language)]
    links = [(translate(bus.FINDER, language), f"/{language.slug}/finder")] if kind.name in FINDABLE else []
    groups = lists.groups(kind, edition, language)
    return render("pages/listing.html", page, groups=groups, calendar=calendar, calendars=more, links=links)


def quiet_path(entry: Entry) -> str:
    """Return where a neutral `entry` also stands: an address that gives nothing away, without the language."""
    return f"read/{digest(entry.key)[:4]}/"


def _entry(entry: Entry, edition: Edition, language: Language, *, is_quiet: bool = False) -> str:
    printed = print_entry(entry, edition.library, language, edition.today)
    page = Page(
        edition.frame,
        language,
        quiet_path(entry) if is_quiet else f"{entry.key}/",
        printed.title,
        "" if is_quiet else printed.summary,
        _trail(language, (entry.kind.title, f"{entry.kind.folder}/")),
        is_sensitive=is_quiet,
        uses_script=is_quiet,
        linked_data=None if is_quiet else linked_data.of_entry(entry, printed, edition, language),
    )
    context = VIEWS[entry.kind.name](entry, edition, language) | calendars.of_entry(entry, language)
    if getattr(entry.facts, "neutral", False):
        context["quiet"] = f"/{language.slug}/{quiet_path(entry)}"
    return render(f"pages/{entry.kind.name}.html", page, printed=printed, source=SOURCE, **context)


def _doors(edition: Edition, language: Language, path: str) -> str:
    """Print what can be filed. It stands under two addresses, one of which tells nobody what it is about."""
    title = translate(COMPLAINT_TITLE, language)
    page = Page(
        edition.frame,
        language,
        path,
        title,
        trail=_trail(language),
        is_sensitive=True,
        uses_script=True,
        own_style=address(quiet_stylesheet(), "css"),
    )
    doors = [
        {
            "name": name,
            "title": translate(words, language),
            "purpose": translate(PURPOSES[name], language),
            "promises": promises(name, language),
        }
        for name, words in DOORS.items()
    ]
    return render("pages/doors.html", page, doors=doors)


def _calculators(edition: Edition, language: Language) -> str:
    title, lead = translate(LIST_TITLE, language), translate(LIST_LEAD, language)
    page = Page(edition.frame, language, f"{FOLDER}/", title, lead, _trail(language))
    rows = [
        lists.Row(translate(each.title, language), f"/{language.slug}/{each.path}", translate(each.lead, language))
        for each in CALCULATORS.values()
    ]
    return render("pages/listing.html", page, groups=[("", rows)], calendar="", calendars=())


def _calculator(calculator: Calculator, edition: Edition, language: Language) -> str:
    page = Page(
        edition.frame,
        language,
        calculator.path,
        translate(calculator.title, language),
        translate(calculator.lead, language),
        _trail(language, (LIST_TITLE, f"{FOLDER}/")),
    )
    return render(
        "pages/calculator.html",
        page,
        calculator=calculator,
        answer=None,
        fields=views(calculator.form, language),
        laws=list(artefacts.articles(edition, language, calculator.laws).values()),
    )


OPEN_LISTS = (
    (mark("Draws that everyone can check"), "draws/"),
    (mark("Moves made by hand"), "moves/"),
    history_tables.LIVE,
)
"""What anybody may look into: lists that the service shows live."""


def _sitemap(edition: Edition, language: Language) -> str:
    page = Page(
        edition.frame,
        language,
        "sitemap/",
        translate(mark("Site map"), language),
        translate(mark("Every page of this service."), language),
        _trail(language),
    )
    groups = [
        (
            translate(kind.title, language),
            [(entry.document(language).title.text, entry.address(language)) for entry in edition.library.of(kind)],
        )
        for kind in KINDS
    ]
    calculating = [(translate(each.title, language), f"/{language.slug}/{each.path}") for each in CALCULATORS.values()]
    own = [(translate(text, language), f"/{language.slug}/{path}") for text, _, _, path in ACTIONS]
    own += [(translate(text, language), f"/{language.slug}/{path}") for text, path in OPEN_LISTS]
    return render(
        "pages/sitemap.html",
        page,
        groups=[(translate(SITE_NAME, language), own), (translate(LIST_TITLE, language), calculating), *groups],
    )


def in_language(edition: Edition, language: Language) -> Iterator[Printed]:
    """Yield every page in `language`."""
    folder = language.slug
    yield f"{folder}/index.html", _home(edition, language)
    yield f"{folder}/sitemap/index.html", _sitemap(edition, language)
    yield from ((f"{folder}/{path}/index.html", _doors(edition, language, f"{path}/")) for path in ("complaints", "go"))
    yield f"{folder}/{FOLDER}/index.html", _calculators(edition, language)
    for calculator in CALCULATORS.values():
        yield f"{folder}/{calculator.path}index.html", _calculator(calculator, edition, language)
    yield from fairs.by_facet(edition, language)
    for kind in KINDS:
        if kind is BY_NAME["course"]:
            yield from ((f"{folder}/{path}", html) for path, html in course_lists.pages(edition, language))
        else:
            yield f"{folder}/{kind.folder}/index.html", _listing(kind, edition, language)
        for entry in edition.library.of(kind):
            yield f"{folder}/{entry.key}/index.html", _entry(entry, edition, language)
            if getattr(entry.facts, "neutral", False):
                yield f"{folder}/{quiet_path(entry)}index.html", _entry(entry, edition, language, is_quiet=True)


def root(edition: Edition) -> Printed:
    """Return the page on which the reader chooses a language."""
    page = Page(edition.frame, SOURCE, "", "")
    names = {language.slug: translate(SITE_NAME, language) for language in LANGUAGES}
    return "index.html", render("pages/root.html", page, names=names)
