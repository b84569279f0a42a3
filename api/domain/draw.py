"""The draw: who gets which seat follows from numbers that nobody could know or steer, and anybody can work it out again.

This file is the whole recipe and needs only Python (3.10). `python3 draw.py draw.json kept.json ...` works everything out again
from the published document, compares it with the copies that you kept of earlier stages, if any, and tells what is broken.

Why nobody, and nobody inside, can arrange who wins:
1. Before the first entry a secret is made and its hash published (`commitment`). From then on it cannot be exchanged.
2. When entries close, their list is published with its hash (`entries_hash`). From then on nobody can be added or removed.
3. Only then, at a time named in advance, somebody else draws numbers in public (`public_value`): Daily Cash 539, five of 39.
All three make the key from which each entry gets its lot. Who knows the secret cannot know the numbers while the list may still
change (a million lists tried beforehand move a chance by less than one in a hundred), and afterwards all is fixed. What no
recipe can show: that the document was not made anew (keep copies, compare them), and that every pseudonym is somebody else.

The document; all texts are plain ASCII, all times are Taipei's. Announced before the window opens:
    format: 1, round, committed_at, commitment, opens_at, closes_at: "2026-12-08T17:00:00", public_name, public_at,
    offers: {offer: {capacity: 20, quotas: {group: seats kept for it}}}
Added when entries close, in the order of the pseudonyms. Wishes name the best first. A pair is one entry of size 2, which gets
both seats or none, in the groups to which both belong:
    entries: [{pseudonym, wishes: [offer, ...], size: 1, groups: [group, ...]}, ...], entries_hash
Added after the draw. The pool of a seat is "general", or the group for which it was kept:
    secret, public_value, order: [pseudonym, ...], seats: {pseudonym: {offer, pool} or null}, waiting: {offer: [pseudonym, ...]}
"""

import hashlib
import heapq
import hmac
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

GENERAL, BALLS, HIGHEST = "general", 5, 39
_TEXT, _HASH, _TIME = r"[!-~]([ -~]*[!-~])?", r"[0-9a-f]{64}", r"20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d"
_TEXTS, _HASHES = ("round", "public_name", "public_value"), ("commitment", "entries_hash", "secret")
_TIMES = ("committed_at", "opens_at", "closes_at", "public_at")
ANNOUNCED = {"format", "round", "commitment", "public_name", "offers", *_TIMES}
CLOSED = ANNOUNCED | {"entries", "entries_hash"}
DRAWN = CLOSED | {"secret", "public_value", "order", "seats", "waiting"}


class Entry(NamedTuple):
    """One person, or a pair (size 2) that gets both seats or none; wishes name the best first."""

    pseudonym: str
    wishes: Sequence[str]
    size: int = 1
    groups: Sequence[str] = ()


class Seats(NamedTuple):
    """How many seats an offer has, and how many of them are kept for each group."""

    capacity: int
    quotas: Mapping[str, int]


class Given(NamedTuple):
    """What an entry got: a seat of an offer, out of a pool."""

    offer: str
    pool: str


def commitment(secret: bytes, round_id: str) -> str:
    """Return the hash of `secret` that is published before the window of `round_id` opens. It gives nothing away."""
    return _hash("commitment", round_id, secret.hex())


def entries_hash(published: Mapping[str, Any]) -> str:
    """Return the hash of the closed list and of all that was announced: none of it can change any more."""
    announced = {field: published[field] for field in ANNOUNCED}
    return _hash("entries", announced, sorted(published["entries"], key=lambda entry: str(entry["pseudonym"])))


def public_value(name: str, day: str, typed: str) -> str | None:
    """Return the numbers as published: "Daily Cash 539, 2026-12-08: 03 11 17 25 38"; None if not five different ones up to 39."""
    balls = sorted(int(number) if len(number) <= 2 else 0 for number in re.findall(r"\d+", typed))
    if len(balls) != BALLS or len(set(balls)) != BALLS or not 1 <= balls[0] <= balls[-1] <= HIGHEST:
        return None
    return f"{name}, {day}: " + " ".join(f"{ball:02}" for ball in balls)


def order(secret: bytes, list_hash: str, value: str, pseudonyms: Iterable[str]) -> list[str]:
    """Return the pseudonyms by lot: the hash of each under a key made of all three parts. Every order is equally likely."""
    key = bytes.fromhex(_hash("key", secret.hex(), list_hash, value))
    return sorted(pseudonyms, key=lambda pseudonym: hmac.digest(key, pseudonym.encode(), "sha256"))


