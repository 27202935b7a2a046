from __future__ import annotations

import pytest

from core.settings import PROJECT_ROOT
from core.words import Words
from knowledge_base.fixed_sentences import SentenceProblem, Trouble, occasion_of, problems_of, shipped_sentences, variables_of


def test_every_shipped_wording_may_stand_in_its_own_place() -> None:
    shipped = shipped_sentences()
    assert {"utter_greet", "utter_hand_over", "utter_emergency_fire"} <= shipped.keys()
    assert not {name: problems_of(name, text) for name, each in shipped.items() for text in each.texts if problems_of(name, text)}


def test_every_shipped_sentence_is_known_by_when_it_is_said() -> None:
    occasions = [occasion_of(name) for name in shipped_sentences()]
    assert all(occasions)
    assert len(set(occasions)) == len(occasions)


def test_variable_that_every_wording_holds_is_required_and_one_of_some_is_allowed() -> None:
    sentence = shipped_sentences()["utter_out_of_scope"]
    assert sentence.required == {"hotline_number"}
    assert sentence.allowed == {"hotline_number", "province_name"}


@pytest.mark.parametrize(
    ("name", "text", "problems"),
    [
        ("utter_greet", "Chào bạn, {province_name} gọi {hotline_number}", []),
        ("utter_greet", "Chào bạn", [(Trouble.MISSING_VARIABLE, "{hotline_number}"), (Trouble.MISSING_VARIABLE, "{province_name}")]),
        ("utter_thank", "Không có gì ạ.", []),
        ("utter_thank", "Cảm ơn, gọi {hotline_number}", []),
        ("utter_thank", "Cảm ơn {name}", [(Trouble.UNKNOWN_VARIABLE, "{name}")]),
        ("utter_look_up_dossier_portal", "Xem {hotline_number}", [(Trouble.MISSING_VARIABLE, "{dossier_code}")]),
        ("utter_hello", "Chào", [(Trouble.UNKNOWN_SENTENCE, "utter_hello")]),
        ("utter_emergency_fire", "Gọi ngay 114.", [(Trouble.MISSING_NUMBER, "115")]),
        ("utter_emergency_fire", "Gọi ngay 114, có người bị thương gọi 115.", []),
    ],
)
def test_problems_of_a_text(name: str, text: str, problems: list[tuple[Trouble, str]]) -> None:
    assert problems_of(name, text) == [SentenceProblem(*problem) for problem in problems]


@pytest.mark.parametrize(
    "text",
    ["a { b", "a } b", "{", "{}", "{0}", "{hotline_number!r}", "{province_name:>9999999}", "{province_name.real}", "{a[0]}", "{a b}"],
)
def test_braces_that_hold_more_or_less_than_a_name_are_refused(text: str) -> None:
    assert problems_of("utter_thank", text) == [SentenceProblem(Trouble.BROKEN_BRACES)]


def test_doubled_braces_are_no_variables() -> None:
    assert variables_of("{{province_name}} {hotline_number} {hotline_number}") == ["hotline_number"]


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_problem_is_told_in_words(trouble: Trouble) -> None:
    told = SentenceProblem(trouble, "{name}").told(Words(PROJECT_ROOT / "knowledge_base" / "fixed_sentences.yml"))
    assert told
    assert "{what}" not in told
