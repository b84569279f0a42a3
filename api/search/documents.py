"""What is put into the index of a language, and what comes out of it."""

from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True)
class Document:
    """One page in one language, as it is searched.

    `paragraphs` are (anchor, text) in the order of the page; an anchor may be empty. `over_on` is the ISO day after which a
    dated page is past, `starts_on` the ISO day of its first meeting, `open_spans` are (from, until) in ISO minutes of the
    bureau's time: when one may enrol, or when a place or a show is open. `read_on` is the ISO day on which its sources were
    last read. `asked` are phrases with which people look for the page, `tools` the keys of calculators that go with it.
    `note` stands before the summary in results, and is not searched. `boost` multiplies the score.
    """

    url: str
    kind: str
    title: str
    summary: str
    headings: tuple[str, ...] = ()
    paragraphs: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    district: str = ""
    starts_on: str = ""
    over_on: str = ""
    open_spans: tuple[tuple[str, str], ...] = ()
    read_on: str = ""
    tools: tuple[str, ...] = ()
    note: str = ""
    boost: float = 1.0

    @property
    def key(self) -> str:
        """Return what the page is called in every language: its address without the language, "guides/passport/"."""
        return self.url.split("/", 2)[-1]

    @property
    def body(self) -> str:
        """Return the paragraphs, a line each."""
        return "\n".join(text for _, text in self.paragraphs)


@dataclass(frozen=True)
class Asked:
    """One search: the words, what the results are narrowed to (empty: to nothing), and which page of them.

    `when` is one of `facets.SPANS`, `now` the bureau's time in ISO minutes ("2026-11-21T09:00").
    """

    text: str
    kind: str = ""
    when: str = ""
    district: str = ""
    open_now: bool = False
    page: int = 1
    size: int = 10
    now: str = ""


@dataclass(frozen=True)
class Hit:
    """One result; `summary` is HTML in which nothing but `<mark>` is markup.

    `url` leads to the paragraph that answers, where one is known. `lang` is the tag of the language of `title` and `summary`;
    `is_foreign` says that the page itself has no words in the reader's language.
    """

    url: str
    kind: str
    title: str
    summary: Markup
    lang: str = ""
    is_foreign: bool = False
    is_over: bool = False
    starts_on: str = ""


@dataclass(frozen=True)
class Choice:
    """One value of a facet, what it is called in the reader's language, and how many results have it."""

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """One heading by which results are narrowed: the name in the address ("kind"), its label, its choices with a count."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Results:
    """One page of results.

    `total` counts those that fit the narrowing. `language` is the slug of the language in which the words were understood,
    `did_you_mean` the words spelled as our pages spell them, `nearest` words of ours close to those that found nothing.
    `page` is the page given: the nearest there is to the one asked for. `is_partial` says that the index could not be used and
    titles alone were searched; `build` names the build that answered. `is_weak` says that what was found holds little of what was
    typed: it is shown as what lies near, and counted as a search that found nothing.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...] = ()
    did_you_mean: str | None = None
    nearest: tuple[str, ...] = ()
    language: str = ""
    is_partial: bool = False
    page: int = 1
    is_weak: bool = False
    build: str = field(default="", compare=False)
