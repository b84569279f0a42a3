"""Cases at the desk over HTTP: who sees which, replies part by part, closings that lack something, two officers, files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import lxml.html
import pytest

from api.domain.cases import Step
from api.domain.phrases import render
from api.forms.base import free_text
from api.services import returning
from api.services.complaining import Lodged
from api.services.notices import NEWS, Noticing
from api.store import letters
from api.web.desk_words import STEP_WORDS
from i18n.languages import BY_SLUG, LANGUAGES
from i18n.messages import translate
from tests.casework import held, lodge, looked_up, officer, reply
from tests.desk import Desk, open_desk, opened, said
from tests.support import NOW, Clock

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202e<svg onload=alert(1)> 惡意",
    "{{ 7*7 }} ' onmouseover='alert(1) đơn",
    "</textarea><script>alert('ก')</script>",
    "javascript:alert(1) kasus\u0000",
)
FIRM = {"who": "employer", "name": "大港鋼鐵股份有限公司"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with nothing to enrol in."""
    with open_desk(tmp_path, Clock(NOW)) as made:
        yield made


@pytest.fixture
def lodged(desk: Desk) -> Lodged:
    """Return a case of a migrant worker whose passport is kept, filed in Vietnamese with one file."""
    return lodge(desk, "Chủ giữ hộ chiếu của tôi", files=[b"picture"], respondent=FIRM)


def _close(desk: Desk, reference: str, *, status: int = 303, **form: str) -> str:
    client = officer(desk)
    path = f"/cases/{reference}/close"
    start = held(lxml.html.document_fromstring(client.get(path).text))
    answer = client.post(path, data=start | form)
    assert answer.status_code == status, answer.status_code
    return answer.text


def _why(desk: Desk, action: str) -> list[str]:
    """Return the last column of the audit: why each `action` was done, as an auditor reads it."""
    rows = opened(officer(desk, "aud", "auditor"), f"/audit?action={action}").findall(".//tbody/tr")
    return [row.findall("td")[-1].text_content() for row in rows]


def test_the_queue_shows_a_case_with_its_clock_and_its_language(desk: Desk, lodged: Lodged) -> None:
    """A new case stands in the queue of its unit with kind, language, due day and state, and links to its page."""
    client = officer(desk)
    row = opened(client, "/").xpath("//tbody/tr")[0]
    words = row.text_content()
    for part in (lodged.reference, ": Passport or papers are withheld", "Vietnamese", "Migrant workers", "new"):
        assert part in words
    assert row.xpath(".//a/@href") == [f"/cases/{lodged.reference}"]


def test_filters_keep_what_fits(desk: Desk, lodged: Lodged) -> None:
    """Of two cases in two languages the filter by language keeps one; "only mine" keeps what this officer answered."""
    other = lodge(desk, "sesuatu", "id")
    client = officer(desk)
    assert len(opened(client, "/").xpath("//tbody/tr")) == 2
    assert other.reference in opened(client, "/?lang=id").text_content()
    assert len(opened(client, "/?lang=id").xpath("//tbody/tr")) == 1
    assert opened(client, "/?mine=1").xpath("//tbody/tr") == []
    reply(client, lodged.reference, phrase="read")
    assert len(opened(client, "/?mine=1").xpath("//tbody/tr")) == 1
    assert opened(client, "/?state=closed").xpath("//tbody/tr") == []


def test_every_step_has_words_at_the_desk(desk: Desk, lodged: Lodged) -> None:
    """All 16 steps are named; a case whose complainant changed how to be reached opens, and says so."""
    assert set(get_args(Step)) == STEP_WORDS.keys()
    returning.change_contact(desk.service, lodged.receipt, {"channel": "never"}, "press")
    assert "Another way to be reached" in opened(officer(desk), f"/cases/{lodged.reference}").text_content()


def test_a_language_that_nobody_in_the_unit_reads_is_flagged(desk: Desk) -> None:
    """A case in Thai at a unit whose only officer reads no Thai says so in the queue and on its page."""
    lodge(desk, "x", "th", kind="safety")
    desk_client = officer(desk, "wu", units=["migrants", "safety"])
    assert "nobody in the unit" not in opened(desk_client, "/").text_content()
    chief = officer(desk, "wu", units=["migrants"], role="chief")
    assert "nobody in the unit reads this language" in opened(chief, "/").text_content()


