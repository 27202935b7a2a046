from __future__ import annotations

import pytest

from knowledge_base.answering.answer import Block, BulletList, Facts, Heading, Link, Note, Paragraph, Row, SourceNote
from knowledge_base.answering.plain_text import block_text, plain_text
from knowledge_base.answering.question import Option


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Heading(text="Phí, lệ phí"), "PHÍ, LỆ PHÍ"),
        (Paragraph(text="Một câu."), "Một câu."),
        (Note(text="Lưu ý."), "Lưu ý."),
        (BulletList(items=["một", "hai"]), "- một\n- hai"),
        (BulletList(items=["một", "hai"], ordered=True), "1. một\n2. hai"),
        (Facts(rows=[Row(label="Thời hạn", value="1 ngày"), Row(label="Phí", value="0")]), "Thời hạn: 1 ngày\nPhí: 0"),
        (Link(text="Mở trang", url="https://example.vn"), "Mở trang: https://example.vn"),
        (
            SourceNote(title="Cổng", url="https://example.vn", decision_number="1/QĐ", as_of="30/06/2026"),
            "Nguồn: Cổng, Quyết định 1/QĐ. Cập nhật đến 30/06/2026.\nhttps://example.vn",
        ),
        (SourceNote(title="Cổng", as_of="30/06/2026"), "Nguồn: Cổng. Cập nhật đến 30/06/2026."),
    ],
)
def test_each_kind_of_block_has_its_text(block: Block, text: str) -> None:
    assert block_text(block) == text


def test_long_heading_is_not_shouted() -> None:
    name = "Đăng ký khai sinh kết hợp nhận cha, mẹ, con có yếu tố nước ngoài"
    assert block_text(Heading(text=name)) == name


def test_blocks_stand_apart_and_options_are_numbered_at_the_end() -> None:
    options = [Option(key="1.000001", label="Khai sinh"), Option(key="1.000002", label="Khai tử")]
    assert plain_text([Paragraph(text="Việc nào?"), Note(text="Gõ số.")], options) == "Việc nào?\n\nGõ số.\n\n1. Khai sinh\n2. Khai tử"


def test_nothing_of_nothing() -> None:
    assert plain_text([], []) == ""
