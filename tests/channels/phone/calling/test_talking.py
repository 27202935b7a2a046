"""A caller and the bot: interrupted, repeated, read on, slowed down, chosen, checked, silent, not understood."""

from __future__ import annotations

import pytest

from conversations.ports import BotReply
from tickets import tracking_codes

QUESTION = "làm giấy khai sinh cần giấy tờ gì"
GO_AHEAD = "Bạn cần hỏi việc gì, xin mời nói. Gặp tổng đài viên, bấm phím 0."
PAPERS = [
    {"kind": "heading", "text": "Giấy tờ cần chuẩn bị"},
    {
        "kind": "list",
        "items": ["Tờ khai", "Giấy chứng sinh", "Căn cước của cha mẹ", "Giấy đăng ký kết hôn", "Giấy ủy quyền"],
        "ordered": False,
    },
]
OPTIONS = [{"label": "Khai sinh", "value": "Khai sinh"}, {"label": "Khai tử", "value": "Khai tử"}]


def reply(text="", **values):
    given = {"behaviour": "answer", "details": {"procedure_codes": ["1.001193"]}} | values
    return BotReply(text=text, **given)


@pytest.fixture
def answers(bot):
    """What the bot says, in order; then what a FakeBot says."""
    waiting: list[BotReply] = []
    by_itself = bot.reply

    async def next_reply(turn):
        said = await by_itself(turn)
        return waiting.pop(0) if waiting else said

    bot.reply = next_reply
    return waiting


async def ask(caller, text=QUESTION):
    await caller.listens()
    before = len(caller.lines)
    await caller.says(text)
    await caller.until(lambda: caller.state == "speaking" and len(caller.lines) > before and caller.line.unplayed)


async def test_a_code_is_said_slowly_and_the_rest_is_not(hotline, answers):
    code = tracking_codes.shown(tracking_codes.new_code())
    answers.append(reply(f"Phản ánh đã được ghi thành phiếu, mã tra cứu {code}; tổng đài sẽ trả lời."))
    async with hotline.call() as caller:
        await ask(caller)
        await caller.listens()
    assert [is_slow for _, is_slow in hotline.voice.spoken[-2:]] == [True, False]


class TestInterrupting:
    async def test_speech_stops_what_is_said_within_300_ms(self, hotline, answers):
        answers.append(reply("Câu trả lời rất dài. " * 30))
        async with hotline.call() as caller:
            await ask(caller)
            stops = caller.line.stops
            assert caller.line.unplayed
            await caller.says("còn lệ phí", ms=280, then_silent_ms=0)
            assert caller.line.stops > stops
            assert not caller.line.unplayed

    @pytest.mark.parametrize("ms", [60, 120, 160])
    async def test_a_cough_stops_nothing(self, hotline, answers, ms):
        answers.append(reply("Câu trả lời rất dài. " * 30))
        async with hotline.call() as caller:
            await ask(caller)
            await caller.makes_noise(ms, then_silent_ms=0)
            assert caller.line.unplayed
            assert caller.state == "speaking"

    async def test_after_a_long_noise_it_goes_on_where_it_was(self, hotline, answers):
        answers.append(reply("Câu một. Câu hai dài hơn một chút. Câu ba."))
        async with hotline.call() as caller:
            await ask(caller)
            await caller.makes_noise(400, then_silent_ms=900)
            await caller.listens()
            assert [text for text, _ in hotline.voice.spoken].count("Câu ba.") == 2
            assert caller.state == "listening"
        assert (await hotline.row()).utterances == 1 + 1

    async def test_yes_in_between_means_that_they_follow(self, hotline, answers):
        answers.append(reply("Câu một. " * 20))
        async with hotline.call() as caller:
            await ask(caller)
            await caller.says("vâng")
            await caller.listens()
            assert caller.state == "listening"
        assert [message.text for message in await hotline.thread() if message.sender == "citizen"] == [QUESTION]

    async def test_a_new_question_leaves_the_old_answer(self, hotline, answers):
        answers.append(reply("Câu trả lời rất dài. " * 30))
        async with hotline.call() as caller:
            await ask(caller)
            await caller.says("nộp hồ sơ ở đâu")
            await caller.hears("Trả lời: nộp hồ sơ ở đâu")