def test_an_officer_of_another_unit_finds_no_case_and_no_file(desk: Desk, lodged: Lodged) -> None:
    """Every address of a case of the migrants' unit answers 404 to an officer for safety, whatever is pressed."""
    own, other = officer(desk), officer(desk, "wu", "second", ["safety"])
    page = opened(own, f"/cases/{lodged.reference}")
    file = page.xpath("//a[@download]/@href")[0]
    assert own.get(file).status_code == 200
    for path in ("", "/reply", "/refer", "/close", "/name"):
        assert other.get(f"/cases/{lodged.reference}{path}").status_code == 404, path
    for path, form in (
        ("/reply", {"step": "answered", "lang": "en", "phrase": "read", "do": "send"}),
        ("/refer", {"to": "safety", "reason": "responsible"}),
        ("/close", {"reason": "settled", "evidence": "site-visit"}),
        ("/name", {"reason": "danger"}),
        ("/name", {"do": "open"}),
    ):
        assert other.post(f"/cases/{lodged.reference}{path}", data=form).status_code == 404, path
    assert other.get(file).status_code == 404
    assert other.post(f"/second/{lodged.reference}", data={"sort": "closing", "do": "confirm"}).status_code == 404
    assert opened(other, "/").xpath("//tbody/tr") == []


def test_a_file_of_another_case_is_not_served_under_this_one(desk: Desk, lodged: Lodged) -> None:
    """The number of a file opens it only below its own case, also for somebody who may see both."""
    second = lodge(desk, "y", files=[b"other picture"])
    client = officer(desk)
    file = opened(client, f"/cases/{second.reference}").xpath("//a[@download]/@href")[0]
    assert client.get(file).data == b"other picture"
    number = file.rsplit("/", 1)[1]
    assert client.get(f"/cases/{lodged.reference}/files/{number}").status_code == 404


def test_corruption_is_seen_by_the_ethics_office_alone(desk: Desk) -> None:
    """A tip about a bribe is in the queue of a member of the ethics office, and not even a chief of all other units sees it."""
    tip = lodge(desk, "x", kind="corruption", door="tip")
    chief = officer(desk, "chen", "chief", ["migrants", "director"])
    assert opened(chief, "/").xpath("//tbody/tr") == []
    assert chief.get(f"/cases/{tip.reference}").status_code == 404
    assert len(opened(officer(desk, "wu", units=["ethics"]), "/").xpath("//tbody/tr")) == 1


def test_an_auditor_counts_and_reads_no_case(desk: Desk, lodged: Lodged) -> None:
    """The auditor sees the statistics, where one open case of the migrants' unit is counted, and 403 for every case."""
    auditor = officer(desk, "hsu", "auditor")
    assert auditor.get(f"/cases/{lodged.reference}").status_code == 403
    tables = opened(auditor, "/statistics").xpath("//table")
    assert len(tables) == 4
    row = next(row for row in tables[0].xpath(".//tbody/tr") if "Life and work as a migrant" in row.text_content())
    assert row.xpath("./td/text()")[-1] == "1"


def test_coded_answers_are_read_at_the_desk_and_kept_as_they_were(desk: Desk) -> None:
    """A Vietnamese reader's choice is read in English beside the Vietnamese; free words are marked as not translated."""
    about = {"category": "papers", "passport": "employer"}
    made = lodge(desk, "Chủ giữ hộ chiếu", about=about, respondent=FIRM)
    page = opened(officer(desk), f"/cases/{made.reference}")
    rows = {row.findtext("th"): row for row in page.xpath("//table//tbody/tr")}
    passport = next(row for question, row in rows.items() if "passport" in str(question))
    assert passport.findtext("td") == "The employer"
    assert passport.xpath("./td[2]/@lang") == ["vi"]
    letter = page.xpath("//p[@class='words' and @lang='vi']")[0]
    assert letter.text_content() == "Chủ giữ hộ chiếu"
    assert "Vietnamese: original, not translated" in page.text_content()
    free = next(row for row in rows.values() if "大港" in row.text_content())
    assert "original, not translated" in free.text_content()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: str(language.slug))
def test_an_answer_by_phrase_arrives_in_the_readers_language(desk: Desk, lodged: Lodged, language: object) -> None:
    """A sentence chosen at the desk is read by the holder of the receipt in each of five languages, date and all."""
    reply(officer(desk), lodged.reference, phrase=["read", "come"], **SLOTS)
    answer = looked_up(desk, lodged).answers[0]
    told = render(answer.parts, language)  # type: ignore[arg-type]
    assert [part.label for part in told] == ["phrase", "phrase"]
    assert "高雄市前鎮區" in told[1].text
    assert "…" not in told[1].text


