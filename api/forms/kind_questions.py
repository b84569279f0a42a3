"""What is asked about each kind of complaint besides its category: few questions, all with answers to choose from, none a must."""

from collections.abc import Mapping

from api.forms.base import Ask
from i18n.messages import mark

_YES_NO = {"yes": mark("Yes"), "no": mark("No"), "unknown": mark("I do not know")}
_STILL = Ask(mark("Do you still work there? (optional)"), widget="radios", choices=_YES_NO)

QUESTIONS: Mapping[str, Mapping[str, Ask]] = {
    "dispute": {
        "still": _STILL,
        "papers": Ask(
            mark("Do you have pay slips, a contract or a record of your hours? (optional)"),
            widget="radios",
            choices=_YES_NO,
        ),
    },
    "discrimination": {
        "still": _STILL,
        "told": Ask(mark("Have you told the employer? (optional)"), widget="radios", choices=_YES_NO),
        "chief": Ask(
            mark("Is that person the employer, or somebody who gives you orders? (optional)"),
            widget="radios",
            choices=_YES_NO,
        ),
    },
    "job-fraud": {
        "where": Ask(
            mark("Where did you find the offer? (optional)"),
            widget="radios",
            choices={
                "social": mark("LINE, Facebook, TikTok or the like"),
                "site": mark("A website for jobs"),
                "agency": mark("A broker or an agency"),
                "person": mark("Somebody I know"),
                "street": mark("A paper or a notice"),
            },
        ),
        "paid": Ask(mark("Did you pay money? (optional)"), widget="radios", choices=_YES_NO),
    },
    "migrant": {
        "job": Ask(
            mark("What is your work? (optional)"),
            widget="radios",
            choices={
                "care-home": mark("Care or housework in a household"),
                "factory": mark("Factory"),
                "building": mark("Building site"),
                "fishing": mark("Fishing"),
                "institution": mark("Care in an institution"),
                "farm": mark("Farm"),
                "other": mark("Other work"),
            },
        ),
        "lives": Ask(mark("Do you live where you work? (optional)"), widget="radios", choices=_YES_NO),
        "passport": Ask(
            mark("Who has your passport? (optional)"),
            widget="radios",
            choices={
                "me": mark("I have it"),
                "employer": mark("The employer"),
                "agency": mark("A broker or an agency"),
                "other": mark("Somebody else"),
                "unknown": mark("I do not know"),
            },
        ),
    },
    "agency": {
        "where": Ask(
            mark("Where is the agency? (optional)"),
            widget="radios",
            choices={"here": mark("In Taiwan"), "home": mark("In my country"), "both": mark("In both")},
        ),
        "signed": Ask(mark("Were you made to sign that you owe money? (optional)"), widget="radios", choices=_YES_NO),
    },
    "safety": {
        "now": Ask(mark("Is the danger still there? (optional)"), widget="radios", choices=_YES_NO),
        "hurt": Ask(mark("Has somebody been hurt? (optional)"), widget="radios", choices=_YES_NO),
    },
}
