from __future__ import annotations

import pytest

from knowledge_base.quality.decrees import Decree, citations, read_decree
from tests.knowledge_base.made_up import faq, procedure


def decree(typed: str) -> Decree:
    read = read_decree(typed)
    assert read is not None
    return read


@pytest.mark.parametrize(
    "typed",
    ["123/2020/NĐ-CP", "123/2020/nđ-cp", "123/2020/ND-CP", "Nghị định số 123/2020/NĐ-CP", "nghị định 123/2020"],
)
@pytest.mark.parametrize(
    "text",
    [
        "theo Nghị định số 123/2020/NĐ-CP.",
        "theo nghi dinh 123/2020/ND-CP",
        "(123/2020/nđ-cp)",
        "Nghị định 123/2020 của Chính phủ",
        "Nghị định 0123/2020/NĐ-CP",
    ],
)
def test_one_number_however_it_is_written(typed: str, text: str) -> None:
    assert decree(typed).is_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "1123/2020/NĐ-CP",
        "123/2021/NĐ-CP",
        "Thông tư 123/2020/TT-BTC",
        "123/2020/TT-BTC",
        "Quyết định 123/2020",
        "số 123 năm 2020",
        "",
    ],
)
def test_other_texts_are_others(text: str) -> None:
    assert not decree("123/2020/NĐ-CP").is_in(text)


def test_laws_and_decisions_too() -> None:
    assert decree("36/2024/QH15").is_in("Luật Trật tự, an toàn giao thông đường bộ số 36/2024/QH15")
    assert decree("2573/QĐ-UBND").is_in("Quyết định 2573/QĐ-UBND ngày 1/7/2024")
    assert not decree("2573/QĐ-UBND").is_in("Quyết định 2573/QĐ-BTC")


@pytest.mark.parametrize("typed", ["", "Luật Đất đai", "123", "nghị định mới", "a" * 500, "1/2020/NĐ-CP và 2/2021/NĐ-CP", "(((", "\x00"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert read_decree(typed) is None


def test_a_record_tells_where_it_cites_once_a_field_with_the_words_around() -> None:
    record = procedure(
        legal_bases=[{"document_number": "123/2020/NĐ-CP"}, {"document_number": "78/2021/TT-BTC"}],
        steps=["Lập hóa đơn.", "Theo Nghị định 123/2020/NĐ-CP thì ký.", "Cũng 123/2020/NĐ-CP"],
    )
    found = citations(record, decree("123/2020/nđ-cp"))
    assert [(each.field, each.excerpt) for each in found] == [
        ("steps", "Theo Nghị định 123/2020/NĐ-CP thì ký."),
        ("legal_bases", "123/2020/NĐ-CP"),
    ]
    assert citations(faq(answer="Không có gì"), decree("123/2020/NĐ-CP")) == []


def test_of_a_long_text_only_what_is_around() -> None:
    [found] = citations(faq(answer="dài " * 500 + "theo 123/2020/NĐ-CP " + "dài " * 500), decree("123/2020/NĐ-CP"))
    assert "123/2020/NĐ-CP" in found.excerpt
    assert len(found.excerpt) <= 160