def assign(by_lot: Iterable[str], entries: Iterable[Entry], offers: Mapping[str, Seats]) -> dict[str, Given | None]:
    """Return what each entry gets.

    First it is found how many kept seats are claimed (`_claimed`); all others are open to everyone. Then each entry by lot takes
    the best of its wishes that still has seats for it (`_walk`). Should kept seats stay over, they are opened too and the walk
    begins again; each time fewer seats are kept, so it ends. In the end nobody prefers
    * an offer with as many seats left as they need: none had them at their turn, and seats only get fewer;
    * a seat that a worse lot got out of a pool open to them, except two persons where a single seat was left;
    * without pairs: a seat kept for their group that somebody else has. And no other way to keep these three promises gives
      anybody a better wish (deferred acceptance, Gale and Shapley 1962).
    """
    named = {entry.pseudonym: entry for entry in entries}
    queue = [named[pseudonym] for pseudonym in by_lot]
    kept = _claimed(queue, offers)
    given, left = _walk(queue, offers, kept)
    while any(left[seat] for seat in kept):
        kept -= left
        given, left = _walk(queue, offers, kept)
    return given


def waiting(by_lot: Iterable[str], entries: Iterable[Entry], given: Mapping[str, Given | None]) -> dict[str, list[str]]:
    """Return for each offer, by lot, who ranked it above what they got. An offer for which nobody waits is left out."""
    wishes = {entry.pseudonym: entry.wishes for entry in entries}
    lists: dict[str, list[str]] = {}
    for one in by_lot:
        got = given[one]
        for offer in wishes[one][: wishes[one].index(got.offer)] if got else wishes[one]:
            lists.setdefault(offer, []).append(one)
    return lists


def result(published: Mapping[str, Any]) -> dict[str, Any]:
    """Return `order`, `seats` and `waiting` as they follow from the rest of a document with its secret and its numbers."""
    entries = {entry["pseudonym"]: Entry(**entry) for entry in published["entries"]}
    by_lot = order(bytes.fromhex(published["secret"]), entries_hash(published), published["public_value"], entries)
    given = assign(by_lot, entries.values(), {offer: Seats(**seats) for offer, seats in published["offers"].items()})
    seats = {one: got and got._asdict() for one, got in given.items()}
    return {"order": by_lot, "seats": seats, "waiting": waiting(by_lot, entries.values(), given)}


def verify(published: Any, *copies: Any) -> list[str]:
    """Return each promise that the document breaks, in a sentence; and what is not as in the `copies` of earlier stages."""
    if not all(_well_formed(document) for document in (published, *copies)):
        return ["Not written as the recipe says: a field is missing, unknown, or holds what it must not."]
    changed = {name for copy in copies for name in copy if _canonical(copy[name]) != _canonical(published.get(name))}
    broken = [sentence for holds, sentence in _promises(published) if not holds]
    return broken + [f"Not what your copy says: {name}." for name in sorted(changed)]


def main(paths: Sequence[str]) -> int:
    """Verify the document at the first path, with copies at the others, and print what came out; 0 if nothing is broken."""
    try:
        published, *copies = (json.loads(Path(path).read_text("utf-8"), object_pairs_hook=_once) for path in paths)
        broken = verify(published, *copies)
    except (OSError, ValueError, RecursionError) as error:
        broken = [f"It cannot be read: {error}"]
    print("\n".join(f"BROKEN: {sentence}" for sentence in broken) or f"OK: {published['round']}: nothing is broken.")
    for place, one in enumerate([] if broken else published.get("order", []), 1):
        seat = published["seats"][one]
        print(f"{place:6}  {one}  " + (f"{seat['offer']} ({seat['pool']})" if seat else "no seat"))
    return 1 if broken else 0


def _hash(purpose: str, *parts: object) -> str:  # begins with its purpose, so that none can pass for another
    return hashlib.sha256(_canonical(["labour-harbour draw 1", purpose, *parts]).encode()).hexdigest()


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))  # the one way to write a value down, in ASCII


def _walk(
    queue: Iterable[Entry], offers: Mapping[str, Seats], kept: Counter[Given]
) -> tuple[dict[str, Given | None], Counter[Given]]:
    # Everyone in turn takes the best wish that still has seats for them, kept ones before open ones; the rest is left.
    given, left = dict[str, Given | None](), Counter(kept)
    for offer, seats in offers.items():
        left[Given(offer, GENERAL)] = seats.capacity - sum(kept[Given(offer, group)] for group in seats.quotas)
    for entry in queue:
        wished = (Given(offer, pool) for offer in entry.wishes for pool in (*sorted(entry.groups), GENERAL))
        given[entry.pseudonym] = got = next((seat for seat in wished if left[seat] >= entry.size), None)
        if got:
            left[got] -= entry.size
    return given, left


