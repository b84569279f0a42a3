"""The proof: what was filed stays filed, and anybody can work it out again from what is published every day.

This file is the whole recipe and needs only Python (3.10). `python3 proof.py filings.json note.json older.json ...` works out
again what is published, finds in it what you filed (`note.json`, which your receipt gets you), compares older copies of
`filings.json`, and tells what is broken. The names of the files do not matter; the published days come first.

Why nobody, and nobody inside, can remove or alter a complaint unseen:
1. All that a complainant files (the complaint is number 0, then each letter, a withdrawal, too) becomes one record. It holds no
   name and no word: `digest` is what was filed, under a key that only the receipt gives; `seals` and `keys` are hashes of the
   sealed envelopes and of their sealed keys; `row` is the hash of all else that is kept. Its leaf is signed at once, on the receipt.
2. When the day is over, its number of records, the root over their leaves (RFC 9162) and the head of the service's list of moves
   are chained to the day before and signed. Days on which nobody files are in the chain, too.
3. Who holds a receipt can show that the record is under the root; who kept a copy, that the past was not written anew.
What no recipe can show: that a letter was read, or that somebody was let file at all. A history made anew as a whole, with a new
key, shows only beside a copy or a receipt, so keep them.

The documents; times are Taipei's, hashes, keys and signatures hexadecimal:
    filings.json: {format: 1, key, days: [{day, count, root, audit, previous, head, signature}, ...]}
    note.json: {format: 1, key, filings: [{record, signature, day, index, path}, ...], opened: [{salt, filed}, ...]}
        `day` is its row, null while it is not over; `index` and `path` lead from the leaf up to the root;
        `opened` is empty until you add the salt and what you filed, to show it to somebody
"""

import base64
import datetime as dt
import hashlib
import hmac
import json
import re
import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

try:  # the one thing that Python cannot check by itself; without it, main prints the line with which OpenSSL does
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey
except ImportError:
    VerifyKey = None  # type: ignore[assignment,misc]

EMPTY, START = hashlib.sha256(b"").hexdigest(), "0" * 64  # the root of a day without records; before the first day
_HASH, _SIGNATURE, _DAY, _TEXT = r"[0-9a-f]{64}", r"[0-9a-f]{128}", r"2\d{3}-\d\d-\d\d", r"[!-~][ -~]*"
_ROW = {"day": _DAY, "signature": _SIGNATURE, "root": _HASH, "audit": _HASH, "previous": _HASH, "head": _HASH}
_SAID = {"reference": _TEXT, "step": _TEXT, "at": _TEXT, "day": _DAY, "digest": f"({_HASH})?"}
_SPKI = bytes.fromhex("302a300506032b6570032100")  # what stands before an Ed25519 key where OpenSSL reads it (RFC 8410)


def canonical(value: object) -> str:
    """Return the one way to write `value` down: JSON with sorted names, without spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def stated(what: str, **said: object) -> str:
    """Return the text that is signed: it begins with its purpose, so that none can pass for another."""
    return canonical({"a": f"labour-harbour {what} 1", **said})


def salt(receipt: str) -> str:
    """Return the key of what was filed, which follows from the digits of the receipt and leads back to nothing."""
    return hashlib.sha256(f"proof salt{receipt}".encode()).hexdigest()


def digest(key: str, filed: object) -> str:
    """Return what a record says of what was filed (HMAC-SHA-256 under the salt `key`)."""
    return hmac.digest(bytes.fromhex(key), canonical(filed).encode(), "sha256").hex()


def leaf(record: str) -> str:
    """Return the hash of one record."""
    return hashlib.sha256(b"\0" + record.encode()).hexdigest()


def root(leaves: Sequence[str]) -> str:
    """Return the hash over all `leaves`, in order (RFC 9162, 2.1.1)."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY
    split = 1 << (len(leaves) - 1).bit_length() - 1  # the largest power of two below their number
    return _node(root(leaves[:split]), root(leaves[split:]))


def path(leaves: Sequence[str], index: int) -> list[str]:
    """Return the hashes that lead from the leaf at `index` up to the root, the nearest first (RFC 9162, 2.1.3.1)."""
    if len(leaves) < 2:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = leaves[:split], leaves[split:]
    return [*path(left, index), root(right)] if index < split else [*path(right, index - split), root(left)]


