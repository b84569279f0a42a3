"""A picture drawn anew from its pixels alone, in a child process of its own (`python -m`)."""

import copy
import math
import sys
from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageColor, ImageOps, ImagePalette, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin

from api.services.confining import answer

# What Pillow would read while it works must be there before no file can be opened any more.
Image.preinit()
READ_BEFORE = (copy, ImageColor, ImagePalette, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin)
QUALITY = 85
MORE_MEMORY = 400 * 1024 * 1024
"""A JPEG of forty million pixels that is sent in several passes needs 330 MB."""
TOO_MANY_PIXELS = ("too-many-pixels", b"")


def redrawn(content: bytes, decoder: str, most_pixels: int, kept_pixels: int, most_bytes: int) -> tuple[str, bytes]:
    """Return "jpg" or "png" and the first picture in `content` with nothing but its pixels, or that it has too many."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands here, before a pixel is decoded
    try:
        with Image.open(BytesIO(content), formats=(decoder,)) as opened:
            if opened.width * opened.height > most_pixels:
                return TOO_MANY_PIXELS
            return _written(_bare(opened, kept_pixels), most_bytes)
    except MemoryError:
        return TOO_MANY_PIXELS


def _bare(opened: Image.Image, kept_pixels: int) -> Image.Image:
    """Return a new picture, upright and not too large, that shares nothing but pixels with `opened`."""
    share = min(1.0, math.sqrt(kept_pixels / (opened.width * opened.height)))
    size = (max(1, int(opened.width * share)), max(1, int(opened.height * share)))
    # A JPEG is decoded at a half, a quarter or an eighth of its size where that is enough.
    opened.draft(None, size)
    opened.load()
    plain = _in_colours(opened)
    if plain is not opened:
        opened.close()  # gives its memory back
    plain.thumbnail(size)
    upright = plain
    with suppress(Exception):  # a place that is written wrongly is no reason to refuse a picture
        upright = ImageOps.exif_transpose(plain)
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def _in_colours(opened: Image.Image) -> Image.Image:
    if opened.mode.startswith("I"):  # sixteen bits of grey
        return opened.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if opened.mode == "L":
        return opened
    mode = "RGBA" if opened.has_transparency_data else "RGB"
    return opened if opened.mode == mode else opened.convert(mode)


def _written(picture: Image.Image, most_bytes: int) -> tuple[str, bytes]:
    """Return `picture` as PNG if something can be seen through it, and otherwise (or if that grows too big) as JPEG."""
    if picture.mode == "RGBA":
        if picture.getchannel("A").getextrema() != (255, 255):
            png = BytesIO()
            picture.save(png, "PNG", compress_level=1)
            if png.tell() <= most_bytes:
                return "png", png.getvalue()
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture).convert("RGB")
    jpeg = BytesIO()
    picture.save(jpeg, "JPEG", quality=QUALITY)
    return "jpg", jpeg.getvalue()


if __name__ == "__main__":
    answer(lambda content: redrawn(content, sys.argv[1], *map(int, sys.argv[2:])), MORE_MEMORY)