SLOTS: dict[str, Any] = {"slot__come__moment": "2026-12-01T14:00", "slot__come__place": "高雄市前鎮區鎮中路6號"}


def test_own_words_and_a_machines_words_arrive_labelled(desk: Desk, lodged: Lodged) -> None:
    """An officer's English words arrive as a human's; with a machine's translation they arrive as the original beside it."""
    client = officer(desk)
    reply(client, lodged.reference, text="We called the agency.", lang="en")
    reply(client, lodged.reference, text="Please wait.", lang="en", translated="Vui lòng chờ.")
    human, machine = (answer.parts[0] for answer in looked_up(desk, lodged).answers)
    assert (human["label"], human["text"]) == ("human", "We called the agency.")
    assert (machine["label"], machine["text"], machine["original"]) == ("machine", "Vui lòng chờ.", "Please wait.")


def test_a_machines_words_alone_are_not_sent(desk: Desk, lodged: Lodged) -> None:
    """A machine's translation without the original is refused with a sentence, and what was typed is still there."""
    form: dict[str, Any] = {"step": "answered", "lang": "en", "translated": "Vui lòng chờ."}
    page = opened(officer(desk), f"/cases/{lodged.reference}/reply", 422, **form)
    assert "only sent with the original beside it" in page.text_content()
    assert page.xpath("//textarea[@name='translated']")[0].text_content().strip() == "Vui lòng chờ."
    assert looked_up(desk, lodged).answers == ()


def test_nothing_is_sent_that_was_not_previewed(desk: Desk, lodged: Lodged) -> None:
    """A reply that was changed after its preview is shown once more instead of being sent."""
    client = officer(desk)
    path = f"/cases/{lodged.reference}/reply"
    form: dict[str, Any] = {"step": "answered", "lang": "en", "phrase": "read"}
    shown = opened(client, path, **form)
    assert shown.xpath("//section[@id='preview']//td[1]//p[@lang='vi']")
    changed = opened(client, path, 409, **(held(shown) | form | {"text": "One more thing.", "do": "send"}))
    assert "You changed the reply" in changed.text_content()
    assert "One more thing." in changed.text_content()
    assert looked_up(desk, lodged).answers == ()


def test_a_gap_in_a_sentence_is_pointed_out(desk: Desk, lodged: Lodged) -> None:
    """A sentence with a day and a place is not previewed before both are there; the summary leads to the empty field."""
    form: dict[str, Any] = {"step": "asked", "lang": "en", "phrase": "come", "slot.come.moment": "2026-12-01T14:00"}
    page = opened(officer(desk), f"/cases/{lodged.reference}/reply", 422, **form)
    assert page.xpath("//div[@class='error-summary']//a/@href") == ["#f-slot-come-place"]
    assert page.xpath("//input[@name='slot.come.moment']/@value") == ["2026-12-01T14:00"]


def test_of_two_officers_the_second_looks_again(desk: Desk, lodged: Lodged) -> None:
    """A reply begun before a colleague answered is not sent, previewed later or not: 409, its words kept; the next press sends."""
    first, second = officer(desk), officer(desk, "wu")
    path = f"/cases/{lodged.reference}/reply"
    begun = held(opened(second, path))
    reply(first, lodged.reference, phrase="read")
    form: dict[str, Any] = {"step": "answered", "lang": "en", "text": "From Wu."}
    shown = opened(second, path, **(begun | form))
    stopped = opened(second, path, 409, **(held(shown) | form | {"do": "send"}))
    assert "somebody else worked on this case" in stopped.text_content()
    assert stopped.xpath("//textarea[@name='text']")[0].text_content().strip() == "From Wu."
    assert len(looked_up(desk, lodged).answers) == 1
    said(second, path, **(held(stopped) | form | {"do": "send"}))
    assert len(looked_up(desk, lodged).answers) == 2


def test_a_double_press_sends_one_reply(desk: Desk, lodged: Lodged) -> None:
    """The same press of "Send the reply" twice is one answer."""
    client = officer(desk)
    path = f"/cases/{lodged.reference}/reply"
    form: dict[str, Any] = {"step": "answered", "lang": "en", "phrase": "read"}
    ready = held(opened(client, path, **form)) | form | {"do": "send"}
    assert [client.post(path, data=ready).status_code for _ in range(2)] == [303, 303]
    assert len(looked_up(desk, lodged).answers) == 1


