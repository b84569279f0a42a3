"""What a fault in the content is: where it stands, what is wrong, what to do."""

from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One fault; `line` counts from 1."""

    path: Path
    line: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault as one line that an editor can jump from."""
        return f"{self.path}:{self.line}: {self.problem} -> {self.remedy}"

    def seen_from(self, root: Path) -> str:
        """Return the fault as one line, with its path below `root` if it lies there."""
        path = self.path.relative_to(root) if self.path.is_relative_to(root) else self.path
        return str(replace(self, path=path))


class ContentFaultsError(Exception):
    """The content has faults: nothing is built from it. Carries all of them at once."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep `faults`, sorted by place."""
        super().__init__(f"{len(faults)} faults in the content")
        self.faults = sorted(faults)
