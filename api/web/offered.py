"""What the pages and the interface know of an offer: its words, where it stands in the site, and its open fields."""

from typing import Any

from api.domain.offers import Offer, rivals
from api.forms.base import FieldError, FieldView
from api.forms.enrolment import offer_fields
from api.services import enrolling
from api.store.enrolments import Seats
from api.web.context import resources, snapshot
from i18n.languages import Language


def announced(offer: str) -> dict[str, Any]:
    """Return what the build says of `offer`: folder, sample, and words by language; empty once it is announced no more."""
    return snapshot().bookable.get(offer, {})


def title(offer: str, language: Language) -> str:
    """Return what `offer` is called, or its id once it is announced no more."""
    found = announced(offer)
    return str(found["words"][language.slug]["title"]) if found else offer


def titles(language: Language) -> dict[str, str]:
    """Return what offers and steps are called, of those whose name may be told to somebody without a code.

    Who knows a name and a phone number must not learn what that person has asked advice about.
    """
    offers = snapshot().offers.values()
    found = {offer.id: title(offer.id, language) for offer in offers if offer.identity == "document"}
    return found | {offer.grants: title(offer.id, language) for offer in offers if offer.grants}


def seats_of(offer: Offer) -> Seats:
    """Return how full `offer` is."""
    return enrolling.seats(resources()).get(offer.id) or Seats(offer.capacity, 0, 0)


def fields(
    offer: Offer, language: Language, values: dict[str, str] | None = None, errors: list[FieldError] | None = None
) -> list[FieldView]:
    """Return the fields that `offer` asks, with the answers that go with it."""
    together = {other.id: title(other.id, language) for other in rivals(offer, snapshot().offers.values())}
    return offer_fields(offer, together, language, values, errors)