def climbed(below: str, index: int, count: int, hashes: Sequence[str]) -> str | None:
    """Return the root to which `hashes` lead from the leaf `below`, at `index` of `count`; None if they are too few or too many."""
    if not 0 <= index < count or count == 1 or not hashes:
        return below if (index, count) == (0, 1) and not hashes else None
    split = 1 << (count - 1).bit_length() - 1
    is_left = index < split
    at, of = (index, split) if is_left else (index - split, count - split)
    inner = climbed(below, at, of, hashes[:-1])
    return inner and (_node(inner, hashes[-1]) if is_left else _node(hashes[-1], inner))


def head(row: Mapping[str, Any]) -> str:
    """Return the hash of a day, chained to the day before."""
    said = canonical({name: row[name] for name in ("day", "count", "root", "audit")})
    return hashlib.sha256(b"\2" + bytes.fromhex(row["previous"]) + said.encode()).hexdigest()


def receipt_statement(record: str) -> str:
    """Return what is signed when something is filed."""
    said = json.loads(record)
    return stated("receipt", reference=said["reference"], number=said["number"], at=said["at"], leaf=leaf(record))


def is_signed(key: str, statement: str, signature: str) -> bool:
    """Return whether `signature` over `statement` was made with `key` (Ed25519); without PyNaCl nobody can say, so it is believed."""
    try:
        if VerifyKey is not None:
            VerifyKey(bytes.fromhex(key)).verify(statement.encode(), bytes.fromhex(signature))
    except (ValueError, CryptoError):
        return False
    return True


def verify(published: Any, notes: Sequence[Any] = (), copies: Sequence[Any] = ()) -> list[str]:
    """Return each promise that the published days break, in a sentence; also beside `notes` and older `copies`."""
    if not _well_formed((published, *copies), notes):
        return ["Not written as the recipe says: a field is missing, unknown, or holds what it must not."]
    found, days = [*_days(published)], published["days"]
    if any(one["key"] != published["key"] for one in (*notes, *copies)):
        found.append("Your note or your copy was signed with another key.")
    changed = {row["day"] for copy in copies for row in copy["days"] if row not in days}
    found += [f"{day}: not what your copy says." for day in sorted(changed)]
    for note in notes:
        found += [] if note["filings"] else ["Your note shows nothing: no filing is in it."]
        found += [sentence for filing in note["filings"] for sentence in _filing(filing, note["key"], days)]
        digests = {json.loads(filing["record"])["digest"] for filing in note["filings"]}
        if not {digest(one["salt"], one["filed"]) for one in note["opened"]} <= digests:
            found.append("What is shown here was not filed: no record has its digest.")
    return found


def openssl(key: str, statement: str, signature: str) -> str:
    """Return the lines with which OpenSSL (3.0 or later) checks a signature, to be pasted into a shell."""
    body, signed = (base64.b64encode(part).decode() for part in (_SPKI + bytes.fromhex(key), bytes.fromhex(signature)))
    return (
        f"printf '%s\\n' '-----BEGIN PUBLIC KEY-----' {body} '-----END PUBLIC KEY-----' > key.pem\n"
        f"printf %s {shlex.quote(statement)} > statement; echo {signed} | openssl base64 -d -A > signature\n"
        "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in statement -sigfile signature"
    )


def main(paths: Sequence[str]) -> int:
    """Verify the days at the first path, beside the notes and copies at the others, and print what came out; 0 if all is well."""
    try:
        published, *others = (json.loads(Path(one).read_text("utf-8"), object_pairs_hook=_once) for one in paths)
        notes = [other for other in others if isinstance(other, dict) and "filings" in other]
        broken = verify(published, notes, [other for other in others if other not in notes])
    except (OSError, ValueError, RecursionError) as error:
        broken = [f"It cannot be read: {error}"]
    print("\n".join([f"BROKEN: {sentence}" for sentence in broken] or _summary(published, notes)))
    return 1 if broken else 0


