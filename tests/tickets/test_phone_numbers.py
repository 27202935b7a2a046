from __future__ import annotations

import pytest

from tickets.phone_numbers import find_phone


class TestFindPhone:
    @pytest.mark.parametrize(
        "line",
        [
            "0912345678",
            "sđt của em là 0912.345.678 ạ",
            "091 234 5678",
            "0912-345-678 nha",
            "+84 912 345 678",
            "84912345678",
            "(+84) 912345678",
            "Số: 0912345678.",
        ],
    )
    def test_reads_a_number_however_it_is_written(self, line):
        assert find_phone(line) == "0912345678"

    @pytest.mark.parametrize(("line", "number"), [("0251 3822 501", "02513822501"), ("(0251) 3822501", "02513822501")])
    def test_reads_a_landline_with_its_area_code(self, line, number):
        assert find_phone(line) == number

    @pytest.mark.parametrize(
        "line",
        [
            "",
            "em không có điện thoại",
            "091234567",
            "0012345678",
            "căn cước 070123456789",
            "hồ sơ 1.001193",
            "ngày 25/11/2026",
            "lệ phí 15.000.000 đồng",
            "mã 12.0912345678",
        ],
    )
    def test_finds_none_where_there_is_none(self, line):
        assert find_phone(line) is None

    def test_a_number_inside_a_story_is_no_answer(self):
        story = "Hôm trước có người tự xưng công an gọi tôi từ số 0912345678 đòi chuyển tiền, tôi phải báo cho ai để được giải quyết?"
        assert find_phone(story) is None
