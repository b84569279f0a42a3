"""A complainant at random, and what a plain record knows of them: how they may be reached, and what they were not told yet."""

import datetime as dt
import random
from dataclasses import dataclass, field


@dataclass
class Person:
    """What the record knows of one complainant; `is_over` when they were told of a closing or have withdrawn."""

    number: int
    firm: str
    reference: str = ""
    receipt: str = ""
    channel: str = "never"
    address: str = ""
    days: frozenset[int] = frozenset()
    starts: int = 0
    ends: int = 0
    is_over: bool = False
    chased: set[tuple[str, dt.date]] = field(default_factory=set)

    def is_safe(self, now: dt.datetime) -> bool:
        """Return whether weekday and hour of `now` are ones that the person named."""
        if self.channel == "never":
            return False
        if self.starts < self.ends:
            return now.weekday() in self.days and self.starts <= now.hour < self.ends
        is_evening = now.weekday() in self.days and now.hour >= self.starts
        return is_evening or ((now.weekday() - 1) % 7 in self.days and now.hour < self.ends)

    def contact(self) -> dict[str, str]:
        """Return the rule as the person would fill it in."""
        if self.channel == "never":
            return dict.fromkeys(("address", "days", "starts", "ends"), "") | {"channel": "never"}
        days = ",".join(map(str, sorted(self.days)))
        hours = {"starts": f"{self.starts:02}:00", "ends": f"{self.ends:02}:00"}
        return {"channel": self.channel, "address": self.address, "days": days, **hours}

    def chooses(self, dice: random.Random, serial: int) -> None:
        """Choose another way to be reached; no address comes twice."""
        channel = dice.choices(["never", "sms", "email", "call"], [35, 30, 25, 10])[0]
        addresses = {"email": f"p{serial}@example.org", "sms": f"+8869{serial:08}", "call": f"+8867{serial:07}"}
        self.channel, self.address = channel, addresses.get(channel, "")
        self.days = frozenset(dice.sample(range(7), dice.randint(1, 4))) if channel != "never" else frozenset()
        self.starts, self.ends = dice.sample(range(24), 2)