class TestHearingAgain:
    async def test_three_papers_at_a_time_and_on_by_voice_and_key(self, hotline, answers):
        answers.append(reply("…", blocks=PAPERS))
        async with hotline.call() as caller:
            await ask(caller)
            assert "Còn 2 giấy tờ nữa." in caller.lines
            assert "Giấy ủy quyền." not in caller.lines
            await caller.says("nghe tiếp")
            await caller.hears("Giấy ủy quyền.")
            await caller.listens()
            await caller.presses("2")
            await caller.hears("Phần trả lời đã hết")

    @pytest.mark.parametrize("how", ["xin nhắc lại", "1", "*"])
    async def test_what_was_said_is_said_again(self, hotline, answers, how):
        async with hotline.call() as caller:
            await ask(caller)
            await caller.listens()
            await (caller.presses(how) if len(how) == 1 else caller.says(how, then_silent_ms=700))
            assert caller.lines.count(f"Trả lời: {QUESTION}.") + caller.lines.count(f"Trả lời: {QUESTION}") == 2

    @pytest.mark.parametrize("when", ["while greeted", "afterwards"])
    async def test_before_any_answer_the_greetings_question_is_asked_again_at_once(self, hotline, when):
        async with hotline.call() as caller:
            await caller.hears("xin nghe")
            if when == "afterwards":
                await caller.listens()
            before = len(caller.lines)
            await caller.presses("1")
            assert caller.lines[before:] == [GO_AHEAD]
            await caller.until(lambda: caller.line.unplayed)
            await caller.listens()
            assert caller.state == "listening"
            await caller.presses("1")
            assert caller.lines[before:] == [GO_AHEAD] * 2

    async def test_before_any_answer_comes_the_caller_is_told_that_it_is_looked_for(self, hotline, bot):
        bot.go_away()
        async with hotline.call() as caller:
            await caller.listens()
            await caller.says(QUESTION)
            assert caller.state == "thinking"
            before = len(caller.lines)
            await caller.presses("1")
            assert caller.lines[before:] == ["Xin bạn chờ một chút."]

    async def test_slower_from_now_on(self, hotline, answers):
        async with hotline.call() as caller:
            await ask(caller)
            await caller.says("nói chậm lại")
            await caller.listens()
            assert hotline.voice.spoken[-1] == (f"Trả lời: {QUESTION}.", True)
            await ask(caller, "nộp ở đâu")
            await caller.listens()
            assert hotline.voice.spoken[-1][1]

    async def test_stopped_it_listens(self, hotline, answers):
        answers.append(reply("Câu trả lời rất dài. " * 30))
        async with hotline.call() as caller:
            await ask(caller)
            await caller.says("dừng lại")
            await caller.hears("Vâng, bạn nói đi ạ.")
            assert caller.state == "listening"

    async def test_more_than_one_reply_holds_is_asked_for(self, hotline, answers):
        more = {"label": "Xem tiếp", "value": "Xem tiếp"}
        answers.append(reply("Phần một.", options=[more]))
        async with hotline.call() as caller:
            await ask(caller)
            await caller.listens()
            await caller.says("tiếp")
            await caller.hears("Trả lời: Xem tiếp")


class TestChoosing:
    @pytest.mark.parametrize(("how", "sent"), [("2", "Khai tử"), ("số hai", "số hai")])
    async def test_options_have_numbers_and_are_chosen_by_key_or_voice(self, hotline, answers, how, sent):
        answers.append(reply("Bạn hỏi việc nào?\n\n1. Khai sinh\n2. Khai tử", behaviour="clarify", options=OPTIONS))
        async with hotline.call() as caller:
            await ask(caller)
            assert caller.lines[-4:] == ["Bạn hỏi việc nào?", "Số 1: Khai sinh.", "Số 2: Khai tử.", "Bạn nói số hoặc bấm phím số."]
            await (caller.presses(how) if len(how) == 1 else caller.says(how))
            await caller.hears(f"Trả lời: {sent}")


class TestChecking:
    async def test_what_was_heard_badly_is_asked_back_and_sent_when_it_is_right(self, hotline):
        async with hotline.call() as caller:
            await caller.listens()
            await caller.says(QUESTION, confidence=0.3)
            assert f"Tôi nghe là, {QUESTION}." in caller.lines
            assert (await hotline.thread()) == []
            await caller.listens()
            await caller.says("đúng rồi")
            await caller.hears(f"Trả lời: {QUESTION}")

    async def test_by_keys_too_and_no_means_say_it_again(self, hotline):
        async with hotline.call() as caller:
            await caller.listens()
            await caller.says("mã hồ sơ 250115 0012")
            assert "Tôi nghe là, mã hồ sơ 250115 0012." in caller.lines
            await caller.listens()
            assert any("hai năm không một, một năm không, không một hai" in text for text, _ in hotline.voice.spoken)
            await caller.presses("2")
            await caller.hears("Vậy bạn nói lại giúp tôi ạ.")
            assert caller.state == "listening"
            await caller.says("mã hồ sơ 250115 0012")
            await caller.presses("1")
            await caller.hears("Trả lời: mã hồ sơ 250115 0012")

    async def test_something_else_takes_its_place(self, hotline):
        async with hotline.call() as caller:
            await caller.listens()
            await caller.says(QUESTION, confidence=0.3)
            await caller.says("nộp ở đâu")
            await caller.hears("Trả lời: nộp ở đâu")


