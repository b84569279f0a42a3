"""What is said at each door before the first field: who reads it, what anonymity costs, and when an answer is due."""

from api.domain.intake import KINDS, UNITS, AnswerClock, DoorName, clock_of, unit_of
from api.forms.filing_parts import METHODS
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate

PURPOSES: dict[DoorName, str] = {
    "tip": mark("You only want the bureau to know. No answer is due."),
    "case": mark("You want help and an answer. With or without your name."),
    "mediation": mark("You want to settle with your employer at one table. Both sides are named."),
}

_SEALED = mark(
    "Your words are sealed at once. This website cannot open them, only the bureau's officers; a spare key lies in a safe."
)
_GUESS = mark(
    "Your employer is not told who wrote. When officers ask questions at the workplace, an employer may still guess."
)
_READ_BY = mark("It is read by: %(unit)s.")
_NAMES: dict[DoorName, tuple[str, ...]] = {
    "tip": (
        _SEALED,
        _GUESS,
        mark("No name is asked. Please note: the law lets an office leave a tip without a name aside, and nobody can ask you back."),
        mark("No answer is due. With your receipt you can see what became of it, and prove that you told us."),
    ),
    "case": (
        _SEALED,
        _GUESS,
        mark(
            "If another authority has to act, it gets what it needs, and you are told which. "
            "Your name goes along only if you agree, or where a law demands it."
        ),
        mark("You may leave out your name. Please note: then the law may let the office leave it aside, without a formal answer."),
        mark("Your name lies in an envelope of its own. Opening it needs a reason and two officers, and stays on record."),
    ),
    "mediation": (
        mark("Your employer gets your application, with your name: the law names both sides. Nobody can mediate without names."),
        mark("If you do not want to be named, file a confidential case instead."),
        mark("While the mediation runs, your employer may not dismiss you or treat you worse because of it."),
        mark("You can withdraw it here at any time with your receipt."),
    ),
}  # fmt: skip
_DUE = mark(
    "An answer is due within %(span)s. You come back with your receipt; nobody contacts you unless you ask for it."
)
_DUE_MEDIATION = mark(
    "The law gives one mediator about %(span)s from your application to a proposal, and a committee about %(longer)s."
)
_SPAN = mark("%(shorter)s to %(longer)s, depending on what it is about")


def span(clock: AnswerClock, language: Language) -> str:
    """Return how long the bureau has by `clock`, in words."""
    return (
        formats.unit(clock.months, "months", language) if clock.months else formats.unit(clock.days, "days", language)
    )


def promises(door: DoorName, language: Language) -> list[str]:
    """Return what is said at `door` before the first field."""
    return [*(translate(text, language) for text in _NAMES[door]), *_due(door, language)]


def promised_of_kind(door: DoorName, kind: str, language: Language) -> list[str]:
    """Return what is said once the `kind` is known: who reads it, and by when an answer is due."""
    read_by = translate(_READ_BY, language, unit=translate(UNITS[unit_of(kind, door)], language))
    if door != "case":
        return [read_by]
    clock = clock_of(kind, door)
    return [read_by, translate(_DUE, language, span=span(clock, language))]


def _due(door: DoorName, language: Language) -> list[str]:
    if door == "tip":
        return []
    if door == "mediation":
        single, committee = (span(clock_of("dispute", door, method=each), language) for each in METHODS)
        return [translate(_DUE_MEDIATION, language, span=single, longer=committee)]
    found = {clock_of(name, door) for name, each in KINDS.items() if door in each.doors}
    inner = sorted(found, key=lambda clock: (clock.months, clock.days))
    shorter, longer = span(inner[0], language), span(inner[-1], language)
    return [translate(_DUE, language, span=translate(_SPAN, language, shorter=shorter, longer=longer))]
