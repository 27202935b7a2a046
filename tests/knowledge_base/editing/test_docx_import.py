from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from core.errors import Conflict, InputError
from knowledge_base.editing.docx_import import DocxImport
from knowledge_base.editing.models import DraftEvent
from tests.knowledge_base.importer.made_up_files import detail_sheet, docx, workbook, zipped
from tests.knowledge_base.made_up import method, procedure

CODE = "1.234567"
SHEET = detail_sheet(code=CODE, created="2026-06-01")
PUBLISHED = procedure(
    CODE,
    "Cấp bản sao trích lục",
    aliases=["sao khai sinh"],
    summary="Xin lại bản sao.",
    review_by="2027-01-31",
    differences={"fees": "Bản cũ ghi sai"},
    submission_methods=[method("in_person", fees=[{"kind": "charge", "amount_vnd": 5000, "per": "bản"}])],
)


@pytest.fixture
def importing(newsroom):
    return DocxImport(newsroom.database, newsroom.drafts, newsroom.words, clock=newsroom.clock)


async def take(importing, by, data=SHEET, name="43.docx"):
    return await importing.take(name, data, by)


class TestSheetOfSomethingNew:
    async def test_becomes_a_filled_draft(self, importing, lan):
        filled = await take(importing, lan)
        record = filled.draft.draft.record
        assert record["code"] == CODE
        assert record["steps"] == ["Nộp hồ sơ.\nMã thủ tục: ghi trên giấy hẹn.", "Nhận kết quả."]
        assert record["submission_methods"][0]["fees"][0]["amount_vnd"] == 8000
        assert record["as_of"] == "2026-06-01"
        assert filled.draft.draft.base_version is None

    async def test_is_written_by_whoever_brought_it_and_says_where_it_is_from(self, importing, lan):
        view = (await take(importing, lan)).draft
        assert view.writers == ["Lan"]
        assert view.draft.reason == "Nhập từ tệp «43.docx»"
        assert [event.event for event in view.events] == [DraftEvent.CREATED]

    async def test_is_not_published(self, importing, newsroom, lan):
        await take(importing, lan)
        assert await newsroom.standing(key=CODE) is None


class TestSheetOfWhatIsPublished:
    async def test_shows_what_is_different_today(self, importing, newsroom, lan):
        await newsroom.ship(PUBLISHED)
        changes = {change.path: change for change in (await take(importing, lan)).draft.reading.changes}
        assert "5.000" in " ".join(changes["submission_methods"].before)
        assert "8.000" in " ".join(changes["submission_methods"].after)
        assert changes["submission_methods"].needs_approval

    async def test_keeps_what_a_sheet_never_holds_and_says_so(self, importing, newsroom, lan):
        await newsroom.ship(PUBLISHED)
        filled = await take(importing, lan)
        record = filled.draft.draft.record
        assert record["aliases"] == ["sao khai sinh"]
        assert record["summary"] == "Xin lại bản sao."
        assert record["review_by"] == "2027-01-31"
        assert any("giữ như bản đang công bố" in note and "Tên" in note for note in filled.notes)

    async def test_old_reasons_for_differing_from_the_official_record_go(self, importing, newsroom, lan):
        await newsroom.ship(PUBLISHED)
        assert (await take(importing, lan)).draft.draft.record["differences"] == {}

    async def test_somebodys_draft_is_left_alone(self, importing, newsroom, lan, minh):
        await newsroom.ship(PUBLISHED)
        view = await newsroom.write(await newsroom.begin(minh, key=CODE), minh, summary="Minh viết")
        with pytest.raises(Conflict, match=r"1\.234567 đang có bản nháp \(Minh"):
            await take(importing, lan)
        assert (await newsroom.drafts.show(view.draft.id, minh)).draft.record["summary"] == "Minh viết"


class TestNotes:
    @pytest.mark.parametrize(("as_of", "is_told"), [("2026-06-02", True), ("2026-06-01", False), ("2026-05-31", False)])
    async def test_a_sheet_older_than_what_is_published_is_told(self, importing, newsroom, lan, as_of, is_told):
        await newsroom.ship(PUBLISHED.model_copy(update={"as_of": date.fromisoformat(as_of)}))
        notes = (await take(importing, lan)).notes
        assert any("01/06/2026, cũ hơn bản đang công bố (02/06/2026)" in note for note in notes) is is_told

    async def test_fees_in_words_and_parts_that_are_missing(self, importing, lan):
        sheet = docx(
            f"Mã thủ tục: {CODE}",
            "Tên thủ tục: Cấp bản sao",
            "Lĩnh vực: Hộ tịch",
            "Cách thức thực hiện: ",
            [("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả"), ("Trực tiếp", "5", "tám nghìn", "")],
        )
        notes = " ".join((await take(importing, lan, sheet)).notes)
        for words in ("phí chỉ ghi bằng lời", "thời hạn không ghi đơn vị", "Tệp không có, hoặc không đọc được: Thành phần hồ sơ"):
            assert words in notes

    async def test_pictures_and_tables_of_another_kind(self, importing, lan):
        sheet = docx(f"Mã thủ tục: {CODE}", "Tên thủ tục: Cấp", "Lĩnh vực: Hộ tịch", "Trình tự thực hiện: Nộp.", [("Ghi chú", "x")])
        drawn = sheet_with(sheet, "<w:p><w:r><w:drawing/></w:r></w:p>")
        notes = (await take(importing, lan, drawn)).notes
        assert "Tệp có 1 hình hoặc hộp chữ; chữ trong đó không đọc được." in notes
        assert "Có bảng lạ bắt đầu bằng «Ghi chú»; chữ của bảng được ghi vào phần «Trình tự thực hiện»." in notes


def sheet_with(data, xml):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
    return docx(document=document.replace("</w:body>", f"{xml}</w:body>"))


class TestBadFiles:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (docx("Biên bản họp", "Hôm nay…"), "Không phải tờ «Chi tiết thủ tục hành chính»"),
            (docx("Tên thủ tục: Không có mã", "Lĩnh vực: Hộ tịch"), "Thiếu mã thủ tục"),
            (detail_sheet(code="12"), "sai dạng"),
            (workbook(Thủ_tục=[("Mã thủ tục",)]), "Đây là bảng tính Excel, không phải văn bản Word"),
            (b"%PDF-1.7 gi do", "Tệp không phải .docx hay .xlsx thật"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "Tệp Office đời cũ"),
            (zipped({"word/document.xml": " " * 30_000_000}), "bung ra quá lớn"),
            (zipped({"word/document.xml": " " * 10_000_000}), "tỉ lệ nén bất thường"),
            (SHEET[:-40], "bị hỏng hay tải về chưa trọn"),
            (b"", "Tệp trống"),
            (docx(document="<!DOCTYPE x><w:document/>"), "DOCTYPE"),
        ],
    )
    async def test_each_is_told_why_and_nothing_is_written(self, importing, newsroom, lan, data, words):
        with pytest.raises(InputError) as refused:
            await take(importing, lan, data)
        assert words in refused.value.message
        assert await newsroom.all_drafts() == []
