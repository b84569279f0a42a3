"""Messages to the people of a class: written and kept at the desk, and sent from there as letters."""

from collections.abc import Mapping
from typing import Any, Literal

from api.services.resources import DeskResources
from api.services.rosters import Roster
from api.store import desk_book
from api.store.desk_book import Message
from api.store.enrolments import moment
from i18n.languages import SOURCE, Language
from i18n.messages import mark

To = Literal["confirmed", "waiting", "all"]
RECIPIENTS: Mapping[To, str] = {
    "confirmed": mark("Everybody who has a seat"),
    "waiting": mark("Everybody who waits"),
    "all": mark("Everybody on the list"),
}


def count(roster: Roster, to: str) -> int:
    """Return to how many entries a message would go."""
    return sum(1 for row in roster.rows if to in {row.state, "all"})


def words_for(words: Mapping[str, Any], language: Language) -> tuple[str, str]:
    """Return the subject and the text that a reader of `language` gets: their own, that of the fallback, or the source's."""
    wanted = (language.slug, language.fallback, SOURCE.slug)
    slug = next((slug for slug in wanted if words["text"].get(slug)), SOURCE.slug)
    return words["subject"].get(slug) or words["subject"][SOURCE.slug], words["text"].get(slug, "")


def keep(resources: DeskResources, officer: str, offer: str, words: dict[str, Any], press: str) -> int:
    """Keep a message, once for each `press` of `officer`; return its number. It is sent with the next letters."""
    message = Message(0, moment(resources.clock()), officer, offer, words)
    return resources.writer.write(lambda connection: desk_book.add_message(connection, message, f"{officer} {press}"))


def kept(resources: DeskResources, offer: str = "") -> list[Message]:
    """Return the messages to the people of `offer`, or all, newest first."""
    with resources.reader.begin() as connection:
        return desk_book.messages(connection, offer)
