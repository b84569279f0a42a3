"""Which moves staff made by hand: published with their reasons, under pseudonyms."""

from api.domain.orders import ACTIONS, REASONS
from api.services.resources import Resources
from api.store import audit
from api.store.audit import Happened

PUBLISHED = tuple(name for name, action in ACTIONS.items() if action.published)


def published(resources: Resources) -> list[Happened]:
    """Return the published moves, newest first; the name of the officer stays at the desk."""
    with resources.reader.begin() as connection:
        rows = audit.moves(connection, PUBLISHED)
    return [row._replace(actor="") for row in rows if row.reason in REASONS]
