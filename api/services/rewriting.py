"""A PDF written anew with its pages alone, in a child process of its own (`python -m`)."""

from collections.abc import Iterable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, StreamDecodeLevel, String

from api.services.confining import answer

KEPT_OF_A_PAGE = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Contents", "/Group",
}  # fmt: skip
"""All that a page needs to be seen. What else hangs on a page or on the document stays behind."""
KEPT_OF_RESOURCES = {
    "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/ProcSet", "/Properties",
}  # fmt: skip
DROPPED = {"/Metadata", "/PieceInfo", "/LastModified", "/EF"}
DROPPED_OF_STREAMS = DROPPED | {"/AF", "/Ref", "/OPI", "/Alternates", "/F", "/FFilter", "/FDecodeParms", "/PS"}
"""Also the address of a file elsewhere in which the content of a stream would lie, and PostScript."""
EMPTIED_TYPES = {"/Filespec", "/Action", "/EmbeddedFile"}
EMPTIED_ACTIONS = {
    "/JavaScript", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound",
    "/RichMediaExecute", "/Named", "/Thread", "/Hide", "/ResetForm", "/SetOCGState", "/Trans", "/GoTo3DView",
}  # fmt: skip
LOCKED = ("locked", b"")
FORM = ("form", b"")
DEEPEST_FIELD = 20
MORE_MEMORY = 200 * 1024 * 1024

# To read a locked document qpdf asks the system for chance; that must be open before nothing can be opened any more.
with pikepdf.new() as _empty:
    _empty.save(BytesIO(), encryption=pikepdf.Encryption(owner="", user=""))


def rewritten(content: bytes) -> tuple[str, bytes]:
    """Return "pdf" and the pages of `content` with nothing but what is seen on them, or that it is locked or a form."""
    try:
        opened = pikepdf.open(BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError:
        return LOCKED
    with opened, pikepdf.new() as fresh:
        if opened.is_encrypted:
            return LOCKED
        if _is_undrawn(opened):
            return FORM
        _take_over(opened, fresh)
        for found in fresh.objects:
            _strip(found)
        written = BytesIO()
        fresh.save(written, deterministic_id=True, stream_decode_level=StreamDecodeLevel.none)
        return "pdf", written.getvalue()


def _is_undrawn(opened: Pdf) -> bool:
    """Return whether words are filled into `opened` that its pages do not show: they would be lost unseen."""
    form = opened.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary):
        return False
    is_stale = bool(form.get(Name.NeedAppearances))
    widgets = (note for page in opened.pages for note in page.obj.get(Name.Annots, Array()))
    is_unseen = any(_value(note) and (is_stale or Name.AP not in note) for note in widgets)
    return is_unseen or (Name.XFA in form and bool(opened.Root.get(Name.NeedsRendering)))


def _value(note: Object) -> str:
    """Return what is typed into the field `note`, which may stand with one of the fields it belongs to."""
    for _ in range(DEEPEST_FIELD):
        if Name.V in note or Name.Parent not in note:
            break
        note = note.Parent
    typed = note.get(Name.V)
    return str(typed) if isinstance(typed, String) else ""


def _take_over(opened: Pdf, fresh: Pdf) -> None:
    """Draw what is filled into forms and noted on the pages into the pages themselves, and take over those."""
    opened.flatten_annotations("all")
    if not len(opened.pages):
        raise ValueError("a document without a page")
    for page in opened.pages:
        _drop(page.obj, set(page.obj.keys()) - KEPT_OF_A_PAGE)
        fresh.pages.append(page)
    for page in fresh.pages:
        if isinstance(resources := page.obj.get(Name.Resources), Dictionary):
            _drop(resources, set(resources.keys()) - KEPT_OF_RESOURCES)


def _drop(found: Object, names: Iterable[str]) -> None:
    for name in names:
        if name in found:
            del found[name]


def _strip(found: Object) -> None:
    """Take out of `found`, and of what lies directly in it, whatever tells of its maker, acts, or leads elsewhere."""
    if isinstance(found, Stream):
        _drop(found, DROPPED_OF_STREAMS)
        _strip_picture(found)
        within = list(found.stream_dict.values())
    elif isinstance(found, Dictionary):
        does_harm = str(found.get(Name.Type, "")) in EMPTIED_TYPES or str(found.get(Name.S, "")) in EMPTIED_ACTIONS
        _drop(found, set(found.keys()) if does_harm else DROPPED)
        within = list(found.values())
    else:
        within = list(found) if isinstance(found, Array) else []
    for part in within:
        if isinstance(part, Object) and not part.is_indirect:
            _strip(part)


def _strip_picture(found: Stream) -> None:
    """Take the place and the camera out of a photograph that lies in a PDF as the phone made it."""
    filters = found.get(Name.Filter)
    names = [str(name) for name in filters] if isinstance(filters, Array) else [str(filters)]
    if "/DCTDecode" not in names:
        return
    if names == ["/DCTDecode"]:
        parameters = found.get(Name.DecodeParms)
        kept = parameters if isinstance(parameters, Dictionary) else None
        found.write(bare_jpeg(found.read_raw_bytes()), filter=Name.DCTDecode, decode_parms=kept)
    else:
        found.write(found.read_bytes(StreamDecodeLevel.all))


def bare_jpeg(content: bytes) -> bytes:
    """Return the JPEG `content` without the segments that hold EXIF, XMP, colour profiles and comments, pixels untouched."""
    kept, at = [content[:2]], 2
    while content[at : at + 1] == b"\xff" and content[at + 1] != 0xDA:
        marker = content[at + 1]
        length = 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        # JFIF (0) and Adobe (14) say how colours are to be read; the other segments of applications, and comments, go.
        if marker in {0xE0, 0xEE} or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(content[at : at + length])
        at += length
    end = content.rfind(b"\xff\xd9")
    return b"".join(kept) + content[at : end + 2 if end > at else None]


if __name__ == "__main__":
    answer(rewritten, MORE_MEMORY)
