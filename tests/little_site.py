"""A site of eight pages in five languages, and of few more that one language has alone, with a searcher of its own."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from api.search import shelf
from api.search.documents import Asked, Document, Results
from api.search.engine import Postings
from api.search.impacts import averages, count, steps
from api.search.meant import Index
from api.search.reader import open_shelf
from api.search.searcher import Searcher
from api.search.vocabulary import Vocabulary, grouped, spellings
from api.search.whoosh_engine import WhooshFormat
from i18n.languages import BY_SLUG, LANGUAGES

Pages = Mapping[str, Sequence[Document]]
"""The documents of each language, by its slug."""

NAMES = ("passport", "overtime", "moving", "leave", "accident", "hostel", "absence", "mediation")
"""What the eight pages are called, in the order of their words."""

_WORDS = {
    "zh-hant": (
        ("誰可以保管我的護照", "護照和居留證由移工自己保管，雇主不能扣留。"),
        ("加班費怎麼算", "平日加班的前兩個小時，加班費是時薪再加三分之一。勞動契約不能約定更少。"),
        ("轉換雇主", "移工有正當理由，可以換到新的雇主那裡工作。"),
        ("喪假和婚假", "家人過世時，您可以請喪假，工資照給。"),
        ("職業災害保險給付", "受傷以後不能工作，可以請領失能給付。"),
        ("勞工住宅", "房間租給在本市工作的人，租金便宜，要先登記。"),
        ("失去聯繫", "連續曠職三日失去聯繫，雇主會通報。"),
        ("勞資爭議調解", "調解不收費，第一次會議在二十天之內。"),
    ),
    "vi": (
        ("Ai được giữ hộ chiếu của tôi", "Lao động di trú tự giữ hộ chiếu và thẻ cư trú. Chủ thuê không được giữ."),
        ("Tiền tăng ca tính thế nào", "Hai giờ tăng ca đầu tiên được trả thêm một phần ba tiền lương."),
        ("Chuyển đổi chủ thuê", "Lao động di trú có lý do chính đáng được sang làm cho chủ khác."),
        ("Nghỉ tang và nghỉ cưới", "Khi người nhà qua đời, bạn được nghỉ tang và vẫn có lương."),
        ("Bảo hiểm tai nạn lao động", "Bị thương không làm việc được thì xin trợ cấp mất khả năng lao động."),
        ("Nhà ở cho người lao động", "Phòng cho thuê giá rẻ, phải đăng ký trước."),
        ("Mất liên lạc", "Vắng mặt liên tục ba ngày và mất liên lạc thì chủ thuê sẽ trình báo."),
        ("Hòa giải tranh chấp lao động", "Hòa giải không mất tiền, buổi đầu tiên trong hai mươi ngày."),
    ),
    "id": (
        ("Siapa yang boleh menyimpan paspor saya", "Pekerja migran menyimpan paspor dan izin tinggalnya sendiri."),
        ("Cara menghitung uang lembur", "Dua jam lembur pertama dibayar sepertiga lebih banyak. Upah lembur tercatat."),
        ("Pindah majikan", "Pekerja migran dengan alasan yang sah boleh bekerja untuk majikan lain."),
        ("Cuti duka dan cuti menikah", "Kalau keluarga meninggal, Anda mendapat cuti duka dan upah tetap dibayar."),
        ("Asuransi kecelakaan kerja", "Kalau cedera dan tidak bisa bekerja, mintalah santunan cacat."),
        ("Perumahan buruh", "Kamar disewakan dengan harga murah, daftarlah dahulu."),
        ("Hilang kontak", "Mangkir 3 hari berturut-turut dan hilang kontak akan dilaporkan majikan."),
        ("Mediasi perselisihan kerja", "Mediasi tidak dipungut biaya. Petugas membantu Anda mengisi formulir."),
    ),
    "th": (
        ("ใครเก็บหนังสือเดินทางของฉันได้", "แรงงานข้ามชาติเก็บหนังสือเดินทางและบัตรประจำตัวไว้เอง นายจ้างเก็บไม่ได้"),
        ("ค่าล่วงเวลาคิดอย่างไร", "สองชั่วโมงแรกได้ค่าล่วงเวลาเพิ่มอีกหนึ่งในสามของค่าจ้าง"),
        ("เปลี่ยนนายจ้าง", "แรงงานข้ามชาติที่มีเหตุผลอันควรไปทำงานกับนายจ้างใหม่ได้"),
        ("ลาจัดงานศพและลาแต่งงาน", "เมื่อคนในครอบครัวเสียชีวิต คุณลาจัดงานศพได้และยังได้ค่าจ้าง"),
        ("ประกันอุบัติเหตุจากการทำงาน", "บาดเจ็บจนทำงานไม่ได้ ขอเงินทดแทนทุพพลภาพได้"),
        ("ที่อยู่อาศัยแรงงาน", "ห้องเช่าราคาถูก ต้องลงทะเบียนก่อน"),
        ("ขาดการติดต่อ", "ขาดงานติดต่อกันสามวันและขาดการติดต่อ นายจ้างจะแจ้ง"),
        ("การไกล่เกลี่ยข้อพิพาทแรงงาน", "การไกล่เกลี่ยไม่เสียค่าใช้จ่าย นัดแรกภายในยี่สิบวัน"),
    ),
    "en": (
        ("Who may keep my passport", "Migrant workers keep passport and residence permit themselves."),
        (
            "How overtime pay is counted",
            "The first two hours of overtime bring a third more. Contracts cannot say less.",
        ),
        ("Changing employer", "A migrant worker who has a good reason may move to another employer."),
        ("Bereavement leave and wedding leave", "When somebody of your family dies you may take bereavement leave."),
        ("Occupational accident insurance", "Whoever is hurt and cannot work may claim the disability benefit."),
        ("Workers' hostels", "Rooms are let cheaply to people who work here; register beforehand."),
        ("Losing contact", "Absence for 3 consecutive days and loss of contact is reported by the employer."),
        ("Mediation of labour disputes", "Mediation costs nothing. The first meeting is within twenty days."),
    ),
}


def page(slug: str, key: str, title: str, words: str = "", **more: object) -> Document:
    """Return a page; `key` is its kind in the plural and its name ("guides/passport"), `more` any further fields."""
    row: dict[str, object] = {"url": f"/{slug}/{key}/", "kind": key.partition("/")[0].removesuffix("s"), "title": title}
    row |= {"summary": words, "paragraphs": (("words", words),)} | more
    return Document(**row)  # type: ignore[arg-type]


def little(slug: str) -> list[Document]:
    """Return the eight pages in the language `slug`."""
    return [
        page(slug, f"guides/{name}", title, words) for name, (title, words) in zip(NAMES, _WORDS[slug], strict=True)
    ]


LITTLE: Pages = {language.slug: little(language.slug) for language in LANGUAGES}
"""The whole site."""


def searcher(folder: Path, pages: Pages) -> Searcher:
    """Return a searcher over shelves of `pages`, which are written below `folder`."""
    shelves = {}
    for slug, documents in pages.items():
        shelf.write(folder / slug, documents, BY_SLUG[slug], WhooshFormat())
        shelves[slug] = open_shelf(folder / slug, BY_SLUG[slug], WhooshFormat())
    return Searcher(lambda language: shelves.get(language.slug))


def find(site: Searcher, slug: str, text: str, **more: object) -> Results:
    """Return what a reader of `slug` finds; `more` are any further fields of `Asked`."""
    found = site.search(Asked(text, **more), BY_SLUG[slug], {"zuoying": "左營區"})  # type: ignore[arg-type]
    assert found is not None
    return found


def names(found: Results) -> list[str]:
    """Return the names of the pages on this page of results: "passport"."""
    return [hit.url.partition("#")[0].strip("/").split("/")[-1] for hit in found.hits]


def postings(slug: str, documents: Iterable[Document]) -> list[Postings]:
    """Return the terms of `documents` with their steps."""
    language, documents = BY_SLUG[slug], list(documents)
    counted = [count(each, language) for each in documents]
    usual = averages(counted)
    return [steps(each, usual) for each in counted]


def index(slug: str, documents: Iterable[Document]) -> Index:
    """Return what asking must know of an index of `documents`, without an engine."""
    language, documents = BY_SLUG[slug], list(documents)
    held = Counter(term for row in postings(slug, documents) for term in row)
    vocabulary = Vocabulary(grouped(Counter(word for each in documents for word in spellings(count(each, language)))))
    return Index(language, vocabulary, len(documents), held.__getitem__)
