"""The application for mediation as the law has it: its parts and lines, and which answer stands in each.

Act for Settlement of Labor-Management Disputes, Articles 10 and 11. Sex and age, which it names, are not asked online: a form
that is handed in has room for them.
"""

from typing import NamedTuple

from i18n.messages import mark

FILES = mark("Attachments")


class Line(NamedTuple):
    """One line: the question whose answer stands there (none: written by hand), what it is called, whether boxes are ticked."""

    name: str
    label: str
    is_ticked: bool = False


class Group(NamedTuple):
    """One part of the form; what is `apart` is for the office alone."""

    title: str
    lines: tuple[Line, ...]
    is_apart: bool = False


_ADDRESS, _PHONE, _NAME = mark("Address"), mark("Phone"), mark("Name")

GROUPS = (
    Group(
        mark("Applicant"),
        (
            Line("applicant.name", _NAME),
            Line("", mark("Sex and age (written by hand)")),
            Line("work.position", mark("Occupation")),
            Line("applicant.phone", _PHONE),
            Line("applicant.address", _ADDRESS),
            Line("applicant.country", mark("Country of origin")),
        ),
    ),
    Group(
        mark("Other party"),
        (
            Line("respondent.name", mark("Name of the employer")),
            Line("respondent.number", mark("Business number")),
            Line("respondent.head", mark("Person in charge")),
            Line("respondent.phone", _PHONE),
            Line("respondent.address", _ADDRESS),
        ),
    ),
    Group(
        mark("Matter in dispute"),
        (
            Line("about.category", mark("Category"), is_ticked=True),
            Line("about.still", ""),
            Line("about.papers", ""),
        ),
    ),
    Group(
        mark("Facts of the dispute"),
        (
            Line("work.since", mark("Employed since")),
            Line("work.until", mark("Employed until")),
            Line("work.wage", mark("Monthly wage")),
            Line("work.place", mark("Place of work")),
            Line("story.when", mark("When it happened")),
            Line("story.what", mark("What happened")),
        ),
    ),
    Group(
        mark("What mediation is asked for"),
        (Line("demand.wish", mark("Claim")), Line("demand.amount", mark("Amount claimed"))),
    ),
    Group(mark("Way of mediation"), (Line("demand.method", mark("Chosen by the applicant"), is_ticked=True),)),
    Group(mark("Interpreting"), (Line("applicant.interpreter", mark("Language to be interpreted"), is_ticked=True),)),
    Group(
        mark("A safe way to reach the applicant: for the office only, not for the other party"),
        (
            Line("contact.channel", ""),
            Line("contact.address", ""),
            Line("contact.days", ""),
            Line("contact.starts", ""),
            Line("contact.ends", ""),
        ),
        is_apart=True,
    ),
)
CHOICES = {
    "demand.method": {
        "mediator": mark("A single mediator, appointed by the authority"),
        "committee": mark("A mediation committee"),
    }
}
"""What the law calls an answer that the questions put more simply."""
