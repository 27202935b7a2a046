from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.questions.masking import bare_names, mask


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("tôi tên Nguyễn Thị Hoa hỏi khai sinh", "tôi tên [tên] hỏi khai sinh"),
        ("toi ten la nguyen van binh xin giay doc than", "toi ten la [tên] xin giay doc than"),
        ("em là trần thị bé muốn nhập hộ khẩu", "em là [tên] muốn nhập hộ khẩu"),
        ("bà Lê Thị Lan bị thu tiền", "bà [tên] bị thu tiền"),
        ("ở số nhà 12/3 đường Lê Lợi, xã Tân Khai", "ở [địa chỉ], xã Tân Khai"),
        ("nhà em ấp 3 chưa có điện", "nhà em [địa chỉ] chưa có điện"),
        ("tổ 5 khu phố 2 mất nước", "[địa chỉ] [địa chỉ] mất nước"),
        ("gọi 0912 345 678 hoặc a.b@c.vn", "gọi [số điện thoại] hoặc [email]"),
        ("căn cước 079123456789 bị mất", "căn cước [số giấy tờ] bị mất"),
        ("cháu sinh ngày 12/03/2019", "cháu [ngày sinh]"),
        ("xe 93A-123.45 bị giam", "xe [số] bị giam"),
        ("hồ sơ H19.20-250101-0001 tới đâu", "hồ sơ [số] tới đâu"),
        ("chuyển vào 0123456789012345", "chuyển vào [số]"),
    ],
)
def test_what_says_who_somebody_is_goes(said, kept):
    assert mask(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "thủ tục 1.001193 ra sao",
        "Sở Xây dựng Đồng Nai ở đâu",
        "UBND Thành phố Hồ Chí Minh",
        "tên là gì để đăng ký công ty",
        "con tôi tên gì cũng được hả",
        "em là người ở tỉnh khác",
        "tôi là chủ hộ kinh doanh",
        "đóng 150000 tiền phạt",
        "xã Bình Minh làm việc thứ bảy không",
    ],
)
def test_what_says_nothing_of_anybody_stays(said):
    assert mask(said) == said


PLACES = bare_names(["Xã Mã Đà", "Thị trấn Định Quán", "Xã Hố Nai 3", "Xã Đoàn Kết", "Phường Sơn Giang", "Xã Mai"])


@pytest.mark.parametrize(
    "said",
    [
        "cầu Mã Đà sập từ hôm qua",
        "cầu Mã Đà",
        "Mã Đà có điện chưa",
        "Mã Đà Đồng Nai thuộc xã nào",
        "đi từ Định Quán tới Hà Nội",
        "chợ Lê Hồng Phong mấy giờ mở",
        "suối Mơ, hồ Trần Văn Khéo, núi Mai Lĩnh",
        "Hồ Trị An có câu cá được không",
        "khu công nghiệp Lê Minh Xuân ở đâu",
    ],
)
def test_a_known_place_and_what_is_called_a_bridge_stay(said):
    assert mask(said, places=PLACES) == said


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("bà Mã Đà bị thu tiền", "bà [tên] bị thu tiền"),
        ("làm giấy cho Nguyễn Văn An ở Mã Đà", "làm giấy cho [tên] ở Mã Đà"),
        ("gửi đến Trần Thị Bé", "gửi đến [tên]"),
        ("lam giay cho Nguyen Van An", "lam giay cho [tên]"),
        ("Mai Lan hỏi", "[tên] hỏi"),
    ],
)
def test_who_only_looks_like_one_goes(said, kept):
    assert mask(said, places=PLACES) == kept


def test_who_the_program_knows_is_found_however_it_is_typed():
    assert mask("làm căn cước cho be na với Bé Na", ["Bé Na", ""]) == "làm căn cước cho [tên] với [tên]"


def test_a_text_of_any_length_stays_short():
    assert len(mask("đất " * 5000)) <= 500


@given(st.text(max_size=300))
def test_any_text_can_be_masked_and_masking_again_brings_nothing_back(said):
    once = mask(said)
    assert len(once) <= 500
    assert "\n" not in once
