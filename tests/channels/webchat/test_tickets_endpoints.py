from __future__ import annotations

from dataclasses import replace

import pytest

CODE = "A7K-04T-9XA2"


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"ticket_look_ups_per_minute": 6})


class TestLookUp:
    async def test_shows_state_dates_and_replies(self, http):
        response = await http.get(f"/api/tickets/{CODE}")
        assert response.status_code == 200
        found = response.json()
        assert (found["tracking_code"], found["state_words"], found["may_reopen"]) == (CODE, "Đã giải quyết", True)
        assert [reply["text"] for reply in found["replies"]] == ["Mời bạn đến xã."]

    async def test_shows_nothing_that_stays_inside(self, http):
        shown = {
            "tracking_code",
            "state",
            "state_words",
            "kind_words",
            "created_at",
            "due_at",
            "replies",
            "may_reopen",
            "may_rate",
            "rating",
        }
        assert set((await http.get(f"/api/tickets/{CODE}")).json()) == shown

    async def test_says_the_same_of_a_wrong_code_and_of_one_that_does_not_exist(self, http):
        answers = [await http.get(f"/api/tickets/{code}") for code in ("A7K-04T-9XA3", "AAA-AAA-AAAA", "'; DROP TABLE tickets")]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.text for answer in answers}) == 1
        assert answers[0].json()["error"]["message"].startswith("Không tìm thấy phiếu nào có mã này.")

    async def test_is_refused_to_who_guesses_and_says_when_to_come_back(self, http):
        for _ in range(6):
            await http.get("/api/tickets/AAA-AAA-AAAA")
        response = await http.get(f"/api/tickets/{CODE}")
        assert (response.status_code, response.headers["Retry-After"]) == (429, "60")
        assert response.json()["error"]["code"] == "too_many_look_ups"
        assert (await http.post(f"/api/tickets/{CODE}/rating", json={"rating": 5})).status_code == 429


class TestReopen:
    async def test_passes_the_reason_on_and_shows_the_new_state(self, http, tickets):
        response = await http.post(f"/api/tickets/{CODE}/reopen", json={"reason": "Chưa được"})
        assert (response.status_code, response.json()["state"]) == (200, "reopened")
        assert tickets.done == [("reopen", "Chưa được")]

    async def test_is_refused_in_words(self, http, tickets):
        assert (await http.post(f"/api/tickets/{CODE}/reopen", json={"reason": " "})).status_code == 422
        tickets.ticket = replace(tickets.ticket, may_reopen=False)
        assert (await http.post(f"/api/tickets/{CODE}/reopen", json={"reason": "Chưa được"})).status_code == 409
        assert (await http.post("/api/tickets/x/reopen", json={"reason": "Chưa được"})).status_code == 404
        assert (await http.post(f"/api/tickets/{CODE}/reopen", json={"reason": "x" * 5000})).status_code == 422


class TestRate:
    async def test_keeps_number_and_word(self, http, tickets):
        response = await http.post(f"/api/tickets/{CODE}/rating", json={"rating": 4, "comment": "Nhanh"})
        assert (response.status_code, response.json()["rating"]) == (200, 4)
        assert tickets.done == [("rate", 4, "Nhanh")]

    async def test_refuses_numbers_that_are_none(self, http, tickets):
        for rating in (0, 6, "x", None):
            assert (await http.post(f"/api/tickets/{CODE}/rating", json={"rating": rating})).status_code == 422
        assert tickets.done == []
