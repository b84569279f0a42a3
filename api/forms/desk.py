"""The forms of the desk: staff sign in, and answer a case."""

from typing import Annotated

from pydantic import Field

from api.forms.base import LINE, TEXT, Ask, Form
from i18n.messages import mark


class SignIn(Form):
    """A member of staff signs in."""

    username: Annotated[
        str,
        Field(min_length=1, max_length=60),
        LINE,
        Ask(mark("User name"), missing=mark("Write your user name."), autocomplete="username"),
    ]
    password: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            mark("Password"),
            missing=mark("Write your password."),
            widget="password",
            autocomplete="current-password",
        ),
    ]


class Answer(Form):
    """An answer to a complainant."""

    text: Annotated[
        str,
        Field(min_length=1, max_length=5000),
        TEXT,
        Ask(
            mark("Your answer"),
            mark("Write in the language of the complainant. It is sealed so that only the receipt opens it."),
            missing=mark("Write an answer."),
            widget="textarea",
        ),
    ]
