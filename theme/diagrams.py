"""How a process is drawn: one box a step from top to bottom, each with its words and how long it takes, as SVG."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, MARGIN, LINE, GAP, PAD = 360, 6, 20, 22, 12
_MOST = 42.0
"""Units of text in a line: a Chinese character is two, any other letter one, a mark above or below none."""


@dataclass(frozen=True)
class Step:
    """One step: its words, what is said beneath (how long it takes), and whether it is a way out rather than the next step."""

    text: str
    note: str = ""
    is_end: bool = False


def units(text: str) -> float:
    """Return how wide `text` is drawn, in units."""
    return sum(
        0.0 if unicodedata.category(letter) == "Mn" else 2.0 if unicodedata.east_asian_width(letter) in "WF" else 1.0
        for letter in text
    )


def lines(text: str) -> list[str]:
    """Return `text` broken into lines that fit: between characters in Chinese, else at spaces only."""
    is_wide = any(unicodedata.east_asian_width(letter) == "W" for letter in text)
    pieces = re.findall(r"[!-~]+ ?|.", text) if is_wide else [f"{word} " for word in text.split()]
    found = [""]
    for piece in pieces:
        # A line never begins with a mark that ends a clause.
        if found[-1] and units((found[-1] + piece).rstrip()) > _MOST and piece not in "，。；、）":
            found.append("")
        found[-1] += piece
    return [line.strip() for line in found]


def _box(step: Step, top: int) -> tuple[Markup, int]:
    words, notes = lines(step.text), lines(step.note) if step.note else []
    height = 2 * PAD + LINE * (len(words) + len(notes))
    rows = [(line, "d-t") for line in words] + [(line, "d-n") for line in notes]
    text = Markup("").join(
        Markup('<text x="{}" y="{}" class="{}">{}</text>').format(WIDTH // 2, top + PAD + LINE * place + 15, name, line)
        for place, (line, name) in enumerate(rows)
    )
    box = Markup(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="6" fill="none" stroke="currentColor" class="{}"/>'
    ).format(MARGIN, top, WIDTH - 2 * MARGIN, height, "d-e" if step.is_end else "d-b")
    return box + text, top + height


def flow(steps: Sequence[Step], title: str) -> Markup:
    """Return `steps` as one drawing called `title`; screen readers are given its words in order."""
    parts, bottom = [], 2
    for place, step in enumerate(steps):
        if place:
            parts.append(
                Markup('<path d="M{0} {1}v{2}m-5-6 5 6 5-6" fill="none" stroke="currentColor" class="d-a"/>').format(
                    WIDTH // 2, bottom, GAP - 3
                )
            )
            bottom += GAP
        box, bottom = _box(step, bottom)
        parts.append(box)
    words = ". ".join(f"{step.text} {step.note}".strip().rstrip("。.") for step in steps)
    return Markup(
        '<svg class="diagram" viewBox="0 0 {} {}" font-size="15" text-anchor="middle" role="img" aria-label="{}">{}</svg>'
    ).format(WIDTH, bottom + 2, f"{title}: {words}.", Markup("").join(parts))
