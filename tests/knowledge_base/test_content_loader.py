from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml

from core.errors import InputError
from core.settings import Settings
from knowledge_base.content_loader import (
    shipped_choices,
    shipped_contacts,
    shipped_everyday_names,
    shipped_faqs,
    shipped_places,
    shipped_procedures,
    shipped_report_categories,
)
from knowledge_base.publication import key_of
from knowledge_base.records import Record
from tests.knowledge_base.made_up import choice, contact, everyday, faq, procedure
from vntext import fold


def write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


class TestShippedProcedures:
    def test_reads_one_from_each_file_of_each_folder(self, tmp_path: Path) -> None:
        for folder, code in (("residence", "1.000002"), ("civil_status", "1.000001")):
            write(tmp_path / "procedures" / folder / f"{code}.yml", procedure(code).model_dump(mode="json"))
        assert shipped_procedures(tmp_path) == [procedure("1.000001"), procedure("1.000002")]

    def test_broken_file_is_named_in_the_error(self, tmp_path: Path) -> None:
        write(tmp_path / "procedures" / "broken.yml", "code: [")
        with pytest.raises(InputError, match=r"broken\.yml"):
            shipped_procedures(tmp_path)

    def test_file_with_a_field_that_does_not_exist_is_named_with_the_field(self, tmp_path: Path) -> None:
        write(tmp_path / "procedures" / "odd.yml", procedure().model_dump(mode="json") | {"prise": 1})
        with pytest.raises(InputError, match=r"(?s)odd\.yml.*prise"):
            shipped_procedures(tmp_path)

    def test_empty_file_is_named_in_the_error(self, tmp_path: Path) -> None:
        write(tmp_path / "procedures" / "empty.yml", "")
        with pytest.raises(InputError, match=r"empty\.yml"):
            shipped_procedures(tmp_path)


class TestShippedFaqs:
    def test_reads_all_of_each_file(self, tmp_path: Path) -> None:
        write(tmp_path / "faq" / "hours.yml", [faq(slug).model_dump(mode="json") for slug in ("one", "two")])
        assert [record.slug for record in shipped_faqs(tmp_path)] == ["one", "two"]


class TestShippedContacts:
    def test_settings_stand_in_them(self, tmp_path: Path) -> None:
        written = contact("hotline", "Tổng đài {hotline_number}", phone="{hotline_number}", aliases=["số {hotline_number}"])
        write(tmp_path / "contacts" / "ours.yml", [written.model_dump(mode="json")])
        assert shipped_contacts({"hotline_number": "0251.1022"}, tmp_path) == [
            contact("hotline", "Tổng đài 0251.1022", phone="0251.1022", aliases=["số 0251.1022"])
        ]

    def test_those_we_ship_have_a_source_and_a_way_to_reach_them(self) -> None:
        shipped = {record.slug: record for record in shipped_contacts({"hotline_number": "1022", "province_name": "Đồng Nai"})}
        assert {record.phone for record in shipped.values()} >= {"111", "112", "113", "114", "115", "1022"}
        assert all(record.source.url and record.review_by for record in shipped.values())


class TestShippedReportCategories:
    def test_no_name_is_of_two_kinds(self) -> None:
        names = [fold(name) for record in shipped_report_categories() for name in record.names]
        assert len(names) == len(set(names)) > 0


class TestShippedEverydayNames:
    def test_reads_all_of_each_file(self, tmp_path: Path) -> None:
        records = [everyday("1.000001", "giấy khai sanh", questions=("làm sao có giấy khai sanh",)), everyday("1.000002", "giấy chứng tử")]
        for number, record in enumerate(records):
            write(tmp_path / "everyday_names" / f"{number}.yml", [record.model_dump(mode="json")])
        assert shipped_everyday_names(tmp_path) == records

    @pytest.mark.parametrize("wrong", [{"code": "one"}, {"code": "1.000001", "name": ["giấy khai sanh"]}, {"names": ["giấy khai sanh"]}])
    def test_file_with_an_entry_that_is_none_is_named_in_the_error(self, tmp_path: Path, wrong: dict[str, object]) -> None:
        write(tmp_path / "everyday_names" / "odd.yml", [everyday("1.000002").model_dump(mode="json"), wrong])
        with pytest.raises(InputError, match=r"odd\.yml"):
            shipped_everyday_names(tmp_path)

    def test_broken_file_is_named_in_the_error(self, tmp_path: Path) -> None:
        write(tmp_path / "everyday_names" / "broken.yml", "- code: [")
        with pytest.raises(InputError, match=r"broken\.yml"):
            shipped_everyday_names(tmp_path)

    def test_nothing_shipped_is_no_error(self, tmp_path: Path) -> None:
        assert shipped_everyday_names(tmp_path) == []


class TestShippedChoices:
    def test_reads_all_of_each_file(self, tmp_path: Path) -> None:
        records = [choice(slug, ("nhà có tang",), {"1.000001": "A", "1.000002": "B"}) for slug in ("choice-a", "choice-b")]
        write(tmp_path / "choices" / "family.yml", [record.model_dump(mode="json") for record in records])
        assert shipped_choices(tmp_path) == records

    def test_file_with_a_choice_between_one_thing_is_named_in_the_error(self, tmp_path: Path) -> None:
        given = choice("choice-a", ("nhà có tang",), {"1.000001": "A", "1.000002": "B"}).model_dump(mode="json")
        write(tmp_path / "choices" / "odd.yml", [given | {"options": given["options"][:1]}])
        with pytest.raises(InputError, match=r"(?s)odd\.yml.*options"):
            shipped_choices(tmp_path)


@pytest.mark.parametrize(
    ("kind", "read"), [("faq", shipped_faqs), ("everyday_names", shipped_everyday_names), ("choices", shipped_choices)]
)
def test_empty_file_of_several_entries_is_named_in_the_error(tmp_path: Path, kind: str, read: Callable[[Path], Sequence[Record]]) -> None:
    write(tmp_path / kind / "empty.yml", "# nothing yet")
    with pytest.raises(InputError, match=r"empty\.yml"):
        read(tmp_path)


class TestShippedPlaces:
    def test_former_province_of_the_settings_is_known(self) -> None:
        assert len(shipped_places([Settings(_env_file=None).former_province_name])) > 100

    def test_unknown_province_has_none(self) -> None:
        assert shipped_places(["Atlantis"]) == []

    def test_each_has_a_key_of_its_own(self) -> None:
        places = shipped_places(["Bình Phước", "Đồng Nai"])
        assert len({key_of(place) for place in places}) == len(places)

    def test_agree_with_the_public_list_of_former_communes_of_binh_phuoc(self, shared_data: Path) -> None:
        rows = json.loads((shared_data / "units_binhphuoc_old_to_new.json").read_text(encoding="utf-8"))
        listed = {(row["old_ward"], row["old_district"], row["new_ward"], row["new_province"]) for row in rows}
        assert {(p.old_name, p.old_district, p.new_name, p.new_province) for p in shipped_places(["Bình Phước"])} == listed
