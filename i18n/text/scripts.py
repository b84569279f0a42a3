"""Which letters are written without spaces between words: ideographs and Thai, as they stand in a class of letters."""

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
THAI = "\u0e01-\u0e4e"
"""Thai letters with their marks, without its digits."""
WORD = rf"[^\W_{HAN}{THAI}](?:[\u0300-\u036f]|[^\W_{HAN}{THAI}])*"
"""A word of any other script, with the marks on its letters (a pattern)."""
