"""A file that comes with a later letter: cleaned and sealed at once."""

from api.domain.files import MOST_FILES_OF_CASE, Reason
from api.services.cleaning import Refused, clean
from api.services.complaining import keys_of, part
from api.services.envelopes import enclose_file
from api.services.resources import Resources
from api.store.cases import Part

__all__ = ["Refused", "attached"]


def attached(resources: Resources, content: bytes, kept: int) -> Part | Refused:
    """Return the file as it is kept, or why it is not taken; the case has `kept` files already."""
    if kept >= MOST_FILES_OF_CASE:
        return Refused(Reason.TOO_MANY_IN_ALL)
    cleaned = clean(content)
    if isinstance(cleaned, Refused):
        return cleaned
    return part("file", enclose_file(cleaned.content, keys_of(resources)), cleaned.extension)
