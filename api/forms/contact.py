"""A safe way to be reached: whether at all, by what, on which days and in which hours."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.networks import validate_email
from pydantic_core import PydanticCustomError

from api.domain.contact import CHANNELS, Channel, ContactRule, read, read_days
from api.domain.phones import e164, is_phone
from api.forms.base import LINE, Ask, FieldError, FieldView, views
from api.forms.complaint import ReceiptLookup
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate

HOURS = tuple(f"{hour:02}:00" for hour in range(24))
MIDNIGHT = HOURS[0]
_UNASKED = Field(validate_default=True)


def _address_for(channel: Channel, typed: str) -> str:
    """Return `typed` where `channel` can reach it."""
    if channel == "email":
        return validate_email(typed)[1]
    if not (e164(typed) if channel == "sms" else is_phone(typed)):
        raise PydanticCustomError("phone", "not a phone number")
    return typed


def _is_never(info: ValidationInfo) -> bool:
    # A channel that was wrong itself is told at its own question alone.
    return bool(info.data.get("channel", "never") == "never")


def _needed(typed: str, info: ValidationInfo) -> str:
    """Return what was `typed`; nothing where nobody may call, and an error where it is missing."""
    if _is_never(info):
        return ""
    if not typed:
        raise PydanticCustomError("missing", "needed for this channel")
    return typed


class SafeContact(BaseModel):
    """How somebody may be reached, if at all. Where nobody may call or write, nothing else is kept."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    channel: Annotated[
        Channel,
        Ask(
            mark("May the bureau call or write to you?"),
            mark("Choose a way only if nobody else answers your phone or reads your messages."),
            missing=mark("Choose one of the answers."),
            widget="radios",
            choices=CHANNELS,
        ),
    ] = "never"
    address: Annotated[
        str,
        Field(max_length=120, validate_default=True),
        LINE,
        Ask(
            mark("Phone number or e-mail address"),
            mark(
                "Only if we may call or write. "
                "A message says only that there is something new. It does not say from whom, or about what."
            ),
            missing=mark("Write the number or the address at which you can be reached."),
            wrong=mark(
                "This does not fit what you chose above. For calls: the phone number with its digits. "
                "For e-mail: an address with an @ sign."
            ),
        ),
    ] = ""
    days: Annotated[
        str,
        _UNASKED,
        Ask(
            mark("On which days is it safe?"),
            missing=mark("Choose at least one day."),
            widget="checks",
            wrong=mark("Choose at least one day."),
        ),
    ] = ""
    starts: Annotated[
        Literal["", *HOURS],  # type: ignore[valid-type]
        _UNASKED,
        Ask(mark("From what time?"), missing=mark("Choose from what time it is safe."), widget="select"),
    ] = ""
    ends: Annotated[
        Literal["", *HOURS],  # type: ignore[valid-type]
        _UNASKED,
        Ask(
            mark("Until what time?"),
            mark("An end before the beginning is on the next morning. From 00:00 until 00:00 is the whole day."),
            missing=mark("Choose until what time it is safe."),
            wrong=mark("Choose an end that is not the beginning."),
            widget="select",
        ),
    ] = ""

    @field_validator("channel")
    @classmethod
    def _is_offered(cls, channel: Channel, info: ValidationInfo) -> Channel:
        if channel not in (info.context or {}).get("ways", CHANNELS):
            raise PydanticCustomError("literal_error", "not offered")
        return channel

    @field_validator("address")
    @classmethod
    def _reaches(cls, typed: str, info: ValidationInfo) -> str:
        typed = _needed(typed, info)
        return _address_for(info.data["channel"], typed) if typed else ""

    @field_validator("days", mode="before")
    @classmethod
    def _weekdays(cls, typed: object, info: ValidationInfo) -> str:
        words = " ".join(map(str, typed)) if isinstance(typed, list) else str(typed)
        days = read_days(_needed(words.strip(), info))
        return ",".join(str(day) for day in sorted(days))

    @field_validator("starts", "ends")
    @classmethod
    def _hours(cls, typed: str, info: ValidationInfo) -> str:
        typed = _needed(typed, info)
        if info.field_name == "ends" and typed == info.data.get("starts") and typed not in {"", MIDNIGHT}:
            raise PydanticCustomError("no_time", "ends as it begins")
        return typed

    @property
    def rule(self) -> ContactRule:
        """Return when and how the person may be reached."""
        return read(self.model_dump())


class ContactChange(ReceiptLookup):
    """A new way to be reached, or none any more, for a case that is already filed."""

    contact: SafeContact = SafeContact()


def contact_choices(
    language: Language, prefix: str = "", ways: Mapping[str, str] = CHANNELS
) -> dict[str, dict[str, str]]:
    """Return the `ways`, days and hours to choose from, by the name of the field, which begins with `prefix`."""
    channels = {name: translate(text, language) for name, text in ways.items()}
    hours = {hour: formats.clock(dt.time.fromisoformat(hour), language) for hour in HOURS}
    days = {str(day): formats.weekday(day, language) for day in range(7)}
    each = {"channel": channels, "days": days, "starts": hours, "ends": hours}
    return {f"{prefix}contact.{name}": choices for name, choices in each.items()}


def contact_fields(
    language: Language,
    values: Mapping[str, str] | None = None,
    errors: list[FieldError] | None = None,
    ways: Mapping[str, str] = CHANNELS,
) -> list[FieldView]:
    """Return the questions of `contact` in `language` with the `ways` offered; until another is chosen, the answer is never."""
    typed = {"contact.channel": "never", **(values or {})}
    asked = [f"contact.{name}" for name in SafeContact.model_fields]
    return views(ContactChange, language, typed, errors, asked=asked, choices=contact_choices(language, ways=ways))
