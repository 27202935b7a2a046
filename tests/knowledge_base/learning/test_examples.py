from __future__ import annotations

from pathlib import Path

import pytest

from core.settings import PROJECT_ROOT
from knowledge_base.knowledge import Knowledge
from knowledge_base.learning.examples import (
    FOLDS,
    examples_of,
    fold_of,
    knowledge_unnamed,
    knowledge_without,
    out_of_scope_messages,
)
from knowledge_base.models import Origin
from knowledge_base.records import Record
from knowledge_base.search.query import prepare
from tests.knowledge_base.made_up import choice, everyday, faq, place, procedure, published
from vntext import fold, strip_accents

BIRTH = procedure("1.000001", aliases=["làm giấy khai sinh", "khai sanh cho bé"])
NAMES = everyday("1.000001", "giấy khai sanh", questions=("vợ em mới sanh giờ làm giấy gì",))
OTHER = procedure("1.000003")
HOURS = faq(aliases=["giờ hành chính"])
WHICH = choice("choice-a", ("nhà có tang",), {"1.000001": "A", "1.000002": "B"})


class TestFoldOf:
    def test_spellings_of_one_text_fall_together(self) -> None:
        assert fold_of("Làm giấy khai sinh") == fold_of("lam giay  khai sinh")

    def test_texts_are_dealt_over_all_folds(self) -> None:
        assert {fold_of(f"câu hỏi số {number}") for number in range(100)} == set(range(FOLDS))


class TestExamplesOf:
    def test_every_wording_means_its_entry_once(self) -> None:
        found = {example.key for example in examples_of(published(BIRTH, NAMES, HOURS, WHICH), [])}
        assert found == {"1.000001", "office-hours", "choice-a"}
        assert len(examples_of(published(BIRTH, NAMES, BIRTH), [])) == 4

    def test_what_nothing_answers_means_nothing(self) -> None:
        (example,) = examples_of([], ["giá vàng hôm nay"])
        assert example.key == ""

    def test_shipped_procedures_count_more_than_imported_ones(self) -> None:
        shipped = examples_of(published(BIRTH), [])[0].weight
        imported = examples_of(published(BIRTH, origin=Origin.IMPORTED), [])[0].weight
        assert shipped > imported

    def test_every_kind_of_wording_is_an_example(self) -> None:
        texts = {fold(text) for text in (*BIRTH.aliases, *NAMES.names, *NAMES.questions, *HOURS.aliases, *WHICH.names)}
        # A slip changes the letters of a word, never how many words there are.
        found = examples_of(published(BIRTH, NAMES, HOURS, WHICH, place()), [])
        assert sorted(len(example.text.split()) for example in found) == sorted(len(text.split()) for text in texts)

    def test_one_word_alone_says_too_little_to_learn_from(self) -> None:
        assert examples_of(published(procedure(aliases=["sổ", "sổ đỏ"])), ["hi"])[0].fold == fold_of("sổ đỏ")
        assert len(examples_of(published(procedure(aliases=["sổ", "sổ đỏ"])), ["hi"])) == 1

    def test_two_spellings_of_one_text_are_one_example(self) -> None:
        assert len(examples_of(published(procedure(aliases=["làm sổ đỏ", "lam so do"])), [])) == 1

    def test_some_are_typed_without_accents_and_some_with_them(self) -> None:
        entry = procedure(aliases=[f"giấy tờ kiểu số {number}" for number in range(40)])
        bare = [example.text == strip_accents(example.text) for example in examples_of(published(entry), [])]
        assert 5 < sum(bare) < 35

    def test_fold_is_that_of_the_wording_however_it_is_typed(self) -> None:
        wordings = {fold_of(text) for text in (*BIRTH.aliases, *NAMES.names, *NAMES.questions)}
        assert {example.fold for example in examples_of(published(BIRTH, NAMES), [])} == wordings

    def test_same_knowledge_gives_the_same_examples(self) -> None:
        assert examples_of(published(BIRTH, NAMES, HOURS), ["đá banh"]) == examples_of(published(BIRTH, NAMES, HOURS), ["đá banh"])

    def test_procedure_for_foreigners_is_not_learned_from_words_that_do_not_say_so(self) -> None:
        abroad = procedure("1.000003", "Đăng ký kết hôn có yếu tố nước ngoài", aliases=["cưới chồng Hàn Quốc", "làm đám cưới ở xã"])
        assert {fold_of(example.text) for example in examples_of(published(abroad), [])} == {fold_of("cưới chồng Hàn Quốc")}

    def test_what_nothing_answers_counts_more_than_the_long_tail(self) -> None:
        long_tail = examples_of(published(BIRTH, origin=Origin.IMPORTED), [])[0].weight
        assert examples_of([], ["giá vàng hôm nay"])[0].weight > long_tail


