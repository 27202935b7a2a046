from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.evaluating.noise import KINDS, as_telex, noisy
from core.errors import InputError
from core.settings import PROJECT_ROOT
from knowledge_base.content_loader import shipped_faqs, shipped_procedures
from knowledge_base.judging.dialogues import Dialogue, DialogueSet, ExpectedTurn
from vntext import normalise, read_telex, strip_accents

SENTENCE = "Con em mới sinh không biết làm giấy khai sinh cho bé cần mang gì vậy ạ"


def spoilt(kind: str, text: str = SENTENCE, seed: int = 1) -> str:
    given_set = DialogueSet("tập", (Dialogue(id="d", turns=[ExpectedTurn(text=text, behaviour="answer")]),))
    (made,) = noisy([given_set], [kind], seed)
    assert made.noise == kind
    return made.dialogues[0].turns[0].text


class TestNoisy:
    @pytest.mark.parametrize("kind", list(KINDS))
    def test_same_seed_spoils_in_the_same_way(self, kind: str) -> None:
        assert spoilt(kind) == spoilt(kind)

    def test_another_seed_slips_elsewhere(self) -> None:
        assert len({spoilt("typos", SENTENCE * 3, seed) for seed in range(5)}) > 1

    def test_unknown_kind_is_refused_with_those_there_are(self) -> None:
        with pytest.raises(InputError, match="strip-accents"):
            noisy([], ["rot13"], 1)

    def test_every_set_is_spoilt_in_every_way_and_what_is_expected_stays(self) -> None:
        turn = ExpectedTurn(text=SENTENCE, behaviour="answer", codes=["1.001193"], aspects=["documents"])
        sets = [DialogueSet(name, (Dialogue(id="d", turns=[turn]),)) for name in ("một", "hai")]
        made = noisy(sets, list(KINDS), 1)
        assert {(each.name, each.noise) for each in made} == {(name, kind) for name in ("một", "hai") for kind in KINDS}
        for each in made:
            (spoilt_turn,) = each.dialogues[0].turns
            assert spoilt_turn.model_dump(exclude={"text"}) == turn.model_dump(exclude={"text"})

    def test_what_was_given_is_left_as_it_was(self) -> None:
        given_set = DialogueSet("tập", (Dialogue(id="d", turns=[ExpectedTurn(text=SENTENCE, behaviour="answer")]),))
        noisy([given_set], list(KINDS), 1)
        assert given_set.dialogues[0].turns[0].text == SENTENCE

    def test_other_dialogues_do_not_change_how_one_is_spoilt(self) -> None:
        turns = [ExpectedTurn(text=SENTENCE * 3, behaviour="answer")]
        alone, among = ([Dialogue(id=name, turns=turns) for name in names] for names in (["d"], ["a", "b", "d"]))
        texts = [noisy([DialogueSet("tập", tuple(given))], ["typos"], 1)[0].dialogues[-1].turns[0].text for given in (alone, among)]
        assert texts[0] == texts[1]

    @given(text=st.text(max_size=80), seed=st.integers(0, 5))
    def test_any_text_can_be_spoilt(self, text: str, seed: int) -> None:
        for spoil in KINDS.values():
            assert isinstance(spoil(text, random.Random(seed)), str)


class TestWithoutAccents:
    def test_strips_all_of_them_and_nothing_else(self) -> None:
        assert spoilt("strip-accents") == strip_accents(SENTENCE)
        assert spoilt("strip-accents", "Lệ phí 8.000đ?") == "Le phi 8.000d?"


class TestInTeencode:
    def test_shortens_common_words(self) -> None:
        assert spoilt("teencode") != SENTENCE

    def test_spells_anew_only_what_stands_in_its_table(self) -> None:
        assert spoilt("teencode", "hộ chiếu phổ thông") == "hộ chiếu phổ thông"

    def test_word_within_another_stays(self) -> None:
        assert all(spoilt("teencode", "khôngg emm", seed) == "khôngg emm" for seed in range(10))

    def test_in_many_tries_each_spelling_comes(self) -> None:
        assert {spoilt("teencode", "không", seed) for seed in range(100)} > {"k", "ko", "không"}

    def test_of_two_words_that_belong_together_neither_is_respelt_alone(self) -> None:
        assert {spoilt("teencode", "khai sinh", seed) for seed in range(20)} == {"khai sinh", "ks"}


