"""Whatever a line brings and whatever breaks behind it, the caller hears something sensible soon, and nothing they asked for is lost."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from benchmarks.phone import sound_files
from benchmarks.phone.clips import clip_of
from benchmarks.phone.media import Media
from benchmarks.phone.raw_sip import RawCaller, offer
from benchmarks.phone.sipp import Line, calling, reinvites
from benchmarks.phone.word_errors import word_error_rate
from tests.journeys import calls
from tests.journeys.calls import SENSIBLE_WITHIN, a_call, greeted, new_number, wait_until

pytestmark = pytest.mark.journey

HERE, NOW = "c=IN IP4 127.0.0.1", "t=0 0"
UNANSWERABLE = {
    "nothing": "quatsch",
    "no sound": offer(HERE, NOW, "m=video 4000 RTP/AVP 31"),
    "a codec that we lack": offer(HERE, NOW, "m=audio 4000 RTP/AVP 18", "a=rtpmap:18 G729/8000"),
    "another codec under a known number": offer(HERE, NOW, "m=audio 4000 RTP/AVP 96", "a=rtpmap:96 opus/48000/2"),
    "sound that is refused": offer(HERE, NOW, "m=audio 0 RTP/AVP 8"),
    "a port that there is not": offer(HERE, NOW, "m=audio 99999999 RTP/AVP 8"),
    "words for numbers": offer(HERE, NOW, "m=audio x RTP/AVP y"),
    "nowhere": offer(NOW, "m=audio 4000 RTP/AVP 8"),
    "encryption": offer(HERE, NOW, "m=audio 4000 RTP/SAVP 8"),
}
NOISES = {
    "music": lambda: sound_files.tone(4000, 262, 330, 392, 523, level=0.4),
    "a fax": lambda: b"".join(sound_files.tone(500, 1100) + sound_files.silence(1000) for _ in range(3)) + sound_files.tone(2500, 2100),
    "a siren": lambda: b"".join(sound_files.tone(250, hertz, level=0.9) for hertz in (650, 900) * 8),
}
BOUND = 0.2


@pytest.fixture
def port(program) -> int:
    return program.settings.phone_sip_port


def understands(program, telephone) -> None:
    """Says a sentence, and it stands in the record: at the latest when it is said again."""
    clip = clip_of("Đoan")
    before = len(calls.by_caller(program, telephone.caller))
    for _ in range(2):
        ended = telephone.say(clip.pcm)
        telephone.wait_for_sound(ended, 8.0)
        heard = calls.by_caller(program, telephone.caller)[before:]
        if heard:
            assert word_error_rate(clip.said, heard[0]) <= BOUND
            return
        telephone.wait_for_quiet(ended)
    raise AssertionError("what was said twice is not in the record")


def makes_noise(program, noise: bytes) -> None:
    with a_call(program) as telephone:
        greeted(telephone)
        ended = telephone.say(noise)
        telephone.wait_for_sound(ended, 8.0)
        telephone.wait_for_quiet(ended)
        assert calls.by_caller(program, telephone.caller) == []
        understands(program, telephone)


class TestWhatALineBrings:
    def test_an_offer_that_cannot_be_met_is_refused_in_words_of_the_protocol(self, port):
        answers = {}
        for name, body in UNANSWERABLE.items():
            with RawCaller(port, new_number()) as caller:
                answers[name] = caller.invite(body)
        assert answers == dict.fromkeys(UNANSWERABLE, 488)

    def test_who_thinks_better_of_it_is_let_go(self, port, program):
        for _ in range(5):
            with RawCaller(port, new_number()) as caller:
                assert caller.give_up(offer(HERE, NOW, "m=audio 4000 RTP/AVP 8")) in (200, 487)

    def test_a_storm_of_reinvites_leaves_the_call_as_it_was(self, port, tmp_path):
        storm = reinvites(*["sendonly", "sendrecv"] * 8, pause_ms=10)
        with Media(1) as media, calling(tmp_path, port, [Line(new_number(), media.ends[0].port)], given={"between": storm}) as call:
            wait_until(lambda: call.outcomes("answered"))
            stormed = time.time() + 2.0
            assert call.wait(40)
            assert any(at > stormed for at in media.ends[0].loud_at)

    def test_noise_is_nobodys_words_and_the_caller_is_asked_again(self, program):
        with ThreadPoolExecutor(len(NOISES)) as telephones:
            list(telephones.map(lambda noise: makes_noise(program, noise()), NOISES.values()))

    def test_who_shouts_is_understood(self, program):
        clip = clip_of("Ly")
        with a_call(program) as telephone:
            greeted(telephone)
            ended = telephone.say(sound_files.louder(clip.pcm, 12))
            telephone.wait_for_sound(ended, SENSIBLE_WITHIN)
            assert calls.kept_call(program, telephone.caller)

    def test_a_storm_of_keys_ends_no_call(self, program):
        with a_call(program) as telephone:
            greeted(telephone)
            ended = telephone.press("4567" * 10 + "*")
            telephone.wait_for_sound(ended, SENSIBLE_WITHIN)
            telephone.wait_for_quiet(ended)
            understands(program, telephone)

    def test_who_says_nothing_is_asked_again_and_taken_leave_of(self, program):
        with a_call(program) as telephone:
            quiet_at = greeted(telephone)
            telephone.wait_for_sound(quiet_at, 8.0)
            assert telephone.was_hung_up.wait(60)
        assert calls.ended_call(program, telephone.caller)["ending"] == "bot"

    def test_fifty_calls_at_once_each_hear_a_voice_or_a_busy_line(self, program, port, tmp_path):
        at_once = program.settings.phone_calls_at_once
        with Media(50, listens_only=True) as media:
            lines = [Line(new_number(), end.port) for end in media.ends]
            with calling(tmp_path, port, lines, per_second=100, given={"hold_ms": 9000}) as storm:
                assert storm.wait(60), storm.errors()
            outcomes = {word: storm.outcomes(word) for word in ("answered", "hung up", "was hung up", "refused")}
            loud = {line.caller for line, end in zip(lines, media.ends, strict=True) if end.loud_at}
        assert len(outcomes["answered"]) + len(outcomes["refused"]) == 50
        assert at_once < len(outcomes["answered"]) <= 2 * at_once
        assert len(outcomes["was hung up"]) >= len(outcomes["answered"]) - at_once
        assert loud >= set(outcomes["answered"])
        with a_call(program) as telephone:
            greeted(telephone)


class TestWhatBreaks:
    def test_the_ear_is_killed_while_somebody_speaks(self, program):
        with a_call(program) as telephone:
            greeted(telephone)
            telephone.end.say(clip_of("Đoan").pcm)
            time.sleep(1.5)
            for pid in hearing_processes(program):
                os.kill(pid, signal.SIGKILL)
            ended = telephone.say(sound_files.silence(40))
            telephone.wait_for_sound(ended, SENSIBLE_WITHIN)
            telephone.wait_for_quiet(ended)
            understands(program, telephone)

    def test_rasa_stays_away_people_take_the_question_and_the_next_is_answered_once_it_is_back(self, program):
        with a_call(program) as telephone:
            greeted(telephone)
            with program.without("rasa"):
                ended = telephone.say(clip_of("Ly").pcm)
                telephone.wait_for_sound(ended, SENSIBLE_WITHIN)
                [ticket] = wait_until(lambda: calls.tickets_of(program, telephone.caller), 60)
                assert ticket["kind"] == "callback"
                assert calls.topics(program, telephone.caller) == ["handed_over"]
                # Told so, and asked for the number.
                telephone.wait_for_quiet(time.time())
            telephone.wait_for_quiet(telephone.press("1"))
            wait_until(lambda: rasa_answers(program) or not stays_on_the_line(telephone), 120)
            telephone.say(clip_of("Ly").pcm)
            wait_until(lambda: calls.by_bot(program, telephone.caller))
        assert [each["tracking_code"] for each in calls.tickets_of(program, telephone.caller)] == [ticket["tracking_code"]]

    def test_rasa_is_away_for_a_moment_and_the_question_is_answered_all_the_same(self, program):
        with a_call(program) as telephone:
            greeted(telephone)
            pid = program.pid("rasa")
            os.kill(pid, signal.SIGSTOP)
            try:
                ended = telephone.say(clip_of("Ly").pcm)
                telephone.wait_for_sound(ended, SENSIBLE_WITHIN)
                wait_until(lambda: calls.by_caller(program, telephone.caller))
            finally:
                os.kill(pid, signal.SIGCONT)
            wait_until(lambda: calls.by_bot(program, telephone.caller))
            assert calls.tickets_of(program, telephone.caller) == []

    def test_the_telephones_process_dies_and_its_calls_are_known_as_lost(self, program):
        with a_call(program) as telephone:
            greeted(telephone)
            telephone.press("0")
            ticket = wait_until(lambda: calls.tickets_of(program, telephone.caller))
            os.kill(program.pid("phone"), signal.SIGKILL)
            call = calls.ended_call(program, telephone.caller)
            telephone.vanish()
        assert call["ending"] == "lost"
        assert [each["tracking_code"] for each in calls.tickets_of(program, telephone.caller)] == [ticket[0]["tracking_code"]]
        wait_until(lambda: takes_a_call(program))


def stays_on_the_line(telephone) -> bool:
    """Whoever gives no sign of life for long is taken leave of."""
    telephone.wait_for_quiet(telephone.press("*"))
    return not telephone.was_hung_up.is_set()


def rasa_answers(program) -> bool:
    try:
        return httpx.get(f"{program.settings.rasa_url}/", timeout=1.0, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def takes_a_call(program) -> bool:
    with RawCaller(program.settings.phone_sip_port, new_number()) as caller:
        return caller.invite(offer(HERE, NOW, "m=audio 4000 RTP/AVP 8"), seconds=1.0) == 200


def hearing_processes(program) -> list[int]:
    """What the telephone's process has started to hear with."""
    children = Path(f"/proc/{program.pid('phone')}/task").glob("*/children")
    pids = [int(pid) for path in children for pid in path.read_text(encoding="ascii").split()]
    return [pid for pid in pids if b"hearing" in Path(f"/proc/{pid}/cmdline").read_bytes()]
