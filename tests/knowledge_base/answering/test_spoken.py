from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.answering.answer import Block, BulletList, Facts, Heading, Link, Note, Paragraph, Row, SourceNote
from knowledge_base.answering.spoken import spoken_text


class TestSpokenText:
    def test_links_are_not_read_out(self, words):
        blocks: list[Block] = [
            Paragraph(text="Nộp tại (https://dichvucong.gov.vn/x) hoặc www.example.vn"),
            Link(text="Mở", url="https://a.vn"),
        ]
        assert spoken_text(blocks, words) == "Nộp tại hoặc."

    def test_of_a_long_list_three_items_and_how_many_more(self, words):
        assert spoken_text([BulletList(items=["Một", "Hai", "Ba", "Bốn", "Năm"])], words) == "Một.\nHai.\nBa.\nVà 2 mục nữa."

    def test_a_short_list_is_read_whole(self, words):
        assert spoken_text([BulletList(items=["Một", "Hai.", "Ba"])], words) == "Một.\nHai.\nBa."

    def test_facts_notes_and_the_source(self, words):
        blocks: list[Block] = [Heading(text="Khai sinh"), Facts(rows=[Row(label="Phí", value="8.000 đồng")]), Note(text="Lưu ý!")]
        source = SourceNote(title="Cổng tỉnh", url="https://a.vn", as_of="30/06/2026")
        assert spoken_text([*blocks, source], words) == "Khai sinh.\nPhí: 8.000 đồng.\nLưu ý!\nTheo Cổng tỉnh, cập nhật đến 30/06/2026."

    @given(items=st.lists(st.text(min_size=1), max_size=8))
    def test_never_more_than_three_items(self, words, items):
        said = spoken_text([BulletList(items=["x" for _ in items])], words)
        assert said.count("x") <= 3
