"""The published recipe of the proof: trees of any size, chains that cannot be mended, and the script that anybody can run."""

import copy
import hashlib
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nacl.signing
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain import proof

KEY = nacl.signing.SigningKey(b"k" * 32)
PUBLIC = bytes(KEY.verify_key).hex()
SALT = proof.salt("12345678901234567890123456")
FILED = {"what": "鎖住護照 – giữ hộ chiếu", "kind": "migrant"}


def _sign(statement: str) -> str:
    return KEY.sign(statement.encode()).signature.hex()


def _record(number: int, day: str = "2026-11-20") -> str:
    said: dict[str, Any] = dict.fromkeys(("door", "kind", "category", "lang", "due_on", "receipt", "row"), "x")
    said |= {
        "v": 1,
        "reference": f"2026-{number:06}",
        "number": 0,
        "step": "lodged",
        "at": f"{day}T10:00:00",
        "day": day,
    }
    return proof.canonical(said | {"seals": [], "keys": [], "digest": proof.digest(SALT, FILED)})


def _days(*counts: int) -> tuple[dict[str, Any], list[list[str]]]:
    """Return signed days from 20 November 2026 on with so many records each, and those records."""
    rows: list[dict[str, Any]] = []
    records = []
    for number, count in enumerate(counts):
        day = f"2026-11-{20 + number}"
        records.append([_record(100 * number + each, day) for each in range(count)])
        row = {"day": day, "count": count, "root": proof.root([proof.leaf(one) for one in records[-1]])}
        row |= {"audit": "a" * 64, "previous": rows[-1]["head"] if rows else proof.START}
        row["head"] = proof.head(row)
        rows.append(row | {"signature": _sign(proof.stated("day", head=row["head"]))})
    return {"format": 1, "key": PUBLIC, "days": rows}, records


def _note(published: dict[str, Any], records: list[str], day: int, index: int) -> dict[str, Any]:
    leaves = [proof.leaf(one) for one in records]
    filing = {
        "record": records[index],
        "signature": _sign(proof.receipt_statement(records[index])),
        "day": published["days"][day],
        "index": index,
        "path": proof.path(leaves, index),
    }
    return {"format": 1, "key": PUBLIC, "filings": [filing], "opened": []}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_the_tree_is_that_of_the_standard() -> None:
    """The root of no, one, two and three leaves is worked out by hand as RFC 9162 says."""
    one, two, three = (_hash(b"\0" + name) for name in (b"a", b"b", b"c"))
    pair = _hash(b"\1" + bytes.fromhex(one) + bytes.fromhex(two))
    assert [proof.leaf("a"), proof.leaf("b")] == [one, two]
    assert proof.root([]) == _hash(b"")
    assert proof.root([one]) == one
    assert proof.root([one, two]) == pair
    assert proof.root([one, two, three]) == _hash(b"\1" + bytes.fromhex(pair) + bytes.fromhex(three))


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 33])
def test_every_leaf_has_one_way_to_the_root_and_no_other(count: int) -> None:
    """Each leaf leads to the root from its place; from another place, with a hash less, more or another, or as another leaf, none."""
    leaves = [proof.leaf(str(number)) for number in range(count)]
    top = proof.root(leaves)
    for index, below in enumerate(leaves):
        path = proof.path(leaves, index)
        assert proof.climbed(below, index, count, path) == top
        wrong = [[*path, leaves[0]], path[:-1]] if path else [[leaves[0]]]
        wrong += [[*path[:place], "0" * 64, *path[place + 1 :]] for place in range(len(path))]
        assert top not in [proof.climbed(below, index, count, each) for each in wrong]
        assert top not in [proof.climbed(below, other, count, path) for other in range(-1, count + 2) if other != index]
        assert proof.climbed(proof.leaf("another"), index, count, path) != top


@given(st.integers(1, 300), st.data())
def test_paths_of_trees_of_any_size(count: int, data: st.DataObject) -> None:
    """Of up to 300 leaves any one leads to the root."""
    leaves = [proof.leaf(str(number)) for number in range(count)]
    index = data.draw(st.integers(0, count - 1))
    assert proof.climbed(leaves[index], index, count, proof.path(leaves, index)) == proof.root(leaves)


def test_what_was_filed_is_shown_by_who_has_the_salt_only() -> None:
    """The digest follows from salt and words; other words, or another receipt, give another; it is no bare hash of the words."""
    said = proof.digest(SALT, FILED)
    assert said == proof.digest(proof.salt("12345678901234567890123456"), dict(reversed(FILED.items())))
    assert said != proof.digest(SALT, FILED | {"kind": "agency"})
    assert said != proof.digest(proof.salt("02345678901234567890123456"), FILED)
    assert said != _hash(proof.canonical(FILED).encode())


def test_whole_days_and_notes_are_not_accused() -> None:
    """Three days with 3, 0 and 5 records, a note for each record, and copies of one and two days: nothing is broken."""
    published, records = _days(3, 0, 5)
    notes = [_note(published, records[day], day, index) for day in (0, 2) for index in range(len(records[day]))]
    notes[0]["opened"] = [{"salt": SALT, "filed": FILED}]
    copies = [published | {"days": published["days"][:length]} for length in (0, 1, 2, 3)]
    assert proof.verify(published, notes, copies) == []
    waiting = copy.deepcopy(notes[0])
    waiting["filings"][0] |= {"day": None, "path": []}
    assert proof.verify(published, [waiting]) == []