def _summary(published: Mapping[str, Any], notes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    days, well = published["days"], "OK" if VerifyKey is not None else "records OK, signatures NOT checked"
    signed = [(stated("day", head=row["head"]), row["signature"]) for row in days[-1:]]
    yield f"{well}: days: {len(days)}, records: {sum(row['count'] for row in days)}: nothing is broken."
    for note in notes:
        for filing in note["filings"]:
            said, row = json.loads(filing["record"]), filing["day"]
            where = f"among the {row['count']} of {row['day']}" if row else "the day is not over"
            yield f"{well}: {said['reference']}, number {said['number']} ({said['step']}), {said['at']}: {where}."
            signed.append((receipt_statement(filing["record"]), filing["signature"]))
        yield from (f"{well}: what is shown here was filed." for _ in note["opened"])
    if VerifyKey is None:
        yield "The signatures are not checked: PyNaCl is not installed. OpenSSL checks them (the last day's holds all days):"
        yield from (openssl(published["key"], *each) for each in signed)


def _days(published: Mapping[str, Any]) -> Iterator[str]:
    last, before, key = START, None, published["key"]
    for row in published["days"]:
        day = dt.date.fromisoformat(row["day"])
        checks = {
            "out of order, or the day before is missing": before in (None, day - dt.timedelta(days=1)),
            "not chained to the day before": row["previous"] == last,
            "number and root contradict each other": (row["count"] == 0) == (row["root"] == EMPTY),
            "the day was altered: its head is another": row["head"] == head(row),
            "not signed with the key": is_signed(key, stated("day", head=row["head"]), row["signature"]),
        }
        yield from (f"{day}: {what}." for what, holds in checks.items() if not holds)
        last, before = row["head"], day


def _filing(filing: Mapping[str, Any], key: str, days: Sequence[Any]) -> Iterator[str]:
    record, row = filing["record"], filing["day"]
    said = json.loads(record)
    checks = {"not what was signed": is_signed(key, receipt_statement(record), filing["signature"])}
    if row:
        above = climbed(leaf(record), filing["index"], row["count"], filing["path"])
        checks[f"the record is not under the root of {row['day']}"] = above == row["root"]
        checks[f"{row['day']} is not published as in your note"] = row in days and row["day"] == said["day"]
    yield from (f"{said['reference']}, number {said['number']}: {what}." for what, holds in checks.items() if not holds)


def _well_formed(documents: Sequence[Any], notes: Sequence[Any]) -> bool:
    try:
        return (
            all(_holds(one, {"key": _HASH}, format=int, days=list) and all(map(_is_day, one["days"])) for one in documents)
            and all(_holds(one, {"key": _HASH}, format=int, filings=list, opened=list) for one in notes)
            and all(_is_filing(one) for note in notes for one in note["filings"])
            and all(_holds(one, {"salt": _HASH}, filed=object) for note in notes for one in note["opened"])
        )  # fmt: skip
    except (ValueError, RecursionError):
        return False


def _is_day(row: Any) -> bool:
    return _holds(row, _ROW, count=int) and row["count"] >= 0 and bool(dt.date.fromisoformat(row["day"]))


def _is_filing(filing: Any) -> bool:
    if not _holds(filing, {"signature": _SIGNATURE}, record=str, day=object, index=int, path=list):
        return False
    said = json.loads(filing["record"], object_pairs_hook=_once)
    return (
        isinstance(said, dict) and _holds({name: said.get(name) for name in (*_SAID, "number")}, _SAID, number=int)
        and canonical(said) == filing["record"] and (filing["day"] is None or _is_day(filing["day"]))
        and all(isinstance(one, str) and re.fullmatch(_HASH, one) for one in filing["path"])
    )  # fmt: skip


def _holds(value: Any, texts: Mapping[str, str], **types: type) -> bool:
    return (  # exactly these names: texts of these forms, and others of these types; the format is always 1
        isinstance(value, dict) and value.keys() == texts.keys() | types.keys() and value.get("format", 1) == 1
        and all(isinstance(value[name], str) and re.fullmatch(form, value[name]) for name, form in texts.items())
        and all(each in (object, type(value[name])) for name, each in types.items())
    )  # fmt: skip


def _node(left: str, right: str) -> str:
    return hashlib.sha256(b"\1" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()


def _once(pairs: list[tuple[str, Any]]) -> Any:
    return dict(pairs) if len(dict(pairs)) == len(pairs) else pairs  # a name said twice can be read in two ways


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
