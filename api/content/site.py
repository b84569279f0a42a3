"""The bureau, as content/site.toml tells it: how it is reached, what its districts are called and which are neighbours."""

from typing import Self
from zoneinfo import available_timezones

from pydantic import Field, field_validator, model_validator

from api.kinds.base import Facts
from i18n.languages import SOURCE, Language


class Patience(Facts):
    """For how many days a translation may lag: on a critical page, where the build then fails, and on any other."""

    critical_days: int = Field(ge=0)
    other_days: int = Field(ge=0)


class Site(Facts):
    """The bureau: where it is reached and what its districts are called."""

    base_url: str
    timezone: str
    hotline: str
    emergency: tuple[str, ...]
    bureau_phone: str
    translation: Patience
    districts: dict[str, dict[str, str]]
    near: dict[str, tuple[str, ...]]

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(f"{name!r} is no time zone")
        return name

    @model_validator(mode="after")
    def _mutual(self) -> Self:
        pairs = {(first, second) for first, found in self.near.items() for second in found}
        if unknown := sorted({name for pair in pairs for name in pair} - self.districts.keys()):
            raise ValueError(f"near names {unknown}, which are no districts")
        if lone := sorted(pair for pair in pairs if pair[::-1] not in pairs):
            raise ValueError(f"near is mutual; the other half is missing of {lone}")
        return self

    def district(self, key: str, language: Language) -> str:
        """Return the name of district `key`; without one of its own: romanised, with the Chinese."""
        names = self.districts[key]
        return names.get(language.slug) or f"{names['other']} ({names[SOURCE.slug]})"
