from __future__ import annotations


async def test_a_caller_is_greeted_answered_and_written_down(hotline):
    async with hotline.call() as caller:
        await caller.hears("xin nghe")
        await caller.listens()
        assert caller.state == "listening"
        await caller.says("làm giấy khai sinh cần giấy tờ gì")
        await caller.hears("Trả lời: làm giấy khai sinh cần giấy tờ gì")
        assert caller.state == "speaking"
        await caller.listens()
        assert caller.state == "listening"
    row = await hotline.row()
    assert (row.leg, row.caller, row.ending, row.utterances, row.understood) == ("sip", "0912345678", "caller", 1, 1)
    assert row.ended_at is not None
    assert row.first_word_at is not None
    assert [message.text for message in await hotline.thread()] == [
        "làm giấy khai sinh cần giấy tờ gì",
        "Trả lời: làm giấy khai sinh cần giấy tờ gì",
    ]
    assert (await hotline.conversation()).channel == "phone"
