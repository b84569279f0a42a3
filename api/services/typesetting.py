"""The child process that sets one sheet as PDF; it fetches nothing: what a person wrote must not make it look."""

from typing import Any

from weasyprint import HTML

from api.services.confining import answer

MORE_MEMORY = 600 * 1024 * 1024
MOST_SECONDS = 8
MOST_FILES = 64
"""Fonts are read while the sheet is set."""


class _NothingFetchedError(ValueError):
    """The sheet asked for a file or an address: it never needs one."""


def _refuse(url: str, *rest: Any, **more: Any) -> dict[str, Any]:
    del url, rest, more
    raise _NothingFetchedError


def _set(content: bytes) -> tuple[str, bytes]:
    made: bytes = HTML(string=content.decode(), url_fetcher=_refuse).write_pdf(pdf_variant="pdf/ua-1")
    return "pdf", made


if __name__ == "__main__":
    answer(_set, MORE_MEMORY, MOST_SECONDS, MOST_FILES)