class TestInDialect:
    def test_says_it_as_people_there_do(self) -> None:
        said = {spoilt("regional", "bố làm gì", seed) for seed in range(60)}
        assert any("chi" in text.split() for text in said)
        assert any("mần" in text.split() for text in said)

    def test_words_that_everybody_says_alike_stay(self) -> None:
        assert spoilt("regional", "hộ chiếu phổ thông") == "hộ chiếu phổ thông"


@pytest.mark.parametrize("kind", ["teencode", "regional", "typos"])
def test_text_typed_without_accents_gets_none_back(kind: str) -> None:
    bare = strip_accents(SENTENCE)
    for seed in range(30):
        made = spoilt(kind, bare, seed)
        assert made == strip_accents(made)


class TestWithTypos:
    TEXT = " ".join(["giấy khai sinh nộp ở xã số 12/3 cần gì vậy"] * 40)

    def test_slips_in_about_every_eighth_longer_word(self) -> None:
        longer = [word for word in self.TEXT.split() if len(word) >= 3 and word.isalpha()]
        kept = Counter(spoilt("typos", self.TEXT).split()) & Counter(longer)
        assert 0.8 < kept.total() / len(longer) < 0.96

    def test_short_words_and_numbers_stay(self) -> None:
        text = "ở xã 12/3 1.001193 gì ạ " * 20
        assert all(spoilt("typos", text.strip(), seed) == text.strip() for seed in range(5))

    def test_a_slip_changes_a_letter_or_two_of_a_word(self) -> None:
        for seed in range(60):
            made = spoilt("typos", "khai", seed)
            assert abs(len(made) - 4) <= 1
            assert len(Counter("khai") - Counter(made)) <= 1

    def test_now_and_then_a_blank_is_missed(self) -> None:
        assert any(len(spoilt("typos", self.TEXT, seed).split()) < len(self.TEXT.split()) for seed in range(5))


class TestAsTelex:
    @pytest.mark.parametrize(
        ("meant", "typed"),
        [
            ("giấy", "giaays"),
            ("đường", "dduwowngf"),
            ("Nguyễn", "Nguyeenx"),
            ("hộ khẩu", "hooj khaaur"),
            ("ăn ở đâu?", "awn owr ddaau?"),
            ("mã 1.001193, xin", "max 1.001193, xin"),
            ("ok shop", "ok shop"),
            ("", ""),
        ],
    )
    def test_writes_the_keys_with_the_tone_behind_the_syllable(self, meant: str, typed: str) -> None:
        assert spoilt("telex", meant) == typed

    def test_two_ways_of_storing_accents_are_typed_alike(self) -> None:
        assert spoilt("telex", unicodedata.normalize("NFD", SENTENCE)) == spoilt("telex", SENTENCE)

    def test_is_read_back_as_it_was_meant(self) -> None:
        typed = spoilt("telex", "làm giấy khai sinh cho bé")
        assert typed == "lamf giaays khai sinh cho bes"
        assert read_telex(typed) == "làm giấy khai sinh cho bé"

    def test_hardly_any_wording_that_we_ship_is_read_back_otherwise(self) -> None:
        """Two that know the keyboard from either side, each written without the other."""
        meant = [normalise(text) for record in shipped_faqs() for text in (record.question, *record.aliases)]
        meant += [normalise(text) for record in shipped_procedures() for text in record.aliases]
        read = [read_telex(as_telex(text, random.Random(1))) for text in meant]
        right = sum(back.lower() == text.lower() for back, text in zip(read, meant, strict=True))
        assert right / len(meant) > 0.95
        assert all(as_telex(text, random.Random(1)).isascii() for text in meant if re.fullmatch(r"[\w\s,.?]*", text))


@pytest.mark.parametrize("table", ["teencode", "regional"])
def test_every_word_of_the_tables_is_spelt_otherwise_and_in_lower_case(table: str) -> None:
    rows = yaml.safe_load((PROJECT_ROOT / "app" / "evaluating" / "noise.yml").read_text(encoding="utf-8"))[table]
    assert [word for word in rows if word != word.lower()] == []
    assert [word for word, spellings in rows.items() if word in spellings or not spellings] == []
