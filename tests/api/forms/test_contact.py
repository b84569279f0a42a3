"""Asking for a safe way to be reached: nothing is assumed, and nothing is kept of somebody who says never."""

from typing import Any

import pytest

from api.domain.contact import NEVER
from api.forms.base import Form, nested, validate
from api.forms.contact import SafeContact, contact_fields
from i18n.languages import LANGUAGES, Language

SAFE = {"channel": "call", "address": "07 123 4567", "days": "6 0", "starts": "14:00", "ends": "18:00"}


class _Step(Form):
    contact: SafeContact = SafeContact()


def _filled(**typed: Any) -> SafeContact | list[tuple[str, str]]:
    read = validate(_Step, nested({f"contact.{name}": value for name, value in typed.items()}))
    return [(error.field, error.code) for error in read] if isinstance(read, list) else read.contact


def test_who_says_nothing_is_never_reached() -> None:
    """An empty form is "never", and "never" keeps no number, even where one was typed before."""
    empty, never = _filled(), _filled(**SAFE | {"channel": "never"})
    assert empty == never == SafeContact()
    assert isinstance(empty, SafeContact)
    assert empty.rule == NEVER


def test_a_way_is_kept_as_the_envelope_holds_it() -> None:
    """Days ticked as "6 0", as "0,6" or in a JSON list are "0,6"."""
    for days in ("6 0", "0,6"):
        filled = _filled(**SAFE | {"days": days})
        assert isinstance(filled, SafeContact)
        assert filled.model_dump() == SAFE | {"days": "0,6"}
    listed = validate(_Step, {"contact": SAFE | {"days": [6, 0]}})
    assert isinstance(listed, _Step)
    assert listed.contact.days == "0,6"


def test_a_way_without_address_days_and_hours_is_asked_for_each() -> None:
    """Four things are missing, and each is said at its own question."""
    assert _filled(channel="call") == [(f"contact.{name}", "missing") for name in ("address", "days", "starts", "ends")]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"channel": "sms", "address": "07 123 4567"}, "contact.address"),
        ({"channel": "email", "address": "0912 345 678"}, "contact.address"),
        ({"channel": "call", "address": "a@example.org"}, "contact.address"),
        ({"days": "7"}, "contact.days"),
        ({"days": "x" * 5000}, "contact.days"),
        ({"starts": "14:30"}, "contact.starts"),
        ({"ends": "14:00"}, "contact.ends"),
    ],
)
def test_what_does_not_fit_is_said_where_it_stands(typed: dict[str, str], field: str) -> None:
    """A landline for short messages, an address without @, an eighth weekday, a half hour, an end at the beginning: one error each."""
    errors = _filled(**SAFE | typed)
    assert isinstance(errors, list)
    assert [name for name, _ in errors] == [field]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)
def test_the_questions_begin_with_never(language: Language) -> None:
    """Five questions; the first answer that is chosen is "never"; seven days and 24 hours are named."""
    views = contact_fields(language)
    assert (views[0].value, len(views)) == ("never", 5)
    assert [len(view.choices) for view in views] == [4, 0, 7, 24, 24]
