"""How the child process that opens a file of somebody else's gives up everything it does not need before it reads a byte of it."""

import ctypes
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

MOST_PROCESSOR_SECONDS = 3
NEWLINE = b"\n"
_DUMPABLE, _NO_NEW_PRIVILEGES = 4, 38
"""What prctl(2) calls them."""


def confine(more_memory: int, most_seconds: int = MOST_PROCESSOR_SECONDS, most_files: int = 0) -> None:
    """Give up for ever: files, sockets, children, core files, being looked into, and all but so many bytes and seconds more.

    A program that reads its fonts late keeps `most_files` descriptors.
    """
    # The service stays on one processor (api.web.serving); its children are to take the others, and to give way there.
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    os.nice(5)
    # If memory runs out all the same, the kernel is to end this process and no other.
    Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    occupied = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    used = resource.getrusage(resource.RUSAGE_SELF)
    limits = (
        (resource.RLIMIT_AS, occupied + more_memory),
        (resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + most_seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        # With none, no descriptor can be opened any more, for a file or a socket; what is open (0, 1 and 2) stays open.
        (resource.RLIMIT_NOFILE, most_files),
    )
    system = ctypes.CDLL(None)
    for name, most in limits:
        resource.setrlimit(name, (most, most))
    # Last, because it takes the settings of this process out of its own reach as well.
    for setting, value in ((_NO_NEW_PRIVILEGES, 1), (_DUMPABLE, 0)):
        system.prctl(setting, value, 0, 0, 0)


def answer(
    work: Callable[[bytes], tuple[str, bytes]],
    more_memory: int,
    most_seconds: int = MOST_PROCESSOR_SECONDS,
    most_files: int = 0,
) -> None:
    """Do `work` on what comes in and give out its word (an ending, or a reason), a new line, and the content.

    Confined to `more_memory` bytes of address space beyond what its program occupies. Whatever goes wrong ends the process:
    the parent takes that for a damaged file.
    """
    confine(more_memory, most_seconds, most_files)
    word, content = work(sys.stdin.buffer.read())
    sys.stdout.buffer.write(word.encode() + NEWLINE + content)
    sys.stdout.buffer.flush()
