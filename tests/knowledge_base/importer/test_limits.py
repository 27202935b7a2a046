from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from knowledge_base.importer.errors import UnreadableFile
from knowledge_base.importer.limits import Limits, load, office_parts
from tests.knowledge_base.importer.made_up_files import zipped


class TestLoad:
    def test_size_is_checked_before_reading(self, tmp_path: Path) -> None:
        path = tmp_path / "big"
        path.write_bytes(b"x" * 2000)
        with pytest.raises(UnreadableFile, match="quá lớn"):
            load(path, Limits(file_bytes=1000))

    def test_folder_is_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile):
            load(tmp_path, Limits())

    def test_empty_file(self) -> None:
        with pytest.raises(UnreadableFile, match="trống"):
            load(b"", Limits())


class TestOfficeParts:
    def test_bomb_by_total_size(self) -> None:
        with pytest.raises(UnreadableFile, match="quá lớn"):
            office_parts(zipped({"a.xml": "x" * 5000}), Limits(unpacked_bytes=1000))

    def test_bomb_by_ratio(self) -> None:
        with pytest.raises(UnreadableFile, match="tỉ lệ nén"):
            office_parts(zipped({"a.xml": "x" * 3_000_000}), Limits())

    def test_encrypted_member(self) -> None:
        data = bytearray(zipped({"a.xml": "<a/>"}))
        # The flag of encryption, in the local header and in the directory.
        data[6] |= 1
        directory = bytes(data).rindex(b"PK\x01\x02")
        data[directory + 8] |= 1
        with pytest.raises(UnreadableFile, match="mật khẩu"):
            office_parts(bytes(data), Limits())

    def test_damaged_member(self) -> None:
        data = bytearray(zipped({"a.xml": "<a>" + "".join(map(str, range(500))) + "</a>"}))
        data[60:80] = b"\xff" * 20
        with pytest.raises(UnreadableFile, match="bị hỏng"):
            office_parts(bytes(data), Limits())

    def test_unknown_compression(self) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("a.xml", "<a/>")
        data = bytearray(buffer.getvalue())
        directory = bytes(data).rindex(b"PK\x01\x02")
        data[8:10] = data[directory + 10 : directory + 12] = (99).to_bytes(2, "little")
        with pytest.raises(UnreadableFile, match="bị hỏng"):
            office_parts(bytes(data), Limits())