class TestSilence:
    async def test_asked_twice_then_a_polite_end(self, hotline):
        async with hotline.call() as caller:
            await caller.listens()
            await caller.is_silent(6200)
            await caller.hears("Bạn còn nghe máy không?")
            await caller.is_silent(7000)
            await caller.hears("Tôi chưa nghe thấy bạn nói.")
            await caller.is_silent(7500)
            await caller.hears("xin phép kết thúc cuộc gọi")
            await caller.until(lambda: caller.line.is_hung_up)
        assert (await hotline.row()).ending == "bot"

    async def test_whoever_speaks_again_begins_anew(self, hotline):
        async with hotline.call() as caller:
            await caller.listens()
            await caller.is_silent(6200)
            await ask(caller)
            await caller.listens()
            await caller.is_silent(6200)
            assert "Tôi chưa nghe thấy bạn nói. " not in " ".join(caller.lines)


class TestNoise:
    async def test_asked_each_time_otherwise_then_a_person(self, hotline):
        async with hotline.call() as caller:
            await caller.listens()
            for said in ("tôi nghe chưa rõ", "chỗ bạn có vẻ ồn", "Tôi chuyển bạn cho tổng đài viên"):
                await caller.makes_noise(1500)
                await caller.hears(said)
                await caller.listens()
            await caller.hears("Tôi đã ghi yêu cầu của bạn thành phiếu")
        [citizen, system] = [message.details.get("handover", "") for message in (await hotline.thread())[:2]]
        assert (citizen, system) == ("", "not_understood")

    async def test_music_without_end_is_cut(self, hotline):
        async with hotline.call() as caller:
            await caller.listens()
            await caller.makes_noise(26_000)
            await caller.hears("tôi nghe chưa rõ")


class TestKeys:
    async def test_a_storm_of_keys_is_survived(self, hotline):
        async with hotline.call() as caller:
            await caller.hears("xin nghe")
            await caller.presses(*("0123456789*#" * 20))
            await caller.hears("phiếu")
        assert (await hotline.row()).ended_at is not None


class TestRecording:
    async def test_begins_once_it_was_announced_and_holds_both_sides(self, hotline):
        async with hotline.call() as caller:
            await caller.is_silent(300)
            assert hotline.tapes.begun == {}
            await caller.listens()
            await caller.until(lambda: hotline.tapes.begun)
            await caller.is_silent(200)
        tape = hotline.tapes.only
        assert (tape.is_closed, tape.is_discarded) == (True, False)
        assert tape.callers == tape.others > 0

    async def test_refused_in_time_it_never_begins(self, hotline):
        async with hotline.call() as caller:
            await caller.is_silent(300)
            await caller.presses("8")
            await caller.listens()
            await caller.is_silent(1000)
        assert hotline.tapes.begun == {}
        assert (await hotline.row()).details["recording"] == "refused"

    @pytest.mark.parametrize("how", ["8", "tôi không đồng ý ghi âm"])
    async def test_refused_later_nothing_of_it_stays(self, hotline, how):
        async with hotline.call() as caller:
            await caller.listens()
            await caller.until(lambda: hotline.tapes.begun)
            await (caller.presses(how) if len(how) == 1 else caller.says(how))
            await caller.hears("Cuộc gọi không ghi âm nữa")
            await caller.until(lambda: hotline.tapes.only.is_discarded)
        assert (await hotline.row()).details["recording"] == "refused"

    async def test_whoever_talks_over_the_announcement_is_not_recorded(self, hotline):
        async with hotline.call() as caller:
            await caller.is_silent(300)
            await caller.says(QUESTION)
            await caller.hears("Trả lời")
        assert hotline.tapes.begun == {}


async def test_a_person_asked_for_by_key_is_no_utterance_understood_and_no_call_without_an_answer(hotline):
    async with hotline.call() as caller:
        await caller.listens()
        await caller.presses("0")
        await caller.hears("phiếu")
    row = await hotline.row()
    assert (row.utterances, row.understood) == (0, 0)
    assert "left" not in row.details


async def test_hung_up_before_an_answer_is_written_down(hotline):
    async with hotline.call() as caller:
        await caller.listens()
    assert (await hotline.row()).details["left"] == "unanswered"


async def test_figures_are_kept(hotline):
    async with hotline.call() as caller:
        await ask(caller)
        await caller.listens()
        await ask(caller, "nộp ở đâu")
        await caller.listens()
    row = await hotline.row()
    assert (row.utterances, row.understood, row.words_heard) == (2, 2, len(f"{QUESTION} nộp ở đâu".split()))
    assert row.confidence_sum / row.words_heard == pytest.approx(0.95)
    assert len(row.response_ms) == 2
    assert all(milliseconds > 0 for milliseconds in row.response_ms)
