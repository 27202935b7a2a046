from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.answering.answer import Block, BulletList, Facts, Heading, Link, Note, Paragraph, Row, SourceNote
from knowledge_base.answering.spoken import blocks_of_text, spoken_pages, spoken_text

PAPERS = Heading(text="Giấy tờ cần chuẩn bị")
GO_ON = "Bạn nói «nghe tiếp», hoặc bấm phím thăng."


class TestPages:
    def test_links_are_not_read_out(self, words):
        blocks: list[Block] = [
            Paragraph(text="Nộp tại (https://dichvucong.gov.vn/x) hoặc www.example.vn"),
            Link(text="Mở", url="https://a.vn"),
        ]
        assert spoken_pages(blocks, words) == ["Nộp tại hoặc."]

    def test_of_a_long_list_three_items_and_how_many_more(self, words):
        first, second = spoken_pages([PAPERS, BulletList(items=["Một", "Hai", "Ba", "Bốn", "Năm"])], words)
        assert first == f"Giấy tờ cần chuẩn bị.\nMột.\nHai.\nBa.\nCòn 2 giấy tờ nữa.\n{GO_ON}"
        assert second == "Bốn.\nNăm."

    def test_a_short_list_is_read_whole(self, words):
        assert spoken_pages([BulletList(items=["Một", "Hai.", "Ba"])], words) == ["Một.\nHai.\nBa."]

    def test_what_comes_next_is_named_so_that_it_can_be_asked_for(self, words):
        blocks: list[Block] = [PAPERS, BulletList(items=["Một", "Hai", "Ba"]), Heading(text="Phí, lệ phí"), Paragraph(text="Miễn phí")]
        first, second = spoken_pages(blocks, words)
        assert first.endswith(f"Ba.\nSau đó là phí, lệ phí.\n{GO_ON}")
        assert second == "Phí, lệ phí.\nMiễn phí."

    def test_facts_notes_and_the_source(self, words):
        blocks: list[Block] = [Heading(text="Khai sinh"), Facts(rows=[Row(label="Phí", value="8.000 đồng")]), Note(text="Lưu ý!")]
        source = SourceNote(title="Cổng tỉnh", url="https://a.vn", as_of="30/06/2026")
        assert spoken_pages([*blocks, source], words) == ["Khai sinh.\nPhí: 8.000 đồng.\nLưu ý!\nTheo Cổng tỉnh, cập nhật đến 30/06/2026."]

    def test_a_long_paragraph_is_cut_at_its_sentences(self, words):
        sentence = "Người dân mang bản chính để đối chiếu khi đến nộp hồ sơ tại bộ phận một cửa của xã."
        pages = spoken_pages([Paragraph(text=" ".join([sentence] * 8))], words)
        assert len(pages) > 1
        assert all(len(page) < 500 for page in pages)
        assert "".join(pages).count(sentence) == 8

    @given(items=st.lists(st.sampled_from(["x"]), max_size=20))
    def test_never_more_than_three_items_at_a_time_and_every_one_in_the_end(self, words, items):
        pages = spoken_pages([BulletList(items=items)], words)
        assert all(page.split("\n").count("x.") <= 3 for page in pages)
        assert sum(page.split("\n").count("x.") for page in pages) == len(items)


class TestChoices:
    def test_options_have_their_numbers_and_how_to_choose(self, words):
        [page] = spoken_pages([Paragraph(text="Bạn hỏi việc nào?")], words, ["Khai sinh (mã 1.001193)", "Khai tử"])
        assert page == "Bạn hỏi việc nào?\nSố 1: Khai sinh.\nSố 2: Khai tử.\nBạn nói số hoặc bấm phím số."

    def test_three_at_a_time_too(self, words):
        first, second = spoken_pages([], words, ["A", "B", "C", "D"])
        assert first == f"Số 1: A.\nSố 2: B.\nSố 3: C.\nCòn 1 lựa chọn nữa.\n{GO_ON}"
        assert second == "Số 4: D.\nBạn nói số hoặc bấm phím số."

    def test_a_label_with_its_own_number_keeps_it(self, words):
        assert "\n2 – Hài lòng.\n" in spoken_pages([], words, ["1 – Không", "2 – Hài lòng"])[0]


