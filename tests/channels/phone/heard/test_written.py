from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.phone.heard import written
from channels.phone.heard.numerals import number_at
from vntext.aloud.numbers import cardinal, digits, letters

TELEPHONES = [
    ("không chín một hai ba bốn năm sáu bảy tám", "0912345678"),
    ("không chín một hai, ba bốn năm, sáu bảy tám", "0912345678"),
    ("số của tôi là không chín không tám một hai ba bốn năm sáu", "số của tôi là 0908123456"),
    ("không chín mười hai ba bốn năm sáu bảy tám", "0912345678"),
    ("không chín một hai ba mươi bốn năm mươi sáu bảy mươi tám", "0912345678"),
    ("không ba tám bẩy bẩy tám chín không một hai", "0387789012"),
    ("không bảy chín ba số tám một hai ba tư", "0798881234"),
    ("không hai bảy một ba tám bảy không không hai hai", "02713870022"),
    ("cộng tám bốn chín một hai ba bốn năm sáu bảy tám", "0912345678"),
    ("không chín một hai ba bốn năm sáu bảy tám không", "0912345678 không"),
    ("gọi lại số không chín tám lăm sáu mốt hai ba tư năm nhé", "gọi lại số 0985612345 nhé"),
    ("không năm sáu hai ba bốn năm sáu bảy chín", "0562345679"),
    ("tổng đài một không hai hai", "tổng đài 1022"),
    ("gọi một một ba", "gọi 113"),
    ("số một một bốn", "số 114"),
    ("gọi một một năm giúp tôi", "gọi 115 giúp tôi"),
    ("một chín không không một không hai hai", "19001022"),
]
IDENTITIES_AND_KEYS = [
    ("căn cước không bảy không một chín năm không không một hai ba bốn", "căn cước 070195001234"),
    ("mã bảy tám chín", "mã 789"),
    ("mã số một hai ba bốn", "mã số 1234"),
    ("bấm phím hai", "bấm phím 2"),
    ("bấm không", "bấm 0"),
    ("chọn số mười hai", "chọn số 12"),
    ("phím tám", "phím 8"),
    ("mã hai bốn sáu tám không", "mã 2468 không"),
]
AMOUNTS = [
    ("hai trăm ba mươi nghìn", "230.000"),
    ("hai trăm ba mươi nghìn đồng", "230.000 đồng"),
    ("tám nghìn đồng", "8.000 đồng"),
    ("tám ngàn", "8.000"),
    ("một triệu rưỡi", "1.500.000"),
    ("một triệu hai đồng", "1.200.000 đồng"),
    ("ba triệu hai", "3.200.000"),
    ("một triệu hai trăm năm mươi nghìn đồng", "1.250.000 đồng"),
    ("hai trăm rưỡi", "250"),
    ("hai tỷ năm trăm triệu", "2.500.000.000"),
    ("một trăm lẻ năm hồ sơ", "105 hồ sơ"),
    ("một trăm linh tư", "104"),
    ("mười lăm ngày", "15 ngày"),
    ("mười bốn tuổi", "14 tuổi"),
    ("hai mươi mốt tuổi", "21 tuổi"),
    ("hai mươi tư giờ", "24 giờ"),
    ("ba mươi ngày làm việc", "30 ngày làm việc"),
    ("ba lăm tuổi", "35 tuổi"),
    ("bốn nhăm", "45"),
    ("hai mốt ngày", "21 ngày"),
    ("hai chục triệu", "20.000.000"),
    ("hai nghìn không trăm hai mươi sáu người", "2.026 người"),
    ("mười phần trăm", "10%"),
    ("năm phần trăm", "5%"),
    ("một phẩy năm triệu", "1,5 triệu"),
    ("sáu tháng mười ngày", "sáu tháng 10 ngày"),
    ("nghị định sáu mươi mốt", "nghị định 61"),
    ("điều mười sáu", "điều 16"),
    ("ấp mười một", "ấp 11"),
]
DATES = [
    ("ngày mười hai tháng ba năm hai nghìn không trăm hai mươi sáu", "ngày 12/3/2026"),
    ("ngày mùng hai tháng chín", "ngày 2/9"),
    ("mồng một tháng năm", "1/5"),
    ("ba mươi tháng tư", "30/4"),
    ("sinh ngày năm tháng năm năm một chín tám lăm", "sinh ngày 5/5/1985"),
    ("ngày hai mươi mốt tháng mười một năm hai nghìn lẻ năm", "ngày 21/11/2005"),
    ("ngày ba mốt tháng mười hai năm hai không hai lăm", "ngày 31/12/2025"),
    ("từ mười lăm tháng sáu đến ba mươi tháng bảy", "từ 15/6 đến 30/7"),
    ("tháng tư", "tháng 4"),
    ("tháng mười hai năm hai nghìn không trăm hai mươi lăm", "tháng 12/2025"),
    ("năm hai nghìn hai mươi sáu", "năm 2026"),
    ("năm hai nghìn hai sáu", "năm 2026"),
    ("năm hai không hai sáu", "năm 2026"),
    ("sinh năm một chín chín không", "sinh năm 1990"),
    ("năm một nghìn chín trăm tám mươi lăm", "năm 1985"),
    ("bảy giờ ba mươi phút", "7 giờ 30 phút"),
    ("tám giờ rưỡi", "8 giờ 30"),
    ("mười ba giờ", "13 giờ"),
    ("mười một giờ mười lăm", "11 giờ 15"),
    ("bảy giờ năm phút", "7 giờ 05 phút"),
]
CODES = [
    ("cờ cờ cờ dê", "CCCD"),
    ("làm cờ cờ cờ dê mất bao lâu", "làm CCCD mất bao lâu"),
    ("xê xê xê dê", "CCCD"),
    ("xê xê xê đê", "CCCD"),
    ("xê em mờ en nờ dê", "CMND"),
    ("bê hát y tê", "BHYT"),
    ("bê hát ích hát", "BHXH"),
    ("u bê en nờ dê", "UBND"),
    ("c c c d", "CCCD"),
    ("mẫu xê tê không một", "mẫu CT01"),
    ("hạng bê hai", "hạng B2"),
    ("bằng a một", "bằng A1"),
    ("bằng lái bê một", "bằng lái B1"),
    ("biển chín ba a một hai ba bốn năm", "biển 93A12345"),
    ("mã của tôi là a bảy ca không bốn tê chín ích a hai", "mã của tôi là A7K-04T-9XA2"),
    ("a bảy ca, không bốn tê, chín ích a hai", "A7K-04T-9XA2"),
    ("uy ban xã", "ủy ban xã"),
    ("tài khoản vi en ai đi", "tài khoản VNeID"),
    ("gửi qua da lô", "gửi qua Zalo"),
]
# Every one of these holds a word that is a digit or a letter elsewhere.
TRAPS = [
    "ba mới mất",
    "ba tôi mới mất",
    "ba má tôi",
    "ba mẹ không đồng ý",
    "một số ba mẹ không biết",
    "năm ngoái",
    "năm nay",
    "năm sau làm được không",
    "năm mới",
    "hai năm nay",
    "hai năm một lần",
    "một năm hai lần",
    "ba năm hai tháng",
    "hai năm ba năm",
    "mấy năm giờ mới làm",
    "hai năm giờ tôi mới biết",
    "tư vấn",
    "tư vấn giúp tôi",
    "tư pháp",
    "công chức tư pháp",
    "doanh nghiệp tư nhân",
    "đầu tư",
    "tư cách pháp nhân",
    "một cửa",
    "bộ phận một cửa",
    "hai vợ chồng",
    "mỗi tháng hai vợ chồng đóng bao nhiêu",
    "tháng một lần",
    "mỗi tháng một lần",
    "mấy tháng năm ngoái",
    "hai bên nội ngoại",
    "có được không",
    "không có giấy tờ",
    "không ba không mẹ",
    "không một ai",
    "tôi không biết",
    "một hai ngày",
    "ba bốn ngày",
    "năm bảy ngày",
    "chín chắn",
    "bảy vía",
    "tám chuyện",
    "mười mấy năm",
    "mấy trăm nghìn",
    "vài mươi hộ",
    "trăm năm",
    "nghìn năm văn hiến",
    "thứ tư",
    "thứ năm",
    "gọi hai ba lần",
    "gọi hai năm nay",
    "số ca năm nay",
    "tờ khai",
    "cờ đỏ sao vàng",
    "hát ca",
    "con bê",
    "con dê",
    "xe ca hai tầng",
    "ô tô tải",
    "y tế xã",
    "em ở xã Tân Phú",
    "quy định mới",
    "ca đêm",
    "tê tay",
    "a lô",
    "ủy ban nhân dân",
]
KEPT_BESIDE = [
    ("hai mươi năm", "20 năm"),
    ("một trăm năm", "100 năm"),
    ("một triệu một tháng", "1.000.000 một tháng"),
    ("mười lăm tư vấn", "15 tư vấn"),
    ("hai mươi tư vấn viên", "20 tư vấn viên"),
    ("ba tôi mất năm hai nghìn không trăm hai mươi", "ba tôi mất năm 2020"),
    ("hai vợ chồng ba mươi tuổi", "hai vợ chồng 30 tuổi"),
    ("không nhớ số không chín một hai ba bốn năm sáu bảy tám", "không nhớ số 0912345678"),
    ("Chào em, mười ngày nữa.", "Chào em, 10 ngày nữa."),
    ("", ""),
]
TABLE = [*TELEPHONES, *IDENTITIES_AND_KEYS, *AMOUNTS, *DATES, *CODES, *KEPT_BESIDE]


@pytest.mark.parametrize(("heard", "typed"), TABLE, ids=[heard or "nothing" for heard, _ in TABLE])
def test_is_written_as_people_type_it(heard, typed):
    assert written(heard) == typed


@pytest.mark.parametrize("heard", TRAPS)
def test_ordinary_words_stay_words(heard):
    assert written(heard) == heard


@given(st.integers(1, 10**12 - 1))
def test_every_number_that_is_said_is_understood(number):
    said = cardinal(number).split()
    read = number_at(said, 0)
    assert read is not None
    assert (read.value, read.count) == (number, len(said))


@given(st.from_regex(r"0[35789]\d{8}", fullmatch=True).filter(str.isascii))
def test_every_telephone_number_said_digit_by_digit_is_understood(number):
    assert written(digits(number)) == number


@given(st.from_regex(r"[AHKMQRTXY][0-9AHKMQRTXY]{2}-[0-9AHKMQRTXY]{3}-[0-9AHKMQRTXY]{4}", fullmatch=True))
def test_every_tracking_code_said_behind_its_name_is_understood(code):
    assert written(f"mã {letters(code)}") == f"mã {code}"


@given(st.text())
def test_whatever_was_heard_something_is_written(text):
    assert isinstance(written(text), str)
