"""How the child process that opens a file of somebody else's gives up everything it does not need before it reads a byte of it."""

import ctypes
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

MORE_MEMORY = 400 * 1024 * 1024
"""Address space that a child may take beyond what its own program occupies: a JPEG of forty million pixels needs 330 MB of it."""
MOST_PROCESSOR_SECONDS = 4
NEWLINE = b"\n"
_DUMPABLE, _NO_NEW_PRIVILEGES = 4, 38
"""What prctl(2) calls them."""


def confine() -> None:
    """Give up for ever: more memory and processor time, files, sockets, children, core files, and being looked into."""
    for setting, value in ((_DUMPABLE, 0), (_NO_NEW_PRIVILEGES, 1)):
        ctypes.CDLL(None).prctl(setting, value, 0, 0, 0)
    # The service stays on one processor (api.web.serving); its children are to take the others, and to give way there.
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    os.nice(10)
    # If memory runs out all the same, the kernel is to end this process and no other.
    Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    occupied = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    used = resource.getrusage(resource.RUSAGE_SELF)
    limits = (
        (resource.RLIMIT_AS, occupied + MORE_MEMORY),
        (resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + MOST_PROCESSOR_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        # No descriptor can be opened any more, for a file or a socket; what is open (0, 1 and 2) stays open.
        (resource.RLIMIT_NOFILE, 0),
    )
    for name, most in limits:
        resource.setrlimit(name, (most, most))


def answer(work: Callable[[bytes], tuple[str, bytes]]) -> None:
    """Do `work` on what comes in, confined, and give out its word (an ending, or a reason), a new line, and the content.

    Whatever goes wrong in `work` ends the process; the parent takes that for a damaged file.
    """
    confine()
    word, content = work(sys.stdin.buffer.read())
    sys.stdout.buffer.write(word.encode() + NEWLINE + content)
    sys.stdout.buffer.flush()
