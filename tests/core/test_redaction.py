from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.redaction import redact

DIGITS = st.sampled_from("0123456789")
BEFORE = st.sampled_from(["", "Số của tôi là ", "sđt:", "sđt.", "ĐT-", "(", "tên An,", "gọi\n", "«"])
AFTER = st.sampled_from(["", " nhé", ".", ", cảm ơn", ")", "\n", "»", "?"])


def digits(count):
    return st.lists(DIGITS, min_size=count, max_size=count).map("".join)


@st.composite
def grouped(draw, numbers, separators):
    """The digits of a number with at most one separator between two of them, as people write them."""
    return "".join(digit + draw(st.sampled_from(["", "", "", *separators])) for digit in draw(numbers)).rstrip("".join(separators))


@st.composite
def phones(draw):
    prefix = draw(st.sampled_from(["0", "+84", "84", "+84 ", "(+84) ", "0084"]))
    return prefix + draw(st.sampled_from("2356789")) + draw(grouped(digits(8) | digits(9), [" ", ".", "-"]))


@st.composite
def identities(draw):
    number = draw(digits(9) | digits(12))
    size = draw(st.sampled_from([3, 4, 6])) if len(number) == 12 else 9
    return draw(st.sampled_from([" ", "."])).join(number[start : start + size] for start in range(0, len(number), size))


EMAILS = st.tuples(
    st.from_regex(r"[a-z0-9][a-z0-9._+-]{0,20}", fullmatch=True), st.sampled_from(["gmail.com", "dongnai.gov.vn", "a-b.vn"])
).map("@".join)


class TestRedact:
    @given(before=BEFORE, number=phones(), after=AFTER)
    @example("", "0912345678", "")
    @example("sđt.", "0912345678", "")
    @example("", "(+84) 912 345 678", "")
    @example("nhà: ", "02713 888 999", "")
    def test_no_digit_of_a_phone_number_is_left(self, before, number, after):
        assert not re.search(r"\d", redact(before + number + after))

    @given(before=BEFORE, number=identities(), after=AFTER)
    @example("CCCD ", "070095001234", "")
    @example("cmnd ", "285123456", ".")
    def test_no_digit_of_an_identity_number_is_left(self, before, number, after):
        assert not re.search(r"\d", redact(before + number + after))

    @given(before=st.sampled_from(["", "thư: ", "<", "("]), address=EMAILS, after=st.sampled_from(["", " nhé", ">", ", cảm ơn", ")"]))
    @example("", "0912345678@gmail.com", "")
    def test_nothing_of_an_email_address_is_left(self, before, address, after):
        assert redact(before + address + after) == f"{before}[email]{after}"

    @given(st.text(st.characters(exclude_categories=["Nd"], exclude_characters="@")))
    def test_text_without_numbers_and_addresses_stays(self, text):
        assert redact(text) == text

    @pytest.mark.parametrize(
        "text",
        [
            "Thủ tục 1.001193 và 2.000635",
            "mã 1.013124.000.00.00.H10",
            "Nghị định 118/2025/NĐ-CP ngày 09/06/2025",
            "lệ phí 1.500.000 đồng",
            "nhà giá 100.000.000 đồng",
            "gọi 1022 hoặc 113",
            "2026-11-22T18:00:45.123456Z",
            "127.0.0.1:8022",
        ],
    )
    def test_codes_dates_and_amounts_stay(self, text):
        assert redact(text) == text

    @given(st.uuids())
    @example("6f9619ff-8b86-4011-b42d-123456789012")
    @example("a0912345-6789-4011-b42d-00c04fc964ff")
    def test_the_id_of_a_message_stays(self, message_id):
        assert redact(f"message_id={message_id}, attempt=2") == f"message_id={message_id}, attempt=2"

    def test_two_numbers_side_by_side_are_both_masked(self):
        assert redact("0912345678, 0987 654 321 và 070095001234") == "[số điện thoại], [số điện thoại] và [số giấy tờ]"

    def test_takes_no_longer_for_a_long_text(self):
        started = time.perf_counter()
        for long in ("a" * 100_000, "a." * 50_000, "0 " * 50_000, "a@" * 50_000, "a@b-" * 25_000):
            redact(long)
        assert time.perf_counter() - started < 2


class TestLinksToOwnData:
    def test_whoever_reads_along_cannot_use_them(self):
        token = "abcDEF0123456789-_abcDEF0123456789-_abcdefg"
        assert (
            redact(f"Bản sao: https://1022.vn/du-lieu/{token}\nđến ngày 4/12")
            == "Bản sao: https://1022.vn/du-lieu/[mã riêng]\nđến ngày 4/12"
        )