@pytest.mark.parametrize("field", ["day", "count", "root", "audit", "previous", "head", "signature"])
def test_every_field_of_a_day_is_held_by_its_signature(field: str) -> None:
    """Each field of each of three days changed alone is found, also with the head worked out anew."""
    for number in range(3):
        for mend in (False, True):
            published, _ = _days(3, 1, 5)
            row = published["days"][number]
            text = str(row[field])
            row[field] = row[field] + 1 if field == "count" else text[:-1] + ("1" if text[-1] != "1" else "2")
            if mend:
                row["head"] = proof.head(row)
            if (mend, field) != (True, "head"):
                assert proof.verify(published), (field, number, mend)


def test_days_that_are_missing_twice_or_out_of_order_are_found() -> None:
    """A day taken out of the middle or the beginning, one said twice, two exchanged: found. One cut off the end: beside a copy."""
    published, _ = _days(3, 1, 5)
    rows = published["days"]
    for days in (rows[1:], [rows[0], rows[2]], [rows[0], *rows], [rows[1], rows[0], rows[2]]):
        assert proof.verify(published | {"days": days})
    assert proof.verify(published | {"days": rows[:2]}) == []
    assert proof.verify(published | {"days": rows[:2]}, (), [published]) == ["2026-11-22: not what your copy says."]


def test_a_past_written_anew_by_the_holder_of_the_key_shows_beside_copy_and_note() -> None:
    """The same key signs three days with a record less on the first: alone it is whole, beside a copy or a note it is not."""
    published, records = _days(3, 1, 5)
    other, _ = _days(2, 1, 5)
    assert proof.verify(other) == []
    assert len(proof.verify(other, (), [published])) == 3
    assert proof.verify(other, [_note(published, records[0], 0, 2)])


def _chained(*rows: dict[str, Any]) -> dict[str, Any]:
    """Return `rows` chained and signed as they are: what the holder of the key could publish."""
    days: list[dict[str, Any]] = []
    for row in rows:
        linked = row | {"audit": "a" * 64, "previous": days[-1]["head"] if days else proof.START}
        linked["head"] = proof.head(linked)
        days.append(linked | {"signature": _sign(proof.stated("day", head=linked["head"]))})
    return {"format": 1, "key": PUBLIC, "days": days}


def test_the_holder_of_the_key_cannot_sign_everything() -> None:
    """A day left out, a day said twice, no records with a root, records without one: found although each is chained and signed."""
    first, second, third = ({"day": f"2026-11-2{number}", "count": 0, "root": proof.EMPTY} for number in range(3))
    assert proof.verify(_chained(first, second, third)) == []
    for rows in (
        (first, third),
        (first, first),
        (second, first),
        (first, second | {"root": "0" * 64}),
        (first, second | {"count": 3}),
    ):
        assert len(proof.verify(_chained(*rows))) == 1, rows


def test_a_record_that_is_counted_on_another_day_than_it_says_is_found() -> None:
    """The record says 20 November and lies under the signed root of 21 November: its day is missing it."""
    record = _record(1, "2026-11-20")
    days = [{"day": f"2026-11-2{day}", "count": day, "root": [proof.EMPTY, proof.leaf(record)][day]} for day in (0, 1)]
    published = _chained(*days)
    assert proof.verify(published, [_note(published, [record], 1, 0)]) == [
        "2026-000001, number 0: 2026-11-21 is not published as in your note."
    ]


def test_another_key_shows_beside_an_empty_copy() -> None:
    """A copy from before the first day was over holds the key alone; days that another key signed are told."""
    published, _ = _days(1)
    assert proof.verify(published, (), [{"format": 1, "key": "0" * 64, "days": []}]) == [
        "Your note or your copy was signed with another key."
    ]


def test_what_a_note_says_is_held_by_the_receipt() -> None:
    """Another record, another place, another day, another key, words that were not filed: each is found."""
    published, records = _days(3, 1, 5)
    changes: list[dict[str, Any]] = [
        {"record": records[0][0]},
        {"record": records[0][1].replace("10:00", "11:00")},
        {"index": 0},
        {"day": published["days"][1]},
        {"path": []},
        {"signature": "0" * 128},
    ]
    for change in changes:
        note = _note(published, records[0], 0, 1)
        note["filings"][0] |= change
        assert proof.verify(published, [note]), change
    note = _note(published, records[0], 0, 1)
    assert proof.verify(published, [note | {"key": "0" * 64}])
    opened = [{"salt": SALT, "filed": "something else"}]
    assert proof.verify(published, [note | {"opened": opened}]) == [
        "What is shown here was not filed: no record has its digest."
    ]


