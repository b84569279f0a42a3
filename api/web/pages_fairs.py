"""Looking for firms and openings at job fairs, with a page."""

from dataclasses import dataclass

from flask import Blueprint, Response, request

from api.domain.occupations import NAMES, wage_words
from api.domain.openings import Stand, Wish, find
from api.forms.base import FieldError, validate, views
from api.forms.finding import Choices, WorkSearch, not_offered, offered
from api.services.snapshot import Snapshot
from api.web.context import language_of, resources, respond, snapshot
from i18n import formats
from i18n.languages import LANGUAGES, SOURCE, Language
from i18n.messages import mark, translate

bp = Blueprint("fair_pages", __name__)
MOST = 40
TITLE = mark("Search firms and openings")
FAIRS = (mark("Job fairs"), "fairs/")
NAMES_TYPED = {key: tuple(translate(name, language) for language in LANGUAGES) for key, name in NAMES.items()}


@dataclass(frozen=True)
class Row:
    """One stand as it is printed."""

    iso: str
    day: str
    month: str
    weekday: str
    title: str
    address: str
    fair: str
    jobs: tuple[str, ...]


def languages(language: Language, *, chinese: bool) -> tuple[tuple[str, str], ...]:
    """Return the languages as choices, named in `language`."""
    found = (each for each in LANGUAGES if chinese or each is not SOURCE)
    return tuple((each.slug, formats.language_name(each, language)) for each in found)


def districts(current: Snapshot, language: Language) -> tuple[tuple[str, str], ...]:
    """Return all districts as choices, named in `language`."""
    return tuple((key, district.names[language.slug]) for key, district in current.districts.items())


def _row(stand: Stand, current: Snapshot, language: Language) -> Row:
    fair, firm = stand.fair, stand.firm
    spoken = [formats.language_name(each, language) for each in LANGUAGES if each.slug in fair.interpreters]
    parts = [
        translate(mark("Sample"), language) if fair.sample else "",
        fair.titles[language.slug],
        formats.hours(fair.starts, fair.ends, language),
        current.districts[fair.district].names[language.slug],
        translate(mark("Interpreters: %(names)s"), language, names=formats.listing(spoken, language)) if spoken else "",
    ]
    counted = mark("%(job)s (%(count)s)")
    return Row(
        fair.held_on.isoformat(),
        str(fair.held_on.day),
        formats.month_name(fair.held_on, language),
        formats.weekday(fair.held_on.weekday(), language, "abbreviated"),
        firm.name if language is SOURCE else f"{firm.latin} ({firm.name})",
        f"/{language.slug}/{FAIRS[1]}{fair.id}/",
        " · ".join(part for part in parts if part),
        tuple(
            f"{translate(counted, language, job=translate(NAMES[each.job], language), count=each.count)}"
            f" · {wage_words(each.wage, each.per, language)}"
            for each in stand.openings
        ),
    )


def _choices(current: Snapshot, language: Language) -> Choices:
    held = {fair.district for fair in current.fairs}
    return {
        "district": tuple((key, name) for key, name in districts(current, language) if key in held),
        "lang": languages(language, chinese=False),
    }


@bp.get("/<slug>/fairs/find")
def search(slug: str) -> Response:
    """Answer which firms have the work that is looked for, and at which fair; without a question: all."""
    language, current = language_of(slug), snapshot()
    values = request.args.to_dict()
    choices = _choices(current, language)
    filled = validate(WorkSearch, values)
    errors: list[FieldError] = [*(filled if isinstance(filled, list) else ()), *not_offered(values, choices)]
    stands: list[Stand] = []
    if not errors and isinstance(filled, WorkSearch):
        wish = Wish(filled.q, filled.job, filled.district, filled.lang)
        stands = find(current.fairs, wish, NAMES_TYPED, resources().clock().date())
    return respond(
        "pages/fair-find.html",
        language,
        f"{FAIRS[1]}find",
        TITLE,
        status=422 if errors else 200,
        trail=(FAIRS,),
        fields=offered(views(WorkSearch, language, values, errors), choices),
        found=formats.number(len(stands), language),
        rows=[_row(stand, current, language) for stand in stands[:MOST]],
        is_cut=len(stands) > MOST,
    )
