from __future__ import annotations

import pytest

from channels.phone.calling.keys import KEYS, Open, chosen_by_key, wish_of_key
from channels.phone.calling.wishes import Wish, wish_of

SAID = {
    Wish.PERSON: [
        "gặp tổng đài viên",
        "cho tôi gặp tổng đài viên",
        "cho gặp nhân viên đi em",
        "tôi muốn nói chuyện với người thật",
        "chuyển máy cho tổng đài viên",
        "cho tôi gặp cán bộ",
        "tổng đài viên",
        "dạ cho em gặp người trực với ạ",
        "thôi tôi không nói chuyện với máy cho tôi gặp người",
    ],
    Wish.AGAIN: [
        "nghe lại",
        "nhắc lại",
        "xin nhắc lại",
        "nói lại đi",
        "nói lại giúp tôi",
        "tôi chưa nghe rõ",
        "nói gì cơ",
        "nghe lại lần nữa",
        "hả",
        "hả nói gì vậy",
        "bà nghe không kịp",
        "mã đó tôi ghi không kịp đọc lại giùm tôi",
    ],
    Wish.SLOWER: [
        "nói chậm lại",
        "nói chậm thôi",
        "đọc chậm lại giúp tôi",
        "nói lại chậm hơn",
        "nhanh quá",
        "chậm lại",
        "con nói chậm lại chút bà nghe không kịp",
    ],
    Wish.MORE: ["tiếp", "nghe tiếp", "đọc tiếp đi", "tiếp đi em", "tiếp tục", "còn gì nữa", "rồi còn gì nữa con"],
    Wish.STOP: ["dừng", "dừng lại", "thôi được rồi", "khoan đã", "đủ rồi"],
    Wish.GOODBYE: [
        "tạm biệt",
        "không cần gì nữa",
        "không hỏi gì thêm",
        "cảm ơn chào em",
        "cảm ơn con nghe chào con",
        "thôi được rồi cám ơn chú",
    ],
    Wish.SEND: ["gửi tin", "gửi tin nhắn cho tôi", "gửi qua zalo", "nhắn tin cho tôi", "nhiều quá nhớ không nổi gửi cho tui cái tin đi"],
    Wish.CALL_BACK: ["gọi lại", "gọi lại cho tôi", "không chờ nữa"],
    Wish.NOT_RECORDED: ["không ghi âm", "đừng ghi âm", "tôi không đồng ý ghi âm"],
    Wish.HELLO: ["alo", "a lô a lô", "alo nghe không"],
    Wish.YES: ["đúng", "đúng rồi", "dạ đúng rồi", "phải", "vâng", "đúng số này"],
    Wish.NO: ["không", "không phải", "không đúng", "sai rồi", "số khác", "dạ không"],
}


@pytest.mark.parametrize(("wish", "said"), [(wish, said) for wish, all_said in SAID.items() for said in all_said])
def test_what_is_wished_of_the_call(wish, said):
    assert wish_of(said) is wish


@pytest.mark.parametrize(
    "said",
    [
        "",
        "làm giấy khai sinh cần giấy tờ gì",
        "gặp cán bộ hộ tịch ở đâu để làm giấy khai sinh",
        "cấp lại căn cước",
        "xin lại giấy phép xây dựng",
        "đăng ký lại khai sinh",
        "gửi hồ sơ qua bưu điện được không",
        "tiếp công dân ngày nào",
        "không có giấy chứng sinh thì làm sao",
        "có cần chứng minh nhân dân không",
        "gọi công an ở số nào",
        "dừng kinh doanh thì làm thủ tục gì",
        "con tôi già rồi",
        "nhà tôi nghe không được đài truyền thanh",
        "được rồi giờ nộp ở đâu",
        "bà ngoại lãng tai xin trợ cấp khuyết tật ở đâu",
    ],
)
def test_questions_are_left_to_the_bot(said):
    assert wish_of(said) is None


class TestKeys:
    @pytest.mark.parametrize("open_", [Open.NOTHING, Open.CHOICE, Open.YES_OR_NO, Open.WAITING])
    def test_zero_is_a_person_wherever_no_number_is_keyed_in(self, open_):
        assert wish_of_key("0", open_) is Wish.PERSON

    def test_a_choice_is_by_its_number(self):
        assert [chosen_by_key(digit, 3) for digit in "123"] == [0, 1, 2]
        assert [chosen_by_key(digit, 3) for digit in "049*#"] == [None] * 5

    def test_no_key_is_two_things_in_the_same_moment(self):
        assert not {"1", "2", "3"} & KEYS[Open.CHOICE].keys()
        assert KEYS[Open.DIGITS] == {}