def test_a_closing_says_in_words_what_is_missing(desk: Desk, lodged: Lodged) -> None:
    """Without reason, evidence and contact all three are named; the word of the broker alone is refused; then it closes."""
    text = _close(desk, lodged.reference, status=422)
    for words in ("Choose a reason.", "Name the evidence", "in their own language first"):
        assert words in text
    reply(officer(desk), lodged.reference, phrase="closing")
    text = _close(desk, lodged.reference, status=422, reason="no-violation", evidence="broker-word")
    assert "alone is not evidence" in text
    _close(desk, lodged.reference, reason="no-violation", evidence="site-visit")
    assert looked_up(desk, lodged).state == "closed"


@pytest.mark.usefixtures("lodged")
def test_a_respondent_with_earlier_cases_needs_two_officers(desk: Desk) -> None:
    """Two cases about one firm show as a count; the closing is proposed, its proposer cannot confirm it, a second one can."""
    second = lodge(desk, "y", respondent=FIRM)
    client = officer(desk)
    assert "earlier 1" in opened(client, f"/cases/{second.reference}").text_content()
    reply(client, second.reference, phrase="closing")
    _close(desk, second.reference, reason="fined", evidence="site-visit")
    assert looked_up(desk, second).state == "proposed"
    assert officer(desk).get("/second").status_code == 403
    own = officer(desk, "lin", "second")
    assert opened(own, "/second").xpath("//section") == []
    version = held(opened(own, f"/cases/{second.reference}/close"))["version"]
    form: dict[str, Any] = {"sort": "closing", "do": "confirm", "version": version}
    refused = opened(own, f"/second/{second.reference}", 409, **form)
    assert "omebody else has to look" in refused.text_content()
    wu = officer(desk, "wu", "second")
    page = opened(wu, "/second")
    assert "There are other cases" in page.text_content()
    said(wu, f"/second/{second.reference}", **(held(page) | {"do": "confirm"}))
    assert looked_up(desk, second).state == "closed"
    assert _why(desk, "case-proposed") == [
        "A violation was found and punished · There are other cases about the same firm, agency, address or telephone."
    ]
    assert _why(desk, "case-closed") == ["A violation was found and punished · proposed by lin"]


def test_a_second_officer_who_does_not_agree_says_why(desk: Desk, lodged: Lodged) -> None:
    """Refusing a closing needs a sentence; with one the case goes on and the colleague reads it in the history."""
    reply(officer(desk), lodged.reference, phrase="closing")
    _close(desk, lodged.reference, reason="fined", evidence="records")
    wu = officer(desk, "wu", "second")
    form: dict[str, Any] = held(opened(wu, "/second")) | {"do": "refuse"}
    assert "Write why not" in opened(wu, f"/second/{lodged.reference}", 422, **form).text_content()
    said(wu, f"/second/{lodged.reference}", **form, **{f"note.{lodged.reference}": "The visit is missing."})
    assert looked_up(desk, lodged).state != "closed"
    assert "The visit is missing." in opened(officer(desk), f"/cases/{lodged.reference}").text_content()


def test_the_name_opens_with_a_reason_and_a_second_officer(desk: Desk) -> None:
    """The name is on no page until another officer agreed; then only the asker reads it, for one day."""
    made = lodge(desk, "x", person={"name": "Nguyễn Thị Lan"})
    client, path = officer(desk), f"/cases/{made.reference}/name"
    assert "Nguyễn" not in client.get(f"/cases/{made.reference}").text
    assert opened(client, path, 422, reason="").xpath("//*[@aria-invalid]")
    assert opened(client, path, 409, do="open").xpath("//*[@role='alert']")
    said(client, path, reason="danger", press="one")
    wu = officer(desk, "wu", "second")
    said(wu, f"/second/{made.reference}", **(held(opened(wu, "/second")) | {"do": "confirm"}))
    assert _why(desk, "name-granted") == ["Somebody is in danger · asked by lin"]
    assert "Nguyễn Thị Lan" in opened(client, path, do="open").text_content()
    assert opened(wu, path, 409, do="open").xpath("//*[@role='alert']")
    desk.clock.move(hours=25)
    assert opened(officer(desk), path, 409, do="open").xpath("//*[@role='alert']")


