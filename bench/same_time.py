"""Tell whether a wrong receipt can be told from a right one by how long the answer takes: Welch's t of both, in random order.

A t below 4.5 (the threshold of leakage tests, TVLA) shows no difference. Measured is the processor time of the thread that answers,
which finds more than a clock does: other programs do not blur it.
"""

import math
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from api.services import returning  # noqa: E402
from tests.support import NOW, Clock, open_service  # noqa: E402
from tests.worked import Bureau  # noqa: E402

THRESHOLD = 4.5
WRONG = "0" * 26


def welch(left: list[float], right: list[float]) -> float:
    """Return Welch's t of two samples."""
    spread = statistics.variance(left) / len(left) + statistics.variance(right) / len(right)
    return (statistics.fmean(left) - statistics.fmean(right)) / math.sqrt(spread)


def measured(bureau: Bureau, receipts: dict[str, str], count: int) -> dict[str, list[float]]:
    """Return the milliseconds of `count` look-ups of each receipt, in random order."""
    order = [name for name in receipts for _ in range(count)]
    random.shuffle(order)
    found: dict[str, list[float]] = {name: [] for name in receipts}
    for name in order:
        begun = time.thread_time()
        returning.look_up(bureau.service, receipts[name])
        found[name].append(1000 * (time.thread_time() - begun))
    return found


def main(count: int = 450) -> int:
    """Print medians and t of a right receipt (no answer, six answers) beside a wrong one; 1 if a t reaches the threshold."""
    with tempfile.TemporaryDirectory() as folder, open_service(Path(folder), Clock(NOW)) as stores:
        bureau = Bureau(*stores)
        silent, answered = bureau.lodge(), bureau.lodge(what="Majikan memegang paspor.")
        for _ in range(6):
            bureau.answers(answered)
        receipts = {"wrong": WRONG, "no answer": silent.receipt, "six answers": answered.receipt}
        measured(bureau, receipts, 20)
        found = measured(bureau, receipts, count)
    worst = 0.0
    for name, times in found.items():
        t = welch(times, found["wrong"])
        worst = max(worst, abs(t))
        print(f"{name:12} median {statistics.median(times):7.3f} ms   t beside wrong {t:6.2f}   n {len(times)}")
    return int(worst >= THRESHOLD)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
