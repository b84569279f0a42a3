"""The reply to a complainant: sentences of the phrase book with what is filled into them, and the officer's own words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, NaiveDatetime, TypeAdapter, ValidationError

from api.domain.intake import UNITS
from api.domain.phrase_book import AUTHORITIES, PHRASES
from api.domain.phrases import SLOTS, Part, slots
from api.forms.base import TEXT, Ask, FieldError, FieldView, Form, nested, one_line, validate, views
from api.forms.typed import Count, Date, read_money
from i18n.languages import BY_SLUG, Language
from i18n.messages import Message, mark, translate

MOST_TEXT = 5000
MOST_AMOUNT = 100_000_000
STEPS: Mapping[str, str] = {
    "asked": mark("Ask something back: we wait for an answer"),
    "answered": mark("Answer: we go on working on it"),
    "result": mark("Answer with the result: this is the answer that the law asks for"),
}
NOTHING = mark("Choose a sentence or write something.")
FILL = mark("Fill this in, or do not choose the sentence.")
NO_ORIGINAL = mark("Write your own words above too: a machine's translation is only sent with the original beside it.")
_LANGUAGES = {language.slug: language.endonym for language in BY_SLUG.values()}


class Reply(Form):
    """What kind of reply it is, and what the officer writes in their own words."""

    step: Annotated[
        Literal[*STEPS],  # type: ignore[valid-type]
        Ask(
            mark("What kind of reply is it?"),
            missing=mark("Choose what kind of reply it is."),
            widget="radios",
            choices=STEPS,
        ),
    ]
    text: Annotated[
        str,
        Field(max_length=MOST_TEXT),
        TEXT,
        Ask(
            mark("In your own words (optional)"),
            mark("Short sentences. It is marked as written by an officer, in the language that you choose."),
            widget="textarea",
        ),
    ] = ""
    lang: Annotated[
        Literal[*_LANGUAGES],  # type: ignore[valid-type]
        Ask(mark("Your own words are written in"), widget="select", choices=_LANGUAGES),
    ]
    translated: Annotated[
        str,
        Field(max_length=MOST_TEXT),
        TEXT,
        Ask(
            mark("A machine's translation of your own words (optional)"),
            mark("Only what a machine made. The reader is told that it may be wrong, and sees your words beside it."),
            widget="textarea",
        ),
    ] = ""


_READ: Mapping[str, TypeAdapter[Any]] = {
    "date": TypeAdapter(Date),
    "moment": TypeAdapter(NaiveDatetime),
    "place": TypeAdapter(Annotated[str, Field(max_length=200)]),
    "phone": TypeAdapter(Annotated[str, Field(pattern=r"^[0-9+#*() -]{3,30}$")]),
    "amount": TypeAdapter(Annotated[int, BeforeValidator(read_money), Field(ge=1, le=MOST_AMOUNT)]),
    "days": TypeAdapter(Annotated[Count, Field(ge=1, le=999)]),
    "authority": TypeAdapter(Literal[*AUTHORITIES]),  # type: ignore[arg-type]
    "unit": TypeAdapter(Literal[*UNITS]),  # type: ignore[arg-type]
}
"""What may stand in a slot."""
_WIDGETS = {"date": "date", "moment": "datetime-local", "phone": "tel", "amount": "digits", "days": "digits"}
_CHOICES: Mapping[str, Mapping[str, str]] = {"authority": AUTHORITIES, "unit": UNITS}


def slot_name(key: str, slot: str) -> str:
    """Return the name of the control in which `slot` of the phrase `key` is filled in."""
    return f"slot.{key}.{slot}"


def slot_fields(
    language: Language, typed: Mapping[str, str], errors: Sequence[FieldError]
) -> dict[str, list[FieldView]]:
    """Return, for each phrase of the book, the questions for its slots."""
    wrong = {error.field: error.message.in_(language) for error in errors}

    def field(key: str, slot: str) -> FieldView:
        name = slot_name(key, slot)
        choices = tuple((value, translate(text, language)) for value, text in _CHOICES.get(slot, {}).items())
        return FieldView(
            name=name,
            label=translate(SLOTS[slot][0], language),
            hint="",
            widget="select" if choices else _WIDGETS.get(slot, "text"),
            value=typed.get(name, ""),
            error=wrong.get(name, ""),
            required=True,
            maxlength=200,
            choices=choices,
            autocomplete="off",
        )

    return {key: [field(key, slot) for slot in slots(phrase.text)] for key, phrase in PHRASES.items()}


def reply_fields(language: Language, typed: Mapping[str, str], errors: list[FieldError]) -> dict[str, FieldView]:
    """Return the questions of the reply besides the phrases, by name."""
    return {view.name: view for view in views(Reply, language, typed, errors)}


def _filled(key: str, typed: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """Yield each slot of the phrase `key` with its value, or with what is wrong with it."""
    for slot in slots(PHRASES[key].text):
        name = slot_name(key, slot)
        written = str(one_line(typed.get(name, "")))
        if not written:
            yield slot, FieldError(name, "missing", Message(FILL))
            continue
        try:
            yield slot, _READ[slot].dump_python(_READ[slot].validate_python(written), mode="json")
        except ValidationError:
            yield slot, FieldError(name, "wrong", Message(mark("Check what you wrote here.")))


def _own(reply: Reply, reader: str) -> list[Part]:
    """Return the officer's own words as a part; with a machine's translation, that part and they beside it."""
    if reply.translated:
        original = {"original": reply.text, "original_lang": reply.lang}
        return [{"label": "machine", "lang": reader, "text": reply.translated, **original}]
    return [{"label": "human", "lang": reply.lang, "text": reply.text}] if reply.text else []


def read_reply(
    chosen: Sequence[str], typed: Mapping[str, str], reader: str
) -> tuple[Reply, list[Part]] | list[FieldError]:
    """Return the reply and its parts, the `chosen` phrases in the order of the book, or what is wrong with each field.

    `reader` is the slug of the language in which the complainant reads.
    """
    wanted = [key for key in PHRASES if key in chosen]
    slotted = {key: dict(_filled(key, typed)) for key in wanted}
    errors = [value for values in slotted.values() for value in values.values() if isinstance(value, FieldError)]
    reply = validate(Reply, nested({name: value for name, value in typed.items() if "." not in name}))
    if isinstance(reply, list):
        return [*reply, *errors]
    if reply.translated and not reply.text:
        errors.append(FieldError("text", "missing", Message(NO_ORIGINAL)))
    if not wanted and not reply.text and not errors:
        errors.append(FieldError("text", "missing", Message(NOTHING)))
    parts: list[Part] = [{"label": "phrase", "key": key, "values": slotted[key]} for key in wanted]
    return errors or (reply, [*parts, *_own(reply, reader)])
