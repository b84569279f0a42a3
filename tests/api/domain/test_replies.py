"""What makes a reply, and whether somebody was told something in their own language."""

import pytest

from api.domain.phrase_book import PHRASES
from api.domain.phrases import Part, slots
from api.domain.replies import checked, is_in, labels, parts_of

HUMAN: Part = {"label": "human", "lang": "id", "text": "Kami sudah menelepon."}
MACHINE: Part = {"label": "machine", "lang": "id", "text": "x", "original": "已聯絡", "original_lang": "zh-hant"}
PHRASE: Part = {
    "label": "phrase",
    "key": next(key for key, each in PHRASES.items() if not slots(each.text)),
    "values": {},
}


def test_a_reply_of_sound_parts_is_kept_as_it_is() -> None:
    """A phrase, a human's sentence and a machine's beside its original make a reply with three labels."""
    parts = checked([PHRASE, HUMAN, MACHINE])
    assert parts == (PHRASE, HUMAN, MACHINE)
    assert labels(parts) == ("phrase", "human", "machine")


@pytest.mark.parametrize(
    "part",
    [
        {},
        {"label": "human", "lang": "id", "text": " "},
        {"label": "human", "lang": "xx", "text": "x"},
        {"label": "human", "lang": "id", "text": "x" * 5001},
        {"label": "phrase", "key": "no such phrase", "values": {}},
        {"label": "phrase", "key": next(key for key, each in PHRASES.items() if slots(each.text)), "values": {}},
        {"label": "machine", "lang": "id", "text": "x"},
        {"label": "oracle", "text": "x"},
    ],
)
def test_a_part_that_is_not_whole_makes_no_reply(part: Part) -> None:
    """Empty, in no known language, too long, a phrase unknown or with an open slot, a machine without its original: refused."""
    assert checked([HUMAN, part]) is None


def test_nothing_at_all_is_no_reply() -> None:
    """A reply has at least one part and at most forty."""
    assert checked([]) is None
    assert checked([HUMAN] * 41) is None


def test_phrases_and_own_words_are_told_in_the_own_language_and_machines_are_not() -> None:
    """An Indonesian is told by a phrase or by a human in Indonesian, not by a human in Thai, nor by a machine alone."""
    thai = {**HUMAN, "lang": "th"}
    assert all(is_in(parts, "id", is_read=True) for parts in ([PHRASE], [HUMAN], [thai, HUMAN]))
    assert not is_in([thai], "id", is_read=True)
    assert not is_in([MACHINE], "id", is_read=True)


def test_own_words_count_if_their_officer_reads_the_language_and_wrote_a_letter() -> None:
    """Words of who does not read Indonesian do not count, a phrase does; neither a full stop nor digits count."""
    assert not is_in([HUMAN], "id", is_read=False)
    assert is_in([PHRASE], "id", is_read=False)
    assert not any(is_in([{**HUMAN, "text": text}], "id", is_read=True) for text in (".", "…!", "123"))


def test_an_answer_of_before_there_were_parts_is_a_humans() -> None:
    """What was sealed as one text is read as one part in a language that nobody noted."""
    assert parts_of({"text": "Halo"}) == ({"label": "human", "lang": "", "text": "Halo"},)
    assert parts_of({"parts": [HUMAN]}) == (HUMAN,)
    assert parts_of({}) == ()
