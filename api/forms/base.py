"""What a form is: a pydantic model whose fields say how they are asked, read from HTML and from JSON alike."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic.fields import FieldInfo

from i18n.languages import Language
from i18n.messages import Message, mark, translate

# Letters that print nothing and turn others about: they never belong into a name or a number.
_HIDDEN = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), *range(0xE0000, 0xE0080), 0xFEFF, 0xAD]
)
BLANK = "\u115f\u1160\u3164\uffa0"
"""Letters of Hangul that print nothing: alone they are no name."""
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Mc", "Me"})
"""Sorts of letters that are nothing alone. Those that Python does not know yet are not among them: they may be new pictures."""
F = TypeVar("F", bound="Form")


class Form(BaseModel):
    """A form. Unknown fields are ignored, so that an old page still works with a new service."""

    # No cache of strings: it would keep what somebody wrote long after their request is answered.
    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True, cache_strings="none")


@dataclass(frozen=True)
class Ask:
    """How a field is asked: marked `label`, `hint` and `missing` (what to say when it is empty), and the HTML control."""

    label: str
    hint: str = ""
    missing: str = mark("Fill in this field.")
    wrong: str = mark("Check what you wrote here.")
    widget: str = "text"
    choices: Mapping[str, str] = field(default_factory=dict)
    autocomplete: str = "off"


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field; `field` is its dotted name, `code` the pydantic error type."""

    field: str
    code: str
    message: Message


@dataclass(frozen=True)
class FieldView:
    """One field, ready to be printed in a language."""

    name: str
    label: str
    hint: str
    widget: str
    value: str
    error: str
    required: bool
    maxlength: int | None
    choices: tuple[tuple[str, str], ...]
    autocomplete: str

    @property
    def anchor(self) -> str:
        """Return the id of the control, to which the error summary links."""
        return "f-" + self.name.replace(".", "-")


def one_line(text: object) -> object:
    """Return `text` in NFC without control, bidirectional and zero-width letters."""
    if not isinstance(text, str):
        return text
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = unicodedata.normalize("NFC", text).translate(_HIDDEN)
    return " ".join("".join(letter for letter in kept if letter >= " " and letter != "\x7f").split())


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN and letter not in BLANK and letter != "\u2800"


def free_text(text: object) -> object:
    """Return `text` in NFC with plain line ends and without NUL; nothing else is changed, for it may be evidence.

    A text in which nothing can be seen is empty.
    """
    if not isinstance(text, str):
        return text
    if not any(_is_seen(letter) for letter in text):
        return ""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


LINE = BeforeValidator(one_line)
TEXT = BeforeValidator(free_text)


def fields(form: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo, Ask]]:
    """Yield dotted name, declaration and question of every asked field of `form`, nested forms included."""
    for name, info in form.model_fields.items():
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from fields(inner, f"{prefix}{name}.")
        elif ask := next((item for item in info.metadata if isinstance(item, Ask)), None):
            yield prefix + name, info, ask


def nested(flat: Mapping[str, str]) -> dict[str, Any]:
    """Return the flat values of an HTML form ("contact.phone") as the nested body that JSON sends; empty ones are left out."""
    body: dict[str, Any] = {}
    for name, value in flat.items():
        *path, last = name.split(".")
        inner = body
        for step in path:
            # A name that is both a field and a part of others comes from no page of ours: the part wins.
            if not isinstance(inner.get(step), dict):
                inner[step] = {}
            inner = inner[step]
        if value.strip() and not isinstance(inner.get(last), dict):
            inner[last] = value
    return body


def _message(error: Mapping[str, Any], ask: Ask) -> Message:
    context = error.get("ctx", {})
    if isinstance(said := context.get("message"), Message):
        return said
    if error["type"] == "missing" or (error["type"] == "string_too_short" and not str(error["input"]).strip()):
        return Message(ask.missing)
    if error["type"] == "string_too_long":
        return Message(
            mark("Use at most %(most)s letters; you wrote %(wrote)s."),
            {"most": context["max_length"], "wrote": len(str(error["input"]))},
        )
    if error["type"] == "string_too_short":
        return Message(mark("Write a little more: at least %(least)s letters."), {"least": context["min_length"]})
    if error["type"] in {"literal_error", "enum"}:
        return Message(mark("Choose one of the answers."))
    return Message(ask.wrong)


def validate(form: type[F], body: object, **around: object) -> F | list[FieldError]:
    """Return the filled `form`, or what is wrong with each field, in the order of the fields.

    `around` is what a rule of the form has to know and nobody fills in.
    """
    try:
        return form.model_validate(body, context=around)
    except ValidationError as failed:
        asks = {name: ask for name, _, ask in fields(form)}
        errors = []
        for error in failed.errors(include_url=False):
            name = ".".join(str(step) for step in error["loc"])
            # What is wrong with a part as a whole is said at its first question.
            asked = next((each for each in asks if each == name or each.startswith(f"{name}.")), name)
            ask = asks.get(asked, Ask(""))
            message = _message(error, ask) if asked == name else Message(ask.missing)
            errors.append(FieldError(asked, error["type"], message))
        order = list(asks)
        return sorted(errors, key=lambda error: order.index(error.field) if error.field in asks else len(order))


def views(
    form: type[BaseModel],
    language: Language,
    values: Mapping[str, str] | None = None,
    errors: list[FieldError] | None = None,
    *,
    asked: Collection[str] | None = None,
    choices: Mapping[str, Mapping[str, str]] | None = None,
) -> list[FieldView]:
    """Return every asked field of `form` in `language`, with the `values` typed so far and their `errors`.

    `asked` leaves out the fields that are not in it; `choices` gives fields their answers as (key, text in `language`).
    """
    wrong = {error.field: error.message.in_(language) for error in errors or ()}
    return [
        FieldView(
            name=name,
            label=translate(ask.label, language),
            hint=translate(ask.hint, language) if ask.hint else "",
            widget=ask.widget,
            value=(values or {}).get(name, ""),
            error=wrong.get(name, ""),
            required=info.is_required(),
            maxlength=next((item.max_length for item in info.metadata if hasattr(item, "max_length")), None),
            choices=tuple((choices or {}).get(name, {}).items())
            or tuple((key, translate(text, language)) for key, text in ask.choices.items()),
            autocomplete=ask.autocomplete,
        )
        for name, info, ask in fields(form)
        if asked is None or name in asked
    ]
