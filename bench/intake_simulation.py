"""Print what becomes of 10,000 cases in 60 days: who is told when, which are closed how, and everything that breaks a rule.

Rules for contact, acts of officers and complainants, outages of the sender, restarts and wrong clocks are at random; the judge
is a plain record beside (tests/case_town.py). `intake_simulation.py CASES DAYS SEED` changes the size.
"""

import logging
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from api.services.published import Published  # noqa: E402
from tests.case_town import simulated  # noqa: E402
from tests.support import NOW, Clock, open_service, publish  # noqa: E402

CASES, DAYS, SEED = 10_000, 60, 5


def main() -> None:
    """Simulate, and print the counts and the faults."""
    logging.disable()
    cases, days, seed = (int(each) for each in sys.argv[1:]) if sys.argv[1:] else (CASES, DAYS, SEED)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder, clock = Path(name), Clock(NOW)
        publish(folder / "output", [])
        with open_service(folder, clock) as stores:
            town = simulated(stores, Published(folder / "output"), clock, cases, days, seed)
            wrong = town.wrongly_closed()
    for what, count in sorted(town.counts.items()):
        print(f"{what:40} {count:8}")
    told = [*town.faults, *wrong]
    print("\n".join(told[:20]))
    print(f"{cases} cases, {days} days, {town.counts['sent']} messages, {time.monotonic() - began:.0f} seconds")
    print(f"against a rule for contact: {len(town.faults)}; closed against a rule: {len(wrong)}")
    sys.exit(1 if told else 0)


if __name__ == "__main__":
    main()
