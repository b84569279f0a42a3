"""How the public process forgets: memory that is given back is overwritten, and no core of it is ever written to a disk."""

import os
import resource
import sys

_EVERY_BYTE = {
    # Python's own pools keep what was freed; the allocator of the C library can be told not to.
    "PYTHONMALLOC": "malloc",
    # The thread caches give memory out again without overwriting it first (glibc manual, Memory Allocation Tunables).
    # One arena: with one for each few threads, each new build of the site leaves holes in another one, and memory only grows.
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0:glibc.malloc.perturb=165:glibc.malloc.arena_max=1",
}


def forbid_cores() -> None:
    """Let no core of this process be written, whatever ends it: keys and opened words stand in its memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def forget_at_once() -> None:
    """Start this program anew with an allocator that overwrites what is freed, unless it already runs so; allow no core.

    What somebody writes is then in memory only while their request is answered. Where the C library is another one, nothing changes.
    """
    forbid_cores()
    if any(os.environ.get(name) != value for name, value in _EVERY_BYTE.items()):
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | _EVERY_BYTE)  # noqa: S606 - ourselves
