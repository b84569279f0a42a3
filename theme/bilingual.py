"""What stands on a paper in two languages: in Chinese, and in the reader's own."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from i18n import formats
from i18n.languages import SOURCE, Language
from i18n.messages import translate


class Both(NamedTuple):
    """One thing said in the source language and in the reader's own; `own` is empty where it is the same."""

    source: str
    own: str


def same(source: str, own: str) -> Both:
    """Return one thing said twice, or once where both are equal."""
    return Both(source, own if own != source else "")


class Tongues(NamedTuple):
    """The source language and the reader's own."""

    own: Language

    def by(self, write: Callable[[Language], str]) -> Both:
        """Return what `write` makes in each of the two."""
        return same(write(SOURCE), write(self.own))

    def says(self, text: str) -> Both:
        """Return the marked message `text`."""
        return self.by(lambda each: translate(text, each))

    def listed(self, items: Sequence[Both]) -> Both:
        """Return a list of things."""
        first = formats.listing([each.source for each in items], SOURCE)
        return same(first, formats.listing([each.own or each.source for each in items], self.own))