class TestForTheEar:
    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ('Bạn nhắn "gặp tổng đài viên" để người thật trả lời, hoặc gọi 1022.', 'Bạn nói "gặp tổng đài viên" để người thật trả lời.'),
            ("Mời bạn gọi 1022 để được chỉ chỗ.", "Mời bạn nói “gặp tổng đài viên” để được chỉ chỗ."),
            ("Gọi ngay 114 (chữa cháy). Tin nhắn ở đây không điều được ai đến giúp.", None),
            ("Mời bạn gõ số từ 1 đến 3, hoặc nói rõ hơn.", "Mời bạn nói số, hoặc bấm phím, từ 1 đến 3, hoặc nói rõ hơn."),
            ("Bạn viết lại ngắn gọn giúp.", "Bạn nói lại ngắn gọn giúp."),
            ("Điện thoại: 0271 1022 333", "Điện thoại: 0271 1022 333."),
            ("Bạn hỏi tiếp được; hoặc viết tên việc khác cần làm.", "Bạn hỏi tiếp được; hoặc nói tên việc khác cần làm."),
            ("Bạn hỏi thủ tục nào dưới đây?", "Bạn hỏi thủ tục nào sau đây?"),
            ("Bạn chọn một mục dưới đây.", "Bạn chọn sau đây."),
            ("Đã ghi thêm vào phiếu Q2K-XQ3-79H2.", "Đã ghi thêm vào phiếu của bạn."),
            ("Trực tiếp: 7 ngày làm việc (Không quá 7 ngày làm việc)", "Trực tiếp: không quá 7 ngày làm việc."),
            ("Trực tiếp: 7 ngày làm việc (Không quá 10 ngày làm việc)", "Trực tiếp: 7 ngày làm việc (Không quá 10 ngày làm việc)."),
        ],
    )
    def test_nobody_on_the_line_is_told_to_write_or_to_call(self, words, written, said):
        [heard] = spoken_pages([Paragraph(text=written)], words)
        assert heard == (said or "Gọi ngay 114 (chữa cháy). Cuộc gọi này không điều được ai đến giúp.")


def test_the_source_is_said_with_what_it_is_of_and_counted_nowhere(words):
    source = SourceNote(title="Cổng Dịch vụ công", as_of="30/06/2026")
    [page] = spoken_pages([BulletList(items=["A", "B", "C"]), source], words)
    assert page == "A.\nB.\nC.\nTheo Cổng Dịch vụ công, cập nhật đến 30/06/2026."


def test_of_a_name_that_takes_half_a_minute_the_beginning_is_said(words):
    name = (
        "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất trong các trường hợp chuyển đổi quyền sử dụng đất "
        "nông nghiệp mà không theo phương án dồn điền, đổi thửa; chuyển nhượng, thừa kế, tặng cho quyền sử dụng đất"
    )
    [page] = spoken_pages([Heading(text=name), Paragraph(text="Bản khai.")], words)
    assert page == "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất.\nBản khai."
    endless = "a" * 50 + " " + "b" * 60 + " " + "c" * 60
    assert spoken_pages([Heading(text=endless), Paragraph(text="Bản khai.")], words)[0].startswith("a" * 50 + " " + "b" * 60 + ".")


def test_editors_see_numbers_in_the_words_that_are_said(words):
    seen = spoken_text([PAPERS, BulletList(items=["A", "B", "C", "Lệ phí 8.000 đồng"])], words)
    first, second = seen.split("\n\n")
    assert first.endswith("Bạn nói nghe tiếp, hoặc bấm phím thăng.")
    assert second == "Lệ phí tám nghìn đồng."


def test_a_text_without_layout_has_its_lists():
    blocks = blocks_of_text("Cần:\n- Tờ khai\n- Giấy chứng sinh\n\nNộp ở xã.")
    assert blocks == [Paragraph(text="Cần:"), BulletList(items=["Tờ khai", "Giấy chứng sinh"]), Paragraph(text="Nộp ở xã.")]
