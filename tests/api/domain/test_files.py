"""Which files are taken."""

import pytest

from api.domain.files import (
    ACCEPT,
    KEPT_AS_IT_IS,
    MADE_CLEAN,
    MEGABYTE,
    REFUSALS,
    Reason,
    Sort,
    name_of,
    room_for,
    sort_of,
    treated,
)
from tests.hostile_files import EICAR, recording, zipped

SORTS = {
    "JPEG": (b"\xff\xd8\xff\xe0rest", "jpg"),
    "PNG": (b"\x89PNG\r\n\x1a\nrest", "png"),
    "GIF": (b"GIF89arest", "png"),
    "WEBP": (b"RIFF\0\0\0\0WEBPrest", "jpg"),
    "pdf": (b"%PDF-1.7\nrest", "pdf"),
    "heic": (recording(b"heic"), "heic"),
    "avif": (recording(b"avif"), "avif"),
    "m4a": (recording(b"M4A "), "m4a"),
    "3gp": (recording(b"3gp4"), "3gp"),
    "mov": (recording(b"qt  "), "mov"),
    "mp4": (recording(b"isom"), "mp4"),
    "mp3": (b"ID3\x04\0\0\0\0\0\0rest", "mp3"),
    "aac": (b"\xff\xf1rest", "aac"),
    "ogg": (b"OggS\0rest", "ogg"),
    "amr": (b"#!AMR\nrest", "amr"),
    "wav": (b"RIFF\0\0\0\0WAVErest", "wav"),
    "text": ("老闆扣了我的薪水。\r\nChủ giữ hộ chiếu.".encode(), "txt"),
}
REFUSED = [
    (b"", Reason.EMPTY),
    (b"\xff\xd8\xff" + b"\0" * 10 * MEGABYTE, Reason.TOO_BIG),
    (zipped({"a.txt": b"a"}), Reason.ARCHIVE),
    (zipped({"paper.pdf": b"%PDF-1.7"}), Reason.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c\0\4", Reason.ARCHIVE),
    (b"Rar!\x1a\x07\0", Reason.ARCHIVE),
    (b"\x1f\x8b\x08\0", Reason.ARCHIVE),
    (b"a.txt".ljust(257, b"\0") + b"ustar\x0000", Reason.ARCHIVE),
    (zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), Reason.OFFICE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Reason.OFFICE),
    (b"{\\rtf1 hello}", Reason.OFFICE),
    (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Reason.NOT_TAKEN),
    (b"\n <!DOCTYPE html><title>x</title>", Reason.NOT_TAKEN),
    (b"\xef\xbb\xbf<html></html>", Reason.NOT_TAKEN),
    (b"#!/bin/sh\nrm -rf /", Reason.NOT_TAKEN),
    (b"%!PS-Adobe-3.0", Reason.NOT_TAKEN),
    (b"MZ\x90\0", Reason.NOT_TAKEN),
    (b"\x7fELF\2\1\1", Reason.NOT_TAKEN),
    (EICAR, Reason.NOT_TAKEN),
    ("薪水".encode("big5"), Reason.NOT_TAKEN),
    (b"\xff\xfea\0b\0", Reason.NOT_TAKEN),
    (b"text with \0 in it", Reason.NOT_TAKEN),
    (b" \n", Reason.NOT_TAKEN),
    (b"BM\0\0\0\0", Reason.NOT_TAKEN),
]


@pytest.mark.parametrize("name", SORTS)
def test_each_of_seventeen_sorts_is_known_by_its_content(name: str) -> None:
    """A file is what its first bytes say; its ending is ours."""
    content, extension = SORTS[name]
    sort = sort_of(content)
    assert isinstance(sort, Sort)
    assert (sort.name, sort.extension) == (name, extension)


@pytest.mark.parametrize(("content", "reason"), REFUSED, ids=lambda value: str(value)[:24])
def test_what_is_not_taken_is_refused_with_its_reason(content: bytes, reason: Reason) -> None:
    """Archives, office documents, markup, scripts, programs, other scripts than UTF-8 and one byte too many are refused."""
    assert sort_of(content) is reason


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (zipped({"a.exe": b"MZ"}), Reason.ARCHIVE),
        (b"Rar!\x1a\x07\0", Reason.ARCHIVE),
        (b"<script>alert(1)</script>", Reason.NOT_TAKEN),
        (b"%PDF-1.4", Reason.NOT_TAKEN),
    ],
)
def test_a_recording_with_a_second_file_in_it_is_refused(second: bytes, reason: Reason) -> None:
    """What is kept as it is must be one thing only: an archive, a page or a PDF behind a recording ends it."""
    assert isinstance(sort_of(recording()), Sort)
    assert sort_of(recording() + second) is reason


def test_five_files_of_25_megabytes_together_find_room() -> None:
    """The sixth file and the byte after 25 MB are refused, each with its reason."""
    assert room_for(10 * MEGABYTE, [10 * MEGABYTE, 5 * MEGABYTE]) is None
    assert room_for(10 * MEGABYTE, [10 * MEGABYTE, 5 * MEGABYTE + 1]) is Reason.TOO_MUCH
    assert room_for(1, [1, 1, 1, 1]) is None
    assert room_for(1, [1, 1, 1, 1, 1]) is Reason.TOO_MANY


def test_a_case_says_its_own_limit() -> None:
    """The twenty-first file of a case is refused with 20 in the sentence, the sixth of a complaint with 5."""
    assert (REFUSALS[Reason.TOO_MANY].values, REFUSALS[Reason.TOO_MANY_IN_ALL].values) == ({"most": 5}, {"most": 20})


def test_every_refusal_has_its_own_sentence() -> None:
    """No reason is without words, and no two share them."""
    assert REFUSALS.keys() == set(Reason)
    assert len({said.text for said in REFUSALS.values()}) == len(Reason)


@pytest.mark.parametrize("name", SORTS)
def test_whoever_adds_a_file_is_told_what_became_of_it(name: str) -> None:
    """5 sorts are made anew and say so; 11, HEIC among them, are kept as they are; of a text nothing is said."""
    content, extension = SORTS[name]
    sort = sort_of(content)
    assert isinstance(sort, Sort)
    expected = {"redrawn": MADE_CLEAN, "rewritten": MADE_CLEAN, "as-text": "", "sealed": KEPT_AS_IT_IS}
    assert treated(extension) == expected[sort.treatment]


def test_a_file_is_called_by_its_number() -> None:
    """The name under which a file lies tells nothing; a phone is asked for JPEG, not for HEIC."""
    assert name_of(1, "jpg") == "file-1.jpg"
    assert "image/jpeg" in ACCEPT
    assert "heic" not in ACCEPT
    assert "image/*" not in ACCEPT
