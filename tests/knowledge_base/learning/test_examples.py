from __future__ import annotations

from pathlib import Path

from knowledge_base.learning.examples import FOLDS, examples_of, fold_of, knowledge_unnamed, knowledge_without, out_of_scope_messages
from knowledge_base.models import Origin
from tests.knowledge_base.made_up import choice, everyday, faq, procedure, published

BIRTH = procedure("1.000001", aliases=["làm giấy khai sinh", "khai sanh cho bé"])
NAMES = everyday("1.000001", "giấy khai sanh", questions=("vợ em mới sanh giờ làm giấy gì",))


class TestFoldOf:
    def test_spellings_of_one_text_fall_together(self) -> None:
        assert fold_of("Làm giấy khai sinh") == fold_of("lam giay  khai sinh")

    def test_texts_are_dealt_over_all_folds(self) -> None:
        assert {fold_of(f"câu hỏi số {number}") for number in range(100)} == set(range(FOLDS))


class TestExamplesOf:
    def test_every_wording_means_its_entry_once(self) -> None:
        hours, which = faq(aliases=["giờ hành chính"]), choice("choice-a", ("nhà có tang",), {"1.000001": "A", "1.000002": "B"})
        found = {example.key for example in examples_of(published(BIRTH, NAMES, hours, which), [])}
        assert found == {"1.000001", "office-hours", "choice-a"}
        assert len(examples_of(published(BIRTH, NAMES, BIRTH), [])) == 4

    def test_what_nothing_answers_means_nothing(self) -> None:
        (example,) = examples_of([], ["giá vàng hôm nay"])
        assert example.key == ""

    def test_shipped_procedures_count_more_than_imported_ones(self) -> None:
        shipped = examples_of(published(BIRTH), [])[0].weight
        imported = examples_of(published(BIRTH, origin=Origin.IMPORTED), [])[0].weight
        assert shipped > imported


class TestKnowledgeWithout:
    def test_holds_no_wording_of_the_fold_and_all_others(self) -> None:
        for number in range(FOLDS):
            thinned = knowledge_without(published(BIRTH, NAMES), number)
            assert [alias for alias in thinned.procedures["1.000001"].aliases if fold_of(alias) == number] == []
            kept = [alias for alias in BIRTH.aliases if fold_of(alias) != number]
            assert list(thinned.procedures["1.000001"].aliases) == kept


class TestKnowledgeUnnamed:
    def test_takes_all_everyday_names_from_the_procedures_of_the_fold_alone(self) -> None:
        entries = published(BIRTH, NAMES, procedure("1.000002", "Đăng ký khai tử", aliases=["báo tử"]))
        for number in range(FOLDS):
            unnamed = knowledge_unnamed(entries, number)
            for code in ("1.000001", "1.000002"):
                assert bool(unnamed.procedures[code].aliases) == (fold_of(code) != number)


class TestOutOfScopeMessages:
    def test_reads_the_examples_of_the_named_intents(self, tmp_path: Path) -> None:
        (tmp_path / "a.yml").write_text(
            "nlu:\n- intent: greet\n  examples: |\n    - xin chào\n- intent: ask_fee\n  examples: |\n    - phí sao\n", encoding="utf-8"
        )
        assert out_of_scope_messages(tmp_path, ["greet"]) == ["xin chào"]
