"""Which occupations a vacancy, an opening of a fair or a resume can name, and to which sector each belongs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate

SECTORS: Mapping[str, str] = {
    "manufacturing": mark("Manufacturing"),
    "construction": mark("Construction"),
    "care": mark("Care"),
    "food": mark("Food and drink"),
    "retail": mark("Shops"),
    "logistics": mark("Transport and storage"),
    "services": mark("Services"),
    "office": mark("Office work"),
}


@dataclass(frozen=True)
class Occupation:
    """One occupation: its marked name, and a key of SECTORS."""

    name: str
    sector: str


OCCUPATIONS: Mapping[str, Occupation] = {
    "welder": Occupation(mark("Welder"), "manufacturing"),
    "machine-operator": Occupation(mark("Machine operator"), "manufacturing"),
    "cnc-operator": Occupation(mark("CNC machine operator"), "manufacturing"),
    "assembler": Occupation(mark("Assembly worker"), "manufacturing"),
    "quality-inspector": Occupation(mark("Quality inspector"), "manufacturing"),
    "packer": Occupation(mark("Packer"), "manufacturing"),
    "sewing-operator": Occupation(mark("Sewing operator"), "manufacturing"),
    "construction-worker": Occupation(mark("Construction worker"), "construction"),
    "formworker": Occupation(mark("Formwork carpenter"), "construction"),
    "electrician": Occupation(mark("Electrician"), "construction"),
    "plumber": Occupation(mark("Plumber"), "construction"),
    "care-worker": Occupation(mark("Care worker in an institution"), "care"),
    "home-care-worker": Occupation(mark("Home care worker"), "care"),
    "childcare-worker": Occupation(mark("Childcare worker"), "care"),
    "cook": Occupation(mark("Cook"), "food"),
    "kitchen-hand": Occupation(mark("Kitchen hand"), "food"),
    "baker": Occupation(mark("Baker"), "food"),
    "waiter": Occupation(mark("Waiter or waitress"), "food"),
    "shop-assistant": Occupation(mark("Shop assistant"), "retail"),
    "cashier": Occupation(mark("Cashier"), "retail"),
    "driver": Occupation(mark("Driver"), "logistics"),
    "forklift-driver": Occupation(mark("Forklift driver"), "logistics"),
    "warehouse-worker": Occupation(mark("Warehouse worker"), "logistics"),
    "cleaner": Occupation(mark("Cleaner"), "services"),
    "room-attendant": Occupation(mark("Hotel room attendant"), "services"),
    "security-guard": Occupation(mark("Security guard"), "services"),
    "clerk": Occupation(mark("Office clerk"), "office"),
    "interpreter": Occupation(mark("Interpreter"), "office"),
    "customer-service": Occupation(mark("Customer service worker"), "office"),
}
"""Each occupation by its key; a fair's or a vacancy's facts name the key."""

NAMES: Mapping[str, str] = {key: each.name for key, each in OCCUPATIONS.items()}
"""The marked names alone, as a form offers them."""


def wage_words(wage: Literal["unknown"] | tuple[int, int], per: str, language: Language) -> str:
    """Return what work is paid, in words; a wage that nobody has told is to be asked for."""
    if wage == "unknown":
        return translate(mark("Ask the firm about the wage"), language)
    return formats.wage(*wage, per, language)


def known(key: str) -> str:
    """Return the occupation `key`, or say which there are."""
    if key not in OCCUPATIONS:
        raise ValueError(f"no occupation is called {key!r}; api/domain/occupations.py declares them")
    return key
