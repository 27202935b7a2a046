from __future__ import annotations

import io
import json
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.wiring.editors import editors_parts
from desk.editors.import_endpoints import router
from knowledge_base.editing.models import EntryDraft
from knowledge_base.models import Origin
from knowledge_base.publication import Publisher
from tests.desk.seats import NOBODY, desk_app, take_seat
from tests.knowledge_base.importer.made_up_files import detail_sheet, docx, workbook
from tests.knowledge_base.made_up import procedure

HEAD = ("Mã thủ tục", "Tên thủ tục", "Lĩnh vực")


class NoPreview:
    async def preview(self, kind, record):
        raise AssertionError(kind)


@pytest.fixture
def app(settings, database):
    return desk_app(settings, database, router, editors=editors_parts(settings, database, NoPreview()))


@pytest.fixture
async def lan(app, database):
    await Publisher(database).publish([procedure()], origin=Origin.SHIPPED, author="hotline", reason="shipped content")
    return await take_seat(app, database, "editor")


async def bring(seat, path, data, name="tệp.bin"):
    return await seat.ask("POST", f"/editors/imports/{path}", content=data, headers={"X-File-Name": quote(name)})


class TestWhoMayAsk:
    @pytest.mark.parametrize(
        ("method", "path", "roles"),
        [
            ("POST", "/imports/docx", {"editor"}),
            ("POST", "/imports/excel", {"editor"}),
            ("GET", "/exports/excel", {"editor", "supervisor"}),
        ],
    )
    async def test_every_call_is_for_its_roles(self, app, database, method, path, roles):
        answers = {}
        for role in ("operator", "supervisor", "editor", "admin", NOBODY):
            seat = await take_seat(app, database, role)
            answers[role] = (await seat.ask(method, f"/editors{path}")).status_code
        assert {role for role, status in answers.items() if status not in (401, 403)} == roles
        assert answers[NOBODY] == 401


class TestDocx:
    async def test_answers_with_the_draft_and_notes(self, lan):
        answer = await bring(lan, "docx", detail_sheet(code="1.000001"), "Khai sinh.docx")
        assert answer.status_code == 201
        made = answer.json()
        assert (made["draft"]["key"], made["draft"]["state"], made["draft"]["base_version"]) == ("1.000001", "writing", 1)
        assert made["draft"]["reason"] == "Nhập từ tệp «Khai sinh.docx»"
        assert {change["path"] for change in made["draft"]["changes"]} >= {"name", "steps", "submission_methods"}
        assert isinstance(made["notes"], list)

    async def test_a_second_time_the_first_draft_stays(self, lan):
        await bring(lan, "docx", detail_sheet())
        again = await bring(lan, "docx", detail_sheet())
        assert (again.status_code, again.json()["error"]["code"]) == (409, "draft_exists")

    async def test_another_document_is_refused_in_words(self, lan):
        answer = await bring(lan, "docx", docx("Biên bản"))
        assert answer.status_code == 422
        assert "Chi tiết thủ tục hành chính" in answer.json()["error"]["message"]

    async def test_too_much_is_refused_before_it_is_all_there(self, lan):
        answer = await bring(lan, "docx", b"PK" + bytes(10 * 1024 * 1024))
        assert (answer.status_code, answer.json()["error"]["message"]) == (422, "Tệp quá lớn: nhiều nhất 10 MB.")


class TestExcel:
    async def test_a_dry_run_says_what_it_would_do_and_does_nothing(self, lan):
        data = workbook(Thủ_tục=[HEAD, ("1.000001", "Khai sinh", "Hộ tịch"), ("1.000002", "Mới", "Hộ tịch"), ("x", "Sai", "Hộ tịch")])
        seen = (await bring(lan, "excel?dry_run=true", data)).json()
        assert seen["counts"] == {"added": 1, "changed": 1, "unchanged": 0, "refused": 1}
        changed, added, refused = seen["rows"]
        assert changed["changes"][0] | {"needs_approval": False} == {
            "path": "name",
            "label": "Tên thủ tục",
            "before": ["Đăng ký khai sinh"],
            "after": ["Khai sinh"],
            "needs_approval": False,
        }
        assert (added["title"], added["changes"]) == ("Mới", [])
        assert (refused["where"], refused["problem"]) == ("trang «Thủ tục», dòng 4", "Mã thủ tục «x» sai dạng (đúng: 1.013124).")

    async def test_the_real_run_makes_drafts_or_refuses_all(self, lan):
        good = workbook(Thủ_tục=[HEAD, ("1.000002", "Mới", "Hộ tịch")])
        bad = workbook(Thủ_tục=[HEAD, ("1.000003", "Mới", "Hộ tịch"), ("x", "Sai", "Hộ tịch")])
        assert (await bring(lan, "excel", bad)).json()["error"]["code"] == "rows_refused"
        assert (await bring(lan, "excel", good)).json()["counts"]["added"] == 1

    async def test_an_export_comes_back_unchanged(self, lan):
        answer = await lan.ask("GET", "/editors/exports/excel", params={"q": "khai sinh"})
        assert answer.headers["content-disposition"] == 'attachment; filename="thu-tuc.xlsx"'
        assert load_workbook(io.BytesIO(answer.content)).sheetnames[0] == "Thủ tục"
        seen = (await bring(lan, "excel?dry_run=true", answer.content)).json()
        assert seen["counts"] == {"added": 0, "changed": 0, "unchanged": 1, "refused": 0}


class TestToldAsItGoes:
    async def lines(self, seat, data, **query):
        headers = {"X-File-Name": "a.xlsx", "Accept": "application/x-ndjson"}
        answer = await seat.ask("POST", "/editors/imports/excel", content=data, headers=headers, params=query)
        assert answer.status_code == 200
        return [json.loads(line) for line in answer.text.splitlines()]

    async def drafts(self, database):
        async with database.session() as session:
            return await session.scalar(select(func.count()).select_from(EntryDraft))

    async def test_steps_come_before_the_result(self, lan, database):
        rows = [(f"2.{number:06}", f"Cấp giấy số {number}", "Hộ tịch") for number in range(60)]
        *steps, last = await self.lines(lan, workbook(Thủ_tục=[HEAD, *rows]))
        assert [(step["progress"]["stage"], step["progress"]["done"], step["progress"]["total"]) for step in steps] == [
            ("reading", 0, 0),
            ("comparing", 50, 60),
            ("comparing", 60, 60),
            ("writing", 50, 60),
            ("writing", 60, 60),
        ]
        assert last["result"]["counts"]["added"] == 60
        assert await self.drafts(database) == 60

    async def test_a_refusal_is_the_last_line_and_nothing_is_written(self, lan, database):
        rows = [("2.000001", "Cấp giấy", "Hộ tịch"), ("sai", "Cấp giấy", "Hộ tịch")]
        assert (await self.lines(lan, workbook(Thủ_tục=[HEAD, *rows])))[-1]["error"]["code"] == "rows_refused"
        assert await self.drafts(database) == 0
