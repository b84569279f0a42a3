"""Print what each page weighs as it is sent, and how that compares with one first flight and with a plain peer.

The peer is the same words without any design: Pelican's own "simple" theme has no style; here, the text of the page alone.
"""

import platform
import statistics
import sys
from importlib.metadata import version
from pathlib import Path

import brotli
import lxml.html

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from i18n.languages import LANGUAGES  # noqa: E402
from plugins.pocket import LARGEST, PATH  # noqa: E402
from plugins.site import QUALITY  # noqa: E402
from theme.scripts import script  # noqa: E402
from theme.styles import pair_stylesheet, stylesheet, suggest_stylesheet  # noqa: E402

FLIGHT = 14_600
"""Bytes of ten packets of 1,460: what arrives before the first acknowledgement."""
LIMIT, MEDIAN = 13_000, 9_000
HANDBOOK = 200_000


def _sent(data: bytes) -> int:
    return len(brotli.compress(data, quality=QUALITY))


def main() -> int:
    """Print the weights of the current build."""
    site = ROOT / "output" / "current" / "site"
    css, pair, js = (_sent(text.encode()) for text in (stylesheet(), pair_stylesheet(), script()))
    typed = _sent(script("suggest").encode()) + _sent(suggest_stylesheet().encode())
    print(
        f"Python {platform.python_version()}, brotli {version('brotli')} quality {QUALITY}, Pelican {version('pelican')}"
    )
    print(
        f"style sheet {css} bytes, script {js} bytes (not needed to read), no fonts, no pictures to load; "
        f"{typed} bytes more when somebody goes into a search box"
    )
    everything: list[tuple[int, str]] = []
    for language in LANGUAGES:
        rows = []
        for path in sorted((site / language.slug).rglob("*.html")):
            data = path.read_bytes()
            if path.name == "handbook.html":
                print(f"{language.tag:8} handbook {_sent(data)} = {_sent(data) / HANDBOOK:.2f} of {HANDBOOK}")
                continue
            text = lxml.html.document_fromstring(data).find(".//main").text_content()
            own = css + (pair if "with" in path.parts else 0)
            rows.append((_sent(data) + own, _sent(text.encode()), path.relative_to(site).as_posix()))
        pocket = (site / language.slug / PATH).stat().st_size
        print(f"{language.tag:8} titles for searching offline {pocket} = {pocket / LARGEST:.2f} of {LARGEST}")
        weights = [row[0] for row in rows]
        heaviest = max(rows)
        share = statistics.median(row[0] / row[1] for row in rows)
        print(
            f"{language.tag:8} pages {len(rows)}  median {statistics.median(weights):.0f}  "
            f"heaviest {heaviest[0]} ({heaviest[2]})  {share:.1f} x its bare words"
        )
        everything += [(row[0], row[2]) for row in rows]
    median, heaviest_page = statistics.median(row[0] for row in everything), max(everything)
    print(f"all      pages {len(everything)}  median {median:.0f} = {median / MEDIAN:.2f} of {MEDIAN}")
    print(
        f"heaviest {heaviest_page[0]} ({heaviest_page[1]}) = {heaviest_page[0] / LIMIT:.2f} of {LIMIT}, "
        f"{heaviest_page[0] / FLIGHT:.2f} of a first flight"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
