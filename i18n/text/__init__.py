"""How a text falls into the terms by which it is found: one analyser per language, for index, query and highlight alike."""

from i18n.text.analyse import analyse
from i18n.text.fold import fold, searchable, without_marks
from i18n.text.terms import Signal, Term

__all__ = ["Signal", "Term", "analyse", "fold", "searchable", "without_marks"]
