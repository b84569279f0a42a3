"""How a block of words becomes HTML or plain text in a language, with its figures printed."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from api.content.blocks import LINK, TOKEN
from api.content.figures import Figure, article_text, value_text
from api.content.library import Library
from i18n.formats import HAN
from i18n.languages import Language
from i18n.messages import mark, translate

# Stands for a figure while Markdown works, so that no figure is ever read as markup.
_HOLE = "\ue000{}\ue001"
_HOLES = re.compile("\ue000(\\d+)\ue001")


class _OwnLinks(Treeprocessor):
    """Turns "guides/annual-leave" into the address of that page in the reader's language."""

    slug = ""

    def run(self, root: Element) -> None:
        """Rewrite every link below `root`."""
        for link in root.iter("a"):
            link.set("href", f"/{self.slug}/{link.get('href')}/")


class _Plain(Extension):
    """Markdown without HTML, images and bare addresses: what is not allowed is printed as it was typed."""

    def __init__(self, slug: str) -> None:
        super().__init__()
        self._slug = slug

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Take away what could carry somebody else's markup."""
        md.preprocessors.deregister("html_block")
        for name in ("html", "image_link", "image_reference", "short_image_ref", "autolink", "automail", "entity"):
            md.inlinePatterns.deregister(name)
        links = _OwnLinks(md)
        links.slug = self._slug
        md.treeprocessors.register(links, "own_links", 0)


@lru_cache
def _markdown(slug: str) -> Markdown:
    return Markdown(extensions=[_Plain(slug), "sane_lists"], output_format="html")


def _joined(text: str) -> str:
    """Return `text` without the spaces between two Chinese characters that a figure's braces brought in: 60天內."""
    tag = "</?(?:span|time)[^>]*>"
    return re.sub(rf"({HAN}(?:{tag})*) (?=(?:{tag})*{HAN})", r"\1", text)


def tel(number: str) -> str:
    """Return the address that calls `number`: short numbers as they are, others with the country code."""
    digits = re.sub(r"\D", "", number)
    return f"tel:{digits}" if len(digits) <= 4 else f"tel:+886{digits.removeprefix('0')}"


@dataclass(frozen=True)
class Printer:
    """Prints blocks of `library` in `language` with the figures in force on `day`."""

    library: Library
    language: Language
    day: dt.date

    def figure_text(self, name: str) -> str:
        """Return figure `name` as the language writes it."""
        figure = self.library.figures[name]
        if figure.type == "article":
            return article_text(figure, self.library.laws[str(figure.law)], self.language)
        return value_text(figure, self.day, self.language)

    def figure_html(self, name: str) -> Markup:
        """Return figure `name` as HTML: a phone number calls, a date is machine-readable, an unconfirmed one says so."""
        figure, text = self.library.figures[name], self.figure_text(name)
        if figure.type == "phone":
            return Markup('<a class="tel" href="{}">{}</a>').format(tel(text), text)
        if figure.type == "date":
            return Markup('<time datetime="{}">{}</time>').format(figure.in_force(self.day), text)
        return Markup('<span class="{}">{}</span>').format(
            "law" if figure.type == "article" else "n", text
        ) + self._doubt(figure)

    def _doubt(self, figure: Figure) -> Markup:
        if figure.certainty != "C":
            return Markup("")
        return Markup(" <small>{}</small>").format(translate(mark("(not confirmed)"), self.language))

    def html(self, text: str) -> Markup:
        """Return the Markdown `text` as HTML. This is the one place where rendered Markdown becomes markup."""
        names = TOKEN.findall(text)
        numbers = iter(range(len(names)))
        holed = TOKEN.sub(lambda _: _HOLE.format(next(numbers)), text)
        markdown = _markdown(self.language.slug)
        rendered = markdown.reset().convert(holed)
        return Markup(_joined(_HOLES.sub(lambda found: str(self.figure_html(names[int(found[1])])), rendered)))

    def inline(self, text: str) -> Markup:
        """Return the Markdown of one paragraph as HTML without its paragraph element."""
        return Markup(self.html(text).removeprefix("<p>").removesuffix("</p>"))

    def plain(self, text: str) -> str:
        """Return `text` without markup: for titles, descriptions, feeds, calendars and search."""
        words = TOKEN.sub(lambda found: self.figure_text(found[1]), text)
        words = LINK.sub(lambda found: found[0][1 : found[0].index("](")], words)
        words = re.sub(r"^\s*(?:[-*#]+|\d+\.)\s+", "", words, flags=re.MULTILINE)
        return _joined(words.replace("**", ""))
