"""A kept file as it goes out: where it lies, what it is, and the headers that keep a browser from making more of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True)
class OpenedAttachment:
    """For starlette's FileResponse(path, media_type=…, headers=…), which streams it and answers Range."""

    path: Path
    file_name: str
    media_type: str
    size_bytes: int

    @property
    def headers(self) -> dict[str, str]:
        # A PDF may hold scripts and forms: it is saved and opened by the reader's own program, not inside our pages.
        disposition = "attachment" if self.media_type == "application/pdf" else "inline"
        return {
            "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(self.file_name, safe='')}",
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }
