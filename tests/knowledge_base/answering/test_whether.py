"""Whether one may or must, asked of a record that is silent about it: no answer that sounds like "no", and a person."""

from __future__ import annotations

from knowledge_base.answering.question import Aspect
from tests.knowledge_base.answering.conftest import HOUSE, Citizen, said


def test_silence_is_said_to_be_none_and_a_person_is_offered(citizen: Citizen) -> None:
    answer = citizen.hears("xin phép xây nhà có bắt buộc không", aspects=[Aspect.CONDITIONS])
    assert answer.procedure_codes == [HOUSE.code]
    assert "chưa trả lời chắc được" in said(answer)
    assert [option.kind for option in answer.options] == ["operator"]


def test_whoever_asks_for_conditions_alone_is_offered_nobody(citizen: Citizen) -> None:
    assert citizen.hears("xin phép xây nhà điều kiện gì", aspects=[Aspect.CONDITIONS]).options == []
