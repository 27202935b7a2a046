from __future__ import annotations

import gzip
import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vntext.aloud import aloud
from vntext.aloud.numbers import cardinal

COUNTS = [
    ("05 ngày làm việc", "năm ngày làm việc"),
    ("01 bản chính", "một bản chính"),
    ("02 ảnh", "hai ảnh"),
    ("15 ngày", "mười lăm ngày"),
    ("21 ngày", "hai mươi mốt ngày"),
    ("24 giờ", "hai mươi bốn giờ"),
    ("25 ngày", "hai mươi lăm ngày"),
    ("30 ngày", "ba mươi ngày"),
    ("101 trường hợp", "một trăm lẻ một trường hợp"),
    ("115 người", "một trăm mười lăm người"),
    ("120 tháng", "một trăm hai mươi tháng"),
    ("1.005 hồ sơ", "một nghìn không trăm lẻ năm hồ sơ"),
    ("4.432 thủ tục", "bốn nghìn bốn trăm ba mươi hai thủ tục"),
    ("10.000 dân", "mười nghìn dân"),
    ("2.001.263 người", "hai triệu không trăm lẻ một nghìn hai trăm sáu mươi ba người"),
    ("0 bản sao", "không bản sao"),
    ("đủ 18 tuổi", "đủ mười tám tuổi"),
    ("năm 2026", "năm hai nghìn không trăm hai mươi sáu"),
    ("Bước 1: Nộp hồ sơ", "Bước một: Nộp hồ sơ"),
    ("1. Nộp hồ sơ", "một. Nộp hồ sơ"),
]
MONEY = [
    ("Lệ phí: 8.000 đồng", "Lệ phí: tám nghìn đồng"),
    ("8.000đ", "tám nghìn đồng"),
    ("75.000 đ", "bảy mươi lăm nghìn đồng"),
    ("250,000", "hai trăm năm mươi nghìn"),
    ("250,000 VNĐ", "hai trăm năm mươi nghìn đồng"),
    ("1.250.000đ/lần", "một triệu hai trăm năm mươi nghìn đồng mỗi lần"),
    ("20.000 đồng/giấy", "hai mươi nghìn đồng mỗi giấy"),
    ("100.000-200.000 đồng", "một trăm nghìn đến hai trăm nghìn đồng"),
    ("1.500.000.000 đồng", "một tỷ năm trăm triệu đồng"),
    ("1,5 triệu đồng", "một phẩy năm triệu đồng"),
    ("150k", "một trăm năm mươi nghìn"),
    ("2tr", "hai triệu"),
    ("50 USD", "năm mươi đô la Mỹ"),
    ("15 VND", "mười lăm đồng"),
]
SHARES_AND_MEASURES = [
    ("15%", "mười lăm phần trăm"),
    ("0,5%", "không phẩy năm phần trăm"),
    ("5-10%", "năm đến mười phần trăm"),
    ("1/2 diện tích", "một phần hai diện tích"),
    ("3/4 số phiếu", "ba phần tư số phiếu"),
    ("2/3 thành viên", "hai phần ba thành viên"),
    ("24/24 giờ", "hai mươi bốn trên hai mươi bốn giờ"),
    ("24/7", "hai mươi bốn trên bảy"),
    ("1,5 km", "một phẩy năm ki lô mét"),
    ("0,25 ha", "không phẩy hai mươi lăm héc ta"),
    ("0,05 ha", "không phẩy không năm héc ta"),
    ("100m2", "một trăm mét vuông"),
    ("100 m²", "một trăm mét vuông"),
    ("50 m3", "năm mươi mét khối"),
    ("5kg", "năm ki lô gam"),
    ("10 MB", "mười mê ga bai"),
    ("ảnh 3x4 cm", "ảnh ba nhân bốn xăng ti mét"),
    ("ảnh 4 x 6", "ảnh bốn nhân sáu"),
    ("ảnh 4cm x 6cm", "ảnh bốn xăng ti mét nhân sáu xăng ti mét"),
    ("37 °C", "ba mươi bảy độ xê"),
    ("≤ 5 ngày", "nhỏ hơn hoặc bằng năm ngày"),
]
RANGES = [
    ("từ 3-5 ngày", "từ ba đến năm ngày"),
    ("10 - 15 ngày", "mười đến mười lăm ngày"),
    ("3–5 ngày", "ba đến năm ngày"),
    ("2021-2026", "hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi sáu"),
    ("Sáng 7h30–11h30", "Sáng bảy giờ ba mươi phút đến mười một giờ ba mươi phút"),
    ("chiều 13h00-17h00", "chiều mười ba giờ đến mười bảy giờ"),
    ("07:30 - 11:30", "bảy giờ ba mươi phút đến mười một giờ ba mươi phút"),
    ("T2-T6", "thứ hai đến thứ sáu"),
    ("T2–CN", "thứ hai đến chủ nhật"),
    ("thứ 2 - thứ 6", "thứ hai đến thứ sáu"),
    ("thứ 2 đến thứ 7", "thứ hai đến thứ bảy"),
]
DATES = [
    ("ngày 12/3/2026", "ngày mười hai tháng ba năm hai nghìn không trăm hai mươi sáu"),
    ("Ngày 01/07/2025", "ngày mùng một tháng bảy năm hai nghìn không trăm hai mươi lăm"),
    ("đến 30/6/2026", "đến ngày ba mươi tháng sáu năm hai nghìn không trăm hai mươi sáu"),
    ("29-06-2024", "ngày hai mươi chín tháng sáu năm hai nghìn không trăm hai mươi bốn"),
    ("05-02-2020", "ngày mùng năm tháng hai năm hai nghìn không trăm hai mươi"),
    ("29.3.2011", "ngày hai mươi chín tháng ba năm hai nghìn không trăm mười một"),
    ("2026-06-30", "ngày ba mươi tháng sáu năm hai nghìn không trăm hai mươi sáu"),
    ("tháng 4/2026", "tháng tư năm hai nghìn không trăm hai mươi sáu"),
    ("11/2026", "tháng mười một năm hai nghìn không trăm hai mươi sáu"),
    ("tháng 4", "tháng tư"),
    ("tháng 12", "tháng mười hai"),
    ("lễ 2/9", "lễ ngày mùng hai tháng chín"),
    ("trước 31/12", "trước ngày ba mươi mốt tháng mười hai"),
    ("ngày 30/4", "ngày ba mươi tháng tư"),
    ("ngày 5 tháng 9", "ngày mùng năm tháng chín"),
    ("ngày 15 tháng 5", "ngày mười lăm tháng năm"),
    ("quý III/2026", "quý ba năm hai nghìn không trăm hai mươi sáu"),
    ("thứ 4", "thứ tư"),
    ("thứ 7", "thứ bảy"),
    ("14h30", "mười bốn giờ ba mươi phút"),
    ("8h", "tám giờ"),
    ("16:00", "mười sáu giờ"),
    ("7g30", "bảy giờ ba mươi phút"),
    ("99/99/2026", "chín mươi chín trên chín mươi chín trên hai nghìn không trăm hai mươi sáu"),
]
DECREES = [
    ("Nghị định 61/2018/NĐ-CP", "Nghị định số sáu mươi mốt năm hai nghìn không trăm mười tám của Chính phủ"),
    ("Nghị định số 61/2018/NĐ-CP", "Nghị định số sáu mươi mốt năm hai nghìn không trăm mười tám của Chính phủ"),
    ("61/2018/NĐ-CP", "nghị định số sáu mươi mốt năm hai nghìn không trăm mười tám của Chính phủ"),
    ("Thông tư 85/2019/TT-BTC", "Thông tư số tám mươi lăm năm hai nghìn không trăm mười chín của Bộ Tài chính"),
    ("04/2020/TT-BTP", "thông tư số bốn năm hai nghìn không trăm hai mươi của Bộ Tư pháp"),
    ("Quyết định số 1478/QĐ-UBND", "Quyết định số một nghìn bốn trăm bảy mươi tám của Ủy ban nhân dân"),
    ("Quyết định 885/QĐ-BCA-C06", "Quyết định số tám trăm tám mươi lăm của Bộ Công an, xê không sáu"),
    ("Luật Hộ tịch số 60/2014/QH13", "Luật Hộ tịch số sáu mươi năm hai nghìn không trăm mười bốn của Quốc hội khóa mười ba"),
    ("Luật 32/2024/QH15", "Luật số ba mươi hai năm hai nghìn không trăm hai mươi bốn của Quốc hội khóa mười lăm"),
    ("Nghị quyết 66.7/2025/NQ-CP", "Nghị quyết số sáu mươi sáu chấm bảy năm hai nghìn không trăm hai mươi lăm của Chính phủ"),
    ("02/2023/NQ-HĐND", "nghị quyết số hai năm hai nghìn không trăm hai mươi ba của Hội đồng nhân dân"),
    ("08/2024/QĐ-TTg", "quyết định số tám năm hai nghìn không trăm hai mươi bốn của Thủ tướng Chính phủ"),
    ("01/2016/TTLT-BYT-BTC", "thông tư liên tịch số một năm hai nghìn không trăm mười sáu của Bộ Y tế, Bộ Tài chính"),
    (
        "326/2016/UBTVQH14",
        "số ba trăm hai mươi sáu năm hai nghìn không trăm mười sáu của Ủy ban Thường vụ Quốc hội khóa mười bốn",
    ),
    ("Thông tư 01/2020", "Thông tư số một năm hai nghìn không trăm hai mươi"),
    ("Điều 5 khoản 2", "Điều năm khoản hai"),
    ("Điều 7b", "Điều bảy bê"),
    ("điểm đ khoản 1 Điều 16", "điểm đ khoản một Điều mười sáu"),
    ("mục 2.1", "mục hai chấm một"),
]
CODES = [
    ("Mẫu số 01", "Mẫu số không một"),
    ("mẫu 02", "mẫu không hai"),
    ("mẫu CT01", "mẫu xê tê không một"),
    ("tờ khai CC01", "tờ khai xê xê không một"),
    ("Mẫu NA17", "Mẫu en nờ a mười bảy"),
    ("hạng B1, A1", "hạng bê một, a một"),
    ("mẫu TK1-TS", "mẫu tê ca một tê ét"),
    ("mã 1.000246", "mã một chấm không không không hai bốn sáu"),
    ("mã hồ sơ A7K-04T-9XA2", "mã hồ sơ a bảy ca, không bốn tê, chín ích a hai"),
    ("H10.12.3-240601-0001", "hát một không chấm một hai chấm ba, hai bốn không sáu không một, không không không một"),
    ("Chương II", "Chương hai"),
    ("Phụ lục IV", "Phụ lục bốn"),
    ("thế kỷ XXI", "thế kỷ hai mươi mốt"),
    ("Phần V", "Phần năm"),
    ("quý IV", "quý bốn"),
    ("khóa XV", "khóa mười lăm"),
    ("đại hội XIV", "đại hội mười bốn"),
    ("loại I", "loại một"),
    ("III. Thành phần hồ sơ", "ba. Thành phần hồ sơ"),
]
CALLED = [
    ("gọi 1022", "gọi một không hai hai"),
    ("Tổng đài 1022 xin nghe", "Tổng đài một không hai hai xin nghe"),
    ("gọi 113", "gọi một một ba"),
    ("gọi ngay 113, 114 hoặc 115", "gọi ngay một một ba, một một bốn hoặc một một năm"),
    ("gọi số 114", "gọi số một một bốn"),
    ("tổng đài 111", "tổng đài một một một"),
    ("1900 1022", "một chín không không, một không hai hai"),
    ("19001022", "một chín không không, một không hai hai"),
    ("0271.1022", "không hai bảy một, một không hai hai"),
    ("0912 345 678", "không chín một hai, ba bốn năm, sáu bảy tám"),
    ("0912.345.678", "không chín một hai, ba bốn năm, sáu bảy tám"),
    ("0912345678", "không chín một hai, ba bốn năm, sáu bảy tám"),
    ("số +84 912 345 678", "số không chín một hai, ba bốn năm, sáu bảy tám"),
    ("0271 3870 022", "không hai bảy một, ba tám bảy không, không hai hai"),
    ("ĐT: 0271-3870022", "điện thoại: không hai bảy một, ba tám bảy không không hai hai"),
    ("căn cước 070123456789", "căn cước không bảy không, một hai ba, bốn năm sáu, bảy tám chín"),
]
SHORT_FORMS = [
    ("UBND xã Tân Phú", "ủy ban nhân dân xã Tân Phú"),
    ("HĐND tỉnh", "hội đồng nhân dân tỉnh"),
    ("thẻ CCCD", "thẻ căn cước công dân"),
    ("số CMND", "số chứng minh nhân dân"),
    ("CMND/CCCD", "chứng minh nhân dân, căn cước công dân"),
    ("tài khoản VNeID", "tài khoản vi en ai đi"),
    ("BHXH, BHYT", "bảo hiểm xã hội, bảo hiểm y tế"),
    ("công ty TNHH MTV", "công ty trách nhiệm hữu hạn một thành viên"),
    ("HTX nông nghiệp", "hợp tác xã nông nghiệp"),
    ("thuế GTGT", "thuế giá trị gia tăng"),
    ("thuế TNCN", "thuế thu nhập cá nhân"),
    ("TTHC", "thủ tục hành chính"),
    ("giấy GPLX", "giấy giấy phép lái xe"),
    ("TP. Hồ Chí Minh", "thành phố Hồ Chí Minh"),
    ("TP.HCM", "thành phố Hồ Chí Minh"),
    ("P. Tân Phú", "phường Tân Phú"),
    ("ThS. Nguyễn Văn An", "thạc sĩ Nguyễn Văn An"),
    ("mã OTP", "mã ô tê pê"),
    ("quét QR", "quét quy a"),
    ("V/v cấp lại", "về việc cấp lại"),
    ("C/O mẫu D", "xê ô mẫu D"),
    ("HIV/AIDS", "hát i vê, ết"),
    ("thẻ ABTC", "thẻ a bê tê xê"),
    ("KH&CN", "khoa học và công nghệ"),
    ("TỜ KHAI ĐĂNG KÝ KHAI SINH", "tờ khai đăng ký khai sinh"),
    ("ĐẦU TƯ CÔNG", "đầu tư công"),
    ("PHẠM VI ÁP DỤNG", "phạm vi áp dụng"),
    ("THẨM QUYỀN CỦA UBND CẤP XÃ", "thẩm quyền của ủy ban nhân dân cấp xã"),
]
ADDRESSES = [
    ("https://dichvucong.gov.vn/abc?x=1.", "dịch vụ công chấm gốp chấm vê en nờ."),
    ("Vào dichvucong.gov.vn để nộp", "Vào dịch vụ công chấm gốp chấm vê en nờ để nộp"),
    ("www.dongnai.gov.vn", "Đồng Nai chấm gốp chấm vê en nờ"),
    ("http://tongdai1022.vn", "tổng đài một không hai hai chấm vê en nờ"),
    ("email: hotro@dongnai.gov.vn", "email: hotro a còng Đồng Nai chấm gốp chấm vê en nờ"),
]
SIGNS = [
    ("- Bản sao giấy khai sinh", "Bản sao giấy khai sinh"),
    ("• Bản sao", "Bản sao"),
    ("+ Trực tiếp; + Trực tuyến", "Trực tiếp, Trực tuyến"),
    ("giấy chứng nhận (nếu có)", "giấy chứng nhận, nếu có"),
    ("xã/phường", "xã, phường"),
    ("Bộ Lao động - Thương binh", "Bộ Lao động, Thương binh"),
    ("«đơn đề nghị»", "đơn đề nghị"),
    ("Chờ một chút...", "Chờ một chút."),
    ("Tờ khai theo mẫu;Mau01.docx", "Tờ khai theo mẫu"),
    ("Xin chào!", "Xin chào!"),
    ("Anh/chị cần gì?", "Anh, chị cần gì?"),
]
# What only looks like something else.
TRAPS = [
    ("tư vấn", "tư vấn"),
    ("một cửa", "một cửa"),
    ("Cấp xã", "Cấp xã"),
    ("vi phạm", "vi phạm"),
    ("Ông Vi", "Ông Vi"),
    ("nhóm C", "nhóm C"),
    ("số nhà 12/3", "số nhà mười hai trên ba"),
    ("5.000.000 đồng. Nộp tại", "năm triệu đồng. Nộp tại"),
    ("8.000 đồng, 05 ngày", "tám nghìn đồng, năm ngày"),
    ("Mức 3: 100.000 đồng", "Mức ba: một trăm nghìn đồng"),
    ("tỷ lệ 1:500", "tỷ lệ một trên năm trăm"),
    ("UBND 02 bản", "ủy ban nhân dân hai bản"),
]
TABLE = [
    *COUNTS, *MONEY, *SHARES_AND_MEASURES, *RANGES, *DATES, *DECREES, *CODES, *CALLED, *SHORT_FORMS, *ADDRESSES, *SIGNS, *TRAPS,
]  # fmt: skip


