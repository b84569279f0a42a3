"""A complaint for tests: filed as anybody would, with whatever way to be reached a test needs."""

from typing import Any

from api.forms.base import validate
from api.forms.filing import Filing, filing
from api.services import complaining
from api.services.complaining import Lodged
from api.services.resources import Resources

WORDS = "kanari-rahasia-8841"
SUNDAYS = {"channel": "sms", "address": "0912 345 678", "days": "6", "starts": "14:00", "ends": "18:00"}


def lodged(
    resources: Resources,
    contact: dict[str, str] | None = None,
    *,
    door: str = "case",
    lang: str = "vi",
    press: str = "one press of the button",
    **about: Any,
) -> Lodged:
    """File a complaint of a migrant at `door` in `lang`; return its receipt."""
    answers: dict[str, Any] = {"about": {"category": "papers", **about}, "story": {"what": WORDS, "when": "now"}}
    if door == "case":
        answers["contact"] = contact or {"channel": "never"}
    form = validate(filing(door, "migrant"), {"door": door, "kind": "migrant", "answers": answers})
    assert isinstance(form, Filing), form
    done = complaining.lodge(resources, form, lang, press)
    assert isinstance(done, Lodged)
    return done
