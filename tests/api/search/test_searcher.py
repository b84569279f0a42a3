"""What people find, in whatever language they type, on a little site of their own."""

from pathlib import Path

import opencc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from api.search.documents import Asked, Results
from api.search.searcher import Searcher
from i18n.languages import BY_SLUG
from i18n.text import without_marks
from tests.little_site import LITTLE, NAMES, find, names, page, searcher

NOW = "2026-11-21T10:00"
SIGNS = '*~"()[]{}^:/\\+-&|'
SLUGS = sorted(LITTLE)
HOSTILE = {
    "empty": "",
    "spaces": " \t\n\u3000\u200b",
    "10,000 letters": "a" * 10_000,
    "10,000 Chinese": "加班費怎麼算" * 1_667,
    "10,000 Thai": "ค่าล่วงเวลา" * 910,
    "10,000 Vietnamese": "tiền tăng ca " * 770,
    "punctuation": "?!…。，、；：「」—“”·$%@#",
    "lone marks": "\u0301\u0323\u0e48\u0e48\u0302",
    "mixed scripts": "Tiền加班費ค่าล่วงเวลาovertimeلعمل",
    "emoji": "👩‍👩‍👧🇹🇼🙂 overtime",
    "right to left": "\u202eemitrevo\u202c مرحبا שלום",
    "controls": "\x00\x1b[0m\x07over\x00time",
    "a surrogate": "over\ud800time",
    "regex": "^(a+)+$|.*[^x]{9999}(?=y)",
    "path": "../../../../etc/passwd\\..\\c:",
    "200 terms": " ".join(f"word{number}" for number in range(200)),
    "200 times one": "passport " * 200,
    "formats": "%s%n {0.__class__} ${x} %(y)s",
    "ligatures": "ﷺ" * 50 + "㈱Ⅻ½",
    "SQL": "'; DROP TABLE terms; --",
    "markup": "<script>alert(1)</script> <mark>overtime",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """Return the little site in five languages."""
    return searcher(tmp_path_factory.mktemp("little"), LITTLE)


@pytest.fixture(scope="module")
def uneven(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """Return a site on which pages exist in one language alone, fairs that are over among them."""
    past, coming = ({"starts_on": f"2026-{month}-05", "over_on": f"2026-{month}-06"} for month in ("11", "12"))
    return searcher(
        tmp_path_factory.mktemp("uneven"),
        {
            "zh-hant": [
                page("zh-hant", "guides/passport", "護照", "雇主不能扣留護照"),
                page("zh-hant", "guides/hostel", "勞工住宅", "房間租給移工"),
                page("zh-hant", "fairs/old", "就業博覽會 就業博覽會", "就業博覽會", **past),
                page("zh-hant", "fairs/new", "左營就業博覽會", "在體育館", district="zuoying", **coming),
            ],
            "vi": [page("vi", "guides/passport", "Hộ chiếu", "Chủ thuê không được giữ")],
            "en": [
                page("en", "guides/passport", "Passport", "No employer may keep it"),
                page("en", "fairs/new", "Job fair in Zuoying", "In the gymnasium", district="zuoying", **coming),
            ],
        },
    )


@pytest.mark.parametrize("name", NAMES)
def test_vietnamese_without_marks_finds_the_same_page(site: Searcher, name: str) -> None:
    """Each of eight titles, with marks and without, finds its page first, and the same pages."""
    title = LITTLE["vi"][NAMES.index(name)].title
    found = names(find(site, "vi", without_marks(title)))
    assert found[0] == name
    assert set(found) == set(names(find(site, "vi", title)))


@pytest.mark.parametrize("name", NAMES)
def test_simplified_finds_traditional(site: Searcher, name: str) -> None:
    """Each of eight Chinese titles, typed in Simplified characters, gives the same page of results."""
    title = LITTLE["zh-hant"][NAMES.index(name)].title
    found = find(site, "zh-hant", opencc.OpenCC("t2s").convert(title))
    assert found == find(site, "zh-hant", title)
    assert names(found)[0] == name


@pytest.mark.parametrize(
    ("slug", "typed", "name"),
    [
        ("zh-hant", "\uf92f動契約", "overtime"),
        ("th", "ลวงเวลา", "overtime"),
        ("th", "คาล่วงเวลา", "overtime"),
        ("th", "หนังสือเดินทง", "passport"),
        ("en", "ｐａｓｓｐｏｒｔ", "passport"),
        ("en", "PASSPORTS", "passport"),
        ("en", "passprot", "passport"),
        ("en", "occupatonial acident", "accident"),
        ("id", "lembru", "overtime"),
        ("id", "keselakaon", "accident"),
        ("vi", "hooj chieeus", "passport"),
        ("vi", "hoa giai tranh chap", "mediation"),
        ("vi", "chueyn doi", "moving"),
        ("en", "bereav", "leave"),
        ("zh-hant", "外勞護照", "passport"),
        ("zh-hant", "逃跑", "absence"),
        ("id", "kabur", "absence"),
        ("vi", "bỏ trốn", "absence"),
        ("th", "โอที", "overtime"),
        ("en", "OT", "overtime"),
        ("zh-hant", "殘廢給付", "accident"),
    ],
)
def test_the_page_that_was_meant_comes_first(site: Searcher, slug: str, typed: str, name: str) -> None:
    """Compatibility ideographs, missing tones, width, case, slips, Telex, beginnings and old words: the page is the first."""
    assert names(find(site, slug, typed))[0] == name


@pytest.mark.parametrize("reader", SLUGS)
@pytest.mark.parametrize("spoken", SLUGS)
@pytest.mark.parametrize("name", ["passport", "overtime", "mediation"])
def test_any_language_finds_the_readers_own_page(site: Searcher, reader: str, spoken: str, name: str) -> None:
    """Three titles typed in five languages by readers of five: the first page is theirs, in their words, and nothing is foreign."""
    found = find(site, reader, LITTLE[spoken][NAMES.index(name)].title)
    assert names(found)[0] == name
    assert found.language == spoken
    first = found.hits[0]
    assert (first.title, first.lang) == (LITTLE[reader][NAMES.index(name)].title, BY_SLUG[reader].tag)
    assert first.url.startswith(f"/{reader}/guides/{name}/")
    assert not any(hit.is_foreign for hit in found.hits)


def test_pages_of_another_language_come_after_the_readers_own(uneven: Searcher) -> None:
    """護照 and 住宅: the Vietnamese passport page first, then the Chinese hostel page, under the reader's address, with its language."""
    found = find(uneven, "vi", "護照 住宅")
    assert [(hit.url.partition("#")[0], hit.lang, hit.is_foreign) for hit in found.hits] == [
        ("/vi/guides/passport/", "vi", False),
        ("/vi/guides/hostel/", "zh-Hant", True),
    ]
    assert found.total == 2


def test_a_page_whose_title_alone_is_the_readers_is_labelled(tmp_path: Path) -> None:
    """Its title and summary are Vietnamese, its words Chinese: the result stands in Vietnamese and says in what the page is."""
    titled = page("vi", "guides/hostel", "Nhà ở cho thuê", "Rẻ", only_in=BY_SLUG["zh-hant"].tag)
    made = searcher(tmp_path, {"vi": [titled], "zh-hant": [page("zh-hant", "guides/hostel", "勞工住宅", "房間")]})
    (hit,) = find(made, "vi", "nhà ở").hits
    assert (hit.lang, hit.is_foreign, hit.only_in) == ("vi", True, "zh-Hant")
    (hit,) = find(made, "zh-hant", "勞工住宅").hits
    assert (hit.is_foreign, hit.only_in) == (False, "")


def test_a_page_that_two_other_languages_have_comes_once(uneven: Searcher) -> None:
    """The fair that English and Chinese have is shown to a Vietnamese reader in English, the language that stands in for theirs."""
    hits = [hit for hit in find(uneven, "vi", "就業博覽會", now=NOW).hits if "/new/" in hit.url]
    assert [(hit.lang, hit.title) for hit in hits] == [("en", "Job fair in Zuoying")]


def test_what_is_over_says_so_and_comes_last_in_any_language(uneven: Searcher) -> None:
    """The past fair fits best; it stands below the coming one, for a reader of Chinese as for one who has neither page."""
    for slug in ("zh-hant", "vi", "en"):
        found = find(uneven, slug, "就業博覽會", now=NOW)
        assert names(found) == ["new", "old"]
        assert [hit.is_over for hit in found.hits] == [False, True]
    assert [hit.is_over for hit in find(uneven, "vi", "就業博覽會").hits] == [False, False]


def test_what_is_over_comes_last_among_pages_of_several_languages(tmp_path: Path) -> None:
    """English stands in for Vietnamese and comes first, but its fair is over: the coming one, in Chinese alone, is before it."""
    fairs = {
        "vi": [page("vi", "guides/x", "Hộ chiếu")],
        "en": [page("en", "fairs/old", "Fair 2026", starts_on="2026-11-05", over_on="2026-11-05")],
        "zh-hant": [page("zh-hant", "fairs/new", "Fair 2026", starts_on="2026-12-05", over_on="2026-12-05")],
    }
    found = searcher(tmp_path, fairs)
    assert names(find(found, "vi", "fair 2026", now=NOW)) == ["new", "old"]
    assert names(find(found, "vi", "fair 2026")) == ["old", "new"]


def test_narrowing_holds_for_pages_of_other_languages(uneven: Searcher) -> None:
    """By kind, district and span: of the foreign pages those stay that have what was chosen."""
    assert names(find(uneven, "vi", "就業博覽會", kind="guide")) == []
    assert names(find(uneven, "vi", "就業博覽會", district="zuoying")) == ["new"]
    assert names(find(uneven, "vi", "就業博覽會", when="past", now=NOW)) == ["old"]
    assert names(find(uneven, "vi", "就業博覽會", when="later", now=NOW)) == ["new"]


@pytest.mark.parametrize("slug", ["zh-hant", "vi", "en"])
@pytest.mark.parametrize("chosen", [{}, {"kind": "fair"}, {"when": "later"}, {"district": "zuoying"}])
def test_every_count_is_the_total_after_choosing_pages_of_other_languages_too(
    uneven: Searcher, slug: str, chosen: dict[str, str]
) -> None:
    """Pages found abroad are counted where they are shown: each choice, under four choices made already, keeps its promise."""
    crawled = 0
    for text in ("就業博覽會", "護照 住宅 博覽會", "passport fair"):
        found = find(uneven, slug, text, now=NOW, **chosen)
        kinds = next((facet for facet in found.facets if facet.name == "kind"), None)
        if kinds and "kind" not in chosen:
            assert sum(choice.count for choice in kinds.choices) == found.total
        for facet in found.facets:
            for choice in facet.choices:
                assert find(uneven, slug, text, now=NOW, **chosen | {facet.name: choice.value}).total == choice.count
                crawled += 1
    assert crawled > 3


def test_a_language_without_a_shelf_finds_nothing_here(uneven: Searcher) -> None:
    """Indonesian has no shelf: None says that its index cannot be used; the others still answer, in any language that has one."""
    assert uneven.search(Asked("paspor"), BY_SLUG["id"], {}) is None
    assert names(find(uneven, "en", "護照"))[:1] == ["passport"]


@pytest.fixture(scope="module")
def fairs(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """Return a site of fairs of which two are over; a past one in Chinese alone among them."""
    past, coming = ({"starts_on": day, "over_on": day} for day in ("2026-11-05", "2026-12-05"))
    return searcher(
        tmp_path_factory.mktemp("fairs"),
        {
            "en": [
                page("en", "fairs/old", "Job fair of the harbour in Gushan", "Job fair job fair", **past),
                page("en", "fairs/older", "Job fair in Meinong", "Job fair job fair", **past),
                page("en", "fairs/new", "Job fair in Zuoying", "In the gymnasium", **coming),
                page("en", "fairs/next", "Job fair in Qianzhen", "In the hall of the harbour", **coming),
            ],
            "zh-hant": [
                page("zh-hant", "fairs/here", "鼓山就業博覽會", **past),
                page("zh-hant", "fairs/there", "左營就業博覽會", **coming),
            ],
        },
    )


def test_a_past_event_keeps_the_place_of_its_name(fairs: Searcher) -> None:
    """Its own full title finds it first, while for the plain kind word every coming one is above every past one."""
    found = find(fairs, "en", "job fair of the harbour in Gushan", now=NOW)
    assert (names(found)[0], found.hits[0].is_over) == ("old", True)
    assert {*names(find(fairs, "en", "job fair", now=NOW))[:2]} == {"new", "next"}
    assert names(find(fairs, "en", "鼓山就業博覽會", now=NOW))[-2:] == ["here", "there"]
    assert names(find(fairs, "en", "就業博覽會", now=NOW))[-2:] == ["there", "here"]


def test_the_pages_that_lead_come_first(site: Searcher) -> None:
    """The page that the answer leads to stands above what is found, though it has no word of it; an unknown one is left out."""
    found = site.search(Asked("overtime"), BY_SLUG["en"], {}, ("guides/hostel/", "guides/nowhere/"))
    assert found
    assert names(found)[:2] == ["hostel", "overtime"]


def test_words_of_other_languages_are_not_called_slips(tmp_path: Path) -> None:
    """Buruk, which Indonesian pages have, is no slip for buruh; buruz, which nobody has, is."""
    made = searcher(tmp_path, {"en": [page("en", "guides/a", "Burug")], "id": [page("id", "guides/b", "Buruk")]})
    assert find(made, "en", "buruk").did_you_mean is None
    assert find(made, "en", "buruz").did_you_mean == "burug"


def test_a_calculator_comes_with_the_page_that_it_goes_with(tmp_path: Path) -> None:
    """Who asks for severance gets the guide and the calculator beside it, though no word of it was typed; the tenth page brings none."""
    guide = page("en", "guides/severance", "Severance", tools=("calculators/sum/",))
    sums = page("en", "calculators/sum", "Work it out")
    assert names(find(searcher(tmp_path / "a", {"en": [sums, guide]}), "en", "severance")) == ["severance", "sum"]
    more = [page("en", f"guides/{number}", "Severance severance") for number in range(9)]
    assert "sum" not in names(find(searcher(tmp_path / "b", {"en": [sums, *more, guide]}), "en", "severance", size=50))


def test_the_title_counts_more_than_the_body(tmp_path: Path) -> None:
    """Of three pages with the same word in title, summary and body they come in this order."""
    pages = [
        page("en", "guides/body", "One of ours", "", paragraphs=(("", "About mediation here."),)),
        page("en", "guides/summary", "One of ours", "About mediation here.", paragraphs=()),
        page("en", "guides/title", "About mediation here.", "", paragraphs=(("", "One of ours"),)),
    ]
    assert names(find(searcher(tmp_path, {"en": pages}), "en", "mediation")) == ["title", "summary", "body"]


def test_pages_of_results_follow_one_another(site: Searcher) -> None:
    """Found in pages of two and in one page of all: the same pages in the same order, none twice; each page says which it is."""
    whole = find(site, "vi", "chủ thuê lao động", size=10**9)
    assert whole.total == len(whole.hits) > 4
    last = (whole.total + 1) // 2
    parts = [find(site, "vi", "chủ thuê lao động", size=2, page=number) for number in range(1, last + 1)]
    assert [hit for part in parts for hit in part.hits] == list(whole.hits)
    assert [part.page for part in parts] == list(range(1, last + 1))


@pytest.mark.parametrize(("asked", "given_"), [(-1, 1), (0, 1), (-(10**9), 1), (10**9, 3)])
def test_a_page_that_is_not_there_is_the_nearest(site: Searcher, asked: int, given_: int) -> None:
    """Page -1 and 0 are the first, page 1,000,000,000 the last of three; of nothing found there is one page."""
    assert find(site, "vi", "lao động", page=asked, size=2).page == min(
        given_, -(-find(site, "vi", "lao động").total // 2)
    )
    assert find(site, "vi", "qqqq", page=asked).page == 1


def test_nothing_found_tells_the_nearest_terms(site: Searcher) -> None:
    """For overtimepay, which is on no page, the glossary's overtime pay is near; for what is found none is told."""
    assert "overtime pay" in find(site, "en", "overtimepay").nearest
    assert find(site, "en", "overtime").nearest == ()
    assert find(site, "en", "qqqqzzzz") == Results(0, (), language="en")


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_typed_is_answered(site: Searcher, slug: str, name: str) -> None:
    """Twenty-one hostile texts in five languages: an answer whose hits are real pages and whose summaries have no other markup."""
    found = find(site, slug, HOSTILE[name], now=NOW)
    assert found.total >= len(found.hits) >= 0
    assert set(names(found)) <= set(NAMES)
    for hit in found.hits:
        assert isinstance(hit.summary, Markup)
        assert "<" not in hit.summary.replace("<mark>", "").replace("</mark>", "")


_words = st.lists(
    st.sampled_from(("tăng ca", "lembur", "overtime", "加班費", "ค่าล่วงเวลา", "AND", "OR", "NOT")),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize("slug", SLUGS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=_words, more=st.data())
def test_no_query_language_is_understood(site: Searcher, slug: str, words: list[str], more: st.DataObject) -> None:
    """Up to five words, AND OR NOT among them, with any of 17 signs around them: the same hits as with spaces, and in small letters."""
    runs = [more.draw(st.text(SIGNS + " ", min_size=1, max_size=3)) for _ in range(len(words) + 1)]
    signed = "".join(run + word for run, word in zip(runs, [*words, ""], strict=True))
    plain = find(site, slug, " ".join(words))
    assert find(site, slug, signed).hits == plain.hits
    assert find(site, slug, signed.lower()).hits == plain.hits
