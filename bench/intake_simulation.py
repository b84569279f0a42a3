"""Print what becomes of 10,000 cases in 60 days: who is told when, which are closed how, and everything that breaks a rule.

Rules for contact, acts of officers and complainants, outages of the sender, restarts and wrong clocks are at random; the judge
is a plain record beside (tests/case_town.py, case_judge.py). `intake_simulation.py CASES DAYS SEED` changes the size.
Nobody attacks here and no power fails: receipts are derived as cheaply as Argon2 allows, and files lie in memory.
"""

import logging
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from unittest.mock import patch

import nacl.pwhash

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from api.services import sealing  # noqa: E402
from api.services.published import Published  # noqa: E402
from tests.case_town import Town, closings  # noqa: E402
from tests.support import NOW, Clock, open_service, publish  # noqa: E402

CASES, DAYS, SEED = 10_000, 60, 5
ACTS = 5
"""Acts in each case, of officers and of its complainant."""
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it


def simulated(folder: Path, cases: int, days: int, seed: int) -> tuple[Town, Counter[str], list[str]]:
    """Return a town after `days`, what happened to its cases, and the closings that break a rule; print every fifth day."""
    clock, began = Clock(NOW), time.monotonic()
    publish(folder / "output", [])

    def tell(day: int) -> None:
        if day % 5 == 0:
            print(
                f"day {day:3}: {town.counts['sent']} messages, {len(town.faults)} faults, {passed(began)}", flush=True
            )

    with open_service(folder, clock) as stores:
        town = Town(stores, Published(folder / "output"), clock, seed)
        town.settle(cases)
        print(f"filed: {cases}, {passed(began)}", flush=True)
        town.live(days, ACTS / days, tell)
        counts, wrong = closings(town.readings())
    return town, counts, wrong


def passed(began: float) -> str:
    """Return how long it is since `began`."""
    return f"{time.monotonic() - began:.0f} s"


def main() -> None:
    """Simulate, and print the counts and the faults."""
    logging.disable()
    cases, days, seed = (int(each) for each in sys.argv[1:]) if sys.argv[1:] else (CASES, DAYS, SEED)
    began = time.monotonic()
    cheap = patch.multiple(sealing, _OPS=1, _MEMORY=nacl.pwhash.argon2id.MEMLIMIT_MIN)
    with cheap, tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        town, counts, wrong = simulated(Path(name), cases, days, seed)
    for what, count in [*sorted(town.counts.items()), *sorted(counts.items())]:
        print(f"{what:45} {count:8}")
    told = [*town.faults, *wrong]
    print("\n".join(told[:20]))
    print(f"{cases} cases, {days} days, {town.counts['sent']} messages, {passed(began)}")
    print(f"against a rule for contact: {len(town.faults)}; closed against a rule: {len(wrong)}")
    sys.exit(1 if told else 0)


if __name__ == "__main__":
    main()