def _claimed(queue: Sequence[Entry], offers: Mapping[str, Seats]) -> Counter[Given]:
    # Entries ask for their wishes from the best on; an offer holds whom it would choose, until better claims come.
    asking, wishes = list(range(len(queue))), [iter(entry.wishes) for entry in queue]
    held = {offer: dict[int, Given]() for offer in offers}
    while asking:
        lot = heapq.heappop(asking)
        if offer := next(wishes[lot], None):
            applied = sorted([*held[offer], lot])
            held[offer] = _chosen(queue, applied, offer, offers[offer])
            for refused in (one for one in applied if one not in held[offer]):
                heapq.heappush(asking, refused)
    seats = ((seat, queue[lot].size) for chosen in held.values() for lot, seat in chosen.items())
    return Counter(seat for seat, size in seats if seat.pool != GENERAL for _ in range(size))


def _chosen(queue: Sequence[Entry], applied: Sequence[int], offer: str, seats: Seats) -> dict[int, Given]:
    # Whom an offer chooses, by lot: first members for the seats kept for them, then everyone for those that remain.
    left, chosen = {**seats.quotas, GENERAL: seats.capacity}, dict[int, Given]()
    for open_to_all in (False, True):
        for lot in (lot for lot in applied if lot not in chosen):
            pools = [GENERAL] if open_to_all else sorted(queue[lot].groups)
            if pool := next((pool for pool in pools if left.get(pool, 0) >= queue[lot].size), None):
                chosen[lot] = Given(offer, pool)
                for counted in {pool, GENERAL}:
                    left[counted] -= queue[lot].size
    return chosen


def _promises(published: Mapping[str, Any]) -> Iterator[tuple[bool, str]]:
    # Each promise that can be looked into at this stage: whether it holds, and what to say if it does not.
    times = [published[field] for field in _TIMES]
    yield times == sorted(set(times)), "The times are out of order: commitment, opening, closing, public numbers."
    if "entries" in published:
        names = [entry["pseudonym"] for entry in published["entries"]]
        yield len(set(names)) == len(names), "An entry stands in the list twice."
        yield names == sorted(names), "The entries are not in the order of their pseudonyms."
        yield published["entries_hash"] == entries_hash(published), "The list was changed: its hash is another."
    if "secret" in published:
        revealed = commitment(bytes.fromhex(published["secret"]), published["round"])
        yield published["commitment"] == revealed, "The secret is not the one that was committed to."
        name, day, value = published["public_name"], published["public_at"][:10], published["public_value"]
        yield value == public_value(name, day, value.rpartition(":")[2]), "The public numbers are not as announced."
        for field, follows in result(published).items():
            yield _canonical(published[field]) == _canonical(follows), f"Not what follows from the draw: {field}."


def _well_formed(published: Any) -> bool:
    # Looks only at what follows from nothing else; all the rest is worked out again and compared.
    forms = dict.fromkeys(_TEXTS, _TEXT) | dict.fromkeys(_HASHES, _HASH) | dict.fromkeys(_TIMES, _TIME)
    try:
        offers = {name: Seats(**offer) for name, offer in published["offers"].items()}
        entries = [Entry(**entry) for entry in published.get("entries", ())]
        groups = {*chain(*(one.quotas for one in offers.values()), *(one.groups for one in entries))}
        return (
            published["format"] == 1 and published.keys() in (ANNOUNCED, CLOSED, DRAWN)
            and all(re.fullmatch(forms[field], published[field], re.ASCII) for field in forms.keys() & published.keys())
            and all(min((0, *one.quotas.values())) == 0 <= sum(one.quotas.values()) <= one.capacity for one in offers.values())
            and all(0 < len(one.wishes) == len(offers.keys() & set(one.wishes)) and one.size in (1, 2) for one in entries)
            and all(re.fullmatch(_TEXT, one.pseudonym) and type(one.wishes) is type(one.groups) is list for one in entries)
            and all(re.fullmatch(_TEXT, group) and group != GENERAL for group in groups)
        )  # fmt: skip
    except (AttributeError, TypeError, ValueError, KeyError):
        return False


def _once(pairs: list[tuple[str, Any]]) -> Any:
    return dict(pairs) if len(dict(pairs)) == len(pairs) else pairs  # a name said twice can be read in two ways


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
