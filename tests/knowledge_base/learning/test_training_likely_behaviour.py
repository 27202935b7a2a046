from __future__ import annotations

from pathlib import Path

import numpy as np

from knowledge_base.answering.answer import Behaviour
from knowledge_base.answering.likely_behaviour import SIGNS
from knowledge_base.learning.training_likely_behaviour import Sentence, sentences_of, trained_to_hear
from knowledge_base.learning.walking import Heard

ANSWER, REPORT, REFUSE = Behaviour.ANSWER, Behaviour.REPORT, Behaviour.REFUSE
SAID = {
    ANSWER: ("lam giay khai sinh can gi", "dang ky ket hon o dau", "doi bang lai bao nhieu tien", "xin giay doc than can gi"),
    REPORT: ("den duong hu toi thui", "rac dong day duong", "o ga giua duong", "cong tac nuoc ngap duong"),
    REFUSE: ("ket qua bong da", "gia vang hom nay", "thoi tiet hom nay", "ke chuyen vui"),
}


def heard(author: str) -> list[Heard]:
    """A question fits something published; nothing else does."""

    def signs(behaviour: Behaviour) -> np.ndarray:
        return np.array([float(sign == "best_share" and behaviour is ANSWER) for sign in SIGNS])

    return [Heard(author, f"{said} {author}", signs(behaviour), behaviour) for behaviour, texts in SAID.items() for said in texts]


class TestSentencesOf:
    def test_an_intent_is_what_is_wanted_and_marks_are_left_out(self, tmp_path: Path) -> None:
        (tmp_path / "some.yml").write_text(
            "nlu:\n- intent: report_issue\n  examples: |\n    - đèn [đường](thing) hư\n"
            '- intent: ask_fee\n  examples: |\n    - [lệ phí]{"entity": "aspect", "value": "fee"} bao nhiêu\n'
            "- synonym: a\n  examples: |\n    - b\n",
            encoding="utf-8",
        )
        found = sentences_of(tmp_path)
        assert [(each.said.split(), each.behaviour) for each in found] == [
            (["den", "duong", "hu"], REPORT),
            (["le", "phi", "bao", "nhieu"], ANSWER),
        ]


class TestTrainedToHear:
    def test_words_and_what_search_finds_tell_a_report_from_a_question(self) -> None:
        turns = [each for author in ("aa", "bb", "cc", "dd", "ee") for each in heard(author)]
        trained = trained_to_hear([Sentence("den duong chay bong", REPORT)], turns)
        nothing, fits = np.zeros(len(SIGNS)), np.array([float(sign == "best_share") for sign in SIGNS])
        report = trained.model.shares("den duong hu", nothing)
        question = trained.model.shares("lam giay ket hon can gi", fits)
        assert max(report, key=lambda kind: report[kind]) is REPORT
        assert max(question, key=lambda kind: question[kind]) is ANSWER
        assert report[Behaviour.TRACK] < 0.01, "what was never heard is never likely"

    def test_figures_are_of_authors_left_out(self) -> None:
        turns = [each for author in ("aa", "bb", "cc", "dd", "ee") for each in heard(author)]
        figures = trained_to_hear([], turns).figures
        assert (figures["questions"], figures["others"]) == (20, 40)
        assert figures["heard_as_questions"] == 1.0
        assert figures["heard_as_they_are"] == 1.0