@pytest.mark.parametrize(("written", "said"), TABLE, ids=[written for written, _ in TABLE])
def test_is_read_as_people_say_it(written, said):
    assert aloud(written) == said


@pytest.mark.parametrize("said", [said for _, said in TABLE])
def test_what_is_in_words_stays(said):
    assert aloud(said) == said


def test_keeps_lines():
    assert aloud("- Phí: 5.000đ\n\n- 01 ảnh") == "Phí: năm nghìn đồng\nmột ảnh"


@given(st.text())
def test_no_digit_is_left_to_the_engine(text):
    assert not re.search(r"[0-9]", aloud(text))


@given(st.integers(0, 10**12 - 1))
def test_a_number_is_said_with_words_alone(number):
    assert not re.search(r"\d|  ", cardinal(number))


def test_official_records_are_read_without_digits_and_short_forms(shared_data):
    with gzip.open(shared_data / "procedures.jsonl.gz", "rt", encoding="utf-8") as file:
        records = [json.loads(line) for _, line in zip(range(400), file, strict=False)]
    texts = [record.get(field) or "" for record in records for field in ("name", "time_limit", "fee", "result", "agency", "decision_no")]
    started = time.perf_counter()
    left = [word for text in texts for word in re.findall(r"\S*\d\S*|\b(?:UBND|TTHC|BHXH|NĐ|QĐ)\b", aloud(text))]
    assert left == []
    assert time.perf_counter() - started < 20