def held(knowledge: Knowledge, key: str, wording: str) -> bool:
    """Whether the entry has this very wording: nothing of the question is missing in a line, nothing of the line in the question."""
    hit = next((hit for hit in knowledge.index.search(prepare(wording)).hits if hit.key == key), None)
    return hit is not None and hit.signals["line_both"] == pytest.approx(1, abs=1e-3)


class TestKnowledgeWithout:
    # Made of words that are neither phrases nor everyday words for others, so that nothing is added to them or taken away.
    WORDINGS = tuple(f"{first} {second}" for first in ("tím", "nâu", "xám") for second in ("voi", "cọp", "gấu", "rùa", "thỏ"))

    @pytest.mark.parametrize(
        ("key", "records"),
        [
            ("1.000001", [procedure("1.000001", aliases=list(WORDINGS))]),
            ("1.000001", [procedure("1.000001"), everyday("1.000001", *WORDINGS)]),
            ("1.000001", [procedure("1.000001"), everyday("1.000001", questions=WORDINGS)]),
            ("office-hours", [faq(aliases=list(WORDINGS))]),
            ("choice-a", [procedure("1.000001"), procedure("1.000002"), choice("choice-a", WORDINGS, {"1.000001": "A", "1.000002": "B"})]),
        ],
        ids=["everyday names in the record", "everyday names beside it", "typical questions", "common question", "choice"],
    )
    def test_no_entry_is_found_by_a_wording_held_out_and_each_by_all_others(self, key: str, records: list[Record]) -> None:
        folds = {wording: fold_of(wording) for wording in self.WORDINGS}
        assert len(set(folds.values())) == FOLDS
        for number in range(FOLDS):
            thinned = knowledge_without(published(*records), number)
            assert {wording for wording in self.WORDINGS if held(thinned, key, wording)} == {
                wording for wording, of_fold in folds.items() if of_fold != number
            }

    def test_choice_whose_names_all_fall_into_one_fold_is_not_found_by_them(self) -> None:
        names = tuple(wording for wording in self.WORDINGS if fold_of(wording) == fold_of(self.WORDINGS[0]))
        which = choice("choice-a", names, {"1.000001": "A", "1.000002": "B"})
        thinned = knowledge_without(published(procedure("1.000001"), procedure("1.000002"), which), fold_of(names[0]))
        assert not any(held(thinned, "choice-a", name) for name in names)

    def test_names_and_answers_stay(self) -> None:
        for number in range(FOLDS):
            thinned = knowledge_without(published(BIRTH, NAMES, HOURS), number)
            assert thinned.procedures["1.000001"].name == BIRTH.name
            assert thinned.faqs["office-hours"].answer == HOURS.answer

    def test_what_is_published_is_left_as_it_was(self) -> None:
        entries = published(BIRTH, NAMES)
        knowledge_without(entries, 0)
        assert entries == published(BIRTH, NAMES)

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

    def test_everyday_names_beside_the_record_go_too(self) -> None:
        entries = published(procedure("1.000001"), everyday("1.000001", "tím voi"))
        assert [held(knowledge_unnamed(entries, number), "1.000001", "tím voi") for number in range(FOLDS)] == [
            fold_of("1.000001") != number for number in range(FOLDS)
        ]

    def test_common_questions_and_choices_keep_their_wordings(self) -> None:
        for number in range(FOLDS):
            unnamed = knowledge_unnamed(published(HOURS, BIRTH, procedure("1.000002"), WHICH), number)
            assert unnamed.faqs["office-hours"] == HOURS
            assert unnamed.choices["choice-a"] == WHICH


class TestOutOfScopeMessages:
    def test_reads_the_examples_of_the_named_intents(self, tmp_path: Path) -> None:
        (tmp_path / "a.yml").write_text(
            "nlu:\n- intent: greet\n  examples: |\n    - xin chào\n- intent: ask_fee\n  examples: |\n    - phí sao\n", encoding="utf-8"
        )
        assert out_of_scope_messages(tmp_path, ["greet"]) == ["xin chào"]

    def test_files_without_such_intents_bring_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "rules.yml").write_text("version: '3.1'\n", encoding="utf-8")
        assert out_of_scope_messages(tmp_path, ["greet"]) == []

    def test_the_project_has_enough_of_them_to_learn_from(self) -> None:
        assert len(out_of_scope_messages(PROJECT_ROOT / "data" / "nlu", ["out_of_scope", "greet", "thank"])) > 100
