"""What a phone number is, and which ones a short message can be sent to."""

import re
import unicodedata

TAIWAN = "886"
_MOBILE = re.compile(rf"{TAIWAN}9\d{{8}}")


def is_phone(typed: str) -> bool:
    """Return whether `typed` can be a phone number: 7 to 15 digits of any script, with the signs that people put between them."""
    letters = unicodedata.normalize("NFKC", typed)
    others = {letter for letter in letters if not letter.isdecimal()} - set("+() .")
    digits = sum(letter.isdecimal() for letter in letters)
    return 7 <= digits <= 15 and all(unicodedata.category(letter) == "Pd" for letter in others)


def e164(typed: str) -> str | None:
    """Return the mobile number that `typed` means as the whole world dials it (E.164), or None if there is none in it.

    A number without a country is one of Taiwan, where only 09… takes messages. Digits of any script are read.
    """
    figures = "".join(str(unicodedata.decimal(letter)) for letter in typed if letter.isdecimal())
    is_abroad = unicodedata.normalize("NFKC", typed).strip().startswith("+") or figures.startswith("00")
    number = figures.removeprefix("00") if is_abroad else re.sub(r"^0(?=9)", TAIWAN, figures)
    # Many write +886 (0)912, with the zero that is dialled only at home.
    number = re.sub(rf"^{TAIWAN}0", TAIWAN, number)
    if number.startswith(TAIWAN):
        return f"+{number}" if _MOBILE.fullmatch(number) else None
    return f"+{number}" if is_abroad and 8 <= len(number) <= 15 else None
