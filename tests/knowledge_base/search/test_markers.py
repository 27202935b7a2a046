from __future__ import annotations

from knowledge_base.search.markers import MarkerTable


class TestUnasked:
    def test_counts_what_the_name_says_and_the_question_does_not(self) -> None:
        table = MarkerTable(["Đăng ký kết hôn", "Đăng ký lại kết hôn", "Đăng ký kết hôn có yếu tố nước ngoài"])
        plain, again, abroad = table.unasked("dang ky ket hon")
        assert plain == 0
        assert again == 1
        assert abroad == 2

    def test_nothing_is_counted_against_a_name_whose_words_are_asked(self) -> None:
        table = MarkerTable(["Đăng ký kết hôn có yếu tố nước ngoài"])
        assert table.unasked("ket hon co yeu to nuoc ngoai").tolist() == [0]

    def test_part_of_another_word_is_no_marker(self) -> None:
        assert MarkerTable(["Cấp phép laiser, tauno"]).unasked("cap phep").tolist() == [0]

    def test_at_most_three_count(self) -> None:
        table = MarkerTable(["Sửa đổi, bổ sung, gia hạn, thu hồi, chấm dứt giấy phép"])
        assert table.unasked("giay phep").tolist() == [3]

    def test_name_without_markers_is_never_counted_against(self) -> None:
        assert MarkerTable(["Cấp hộ chiếu"]).unasked("").tolist() == [0]
