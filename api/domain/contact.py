"""When and how somebody may be reached: never, unless they named a way, days and hours of their own."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from api.domain.names import NAME_REASONS
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate

Channel = Literal["never", "call", "sms", "email"]
CHANNELS: Mapping[str, str] = {
    "never": mark("Never. I will come back with my digits."),
    "call": mark("Call me"),
    "sms": mark("Send a short message"),
    "email": mark("Send an e-mail"),
}

OFFERED: frozenset[Channel] = frozenset({"never", "call"})
"""What is always offered: members of staff call. All else needs something that sends it."""


def offered(carried: Collection[str]) -> dict[str, str]:
    """Return the channels to choose from where messages are `carried` by these; older choices stay in force all the same."""
    return {name: text for name, text in CHANNELS.items() if name in OFFERED or name in carried}


OUTSIDE_REASONS: Mapping[str, str] = {key: NAME_REASONS[key] for key in ("danger", "asked")}
"""Why an officer opens a number outside the hours that were called safe."""

MARGIN = dt.timedelta(minutes=5)
"""In the last minutes of a window nothing is begun: it would ring when it must not any more."""

DAY = dt.timedelta(days=1)
_WEEK = range(7)


class Window(NamedTuple):
    """From when to when somebody may be reached once; the end itself is outside."""

    opens: dt.datetime
    closes: dt.datetime

    @property
    def last(self) -> dt.datetime:
        """Return the moment from which nothing more is begun."""
        return self.closes - MARGIN


@dataclass(frozen=True)
class ContactRule:
    """How somebody may be reached. `days` are the weekdays (0 is Monday) on which a window opens.

    A window that ends at or before its start passes midnight; from midnight to midnight it is the whole day.
    """

    channel: Channel = "never"
    address: str = ""
    days: frozenset[int] = frozenset()
    starts: dt.time = dt.time()
    ends: dt.time = dt.time()

    def opening(self, day: dt.date) -> Window | None:
        """Return the window that opens on `day`, if one does."""
        if self.channel == "never" or day.weekday() not in self.days:
            return None
        following = DAY if self.ends <= self.starts else dt.timedelta(0)
        return Window(dt.datetime.combine(day, self.starts), dt.datetime.combine(day, self.ends) + following)


NEVER = ContactRule()


def next_window(rule: ContactRule, now: dt.datetime) -> Window | None:
    """Return the first window in which something can still be begun, the present one included; None is never."""
    for ahead in range(-1, len(_WEEK) + 1):
        window = rule.opening(now.date() + ahead * DAY)
        if window and now < window.last:
            return window
    return None


def may_send(rule: ContactRule, channel: Channel, moment: dt.datetime) -> bool:
    """Return whether something may be begun by `channel` at `moment`."""
    window = next_window(rule, moment)
    return channel == rule.channel and window is not None and window.opens <= moment


def first_moment(rule: ContactRule, now: dt.datetime) -> dt.datetime | None:
    """Return the first moment from `now` on at which something may be begun, or None."""
    window = next_window(rule, now)
    return max(window.opens, now) if window else None


def read_days(typed: object) -> frozenset[int]:
    """Return the weekdays in `typed` ("0,6" or "0 6"); ValueError if there is anything else in it."""
    days = frozenset(int(day) for day in str(typed).replace(",", " ").split())
    if not days <= set(_WEEK):
        raise ValueError("not a weekday")
    return days


def read(content: Mapping[str, object]) -> ContactRule:
    """Return the rule that a contact envelope holds. What cannot be understood means never: silence harms nobody."""
    channel, address = content.get("channel"), str(content.get("address", ""))
    if channel not in get_args(Channel) or channel == "never" or not address:
        return NEVER
    try:
        starts, ends = (dt.time.fromisoformat(str(content[name])) for name in ("starts", "ends"))
        days = read_days(content["days"])
    except (KeyError, ValueError):
        return NEVER
    return ContactRule(channel, address, days, starts, ends) if days else NEVER  # type: ignore[arg-type]


def written(rule: ContactRule) -> dict[str, str]:
    """Return what the contact envelope of `rule` holds."""
    if rule.channel == "never":
        return dict.fromkeys(("address", "days", "starts", "ends"), "") | {"channel": "never"}
    return {
        "channel": rule.channel,
        "address": rule.address,
        "days": ",".join(str(day) for day in sorted(rule.days)),
        "starts": rule.starts.isoformat("minutes"),
        "ends": rule.ends.isoformat("minutes"),
    }


_ONLY: Mapping[Channel, str] = {
    "never": mark("Never call, never write."),
    "call": mark("Call only then: %(when)s."),
    "sms": mark("Send short messages only then: %(when)s."),
    "email": mark("Send e-mail only then: %(when)s."),
}


def told(rule: ContactRule, language: Language) -> str:
    """Return `rule` as a sentence, without the address."""
    if rule.channel == "never":
        return translate(_ONLY["never"], language)
    every = len(rule.days) == len(_WEEK)
    names = [formats.weekday(day, language) for day in sorted(rule.days)]
    days = translate(mark("every day"), language) if every else formats.listing(names, language)
    return translate(_ONLY[rule.channel], language, when=formats.when(days, rule.starts, rule.ends, language))
