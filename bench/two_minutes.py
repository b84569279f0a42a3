"""How long a complaint takes on a slow line without JavaScript, from the home page to the receipt: `python bench/two_minutes.py`.

Every door in every language, with the demanded answers alone. Nobody is measured. Bytes are those that are sent (printed pages
lie compressed, live ones are not packed), the rest is counted with the figures below: "hands" is somebody who knows the way and
reads nothing, "asked" reads headings, questions, hints, choices and buttons, "all" every word that is shown. Nothing is asserted;
HARBOUR_OUTPUT names another build.
"""

import itertools
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import brotli
import lxml.html
from werkzeug.test import Client, TestResponse

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from api.domain.intake import DOORS  # noqa: E402
from api.services.published import Published  # noqa: E402
from api.services.slowing import Slowing  # noqa: E402
from api.web.config import from_environment  # noqa: E402
from api.web.factory import create_app  # noqa: E402
from i18n.languages import LANGUAGES, Language  # noqa: E402
from tests.filing import answers, flat  # noqa: E402
from tests.support import NOW, Clock, open_service  # noqa: E402

BITS, TRIP, SHAKE = 400_000, 0.4, 4
"""Of a slow line: bits a second either way, seconds there and back, and how often so before the first byte (DNS, TCP, TLS)."""
HEADERS = 700
"""Bytes of the headers of one request, and of one answer."""
PRESS, LETTER = 1.2, 0.28
"""Seconds to find and press something, and to type a letter (keystroke-level model, somebody of average practice)."""
WORDS = 200 / 60
"""Words read a second. Chinese: 1.6 signs count as a word; Thai: 4.5 letters; Vietnamese: each syllable, which is strict."""
STORY = "Ba tháng nay chủ không trả lương và giữ hộ chiếu của tôi."
KIND = "migrant"
PACKED = {"Accept-Encoding": "gzip, br"}
_HAN, _THAI = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]")
_ASKED = ".//h1|.//h2|.//legend|.//label|.//button|.//*[@class='field__hint' or @class='receipt__number']"


def words(text: str) -> float:
    """Return how many words there are in `text`, in whatever script."""
    rest = _THAI.sub(" ", _HAN.sub(" ", text))
    return len(_HAN.findall(text)) / 1.6 + len(_THAI.findall(text)) / 4.5 + len(re.findall(r"\w+", rest))


@dataclass
class Trip:
    """Somebody's way from the home page to the receipt, and what it has come to so far."""

    client: Client
    language: Language
    pages: int = 0
    presses: int = 0
    fields: int = 0
    letters: int = 0
    sent: int = 0
    received: int = 0
    asked: float = 0
    every: float = 0

    def takes(self, response: TestResponse, sent: int = 0) -> lxml.html.HtmlElement:
        """Count a page that was asked for with a body of `sent` bytes; return its own part."""
        assert response.status_code in {200, 201}, response.status
        self.pages += 1
        self.sent += sent + HEADERS
        self.received += len(response.data) + HEADERS
        is_packed = response.headers.get("Content-Encoding") == "br"
        return self.reads(
            lxml.html.document_fromstring(brotli.decompress(response.data) if is_packed else response.data)
        )

    def reads(self, page: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
        """Count the words of the page's own part that are not folded away."""
        (main,) = page.xpath("//main")
        # Not those either who read in one language: the other ones, and what is behind a fold.
        for folded in main.xpath(".//details/*[not(self::summary)]|.//svg|.//*[@class='tongues']"):
            folded.drop_tree()
        self.every += words(main.text_content())
        self.asked += sum(words(each.text_content()) for each in main.xpath(_ASKED))
        return main

    def home(self, site: Path) -> None:
        """Come in: the printed page and the style sheet, as they lie compressed; press the link to the doors."""
        path = site / self.language.slug / "index.html"
        page = lxml.html.document_fromstring(path.read_bytes())
        link = page.xpath(f"//a[@href='/{self.language.slug}/go/']")[0]
        (style,) = page.xpath("//link[@rel='stylesheet'][1]/@href")
        for name in (path.with_name("index.html.br"), site / f"{style.lstrip('/')}.br"):
            self.received += name.stat().st_size + HEADERS
            self.sent += HEADERS
        self.pages, self.presses = 1, 1
        # Somebody who looks for help reads down to the link, no further.
        before = "".join(page.xpath("//body//text()[not(ancestor::details)]")).split(link.text_content())[0]
        self.every, self.asked = words(before), words(link.text_content())
        self.takes(self.client.get(f"/{self.language.slug}/go/", headers=PACKED))

    def posts(self, form: dict[str, str]) -> lxml.html.HtmlElement:
        """Press a button that sends `form`."""
        self.presses += 1
        response = self.client.post(f"/{self.language.slug}/go/on", data=form, headers=PACKED)
        return self.takes(response, len(urlencode(form)))

    def files(self, door: str) -> None:
        """Go through the pages of `door` up to the receipt, answering only what is demanded."""
        page = self.posts({"door": door, "to": "begin"})
        demanded = {"kind": KIND} | flat(answers(door, "dispute" if door == "mediation" else KIND, STORY))
        while page.xpath("//form"):
            held = {name: value or "" for name, value in page.xpath(".//form")[0].form_values()}
            shown = set(page.xpath(".//*[not(@type='hidden')]/@name"))
            if is_end := bool(page.xpath(".//button[@value='file']")):
                shown = set()
            typed = {name: value for name, value in demanded.items() if name in shown and value}
            self.answers(page, typed)
            page = self.posts(held | typed | {"to": "file" if is_end else "next"})
            if is_end:
                return

    def answers(self, page: lxml.html.HtmlElement, typed: dict[str, str]) -> None:
        """Count what is chosen and what is typed."""
        self.fields += len(typed)
        for name, value in typed.items():
            self.presses += 1
            kinds = page.xpath(".//*[@name=$name]/@type", name=name)
            is_chosen = "radio" in kinds or bool(page.xpath(".//select[@name=$name]", name=name))
            self.letters += 0 if is_chosen else len(value)

    def line(self) -> float:
        """Return the seconds for which the line is waited for: a trip for each page and the style sheet, and those before."""
        return (self.pages + 1 + SHAKE) * TRIP + (self.sent + self.received) * 8 / BITS

    def seconds(self, read: float) -> float:
        """Return the seconds of somebody who reads so many words."""
        return self.line() + read / WORDS + self.presses * PRESS + self.letters * LETTER


def main() -> int:
    """Print the table."""
    published = Published(from_environment().output)
    site = (from_environment().output / "current").resolve() / "site"
    print(
        f"{BITS // 1000} kbit/s, {TRIP} s a round trip, {PRESS} s a press, {LETTER} s a letter, {WORDS * 60:.0f} words a minute"
    )
    print("door       language  pages presses fields letters   sent received  line s  hands s  asked s  all s")
    with tempfile.TemporaryDirectory() as folder, open_service(Path(folder), Clock(NOW)) as (resources, _):
        app = create_app(published, resources, Slowing(resources.pepper, itertools.count(1_795_000_000, 10).__next__))
        for door, language in itertools.product(DOORS, LANGUAGES):
            trip = Trip(app.test_client(), language)
            trip.home(site)
            trip.files(door)
            hands, asked, every = (trip.seconds(read) for read in (0, trip.asked, trip.every))
            print(
                f"{door:10} {language.tag:8} {trip.pages:6} {trip.presses:7} {trip.fields:6} {trip.letters:7} {trip.sent:6} "
                f"{trip.received:8} {trip.line():7.0f} {hands:8.0f} {asked:8.0f} {every:6.0f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
