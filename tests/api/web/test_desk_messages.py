"""Messages to a class: written, looked at once more, kept once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.services import desk_messages
from i18n.languages import BY_SLUG
from tests.desk import Desk, open_desk, opened, said
from tests.support import Clock, make_offer

PATH = "/courses/a-class/messages"


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Return a desk with a class of 2 in which 2 have a seat and 1 waits."""
    with open_desk(tmp_path, clock, make_offer(), make_offer("empty")) as opened_desk:
        opened_desk.enrol("Anh", "Budi", "Chai")
        yield opened_desk


def _form(**more: str) -> dict[str, str]:
    return {"to": "confirmed", "text.zh-hant": "教室改到三樓。", "text.en": "We meet on the third floor.", **more}


def test_a_message_is_shown_before_it_is_kept(desk: Desk) -> None:
    """The first press shows it in 5 languages and for 2 people and keeps nothing; the second keeps it, a third nothing more."""
    client = desk.client()
    page = opened(client, PATH, 200, **_form())
    assert len(page.xpath("//section")) == 5
    assert "Everybody who has a seat: 2" in page.text_content()
    assert desk_messages.kept(desk.resources) == []
    names = page.xpath("//main//input[@type='hidden']")
    sent = {str(each.get("name")): str(each.get("value")) for each in names} | {"step": "send"}
    for _ in range(2):
        assert "It goes to: 2" in said(client, PATH, **sent)
    (kept,) = desk_messages.kept(desk.resources, "a-class")
    assert (kept.officer, kept.words["to"]) == ("lin", "confirmed")
    assert "教室改到三樓。" in opened(client, "/messages").text_content()


def test_a_reader_gets_the_nearest_language(desk: Desk) -> None:
    """Vietnamese is left empty: its readers get the English text under a Vietnamese subject, or the Chinese if there is no English."""
    client = desk.client()
    page = opened(client, PATH, 200, **_form())
    assert "third floor" in page.xpath("string(//section[@lang='vi'])")
    page = opened(client, PATH, 200, **_form(**{"text.en": ""}))
    assert "教室" in page.xpath("string(//section[@lang='vi'])")
    words = {"to": "all", "subject": {"zh-hant": "通知"}, "text": {"zh-hant": "一", "vi": "hai"}}
    assert desk_messages.words_for(words, BY_SLUG["vi"]) == ("通知", "hai")


def test_a_message_without_words_or_readers_is_not_shown(desk: Desk) -> None:
    """No Chinese, too long, nobody chosen, nobody there: a sentence each, and nothing that was typed is lost."""
    client = desk.client()
    page = opened(client, PATH, 422, **_form(**{"text.zh-hant": ""}))
    assert "Write the message in this language" in page.text_content()
    assert "third floor" in page.text_content()
    assert "at most 3000" in opened(client, PATH, 422, **_form(**{"text.vi": "a" * 3001})).text_content()
    assert "Choose who gets it" in opened(client, PATH, 422, **_form(to="everyone-else")).text_content()
    empty = opened(client, "/courses/empty/messages", 422, **_form())
    assert "Nobody would get it" in empty.text_content()


def test_going_back_keeps_the_words(desk: Desk) -> None:
    """Change it leads to the form with all that was written, markup shown as it is."""
    page = opened(desk.client(), PATH, 200, **_form(**{"text.th": "<b>ห้อง</b>", "step": "change"}))
    assert page.xpath("string(//textarea[@name='text.th'])").strip() == "<b>ห้อง</b>"
    assert page.xpath("string(//textarea[@name='text.en'])").strip() == "We meet on the third floor."