def test_contact_is_told_as_a_rule(desk: Desk, lodged: Lodged) -> None:
    """Who said never is shown so; a Sunday afternoon is shown with its hours, and the number on no page on Saturday at ten."""
    client = officer(desk)
    assert "Never call, never write." in opened(client, f"/cases/{lodged.reference}").text_content()
    rule = {"channel": "call", "address": "0912345678", "days": "6", "starts": "14:00", "ends": "18:00"}
    made = lodge(desk, "y", contact=rule)
    assert "Call only then: Sunday, 14:00 to 18:00." in opened(client, f"/cases/{made.reference}").text_content()
    for path in ("", "/paper", "/reply", "/name"):
        assert "345678" not in client.get(f"/cases/{made.reference}{path}").text.replace(" ", "")
    desk.clock.move(hours=28)
    client = officer(desk)
    assert "0912345678" in opened(client, f"/cases/{made.reference}").text_content()
    assert "345678" not in client.get(f"/cases/{made.reference}/paper").text.replace(" ", "")


def test_a_number_outside_the_hours_needs_a_reason_and_is_noted(desk: Desk, lodged: Lodged) -> None:
    """On Saturday the page says from when it is shown; with a reason it is shown once and noted, without one it is not: 422.

    A number that a machine writes to, and that of somebody who said never, opens for no reason.
    """
    rule = {"channel": "call", "address": "0912345678", "days": "6", "starts": "14:00", "ends": "18:00"}
    path = f"/cases/{lodge(desk, 'y', contact=rule).reference}"
    client = officer(desk)
    (form,) = opened(client, path).xpath("//form[contains(@action, '/number')]")
    assert form.xpath(".//select/@name") == ["reason"]
    assert "0912345678" not in client.post(f"{path}/number").text
    assert opened(client, f"{path}/number", 422, reason="").xpath("//*[@aria-invalid]")
    assert _why(desk, "number-opened") == []
    assert "0912345678" in opened(client, f"{path}/number", reason="danger").text_content()
    assert _why(desk, "number-opened") == ["Somebody is in danger"]
    assert "0912345678" not in opened(client, path).text_content()
    email = lodge(desk, "z", contact=rule | {"channel": "email", "address": "kanari@example.org"})
    for each in (email, lodged):
        assert "kanari@" not in opened(client, f"/cases/{each.reference}/number", reason="danger").text_content()
    assert len(_why(desk, "number-opened")) == 1
    assert officer(desk, "wu", units=["safety"]).post(f"{path}/number", data={"reason": "danger"}).status_code == 404


def test_what_nothing_can_send_is_sent_by_hand_inside_the_hours(desk: Desk) -> None:
    """A short message, without a gateway: on Sunday at 14:00 it stands among the calls with its neutral words in Vietnamese.

    On Saturday neither the list nor the page shows it; "I have sent it" ends it, is in the audit, and nothing counted as sent before.
    """
    rule = {"channel": "sms", "address": "0912345678", "days": "6", "starts": "14:00", "ends": "18:00"}
    made = lodge(desk, "y", contact=rule)
    path = f"/cases/{made.reference}"
    noticing = Noticing(desk.resources, desk.published, {})
    client = officer(desk)
    reply(client, made.reference, text="x")
    noticing.round()
    assert made.reference not in opened(client, "/calls").text_content()
    assert "0912345678" not in opened(client, path).text_content()
    desk.clock.move(hours=28)
    noticing.round()
    client = officer(desk)
    assert "Send by hand" in opened(client, "/calls").text_content()
    words = opened(client, path).text_content()
    assert "0912345678" in words
    assert translate(NEWS, BY_SLUG["vi"]) in words
    with desk.resources.reader.begin() as connection:
        assert letters.counts(connection).get(letters.SENT, 0) == 0
    assert "Noted: you sent it." in said(client, f"{path}/called", do="told")
    assert "Send by hand" not in opened(client, "/calls").text_content()
    assert len(_why(desk, "told-by-hand")) == 1


def test_a_call_is_offered_inside_the_hours_alone(desk: Desk) -> None:
    """At 14:00 on a Sunday the case page says until when one may call and takes "I have called"; the day before it does neither."""
    rule = {"channel": "call", "address": "0912345678", "days": "6", "starts": "14:00", "ends": "18:00"}
    made = lodge(desk, "y", contact=rule)
    path = f"/cases/{made.reference}"
    client = officer(desk)
    assert "You may call now" not in opened(client, path).text_content()
    assert client.post(f"{path}/called").status_code == 409
    desk.clock.move(hours=28)
    client = officer(desk)
    assert "17:55" in opened(client, path).xpath("//form[contains(@action, '/called')]")[0].text_content()
    assert "Noted: you called." in client.post(f"{path}/called", follow_redirects=True).text
    assert officer(desk, "wu", units=["safety"]).post(f"{path}/called").status_code == 404


