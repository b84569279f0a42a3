"""What a Vietnamese syllable is that was typed for an input method that was not there: "ddooir" for "đổi"."""

import re

_TONE = re.compile(r"(?<=[aeiouyw])[sfrxj]|[sfrxj]$")
_DOUBLED = re.compile(r"([adeo])\1")


def untyped(word: str) -> str:
    """Return `word` without the letters that stand for marks in Telex: "luwowng" is "luong", "quaays" is "quay"."""
    return _DOUBLED.sub(r"\1", _TONE.sub("", word, count=1).replace("w", ""))
