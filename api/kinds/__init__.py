"""Which kinds of content exist: one row here, one module, one template and one folder each."""

from api.kinds.activity import ACTIVITY
from api.kinds.base import Facts, Kind, Occurrence, Section
from api.kinds.course import COURSE
from api.kinds.exhibition import EXHIBITION
from api.kinds.fair import FAIR
from api.kinds.guide import GUIDE
from api.kinds.page import PAGE
from api.kinds.place import PLACE
from api.kinds.stop import STOP
from api.kinds.table import TABLE
from api.kinds.vacancy import VACANCY

KINDS: tuple[Kind, ...] = (GUIDE, COURSE, ACTIVITY, FAIR, STOP, VACANCY, EXHIBITION, PLACE, TABLE, PAGE)
BY_FOLDER = {kind.folder: kind for kind in KINDS}
BY_NAME = {kind.name: kind for kind in KINDS}

__all__ = ["BY_FOLDER", "BY_NAME", "KINDS", "Facts", "Kind", "Occurrence", "Section"]