@pytest.mark.parametrize(
    "document",
    [
        None, [], 5, {}, {"format": 1}, {"format": True, "key": PUBLIC, "days": []}, {"format": 1, "key": PUBLIC, "days": [5]},
        {"format": 1, "key": PUBLIC + "\n", "days": []}, {"format": 1, "key": PUBLIC, "days": [], "more": 1},
        {"format": 1, "key": PUBLIC, "filings": [{}], "opened": []}, {"format": 1, "key": PUBLIC, "filings": [], "opened": [[]]},
    ],
)  # fmt: skip
def test_what_is_written_otherwise_is_refused_in_a_sentence(document: Any) -> None:
    """Eleven things that are no document are refused as days, as a copy and as a note, without an error of the program."""
    published, _ = _days(1)
    for found in (proof.verify(document), proof.verify(published, (), [document]), proof.verify(published, [document])):
        assert found == ["Not written as the recipe says: a field is missing, unknown, or holds what it must not."]


def test_a_note_without_a_filing_shows_nothing(bare: Path) -> None:
    """A note whose list of filings is empty is no proof: BROKEN and exit 1."""
    note = {"format": 1, "key": PUBLIC, "filings": [], "opened": []}
    (bare / "empty.json").write_text(json.dumps(note), encoding="utf-8")
    done = _run(bare, "filings.json", "empty.json")
    assert (done.returncode, done.stdout) == (1, "BROKEN: Your note shows nothing: no filing is in it.\n")


def test_hostile_numbers_end_quickly_and_in_a_sentence() -> None:
    """A day of 2^100,000 records, a note that sits in place 10^400, and the 31st of February: a sentence, not an error."""
    published, records = _days(3)
    for day in ({"count": 1 << 100_000}, {"day": "2026-02-31"}):
        note = _note(published, records[0], 0, 1)
        note["filings"][0]["day"] = published["days"][0] | day
        assert proof.verify(published, [note])
    note = _note(published, records[0], 0, 1)
    note["filings"][0]["index"] = 10**400
    assert proof.verify(published, [note])


def _run(folder: Path, *files: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-I", "-S", "proof.py", *files], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a folder that holds nothing but the recipe, days, a note and an older copy."""
    shutil.copy(str(proof.__file__), tmp_path / "proof.py")
    published, records = _days(3, 0, 5)
    note = _note(published, records[2], 2, 4) | {"opened": [{"salt": SALT, "filed": FILED}]}
    older = published | {"days": published["days"][:1]}
    for name, document in (("filings", published), ("note", note), ("older", older)):
        (tmp_path / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    return tmp_path


def test_anybody_can_run_it_alone_in_an_empty_folder(bare: Path) -> None:
    """With Python alone (no package) it says what is OK and what NOT checked, names the record, and gives the lines for the signatures."""
    done = _run(bare, "filings.json", "note.json", "older.json")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "records OK, signatures NOT checked: days: 3, records: 8: nothing is broken."
    where = "2026-000204, number 0 (lodged), 2026-11-22T10:00:00: among the 5 of 2026-11-22."
    assert lines[1] == f"records OK, signatures NOT checked: {where}"
    assert lines[2] == "records OK, signatures NOT checked: what is shown here was filed."
    assert lines[3].startswith("The signatures are not checked")
    assert done.stdout.count("openssl pkeyutl -verify") == 2


def test_what_openssl_says_of_the_printed_lines(bare: Path) -> None:
    """The printed lines pasted into a shell: OpenSSL finds both signatures right, and a changed one wrong."""
    assert shutil.which("openssl"), "install openssl"
    lines = _run(bare, "filings.json", "note.json").stdout.split("OpenSSL checks them")[1].splitlines()[1:]
    done = subprocess.run(["sh", "-e"], input="\n".join(lines), cwd=bare, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split("\n")[:2]) == (0, ["Signature Verified Successfully"] * 2)
    forged = proof.openssl(PUBLIC, proof.stated("day", head="0" * 64), "01" * 64)
    done = subprocess.run(["sh", "-e"], input=forged, cwd=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 1


def test_the_script_says_what_is_broken(bare: Path) -> None:
    """Files in the wrong order, a missing one, the recipe itself, or none at all: BROKEN and exit 1, never an error of Python."""
    for files in (["older.json", "filings.json"], ["nothing.json"], ["proof.py"], ["note.json"], []):
        done = _run(bare, *files)
        assert (done.returncode, done.stdout.startswith("BROKEN: "), done.stderr) == (1, True, ""), files


def test_no_exchanged_letter_passes_unseen(bare: Path) -> None:
    """300 times one letter of the days or of the note is exchanged: it is found, unless both mean the same."""
    drawn = random.Random(7)
    texts = {name: (bare / f"{name}.json").read_text(encoding="utf-8") for name in ("filings", "note")}
    for _ in range(300):
        name = drawn.choice(["filings", "note"])
        place = drawn.randrange(len(texts[name]))
        changed = texts[name][:place] + drawn.choice('0123456789abcdef"{}[],: ') + texts[name][place + 1 :]
        try:
            documents = {each: json.loads(changed if each == name else texts[each]) for each in texts}
        except ValueError:
            continue
        if documents[name] != json.loads(texts[name]):
            assert proof.verify(documents["filings"], [documents["note"]]), (name, place, changed[place])
