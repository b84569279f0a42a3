"""The paper of a complaint: every answer in both languages, free words as they were written and marked, the form of the law."""

import datetime as dt
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import lxml.html
import pytest

from api.domain.intake import DOORS, KINDS, DoorName
from api.forms.base import Ask, fields
from api.forms.contact import contact_choices
from api.forms.filing import filing
from i18n import formats
from i18n.languages import BY_SLUG, LANGUAGES, SOURCE, Language
from i18n.messages import translate
from tests.filing import filled
from tests.support import NOW
from theme.environment import environment
from theme.filed_paper import Issue, Paper, paper
from theme.mediation_form import CHOICES, GROUPS
from theme.paper_lines import Answers

HOSTILE = '"><script>alert(1)</script>\n  <img src=x onerror=alert(1)> {{ 7*7 }} %(x)s &amp; ก đ'
DRAFT = Issue(NOW.date())
PLACES: list[tuple[DoorName, str]] = [
    (door, name) for door in DOORS for name, kind in KINDS.items() if door in kind.doors
]


def _printed(made: Paper) -> lxml.html.HtmlElement:
    source = '{% from "pages/paper-sheet.html" import sheet %}{{ sheet(paper) }}'
    return lxml.html.fragment_fromstring(environment(made.own).from_string(source).render(paper=made))


def _choices(name: str, ask: Ask, language: Language) -> dict[str, str]:
    """Return the answers to one question in words, without the code that prints papers."""
    if name in CHOICES:
        return {key: translate(text, language) for key, text in CHOICES[name].items()}
    if name == "applicant.interpreter":
        spoken = {each.slug: formats.language_name(each, language) for each in LANGUAGES}
        return {key: spoken.get(key) or translate(text, language) for key, text in ask.choices.items()}
    asked = contact_choices(language, "")
    return dict(asked.get(name, {})) or {key: translate(text, language) for key, text in ask.choices.items()}


def _asked(door: DoorName, kind: str) -> dict[str, Ask]:
    return {name.removeprefix("answers."): ask for name, _, ask in fields(filing(door, kind)) if "answers." in name}


def _nested(values: dict[str, Any]) -> Answers:
    found: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        part, _, field = name.partition(".")
        found.setdefault(part, {})[field] = value
    return found


def _rounds(door: DoorName, kind: str) -> Iterator[dict[str, str]]:
    """Yield answers to all questions with choices, until each choice was made once."""
    asked = {name: list(_choices(name, ask, SOURCE)) for name, ask in _asked(door, kind).items()}
    lists = {name: keys for name, keys in asked.items() if keys}
    for keys in zip_longest(*lists.values()):
        yield {name: key for name, key in zip(lists, keys, strict=True) if key}


def _said(page: lxml.html.HtmlElement, language: Language) -> set[str]:
    """Return what stands among the answers in `language`; of boxes only the ticked ones."""
    empty = {each for tick in page.find_class("paper__tick") if "□" in tick.text_content() for each in tick.iter()}
    spans = page.xpath(".//dd//span[@lang=$tag]", tag=language.tag)
    return {str(each.text_content()) for each in spans if each not in empty}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.slug)
@pytest.mark.parametrize(("door", "kind"), PLACES)
def test_every_coded_answer_stands_there_in_chinese_and_in_the_readers_language(
    door: DoorName, kind: str, language: Language
) -> None:
    """At 16 places and in 5 languages, each choice of each question is printed in both when it is made; nothing else is ticked."""
    asked = _asked(door, kind)
    for answers in _rounds(door, kind):
        page = _printed(paper(door, kind, _nested(answers), language, DRAFT))
        chinese, own = _said(page, SOURCE), _said(page, language)
        for name, key in answers.items():
            first, second = (_choices(name, asked[name], each)[key] for each in (SOURCE, language))
            assert first in chinese, f"{name}: {key}"
            assert second in own | {first}, f"{name}: {key}"
        ticked = [name for group in GROUPS for name, _, is_ticked in group.lines if is_ticked and name in answers]
        marks = [each.text_content() for each in page.find_class("paper__tick")]
        assert sum("■" in each for each in marks) == (len(ticked) if door == "mediation" else 0)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.slug)
