"""Reads records as a crawl of the portal's pages gives them: named texts, tables glued into one text each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from knowledge_base.importer import glued
from knowledge_base.importer.candidates import Candidate, Place, candidate_name, refused, unreadable, without_duplicates
from knowledge_base.importer.errors import UnreadableFile
from knowledge_base.importer.json_text import decode_json
from knowledge_base.importer.limits import DEFAULT_LIMITS, Limits, load
from knowledge_base.importer.official_json import blank_for_none
from knowledge_base.importer.official_sheet import OfficialSheet, candidate_from, invalid_fields

CODE_KEY = "ma_thu_tuc"
Text = Annotated[str, BeforeValidator(blank_for_none)]


class _Page(BaseModel):
    """Keys as the crawl names them; those that hold nothing of ours (raw_text, thu_tuc_lien_quan …) are passed over."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    ma_thu_tuc: Text = ""
    detail_url: Text = ""
    ten_thu_tuc: Text = ""
    so_quyet_dinh: Text = ""
    cap_thuc_hien: Text = ""
    loai_thu_tuc: Text = ""
    linh_vuc: Text = ""
    doi_tuong_thuc_hien: Text = ""
    co_quan_thuc_hien: Text = ""
    co_quan_co_tham_quyen: Text = ""
    dia_chi_tiep_nhan: Text = ""
    co_quan_phoi_hop: Text = ""
    trinh_tu_thuc_hien: Text = ""
    cach_thuc_thuc_hien: Text = ""
    thanh_phan_ho_so: Text = ""
    can_cu_phap_ly: Text = ""
    yeu_cau_dieu_kien: Text = ""
    ket_qua_xu_ly: Text = ""


def read_portal_json(source: Path | bytes, *, as_of: date, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Iterator[Candidate]:
    """One page, or a list of pages. `as_of` is the day of the crawl; the pages do not tell."""
    file = candidate_name(source, name)
    try:
        pages = decode_json(load(source, limits))
    except UnreadableFile as error:
        yield unreadable(Place(file), error)
        return
    if isinstance(pages, list):
        places = (Place(file, line=number) for number in range(1, len(pages) + 1))
        yield from without_duplicates(candidate_from_page(page, place, as_of=as_of) for page, place in zip(pages, places, strict=True))
    else:
        yield candidate_from_page(pages, Place(file), as_of=as_of)


def candidate_from_page(page: object, place: Place, *, as_of: date) -> Candidate:
    if not isinstance(page, dict):
        return refused(place, "not_an_object")
    if CODE_KEY not in page:
        return refused(place, "not_portal_json")
    try:
        fields = _Page.model_validate(page)
    except ValidationError as error:
        return refused(place, "wrong_type", code=str(page.get(CODE_KEY, ""))[:40], fields=invalid_fields(error))
    return candidate_from(_sheet(fields), place, as_of=as_of)


def _sheet(page: _Page) -> OfficialSheet:
    return OfficialSheet(
        code=page.ma_thu_tuc,
        name=page.ten_thu_tuc,
        levels=page.cap_thuc_hien,
        sector=page.linh_vuc,
        procedure_type=page.loai_thu_tuc,
        applicants=page.doi_tuong_thuc_hien,
        agency=page.co_quan_thuc_hien,
        authority=page.co_quan_co_tham_quyen,
        coordinating=page.co_quan_phoi_hop,
        address=page.dia_chi_tiep_nhan,
        decision=page.so_quyet_dinh,
        steps=page.trinh_tu_thuc_hien,
        conditions=page.yeu_cau_dieu_kien,
        outcome=page.ket_qua_xu_ly,
        url=page.detail_url,
        methods=tuple(glued.split_methods(page.cach_thuc_thuc_hien)),
        documents=tuple(glued.split_documents(page.thanh_phan_ho_so)),
        legal_bases=tuple(glued.split_legal_bases(page.can_cu_phap_ly)),
    )
