"""The meaning guard: a translation that says the reverse, another number or another person is told; other words are not."""

import pytest

from api.content.meaning import alarms
from i18n.languages import BY_SLUG

BAN = "雇主不可以扣留護照。"
MAY = "您可以打 {tel-1955}。"
MUST = "雇主必須在 {notice-short} 內告訴您。"
RATE = "每月最多 {broker-fee-year-1}。"
LIST = "- 契約\n- 工資單"
BOTH = "國定假日上班，工資加倍。"

RIGHT = [
    ("vi", BAN, "Chủ thuê không được giữ hộ chiếu."),
    ("id", BAN, "Majikan tidak boleh menahan paspor."),
    ("th", BAN, "ห้ามนายจ้างยึดหนังสือเดินทาง"),
    ("en", BAN, "The employer must not keep your passport."),
    ("en", BAN, "The employer may not withhold\u00a0your passport."),
    ("vi", MAY, "Bạn có thể gọi {tel-1955}."),
    ("id", MAY, "Anda boleh menelepon {tel-1955}."),
    ("th", MAY, "คุณโทร {tel-1955} ได้"),
    ("en", MAY, "You can call {tel-1955}."),
    ("en", MAY, "You may call {tel-1955}, free of charge."),
    ("vi", MUST, "Chủ thuê phải báo cho bạn trong {notice-short}."),
    ("id", MUST, "Majikan harus memberi tahu Anda dalam {notice-short}."),
    ("th", MUST, "นายจ้างต้องบอกคุณภายใน {notice-short}"),
    ("en", MUST, "The employer must tell you within {notice-short}."),
    ("vi", "雇主能不能扣薪？", "Chủ thuê có được trừ lương không?"),
    ("th", "您要不要申訴，自己決定。", "คุณจะร้องเรียนหรือไม่ คุณตัดสินใจเอง"),
    ("en", "不只是您，性別不限。", "It is not only you: any gender is welcome."),
    ("id", "用 LINE 問我們。", "Tanyakan kepada kami lewat LINE."),
]

WRONG = [
    ("a ban became a permission", "vi", BAN, "Chủ thuê được giữ hộ chiếu."),
    ("a ban became a permission", "id", BAN, "Majikan boleh menahan paspor."),
    ("a ban became a permission", "th", BAN, "นายจ้างยึดหนังสือเดินทางได้"),
    ("a ban became a permission", "en", BAN, "The employer may keep your passport."),
    ("a ban became an exemption", "vi", BAN, "Chủ thuê không cần giữ hộ chiếu."),
    ("a ban became an exemption", "id", BAN, "Majikan tidak perlu menahan paspor."),
    ("a ban became an exemption", "th", BAN, "นายจ้างไม่ต้องยึดหนังสือเดินทาง"),
    ("a ban became an exemption", "en", BAN, "The employer need not keep your passport."),
    ("a permission became a ban", "vi", MAY, "Bạn không được gọi {tel-1955}."),
    ("a permission became a ban", "id", MAY, "Anda dilarang menelepon {tel-1955}."),
    ("a permission became a ban", "th", MAY, "ห้ามโทร {tel-1955}"),
    ("a permission became a ban", "en", MAY, "You must not call {tel-1955}."),
    ("a permission became a demand", "vi", MAY, "Bạn phải gọi {tel-1955}."),
    ("a permission became a demand", "id", MAY, "Anda wajib menelepon {tel-1955}."),
    ("a permission became a demand", "th", MAY, "คุณต้องโทร {tel-1955}"),
    ("a permission became a demand", "en", MAY, "You must call {tel-1955}."),
    ("a demand became a permission", "vi", MUST, "Chủ thuê có thể báo cho bạn trong {notice-short}."),
    ("a demand became a permission", "id", MUST, "Majikan boleh memberi tahu Anda dalam {notice-short}."),
    ("a demand became a permission", "th", MUST, "นายจ้างสามารถบอกคุณภายใน {notice-short}"),
    ("a demand became a permission", "en", MUST, "The employer may tell you within {notice-short}."),
    ("another phone", "vi", MAY, "Bạn có thể gọi {tel-police}."),
    ("another phone", "id", MAY, "Anda boleh menelepon {tel-police}."),
    ("another phone", "th", MAY, "คุณโทร {tel-police} ได้"),
    ("another phone", "en", MAY, "You can call {tel-police}."),
    ("a figure is gone", "vi", MUST, "Chủ thuê phải báo cho bạn sớm."),
    ("a figure is gone", "id", MUST, "Majikan harus memberi tahu Anda."),
    ("a figure is gone", "th", MUST, "นายจ้างต้องบอกคุณ"),
    ("a figure is gone", "en", MUST, "The employer must tell you soon."),
    ("figures exchanged", "en", "{tel-1955}，再打 {tel-police}。", "{tel-police}, then {tel-1955}."),
    ("another rate", "vi", RATE, "Mỗi ngày tối đa {broker-fee-year-1}."),
    ("another rate", "id", RATE, "Paling banyak {broker-fee-year-1} per hari."),
    ("another rate", "th", RATE, "ไม่เกินวันละ {broker-fee-year-1}"),
    ("another rate", "en", RATE, "At most {broker-fee-year-1} a day."),
    ("half for double", "vi", BOTH, "Làm việc ngày lễ, lương bằng một nửa."),
    ("half for double", "id", BOTH, "Kerja pada hari libur nasional, gaji setengah."),
    ("half for double", "th", BOTH, "ทำงานวันหยุดนักขัตฤกษ์ ค่าจ้างครึ่งหนึ่ง"),
    ("half for double", "en", BOTH, "For work on national holidays, the wage is half."),
    ("another person", "vi", BAN, "Người lao động không được giữ hộ chiếu."),
    ("another person", "id", "雇主不可以扣留護照。", "Pekerja tidak boleh menahan paspor."),
    ("another person", "th", BAN, "ห้ามลูกจ้างยึดหนังสือเดินทาง"),
    ("another person", "en", BAN, "The worker must not keep your passport."),
    ("an item is gone", "vi", LIST, "- Hợp đồng"),
    ("an item is gone", "id", LIST, "- kontrak"),
    ("an item is gone", "th", LIST, "- สัญญา"),
    ("an item is gone", "en", LIST, "- Contract"),
    ("a name is gone", "en", "用 LINE 問我們。", "Ask us by phone."),
]


