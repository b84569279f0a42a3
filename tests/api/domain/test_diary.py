"""Which letters of a diary count, and how a stamp is read back from paper, camera and clipboard."""

import hashlib
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain import diary
from api.domain.diary import Stamp, fingerprint, plain, read
from tests.support import ROOT

LINES = "20/11 06:00–22:00 不准出門\nHọ giữ hộ chiếu của tôi\nเขาไม่ให้หยุดวันอาทิตย์"
STAMP = Stamp("2026-11-21T10:23", "ab12" * 16, "00ff" * 32)


@pytest.mark.parametrize(
    "copied",
    [
        LINES.replace("\n", "\r\n"),
        LINES.replace("\n", "\r"),
        f"\ufeff\n\n  {LINES}  \n\n",
        LINES.replace("\n", " \t\n\n \n"),
        LINES.replace(" ", "\u00a0\u3000"),
        unicodedata.normalize("NFD", LINES),
        LINES.replace("วัน", "\u200bวัน\u200b"),
        LINES.replace("วัน", "\u061cวัน\ufe0f"),
        LINES.replace("\n", "\u2028"),
    ],
)
def test_a_copy_is_the_same_text(copied: str) -> None:
    """Other line ends, blank lines, blanks at the ends or doubled, decomposed letters, unseen marks: the same fingerprint."""
    assert plain(copied) == LINES
    assert fingerprint(copied) == fingerprint(LINES) == hashlib.sha256(LINES.encode()).hexdigest()


@pytest.mark.parametrize(
    "changed",
    [
        LINES.replace("22:00", "23:00"),
        LINES.replace("22:00", "２２:00"),
        LINES.replace("22:00", "๒๒:00"),
        LINES.replace("Họ", "họ"),
        LINES.replace("hộ", "ho"),
        LINES.replace("\n", " "),
        LINES.replace("–", "-"),
        LINES.replace("giữ hộ", "giữhộ"),
        "",
    ],
)
def test_another_text_is_another_text(changed: str) -> None:
    """An hour, other digits, a capital, a mark above a letter, a line end, a dash, a gap between words: another fingerprint."""
    assert fingerprint(changed) != fingerprint(LINES)


@given(st.text())
def test_what_counts_is_found_once(text: str) -> None:
    """What counts of what counts is the same, for any text; nothing white stands at its ends."""
    assert plain(plain(text)) == plain(text)


def test_the_script_counts_the_same_letters() -> None:
    """theme/js/diary.js names the same unseen letters, line ends and blanks, and no other."""
    script = (ROOT / "theme" / "js" / "diary.js").read_text(encoding="utf-8")
    unseen, ends, blanks = re.findall(r"/\[([^\]]+)\]\+?/", script)[:3]
    for written, letters in ((unseen, diary.UNSEEN), (ends, diary.LINE_ENDS), (blanks, diary.BLANKS)):
        found = [chr(code) for code in range(0x10000) if re.match(f"[{written}]", chr(code))]
        assert sorted(found) == sorted(letters)


@pytest.mark.parametrize(
    "typed",
    [
        STAMP.written,
        STAMP.written.lower(),
        f"Time 2026-11-21 10:23\nFingerprint {'AB12 ' * 16}\nSignature {'00FF ' * 32}\nKey {'CD34 ' * 16}",
        f"2026-11-21  10:23 {'ab12 ' * 16}{'00f f' * 32}",
        STAMP.written.translate({ord(str(digit)): chr(0xE50 + digit) for digit in range(10)}),
        STAMP.written.translate({ord(str(digit)): chr(0x660 + digit) for digit in range(10)}),
        f"\u061c{STAMP.written[:4]}\u200b{STAMP.written[4:]}",
        STAMP.written.translate({ord("0"): "０", ord("2"): "２", ord("A"): "Ａ", ord(":"): "："}),
    ],
)
def test_a_stamp_is_read_however_it_was_copied(typed: str) -> None:
    """From the square, small, with labels, groups and the key below, with blanks elsewhere, in full width, in other digits: the same."""
    assert read(typed) == STAMP


def test_a_stamp_without_its_fingerprint_is_read_too() -> None:
    """Time and signature are enough for who copies by hand."""
    assert read(f"2026-11-21 10:23 {STAMP.signature}") == STAMP._replace(fingerprint="")


@pytest.mark.parametrize(
    "typed", ["", "2026-11-21 10:23", STAMP.written[:-1], STAMP.written + "0", STAMP.signature, "x" * 300, "\0"]
)
def test_what_is_no_stamp_is_none(typed: str) -> None:
    """A stamp with a digit too few or too many, without its time, or no stamp at all is not guessed at."""
    assert read(typed) is None
