"""What a build answers beforehand, read once; a build without answers, or with damaged ones, gives none."""

import logging
from functools import lru_cache
from pathlib import Path

from api.search.answers import NAME, Answers, Sheet
from api.services.published import Snapshot

log = logging.getLogger(__name__)


@lru_cache(maxsize=4)
def _read(path: Path) -> Answers:
    try:
        return Answers.read(path)
    except (OSError, ValueError) as error:
        log.error("answers unusable: %s", type(error).__name__)
        return Answers(Sheet({}, {}, {}, {}))


def answers(current: Snapshot) -> Answers:
    """Return the answers of the build `current`."""
    return _read(current.folder / NAME)
