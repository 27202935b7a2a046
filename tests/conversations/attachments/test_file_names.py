from __future__ import annotations

import unicodedata

import pytest

from conversations.attachments.file_names import label_of


class TestLabelOf:
    @pytest.mark.parametrize(
        ("name", "label"),
        [
            ("Giấy khai sinh (bản sao).JPG", "Giấy khai sinh (bản sao).jpg"),
            ("../../etc/passwd", "passwd.jpg"),
            ("C:\\Ảnh\\nhà.png", "nhà.jpg"),
            ("ảnh.jpg.exe", "ảnh.jpg.jpg"),
            ("hoa don\u202egpj.exe", "hoa dongpj.jpg"),
            ("a\x00b\r\nc\u200b.png", "abc.jpg"),
            ('"><script>alert(1)</script>.png', "script.jpg"),
            ("  .  ", "tệp.jpg"),
            ("", "tệp.jpg"),
            (".htaccess", "htaccess.jpg"),
            ("😀.png", "tệp.jpg"),
            ("con; rm -rf ~", "con rm -rf.jpg"),
        ],
    )
    def test_is_a_harmless_last_part_with_the_ending_of_the_content(self, name, label):
        assert label_of(name, "image/jpeg", "tệp") == label

    def test_is_composed_and_short(self):
        label = label_of(unicodedata.normalize("NFD", "Đơn đề nghị ") * 500, "application/pdf", "tệp")
        assert label.startswith("Đơn đề nghị Đơn")
        assert len(label) <= 84
        assert unicodedata.is_normalized("NFC", label)
