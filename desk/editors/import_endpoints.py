"""Files that come in as drafts, and go out to be changed: the request's bare body, its name percent-encoded in `X-File-Name`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import unquote

from fastapi import Header, Query, Request, Response, status
from fastapi.responses import StreamingResponse

from core.errors import InputError
from desk.access.dependencies import desk_router
from desk.editors.going_on import LINES, told_as_it_goes
from desk.editors.import_schemas import DocxOut, ExcelOut, ImportRowOut
from desk.editors.list_schemas import ListQuery
from desk.editors.parts import Parts, ReadersOnly, Writer
from desk.editors.showing import draft_out
from knowledge_base.editing.excel_import import ImportRow, Tell, counts
from knowledge_base.importer.limits import MEGABYTE
from vntext import normalise

_MOST_MEGABYTES = 10
_MOST_NAME_BYTES, _MOST_NAME_CHARACTERS = 2000, 120
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FileName = Annotated[str, Header(alias="x-file-name", max_length=_MOST_NAME_BYTES)]

router = desk_router(prefix="/editors", max_body_size=None)


@router.post("/imports/docx", status_code=status.HTTP_201_CREATED)
async def import_docx(parts: Parts, writer: Writer, request: Request, name: FileName = "") -> DocxOut:
    data = await _body(request, parts.imports.too_big(_MOST_MEGABYTES))
    filled = await parts.imports.docx.take(_plain(name), data, writer)
    return DocxOut(draft=draft_out(filled.draft), notes=filled.notes)


@router.post("/imports/excel", response_model=ExcelOut)
async def import_excel(
    parts: Parts, writer: Writer, request: Request, name: FileName = "", *, dry_run: bool = False
) -> ExcelOut | StreamingResponse:
    """Whoever accepts lines of JSON is told how far it is (`told_as_it_goes`)."""
    data = await _body(request, parts.imports.too_big(_MOST_MEGABYTES))
    excel, plain = parts.imports.excel, _plain(name)

    async def work(tell: Tell) -> ExcelOut:
        return _excel_out(await (excel.look_through(data, tell) if dry_run else excel.take(plain, data, writer, tell)))

    if LINES in request.headers.get("accept", ""):
        return StreamingResponse(told_as_it_goes(work), media_type=LINES)
    return await work(lambda _progress: None)


@router.get("/exports/excel", dependencies=[ReadersOnly])
async def export_excel(parts: Parts, chosen: Annotated[ListQuery, Query()]) -> Response:
    content = await parts.imports.export.write(chosen.filter)
    return Response(content, media_type=_XLSX, headers={"Content-Disposition": 'attachment; filename="thu-tuc.xlsx"'})


async def _body(request: Request, too_big: InputError) -> bytes:
    """Raises `too_big` as soon as more has come than is taken."""
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > _MOST_MEGABYTES * MEGABYTE:
            raise too_big
    return bytes(data)


def _plain(name: str) -> str:
    return " ".join(normalise(unquote(name, errors="replace")).split())[:_MOST_NAME_CHARACTERS]


def _excel_out(rows: Sequence[ImportRow]) -> ExcelOut:
    return ExcelOut.model_validate({"rows": [ImportRowOut.model_validate(row) for row in rows], "counts": counts(rows)})
