"""Files that are handed in come out harmless, or not at all."""

import gc
import os
import re
import resource
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from api.domain.files import MOST_BYTES, Reason
from api.services.cleaning import BYTE_ORDER_MARK, Cleaned, Refused, clean, in_child
from api.services.confining import MOST_PROCESSOR_SECONDS
from api.services.rewriting import bare_jpeg
from tests.hostile_files import (
    CANARY,
    EICAR,
    filled_form,
    gif_and_script,
    nested_zip,
    object_bomb,
    picture,
    png_bomb,
    recording,
    saved,
    telling_jpeg,
    telling_pdf,
    text_bomb,
    zipped,
)

MOST_SECONDS = 2.0
ENCRYPTED = pikepdf.Encryption(owner="owner", user="user")
LOCKED_BY_OWNER = pikepdf.Encryption(owner="owner", user="")
HOSTILE = {
    "nothing": (b"", Reason.EMPTY),
    "a byte too many": (telling_jpeg() + b"\0" * MOST_BYTES, Reason.TOO_BIG),
    "2,500 million pixels": (png_bomb(), Reason.TOO_MANY_PIXELS),
    "40,000,001 pixels": (png_bomb(6325), Reason.TOO_MANY_PIXELS),
    "texts of 200 MB": (text_bomb(), Reason.DAMAGED),
    "objects of 1 GB": (object_bomb(), Reason.DAMAGED),
    "a bomb in a ZIP": (zipped({"a": b"\0" * 50_000_000}), Reason.ARCHIVE),
    "ZIPs in ZIPs": (nested_zip(), Reason.ARCHIVE),
    "an office document": (zipped({"[Content_Types].xml": b"<a/>"}), Reason.OFFICE),
    "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", Reason.NOT_TAKEN),
    "HTML": (b"<!doctype html><script>alert(1)</script>", Reason.NOT_TAKEN),
    "EICAR": (EICAR, Reason.NOT_TAKEN),
    "half a JPEG": (telling_jpeg()[:900], Reason.DAMAGED),
    "a JPEG of noise": (b"\xff\xd8\xff\xe0" + os.urandom(5000), Reason.DAMAGED),
    "a GIF that is all script": (b"GIF89a/*" + b"x" * 500 + b"*/=1;alert(1)", Reason.DAMAGED),
    "a PDF without pages": (b"%PDF-1.7\n%%EOF", Reason.DAMAGED),
    "a PDF with a password": (telling_pdf(encryption=ENCRYPTED), Reason.LOCKED),
    "a PDF locked by its owner": (telling_pdf(encryption=LOCKED_BY_OWNER), Reason.LOCKED),
    "a form that shows nothing": (filled_form(), Reason.FORM),
}


def _held() -> tuple[int, int]:
    return threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))


def _children() -> set[str]:
    return {number for path in Path("/proc/self/task").glob("*/children") for number in path.read_text("ascii").split()}


@pytest.fixture(autouse=True)
def _unharmed() -> Iterator[None]:
    """Whatever a file does, no child, thread or descriptor is left behind."""
    # What other tests left behind may go meanwhile; nothing may come.
    gc.collect()
    before, children = _held(), _children()
    yield
    assert _children() <= children
    assert all(after <= held for after, held in zip(_held(), before, strict=True))


def seconds() -> float:
    """Return the processor time of all children so far: what a quiet machine would take by the clock on the wall."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cleaned(content: bytes) -> Cleaned:
    """Return what is kept of `content`, which must be taken."""
    kept = clean(content)
    assert isinstance(kept, Cleaned), kept
    return kept


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_within_two_seconds(name: str) -> None:
    """Bombs, locked, broken, packed, active and empty files: each is refused for its own reason, in two seconds at most."""
    content, reason = HOSTILE[name]
    began = seconds()
    assert clean(content) == Refused(reason)
    assert seconds() - began < MOST_SECONDS


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_nothing_of_a_photograph_remains_but_its_pixels(orientation: int) -> None:
    """Place, camera, owner, XMP, profile, IPTC, comment and what follows the end are gone; it stands upright without being told."""
    content = telling_jpeg(orientation)
    assert content.count(CANARY) >= 6
    kept = cleaned(content)
    assert (kept.kind, kept.extension, kept.was_opened) == ("JPEG", "jpg", True)
    for gone in (CANARY, b"Exif", b"adobe", b"Photoshop", b"ICC_PROFILE", b"\xff\xe1", b"\xff\xfe"):
        assert gone not in kept.content
    with Image.open(BytesIO(kept.content)) as drawn:
        # The dark half lies left, right, above or below, as the phone was held.
        dark = {1: (5, 100), 3: (315, 100), 6: (100, 5), 8: (100, 315)}[orientation]
        assert drawn.size == ((320, 200) if orientation in {1, 3} else (200, 320))
        assert drawn.convert("L").getpixel(dark) == pytest.approx(30, abs=8)


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP"])
def test_pictures_of_other_forms_are_drawn_anew_as_well(form: str) -> None:
    """What stands behind the end of a PNG, GIF or WebP, and its comments, are gone."""
    more = {"comment": CANARY} if form == "GIF" else {"exif": b"Exif\0\0" + CANARY} if form == "WEBP" else {}
    content = saved(picture(), form, **more) + CANARY
    kept = cleaned(content)
    assert kept.extension == "jpg"
    assert CANARY in content
    assert CANARY not in kept.content


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "I;16"])
def test_colours_of_every_depth_look_the_same_afterwards(mode: str) -> None:
    """Black and white, grey, palette, print colours and 16 bits of grey keep their dark and their light half."""
    if mode == "I;16":
        image = Image.frombytes("I;16", (2, 1), b"\x00\x1e\x00\xdc").resize((320, 200), Image.Resampling.NEAREST)
    else:
        image = picture("L").point(lambda value: 0 if value < 99 else 255, "1") if mode == "1" else picture(mode)
    kept = cleaned(saved(image, "JPEG" if mode == "CMYK" else "PNG"))
    with Image.open(BytesIO(kept.content)) as drawn:
        dark, light = (drawn.convert("L").getpixel((x, 100)) for x in (20, 300))
    assert dark == pytest.approx(0 if mode == "1" else 30, abs=8)
    assert light == pytest.approx(255 if mode == "1" else 220, abs=8)


def test_what_can_be_seen_through_stays_so() -> None:
    """A picture with transparent parts becomes a PNG with them; one whose alpha is full becomes a JPEG."""
    seen_through = picture("RGBA")
    seen_through.putalpha(picture("L"))
    kept = cleaned(saved(seen_through, "PNG"))
    assert kept.extension == "png"
    with Image.open(BytesIO(kept.content)) as drawn:
        assert drawn.getchannel("A").getpixel((5, 5)) == 30
    assert cleaned(saved(picture("RGBA"), "PNG")).extension == "jpg"


def test_of_moving_pictures_the_first_is_kept() -> None:
    """An animated GIF becomes its first picture."""
    frames = [picture("P"), Image.new("P", (320, 200), 255)]
    kept = cleaned(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    with Image.open(BytesIO(kept.content)) as drawn:
        assert getattr(drawn, "n_frames", 1) == 1
        assert drawn.convert("L").getpixel((5, 5)) == pytest.approx(30, abs=8)


def test_a_long_screenshot_of_a_chat_stays_readable() -> None:
    """A screenshot of 1080 x 20,000 pixels keeps 800 of its width, and no picture more than 12 million pixels."""
    kept = cleaned(saved(picture("RGB", (1080, 20_000)), "PNG", compress_level=1))
    with Image.open(BytesIO(kept.content)) as drawn:
        assert 800 < drawn.width < 810
        assert 11_500_000 < drawn.width * drawn.height <= 12_000_000


@pytest.mark.parametrize("more", [{"progressive": True, "subsampling": 0}, {}])
def test_a_photograph_of_forty_million_pixels_is_taken(more: dict[str, object]) -> None:
    """The largest picture that is allowed fits into the memory that a child has, in two seconds."""
    content = saved(picture("RGB", (7700, 5190)), "JPEG", **more)
    began = seconds()
    assert cleaned(content).extension == "jpg"
    assert seconds() - began < MOST_SECONDS


def test_a_picture_that_is_a_program_too_ends_as_a_picture() -> None:
    """Of a GIF that is JavaScript as well nothing of the script remains."""
    content = gif_and_script()
    assert content.startswith(b"GIF89a/*")
    kept = clean(content)
    assert CANARY in content
    assert isinstance(kept, Refused) or CANARY not in kept.content


def test_nothing_of_a_pdf_remains_but_its_pages() -> None:
    """Scripts, actions, links, attachments, author, XMP, forms and the camera in its photograph are gone; the page still shows it."""
    content = telling_pdf()
    assert content.count(CANARY) >= 9
    kept = cleaned(content)
    assert (kept.kind, kept.extension, kept.was_opened) == ("pdf", "pdf", True)
    with pikepdf.open(BytesIO(kept.content)) as made:
        assert set(made.trailer.keys()) == {"/ID", "/Root", "/Size"}
        assert set(made.Root.keys()) == {"/Type", "/Pages"}
        assert set(made.pages[0].obj.keys()) == {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
        photograph = made.pages[0].obj.Resources.XObject.A
        with Image.open(BytesIO(photograph.read_raw_bytes())) as drawn:
            assert drawn.convert("L").getpixel((5, 100)) == pytest.approx(30, abs=8)
        plain = BytesIO()
        made.save(plain, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    for gone in (CANARY, b"JavaScript", b"Launch", b"/URI", b"/Annot", b"EmbeddedFile", b"Exif", b"Metadata", b"XFA"):
        assert gone not in plain.getvalue()


def test_a_photograph_in_a_pdf_keeps_its_pixels_and_loses_the_rest() -> None:
    """The segments that tell are cut out of a JPEG without drawing it anew: every pixel is the same."""
    content = telling_jpeg()
    bare = bare_jpeg(content)
    assert CANARY not in bare
    with Image.open(BytesIO(content)) as before, Image.open(BytesIO(bare)) as after:
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


def test_a_pdf_that_is_an_archive_too_ends_as_a_pdf() -> None:
    """What is packed behind or before the pages of a PDF does not come through."""
    packed = zipped({"virus.exe": b"MZ" + CANARY})
    for content in (telling_pdf() + packed, b"\n" * 9 + telling_pdf()):
        kept = cleaned(content)
        assert kept.content.startswith(b"%PDF-")
        assert b"PK\x03\x04" not in kept.content
    assert clean(packed + telling_pdf()) == Refused(Reason.ARCHIVE)


def test_the_same_pdf_gives_the_same_bytes() -> None:
    """Neither the time nor the machine stands in what is written anew."""
    content = telling_pdf()
    assert cleaned(content).content == cleaned(content).content


def test_recordings_are_kept_as_they_are_and_it_is_said() -> None:
    """A recording or a HEIC is not opened by us: byte for byte the same, and `was_opened` is false."""
    for brand in (b"M4A ", b"heic", b"qt  "):
        kept = cleaned(recording(brand))
        assert kept.content == recording(brand)
        assert not kept.was_opened


def test_plain_text_keeps_its_letters_and_can_be_no_program() -> None:
    """A text begins with the one byte order mark, whoever sends it."""
    text = "老闆說：不做就回去。".encode()
    for content in (text, BYTE_ORDER_MARK + text):
        assert cleaned(content).content == BYTE_ORDER_MARK + text


def test_what_prints_a_file_does_not_print_its_content() -> None:
    """A log or an error that shows a kept file shows nothing of what stands in it."""
    assert "CANARY" not in repr(cleaned(CANARY))


@pytest.mark.parametrize("attempt", ["memory", "read", "write", "connect", "crash"])
def test_a_child_can_do_nothing_but_its_work(attempt: str) -> None:
    """300 MB of memory, reading or writing a file, a connection: none succeeds, and a crash gives nothing."""
    assert in_child("tests.misbehaving", b"", attempt) == b""
    assert not Path("/tmp/harbour-child").exists()  # noqa: S108


def test_a_child_that_behaves_gives_its_answer_and_knows_no_environment() -> None:
    """The same child without an attempt answers; of the environment it has the path of our rooms alone."""
    given = in_child("tests.misbehaving", b"content", "nothing")
    assert given
    assert given.startswith(b"did\n")
    assert given.endswith(b"content")
    assert set(re.findall(rb"'(\w+)':", given)) <= {b"PYTHONPATH", b"LC_CTYPE"}


@pytest.mark.parametrize(("attempt", "answer"), [("hang", None), ("spin", b""), ("talk", b"")])
def test_a_child_that_does_not_end_is_ended(attempt: str, answer: bytes | None) -> None:
    """One that hangs ends by the clock, one that spins by its processor time, one that talks on after 20 MB."""
    began = seconds()
    assert in_child("tests.misbehaving", b"", attempt, seconds=0.5 if attempt == "hang" else 60.0) == answer
    assert seconds() - began < MOST_PROCESSOR_SECONDS + 1


def test_many_files_at_once_are_all_cleaned() -> None:
    """Twelve threads hand in a good and a broken file each; two are opened at a time, and all get their answer."""
    answers: list[Cleaned | Refused] = []

    def hand_in() -> None:
        answers.extend([clean(telling_jpeg()), clean(b"\xff\xd8\xff broken")])

    threads = [threading.Thread(target=hand_in) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(answer, Cleaned) for answer in answers) == 12
    assert answers.count(Refused(Reason.DAMAGED)) == 12