@pytest.mark.parametrize(("door", "kind"), PLACES)
def test_free_words_are_marked_and_not_a_letter_is_changed(door: DoorName, kind: str, language: Language) -> None:
    """Hostile text of two scripts in every question without choices stands as it was typed, in its language, marked, and inert."""
    free = [name for name, ask in _asked(door, kind).items() if not _choices(name, ask, SOURCE)]
    words = {name: f"{name} {HOSTILE}" for name in free}
    issue = Issue(NOW.date(), written_in=BY_SLUG["th"])
    page = _printed(paper(door, kind, _nested(words), language, issue))
    printed = page.find_class("paper__words")
    assert sorted(each.text for each in printed) == sorted(words.values())
    assert {each.get("lang") for each in printed} == {BY_SLUG["th"].tag}
    assert not page.xpath(".//script | .//img | .//*[@onerror]")
    for each in printed:
        note = each.getnext()
        assert note.get("class") == "paper__note"
        assert [span.get("lang") for span in note] == list(dict.fromkeys((SOURCE.tag, language.tag)))
        assert all(span.text_content().strip() for span in note)


def test_what_has_no_letters_needs_no_mark() -> None:
    """A telephone number and the number of a firm are the same in every language: they stand unmarked."""
    answers = {"applicant": {"phone": "0912 345 678"}, "respondent": {"number": "04595257"}}
    page = _printed(paper("mediation", "dispute", answers, BY_SLUG["vi"], DRAFT))
    assert [each.text for each in page.find_class("paper__words")] == ["0912 345 678", "04595257"]
    assert not page.find_class("paper__note")


def test_the_form_has_a_line_for_every_question_once() -> None:
    """The 8 groups of the form hold each question of an application for mediation, and no other."""
    lines = [line.name for group in GROUPS for line in group.lines if line.name]
    assert sorted(lines) == sorted(_asked("mediation", "dispute"))
    assert [group.is_apart for group in GROUPS] == [False] * 7 + [True]


@pytest.mark.parametrize(("door", "kind"), PLACES)
def test_a_paper_of_a_complaint_shows_every_question_even_those_left_open(door: DoorName, kind: str) -> None:
    """With nothing answered there is still a line for each question; on the form, one more, to be written by hand."""
    made = paper(door, kind, {}, BY_SLUG["id"], DRAFT)
    rows = [row for section in made.sections for row in section.rows]
    by_hand = sum(row.sort == "by-hand" for row in rows)
    assert by_hand == (1 if door == "mediation" else 0)
    assert len(rows) == len(_asked(door, kind)) + by_hand + 1  # the files


def test_amounts_and_dates_are_written_as_each_language_does() -> None:
    """NT$30,000 and 1 March 2027: 30,000元 and 民國116年3月1日 in Chinese, NT$30.000 and 1 Maret 2027 in Indonesian."""
    answers = filled("mediation", "dispute").answers.model_dump(mode="json")
    answers["demand"]["amount"] = 30000
    made = paper(
        "mediation", "dispute", answers, BY_SLUG["id"], Issue(dt.date(2027, 3, 2), "2027-000001", dt.date(2027, 3, 1))
    )
    page = _printed(made)
    assert {"30,000元", "民國116年3月1日"} <= _said(page, SOURCE)
    assert {"NT$30.000", "1 Maret 2027"} <= _said(page, BY_SLUG["id"])


def test_what_the_other_party_gets_and_what_stays_with_the_office_are_two_sheets() -> None:
    """The way to reach the applicant comes after the signature, on a sheet of its own, and nowhere else."""
    answers = {
        "contact": {"channel": "call", "address": "0912 345 678", "days": "0,6", "starts": "19:00", "ends": "21:00"}
    }
    page = _printed(paper("mediation", "dispute", answers, BY_SLUG["vi"], DRAFT))
    apart = page.find_class("paper__apart")[0]
    assert "0912 345 678" in apart.text_content()
    assert page.text_content().count("0912 345 678") == 1
    assert apart.getprevious().get("class") == "paper__signature"
    assert "星期一和星期日" in apart.text_content()


def test_an_unopened_name_is_not_on_the_paper() -> None:
    """Where the name lies in its envelope the line says so; where it was opened it stands there, marked."""
    closed, opened = (
        _printed(
            paper("case", "migrant", {"person": {"name": name}}, BY_SLUG["vi"], Issue(NOW.date(), is_name_sealed=shut))
        )
        for name, shut in (("Lan", True), ("Lan", False))
    )
    assert "Lan" not in closed.text_content()
    assert "Lan" in [each.text for each in opened.find_class("paper__words")]
