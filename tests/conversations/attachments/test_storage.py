from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from conversations.attachments.storage import AttachmentStorage, sha256_of

NOW = datetime.now(UTC)


@pytest.fixture
def storage(tmp_path):
    return AttachmentStorage(tmp_path / "attachments")


def kept(storage, content=b"x"):
    temporary, attachment_id = storage.new_temporary(), uuid.uuid4()
    temporary.write_bytes(content)
    storage.settle(temporary, attachment_id)
    return attachment_id


class TestSettle:
    def test_moves_the_whole_file_where_only_the_program_can_read_it(self, storage, tmp_path):
        attachment_id = kept(storage, b"bytes")
        path = storage.path_of(attachment_id)
        assert path == tmp_path / "attachments" / str(attachment_id)[:2] / str(attachment_id)
        assert path.read_bytes() == b"bytes"
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o077 == 0
        assert list((tmp_path / "attachments" / "incoming").iterdir()) == []


class TestListBefore:
    def test_lists_what_is_older_and_nothing_else(self, storage):
        old, _young = kept(storage), kept(storage)
        os.utime(storage.path_of(old), (0, 0))
        storage.new_temporary()
        assert list(storage.list_before(NOW - timedelta(hours=1))) == [old]


class TestRemoveTemporaries:
    def test_removes_what_a_dead_process_left_and_not_what_comes_in_now(self, storage):
        stale, coming = storage.new_temporary(), storage.new_temporary()
        os.utime(stale, (0, 0))
        assert storage.remove_temporaries(NOW - timedelta(hours=1)) == 1
        assert (stale.exists(), coming.exists()) == (False, True)


class TestRemove:
    def test_does_not_mind_what_is_gone(self, storage):
        attachment_id = kept(storage)
        storage.remove(attachment_id)
        storage.remove(attachment_id)
        assert not storage.path_of(attachment_id).exists()


class TestSha256Of:
    def test_is_that_of_the_content(self, tmp_path):
        path = tmp_path / "x"
        path.write_bytes(b"abc")
        assert sha256_of(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
