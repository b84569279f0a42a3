"""Which processes are drawn, and what stands in each step."""

from dataclasses import dataclass, field

from markupsafe import Markup

from api.content.markup import Printer
from i18n.messages import mark, translate
from theme.diagrams import Step, flow

WITHIN = mark("within %(span)s")


@dataclass(frozen=True)
class Part:
    """One step of a process: marked words, and a marked note with the figures whose values go into it by name."""

    text: str
    note: str = ""
    figures: dict[str, str] = field(default_factory=dict)
    is_end: bool = False


def _within(text: str, figure: str) -> Part:
    return Part(text, WITHIN, {"span": figure})


PROCESSES: dict[str, tuple[str, tuple[Part, ...]]] = {
    "mediation": (
        mark("How mediation goes"),
        (
            Part(mark("You apply to the labour authority where you work. It is free.")),
            _within(mark("A mediator is named"), "mediator-named"),
            _within(mark("The mediation begins"), "mediator-starts"),
            _within(mark("The mediator proposes a settlement"), "mediator-proposal"),
            Part(mark("Both sign: it is a contract. If it is not kept, a court can enforce it."), is_end=True),
            Part(mark("No agreement: arbitration if both want it, or the court"), is_end=True),
        ),
    ),
    "accident": (
        mark("From the accident to the money"),
        (
            Part(mark("Get treated. Say that it happened at work.")),
            Part(
                mark("Tell the employer"),
                mark("after a grave accident the employer reports it within %(span)s"),
                {"span": "accident-report-within"},
            ),
            Part(mark("Take photographs. Write down who saw it.")),
            Part(
                mark("The insurance pays for days you cannot work"),
                mark("%(first)s of the insured wage for %(months)s, then %(later)s"),
                {
                    "first": "accident-pay-first-rate",
                    "months": "accident-pay-first-months",
                    "later": "accident-pay-later-rate",
                },
            ),
            _within(mark("Claim the insurance benefits"), "accident-claim-limit"),
            _within(mark("Claim the rest from the employer"), "accident-employer-limit"),
            Part(mark("The city's case manager helps with papers and the way back to work"), is_end=True),
        ),
    ),
    "complaint": (
        mark("What happens to your report"),
        (
            Part(mark("You report it with your name, a way to reach you, and the facts")),
            Part(mark("Your name is kept secret")),
            Part(mark("Labour inspectors look into it")),
            _within(mark("You get a written answer"), "complaint-reply-within"),
            Part(mark("The employer broke the law: a fine, and the name is published"), is_end=True),
            Part(mark("You still want your money: mediation or the court"), is_end=True),
        ),
    ),
}


def process(name: str, printer: Printer) -> tuple[str, list[Step]]:
    """Return title and steps of the process `name`, with the figures in force."""
    title, parts = PROCESSES[name]
    language = printer.language
    steps = [
        Step(
            translate(part.text, language),
            translate(part.note, language, **{key: printer.figure_text(value) for key, value in part.figures.items()})
            if part.note
            else "",
            part.is_end,
        )
        for part in parts
    ]
    return translate(title, language), steps


def drawn(name: str, printer: Printer) -> Markup:
    """Return the process `name` as a drawing."""
    title, steps = process(name, printer)
    return flow(steps, title)
