from __future__ import annotations

import pytest

from knowledge_base.importer.official_fields.form_files import form_names, split_off_form


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mau01.docxMau02.pdf", ("Mau01.docx", "Mau02.pdf")),
        ("Phụ lục 03.docx", ("Phụ lục 03.docx",)),
        ("Mẫu số 1", ("Mẫu số 1",)),
        ("", ()),
    ],
)
def test_names_of_files_glued_to_each_other(text: str, names: tuple[str, ...]) -> None:
    assert form_names(text) == names


@pytest.mark.parametrize(
    ("name", "paper", "form"),
    [
        ("Giấy đề nghị theo mẫu;TK 1.000321.docx", "Giấy đề nghị theo mẫu;", "TK 1.000321.docx"),
        ("Văn bản theo Nghị định số 23/2026/NĐ-CPMau04.docx", "Văn bản theo Nghị định số 23/2026/NĐ-CP", "Mau04.docx"),
        ("Tờ khai cấp lại theo mẫu.MuTkhaicpliGCN (1).docx", "Tờ khai cấp lại theo mẫu.", "MuTkhaicpliGCN (1).docx"),
        ("Toàn bộ hồ sơ khoanh nợmẫu số 03- khoanh nợ.docx", "Toàn bộ hồ sơ khoanh nợ", "mẫu số 03- khoanh nợ.docx"),
        ("Đơn đề nghị", "Đơn đề nghị", ""),
    ],
)
def test_form_glued_to_its_paper(name: str, paper: str, form: str) -> None:
    assert split_off_form(name) == (paper, form)
