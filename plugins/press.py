"""Prints the leaflets that are not printed yet: python -m plugins.press [part of an address]. Needs Pango and Noto fonts."""

import datetime as dt
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from weasyprint import HTML

from api.content.library import read
from plugins.build import LEAFLETS
from plugins.edition import Edition
from plugins.leaflets import missing

ROOT = Path(__file__).parent.parent


def press(edition: Edition, folder: Path, only: str = "") -> int:
    """Print each leaflet of `edition` that `folder` does not hold, as tagged PDF (PDF/UA-1); return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for path, html in missing(edition, folder, only):
        unfinished = path.with_suffix(".part")
        HTML(string=html, base_url=edition.frame.base_url).write_pdf(unfinished, pdf_variant="pdf/ua-1")
        unfinished.replace(path)
        count += 1
    return count


def main(output: Path, only: str) -> None:
    """Print what is missing for the content of today."""
    library = read(ROOT / "content")
    now = dt.datetime.now(ZoneInfo(library.the_site().timezone)).replace(tzinfo=None)
    made = press(Edition(library, now, ""), output / LEAFLETS, only)
    print(f"{made} leaflets printed; the next build has them")


if __name__ == "__main__":
    main(ROOT / "output", sys.argv[1] if len(sys.argv) > 1 else "")
