"""Files that try to harm, to hide or to tell of their maker, made for tests."""

import struct
import zipfile
import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

CANARY = b"CANARY-of-Nguyen-Thi-Lan"
WORD = CANARY.decode()
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def picture(mode: str = "RGB", size: tuple[int, int] = (320, 200)) -> Image.Image:
    """Return a picture whose left half is dark and whose right half is light."""
    drawn = Image.new("L", size, 30)
    drawn.paste(220, (size[0] // 2, 0, *size))
    return drawn.convert(mode)


def saved(image: Image.Image, form: str, **more: object) -> bytes:
    """Return `image` as a file of that `form`."""
    out = BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def telling_jpeg(orientation: int = 1) -> bytes:
    """Return a photograph that tells its place, camera, owner, profile and a comment in EXIF, XMP, ICC, IPTC and behind its end."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = exif[0x013B] = WORD
    exif.get_ifd(0x8825).update({1: "N", 2: (22.0, 38.0, 1.5), 3: "E", 4: (120.0, 18.0, 2.5), 29: WORD})
    packet = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + CANARY + b"</x:xmpmeta>"
    made = saved(picture(), "JPEG", exif=exif, comment=CANARY, xmp=packet, icc_profile=b"\0" * 128 + CANARY)
    segment = b"Photoshop 3.0\0" + CANARY
    return made[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + made[2:] + CANARY


def chunk(name: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_bomb(side: int = 50_000) -> bytes:
    """Return a PNG of a few kilobytes that declares `side` x `side` pixels."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    zeros = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zeros) + chunk(b"IEND", b"")


def text_bomb() -> bytes:
    """Return a PNG with texts of two hundred megabytes, compressed."""
    made = saved(picture(), "PNG")
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"A" * 20_000_000, 9))
    return made[:33] + text * 10 + made[33:]


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a ZIP of `files`."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def nested_zip(depth: int = 5) -> bytes:
    """Return a ZIP of ZIPs of ZIPs, as 42.zip is one."""
    inner = b"\0" * 10_000_000
    for _ in range(depth):
        inner = zipped({f"{number}.zip": inner for number in range(4)})
    return inner


def gif_and_script() -> bytes:
    """Return a GIF that is a program in JavaScript as well."""
    made = saved(picture("P"), "GIF")
    # The width reads as the start of a comment, which ends behind the picture.
    return b"GIF89a/*" + made[8:] + b"*/=1;alert('" + CANARY + b"');//"


def telling_pdf(encryption: pikepdf.Encryption | None = None) -> bytes:
    """Return a PDF with scripts, an attachment, an author, links that act and a photograph as the phone made it."""
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(300, 200)).obj
        photograph = made.make_stream(telling_jpeg())
        photograph.update(
            {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 320, "/Height": 200, "/BitsPerComponent": 8}
        )
        photograph.ColorSpace, photograph.Filter = Name.DeviceRGB, Name.DCTDecode
        photograph.Metadata = made.make_stream(CANARY)
        page.Resources = Dictionary(XObject=Dictionary(A=photograph))
        page.Contents = made.make_stream(b"q 300 0 0 200 0 0 cm /A Do Q")
        script = Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String(f"app.alert('{WORD}')"))
        launch = Dictionary(S=Name.Launch, F=String(WORD))
        page.AA, page.PieceInfo = Dictionary(O=launch), Dictionary(App=String(WORD))
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), T=String(WORD),
            A=Dictionary(S=Name.URI, URI=String(f"https://{WORD}.example/")),
        )  # fmt: skip
        page.Annots = made.make_indirect(Array([made.make_indirect(link)]))
        made.Root.OpenAction, made.Root.AA = made.make_indirect(script), Dictionary(WC=script)
        made.Root.AcroForm = Dictionary(Fields=Array(), XFA=made.make_stream(CANARY))
        made.docinfo["/Author"] = WORD
        made.Root.Metadata = made.make_stream(CANARY)
        made.attachments[f"{WORD}.exe"] = b"MZ" + CANARY
        out = BytesIO()
        made.save(
            out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, encryption=encryption
        )
        return out.getvalue()


def filled_form() -> bytes:
    """Return a PDF with a field into which words are filled that its page does not show."""
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(300, 200)).obj
        parent = made.make_indirect(Dictionary(FT=Name.Tx, T=String("wage"), V=String(WORD)))
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 90, 9]), Parent=parent)
        page.Annots = Array([made.make_indirect(field)])
        made.Root.AcroForm = Dictionary(Fields=Array([parent]))
        out = BytesIO()
        made.save(out)
        return out.getvalue()


def object_bomb() -> bytes:
    """Return a PDF of a megabyte whose list of objects unfolds to a gigabyte."""
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(b"\0" * 10_000_000) for _ in range(100)) + packed.flush()
    return (
        b"%PDF-1.5\n1 0 obj\n<</Type/XRef/W[1 2 1]/Size 9/Root 2 0 R/Filter/FlateDecode/Length "
        + str(len(data)).encode()
        + b">>\nstream\n"
        + data
        + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"
    )


def recording(brand: bytes = b"M4A ") -> bytes:
    """Return the beginning of a recording of that brand, and something after it."""
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0isomiso2" + b"\0\0\0\x10mdat" + bytes(range(256)) * 8
