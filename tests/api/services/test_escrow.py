"""The escrow's key opens complaints and what officers wrote in them, and takes the place of a desk's key that is lost."""

import shutil
from pathlib import Path

import nacl.encoding
import nacl.public
import pytest

from api.services import auditing, case_acts, casework, disproving, step_seals
from api.services.case_acts import Done, Referral
from api.services.desk_staff import Refused, add_staff, sign_in
from api.services.envelopes import Keys, open_packed, packed_words
from api.services.escrow import escrow_exposed, recover_desk_key
from api.services.sealing import seal
from api.services.secrets import desk_private_key, escrow_public_key
from api.services.signing import public_part
from api.store import case_steps
from tests.support import PASSWORD, Clock, code_of, make_member, open_service
from tests.worked import Bureau

NOTE = "Pabrik yang sama tahun lalu."
REPLY = "Kami sudah menelepon."


def _escrow(folder: Path) -> nacl.public.PrivateKey:
    return nacl.public.PrivateKey((folder / "escrow.key").read_bytes(), nacl.encoding.HexEncoder)


def _worked(bureau: Bureau) -> tuple[str, list[str]]:
    """File a case, answer it, refer it with a note; return its reference and what the desk reads."""
    lodged = bureau.lodge()
    bureau.answers(lodged, text=REPLY)
    referral = Referral("safety", "responsible", NOTE)
    done = case_acts.refer(bureau.desk, bureau.chief, lodged.reference, None, referral, bureau.press())
    assert done == Done("referred")
    return lodged.reference, _read(bureau, lodged.reference)


def _read(bureau: Bureau, reference: str) -> list[str]:
    opened = casework.open_case(bureau.desk, bureau.chief, reference, ())
    assert opened is not None
    return [opened.words["what"], *(each.text or each.note for each in opened.letters if each.step != "opened")]


def test_what_officers_write_opens_with_either_key_alone(tmp_path: Path, clock: Clock) -> None:
    """A reply and a note open with the desk's key and with the escrow's; a third key opens neither."""
    with open_service(tmp_path, clock) as stores:
        bureau = Bureau(*stores)
        reference, _ = _worked(bureau)
        with bureau.desk.reader.begin() as connection:
            rows = case_steps.steps(connection, reference)
        sealed = [row["sealed_to_desk"] for row in rows if row["sealed_to_desk"]]
        assert len(sealed) == 2
        for key in (bureau.desk.private_key, _escrow(tmp_path / "escrow")):
            told = [open_packed(each, key) for each in sealed]
            assert [each and (each["note"] or each["parts"][0]["text"]) for each in told] == [REPLY, NOTE]


def test_words_of_before_still_open_and_a_lost_key_says_so() -> None:
    """A box sealed to the desk alone, as all were before, opens with the desk's key; without it there is nothing."""
    desk, escrow = nacl.public.PrivateKey.generate(), nacl.public.PrivateKey.generate()
    before = seal({"note": NOTE}, desk.public_key)
    assert open_packed(before, desk) == {"note": NOTE}
    assert open_packed(before, escrow) is None
    assert open_packed(packed_words({"note": NOTE}, Keys(desk.public_key, escrow.public_key)), escrow) == {"note": NOTE}


def test_a_desk_without_its_key_goes_on_with_the_escrows(tmp_path: Path, clock: Clock) -> None:
    """After the recovery every text of an old case is read and a new one too; proof, audit and steps hold; a new escrow key is made.

    Second factors are not recovered: nobody signs in until they are added again.
    """
    member = make_member("lin")
    with open_service(tmp_path, clock) as stores:
        bureau = Bureau(*stores)
        reference, told = _worked(bureau)
        secret = add_staff(bureau.desk, member, PASSWORD)
    safe = shutil.move(tmp_path / "escrow" / "escrow.key", tmp_path / "from-the-safe")
    (tmp_path / "desk" / "desk.key").unlink()
    public, folders = tmp_path / "service" / "escrow.pub", [tmp_path / name for name in ("desk", "escrow", "service")]
    before = public.read_bytes()
    recover_desk_key(Path(safe), *folders)
    # As if the machine had fallen before its last step.
    public.write_bytes(before)
    recover_desk_key(Path(safe), *folders)
    fresh = _escrow(tmp_path / "escrow").public_key
    assert fresh == escrow_public_key(tmp_path / "service")
    assert fresh != desk_private_key(tmp_path / "desk").public_key
    with open_service(tmp_path, clock) as stores:
        again = Bureau(*stores)
        assert _read(again, reference) == told
        again.skip_presses(20)
        assert _worked(again)[1] == told
        assert isinstance(sign_in(again.desk, "lin", PASSWORD, code_of(again.desk, secret), ""), Refused)
        code = code_of(again.desk, add_staff(again.desk, member, PASSWORD))
        assert sign_in(again.desk, "lin", PASSWORD, code, "") == member
        with again.service.reader.begin() as connection, again.desk.reader.begin() as desk:
            rule = disproving.erased_by_rule(desk)
            assert disproving.broken(connection, public_part(again.service.signing_key), [], rule) == ([], 0)
            assert auditing.broken(desk, public_part(again.desk.signing_key)) == []
            assert list(step_seals.broken(desk)) == []


def test_nothing_is_changed_where_there_is_nothing_to_recover(tmp_path: Path, clock: Clock) -> None:
    """With the desk's key in place, with another installation's escrow key, and with a file that is no key: a sentence, no change."""
    with open_service(tmp_path / "one", clock), open_service(tmp_path / "two", clock):
        pass
    folder = tmp_path / "one"
    before = {path: path.read_bytes() for path in folder.rglob("*.key")} | {
        path: path.read_bytes() for path in folder.rglob("*.pub")
    }
    (tmp_path / "no-key").write_text("not a key")
    files = (folder / "escrow" / "escrow.key", tmp_path / "two" / "escrow" / "escrow.key", tmp_path / "no-key")
    for file, words in zip(files, ("still there", "not the escrow key", "holds no key"), strict=True):
        with pytest.raises(ValueError, match=words):
            recover_desk_key(file, folder / "desk", folder / "escrow", folder / "service")
    assert {path: path.read_bytes() for path in before} == before


def test_a_key_that_lies_about_is_named_until_it_is_taken_away(tmp_path: Path, clock: Clock) -> None:
    """While escrow.key lies where it was made a warning names it; moved away, nothing is said."""
    with open_service(tmp_path, clock):
        pass
    made = tmp_path / "escrow" / "escrow.key"
    assert str(made) in escrow_exposed(tmp_path / "escrow")
    made.unlink()
    assert escrow_exposed(tmp_path / "escrow") == ""
