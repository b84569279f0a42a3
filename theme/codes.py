"""How a code that a camera reads is drawn."""

import io

import segno


def qr(text: str, *, scales: bool = False) -> str:
    """Return `text` as a QR code (ISO/IEC 18004), an SVG that prints sharp; inline it grows with its style when it `scales`."""
    target = io.BytesIO()
    # Any of the eight masks reads well; to try all of them takes eight times as long.
    segno.make(text, error="m", micro=False, mask=2).save(
        target, kind="svg", border=2, xmldecl=False, svgns=True, nl=False, omitsize=scales
    )
    return target.getvalue().decode()
