"""Opening the envelope with a complainant's name: asked for with a reason, agreed to by a second officer, noted each time."""

from collections.abc import Mapping

from api.domain.cases import Detail
from api.domain.names import NAME_REASONS, access, waiting
from api.domain.staffing import Member
from api.services.case_acts import Act, Done, NoSuchCase, Refused, Result, found, perform
from api.services.case_records import Record
from api.services.envelopes import Envelope, open_words
from api.services.resources import DeskResources
from api.store import cases as store
from api.store.types import RowMapping


def _envelope(resources: DeskResources, number: int) -> RowMapping | None:
    with resources.service_reader.begin() as connection:
        return next((row for row in reversed(store.parts(connection, number, "name")) if row["sealed"]), None)


def ask_name(resources: DeskResources, member: Member, reference: str, reason: str, press: str) -> Result:
    """Ask a second officer to have the name opened."""

    def decide(case: Record) -> Act | Refused:
        if reason not in NAME_REASONS:
            return Refused("reason")
        if _envelope(resources, case.row["id"]) is None:
            return Refused("no-name")
        if access(case.history, member.username).state == "asked":
            return Refused("asked-already")
        return Act("name-asked", Detail(reason))

    return perform(resources, member, reference, None, press, decide)


def _decided(
    resources: DeskResources, member: Member, reference: str, asker: str, press: str, *, is_granted: bool
) -> Result:
    if not member.may("second"):
        return Refused("not-second")

    def decide(case: Record) -> Act | Refused:
        asked = [each for each in waiting(case.history) if each.asker == asker]
        if not asked:
            return Refused("not-asked")
        if asker == member.username:
            return Refused("same-officer")
        detail = Detail(asked[0].reason, whom=asker)
        return Act("name-granted" if is_granted else "name-refused", detail, told=f"asked by {asker}")

    return perform(resources, member, reference, None, press, decide)


def grant_name(resources: DeskResources, member: Member, reference: str, asker: str, press: str) -> Result:
    """Agree, as the second officer, that `asker` opens the name within the next day."""
    return _decided(resources, member, reference, asker, press, is_granted=True)


def refuse_name(resources: DeskResources, member: Member, reference: str, asker: str, press: str) -> Result:
    """Refuse, as the second officer, that `asker` opens the name."""
    return _decided(resources, member, reference, asker, press, is_granted=False)


def open_name(resources: DeskResources, member: Member, reference: str) -> Mapping[str, str] | NoSuchCase | Refused:
    """Return what lies in the envelope with the name, to whom a second officer agreed, for a day; each opening is noted."""
    case = found(resources, member, reference)
    if case is None:
        return NoSuchCase()

    def decide(case: Record) -> Act | Refused:
        asked = access(case.history, member.username)
        if not asked.is_open(member.username, resources.clock()):
            return Refused("not-granted")
        return Act("name-opened", Detail(asked.reason, whom=asked.second))

    row = _envelope(resources, case.row["id"])
    if row is None:
        return Refused("no-name")
    result = perform(resources, member, reference, None, "", decide)
    if not isinstance(result, Done):
        return result if isinstance(result, NoSuchCase | Refused) else Refused("not-granted")
    told = open_words(Envelope(row["sealed"], row["key_desk"], row["key_escrow"]), resources.private_key)
    return {name: str(value) for name, value in told.items()}