def test_a_file_is_saved_and_never_shown(desk: Desk, lodged: Lodged) -> None:
    """A file goes out as an attachment of no type under a neutral name, sandboxed, sniffed by nobody, kept by nobody."""
    client = officer(desk)
    answer = client.get(opened(client, f"/cases/{lodged.reference}").xpath("//a[@download]/@href")[0])
    assert answer.data == b"picture"
    headers = answer.headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith(f'attachment; filename="{lodged.reference}-')
    assert headers["Content-Security-Policy"].startswith("sandbox;")
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-store")


def test_passing_on_takes_the_case_out_of_the_queue(desk: Desk, lodged: Lodged) -> None:
    """Passed on to safety the case leaves the migrants' queue with its history, and safety finds it."""
    client = officer(desk)
    path = f"/cases/{lodged.reference}/refer"
    form: dict[str, Any] = held(opened(client, path)) | {"to": "safety", "reason": "responsible", "note": "Scaffold."}
    assert lodged.reference in said(client, path, **form)
    assert client.get(f"/cases/{lodged.reference}").status_code == 404
    page = opened(officer(desk, "wu", units=["safety"]), f"/cases/{lodged.reference}")
    assert "Scaffold." in page.text_content()


def test_late_cases_stand_with_their_chief_by_name(desk: Desk, lodged: Lodged) -> None:
    """Seventy days later the case is on the page of late cases with its stage and the chief of its unit; none before."""
    chief = officer(desk, "chen", "chief")
    assert opened(chief, "/late").xpath("//tbody/tr") == []
    desk.clock.move(days=70)
    row = opened(officer(desk, "chen", "chief"), "/late").xpath("//tbody/tr")[0].text_content()
    assert lodged.reference in row
    assert "chen" in row
    assert "performance committee" in row


def test_the_chief_sees_what_will_be_erased(desk: Desk, lodged: Lodged) -> None:
    """Nothing is due today; a case closed for five years stands on the dry run as due."""
    reply(officer(desk), lodged.reference, phrase="closing")
    _close(desk, lodged.reference, reason="no-violation", evidence="site-visit")
    assert opened(officer(desk, "chen", "chief"), "/retention").xpath("//tbody/tr") == []
    desk.clock.move(days=5 * 366)
    rows = opened(officer(desk, "chen", "chief"), "/retention").xpath("//tbody/tr")
    assert [lodged.reference in row.text_content() for row in rows] == [True]
    assert "not held: due" in rows[0].text_content()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_words_at_the_desk(desk: Desk, hostile: str) -> None:
    """Markup, templates and turned letters in every field of a complaint and of a reply stand there as text, in five scripts."""
    made = lodge(
        desk, hostile, respondent={"who": "employer", "name": hostile, "address": hostile}, person={"name": hostile}
    )
    client = officer(desk)
    returning.write_to(desk.service, made.receipt, str(free_text(hostile)), "press")
    reply(client, made.reference, text=hostile, lang="en")
    for path in ("", "/reply", "/refer", "/close", "/name"):
        page = lxml.html.document_fromstring(client.get(f"/cases/{made.reference}{path}").text)
        assert page.xpath("//script | //img | //svg | //*[@onload or @onerror or @onmouseover]") == []
    letters = lxml.html.document_fromstring(client.get(f"/cases/{made.reference}").text).xpath("//*[@class='words']")
    assert [each.text_content() for each in letters] == [hostile.replace("\x00", "")] * 3


def test_the_audit_hides_a_case_of_corruption_from_a_chief_of_another_unit(desk: Desk) -> None:
    """Opened by its office, it is a row without reference for that chief, and searched for it is nothing; the auditor reads it."""
    secret = lodge(desk, "x", kind="corruption", door="tip")
    assert officer(desk, "mai", "officer", ["ethics"]).get(f"/cases/{secret.reference}").status_code == 200
    chief, auditor = officer(desk, "wang", "chief"), officer(desk, "hsu", "auditor")
    page = opened(chief, "/audit").text_content()
    assert "opened a case" in page
    assert secret.reference not in page
    assert opened(chief, f"/audit?reference={secret.reference}").find(".//tbody") is None
    assert secret.reference in opened(auditor, "/audit").find(".//tbody").text_content()