@pytest.mark.parametrize(("slug", "source", "translated"), RIGHT)
def test_a_translation_that_says_the_same_raises_no_alarm(slug: str, source: str, translated: str) -> None:
    """Of 18 right translations, reworded, as questions or with idioms that hold a "not", none raises an alarm."""
    assert alarms(source, translated, BY_SLUG[slug]) == ()


@pytest.mark.parametrize(("kind", "slug", "source", "translated"), WRONG)
def test_each_kind_of_fault_is_told_in_each_language(kind: str, slug: str, source: str, translated: str) -> None:
    """Each of 46 planted faults, eleven kinds in four languages, raises an alarm."""
    assert alarms(source, translated, BY_SLUG[slug]), kind


def test_the_alarm_names_the_line_and_both_words() -> None:
    """The second item of a list is reversed: the alarm stands on its line and says what each language says."""
    source, translated = "- 雇主必須付錢\n- 雇主不可以扣錢", "- The employer must pay\n- The employer may deduct money"
    (alarm,) = alarms(source, translated, BY_SLUG["en"])
    assert alarm.line == 1
    assert "不可以" in alarm.problem
    assert "denial" in alarm.problem


def test_a_reversal_does_not_hide_behind_another_sentence() -> None:
    """Two sentences exchange their "not": the block denies once in both languages, and both sentences are told."""
    source = "雇主不可以扣錢。您可以申訴。"
    translated = "The employer may deduct money. You must not complain."
    assert len(alarms(source, translated, BY_SLUG["en"])) == 2


def test_white_space_and_bold_change_nothing() -> None:
    """Bold marks, an address behind a link and doubled spaces raise no alarm."""
    source = "**雇主不可以**扣留[護照](guides/passport)。"
    translated = "The employer  **must not** keep your [passport](guides/cannot-be-passport)."
    assert alarms(source, translated, BY_SLUG["en"]) == ()


def test_a_wrapped_paragraph_is_still_one_line() -> None:
    """A ban that is broken over two lines in the Chinese, and a translation on one line, say the same: no alarm."""
    assert alarms("雇主不\n得扣留您的護照。", "The employer must not keep your passport.", BY_SLUG["en"]) == ()
    assert alarms("雇主不\n得扣留您的護照。", "The employer may keep\nyour passport.", BY_SLUG["en"])
