"""How a text falls into the terms by which it is found: one analyser per language, for index, query and highlight alike."""

from i18n.text.analyse import Term, analyse
from i18n.text.fold import fold, searchable, without_marks

__all__ = ["Term", "analyse", "fold", "searchable", "without_marks"]
