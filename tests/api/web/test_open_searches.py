"""The list of searches without a result, as people and programs get it, and the command of the translators."""

import csv
import io
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.__main__ import main
from api.services import missed
from api.services.resources import Resources
from api.store import missed as store
from api.store.missed import Miss
from api.web import open_searches
from api.web.open_searches import COLUMNS
from i18n.languages import LANGUAGES, SOURCE
from tests.support import Clock, open_service


def _missed(resources: Resources, clock: Clock, **times: int) -> None:
    """Let each text be asked so often, half of it on the next day."""
    digests = {words: missed.digest_of(resources.pepper, words) for words in times}
    for half in (0, 1):
        misses = [
            Miss(SOURCE.slug, digests[words], LANGUAGES[1].slug, words, clock().date())
            for words, count in times.items()
            for _ in range((count + half) // 2)
        ]
        resources.writer.write(lambda connection, misses=misses: store.count(connection, misses) and None)
        clock.move(days=1)


def _approve(resources: Resources, *words: str) -> None:
    """Let the staff say yes to `words`."""
    digests = [missed.digest_of(resources.pepper, each) for each in words]
    resources.writer.write(lambda connection: store.publish(connection, digests))


def test_the_list_is_empty_and_says_its_rule(client: FlaskClient) -> None:
    """Before anything is published there is an empty list with the rule in five languages, kept for an hour."""
    answer = client.get("/data/searches.json")
    told = json.loads(answer.get_data())
    assert (answer.status_code, told["searches"]) == (200, [])
    assert set(told["rule"]) == {language.tag for language in LANGUAGES}
    assert answer.headers["Cache-Control"] == "public, max-age=3600"


def test_the_list_tells_words_bands_and_months_only(client: FlaskClient, resources: Resources, clock: Clock) -> None:
    """Of words asked 4, 5, 9 and 12 times, one without a yes, two are published, with a band; a formula runs nothing."""
    _missed(resources, clock, **{"lembur": 12, "kabur": 4, "=sum": 5, "lin mei": 9})
    _approve(resources, "lembur", "kabur", "=sum")
    clock.move(days=100)
    told = json.loads(client.get("/data/searches.json").get_data())["searches"]
    expected = {"language": SOURCE.tag, "understood_as": LANGUAGES[1].tag, "last_month": "2026-11"}
    assert told == [
        {**expected, "words": "lembur", "times": "10-19"},
        {**expected, "words": "=sum", "times": "5-9"},
    ]
    rows = list(csv.reader(io.StringIO(client.get("/data/searches.csv").get_data().decode("utf-8-sig"))))
    assert rows[0] == list(COLUMNS)
    assert [row[2] for row in rows[1:]] == ["lembur", "'=sum"]


def test_a_search_page_without_results_counts_and_any_other_does_not(client: FlaskClient, resources: Resources) -> None:
    """Three pages find nothing by the same words: one row, three times. A found page, an empty one and a number count nothing."""
    for words in ("xqzv jqxw", "XQZV  jqxw", "xqzv jqxw", "1955", "", "xqzv 0912345678"):
        assert client.get(f"/{SOURCE.slug}/search", query_string={"q": words}).status_code == 200
    resources.writer.write(lambda _: None)
    with resources.reader.begin() as connection:
        counted = connection.exec_driver_sql("SELECT lang, count, words FROM missed_searches").all()
    assert [tuple(row) for row in counted] == [(SOURCE.slug, 3, "")]


def test_a_language_that_is_gone_is_not_listed(
    client: FlaskClient, resources: Resources, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words of a language without a row in the registry are left out, and the list is still sent."""
    _missed(resources, clock, lembur=6)
    _approve(resources, "lembur")
    clock.move(days=30)
    monkeypatch.setattr(open_searches, "by_slug", lambda _: None)
    assert json.loads(client.get("/data/searches.json").get_data())["searches"] == []


def test_the_command_lists_and_strikes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], clock: Clock
) -> None:
    """`harbour missed` prints words asked three times with their count; after --strike they are gone from the next list."""
    for name, folder in (("VAR", "service"), ("DESK_VAR", "desk"), ("OUTPUT", "output")):
        monkeypatch.setenv(f"HARBOUR_{name}", str(tmp_path / folder))
    assert main(["missed"]) == 1
    with open_service(tmp_path, clock) as (resources, _):
        _missed(resources, clock, kabur=3, lembur=2)
    capsys.readouterr()
    assert main(["missed"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split() for line in listed[:-1]] == [
        ["1", SOURCE.slug, LANGUAGES[1].slug, "3", "2026-11", "-", "kabur"]
    ]
    assert (main(["missed", "--publish", "1"]), main(["missed", "--publish", "KABUR"])) == (0, 0)
    assert main(["missed", "--publish", "lembur"]) == 1
    assert len(list((tmp_path / "service" / "strikes").glob("*.publish"))) == 1
    assert main(["missed", "--strike", "12345"]) == 1
    assert main(["missed", "--strike", "Kabur"]) == 0
    capsys.readouterr()
    assert main(["missed"]) == 0
    assert capsys.readouterr().out.startswith("0 searches")
