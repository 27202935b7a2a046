from __future__ import annotations

import json
import unicodedata

import pytest

from knowledge_base.models import Origin
from knowledge_base.records import FaqRecord, ProcedureRecord
from knowledge_base.search.index import CANDIDATES, NOTHING, Found, Hit, SearchIndex, Vocabularies, Weights
from knowledge_base.search.query import prepare
from knowledge_base.search.ranker import Ranker
from knowledge_base.search.searchables import Searchable, faq_searchable, procedure_searchable
from vntext import strip_accents

BIRTH = Searchable("birth", "Đăng ký khai sinh", ("làm giấy khai sinh",))
PASSPORT = Searchable("passport", "Cấp hộ chiếu phổ thông")


@pytest.fixture(scope="module")
def index(procedures: list[ProcedureRecord]) -> SearchIndex:
    """Over all that is shipped."""
    return SearchIndex([procedure_searchable(record, Origin.SHIPPED) for record in procedures])


def best(index: SearchIndex, text: str) -> str:
    found = index.search(prepare(text)).best
    return found.key if found else ""


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("đăng ký khai sinh cho con mới sinh", "1.001193"),
            ("đăng ký khai tử", "1.000656"),
            ("đăng ký tạm trú cho sinh viên ở trọ", "1.004194"),
            ("xác nhận tình trạng độc thân", "1.004873"),
            ("chứng thực bản sao từ bản chính", "2.000815"),
        ],
    )
    def test_everyday_questions_find_their_procedure_with_and_without_accents(self, index: SearchIndex, text: str, code: str) -> None:
        assert best(index, text) == code
        assert best(index, strip_accents(text)) == code
        assert best(index, text.upper()) == code
        assert best(index, unicodedata.normalize("NFD", text)) == code

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("lm gks cho be moi sinh", "1.001193"),
            ("e mún đk kết hôn vs ny", "1.000894"),
            ("photo công chứng giấy tờ", "2.000815"),
            ("giấy chứng nhận độc thân", "1.004873"),
        ],
    )
    def test_slang_and_everyday_words_find_it_too(self, index: SearchIndex, text: str, code: str) -> None:
        assert best(index, text) == code

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("đăng kí khai sihn", "1.001193"),
            ("dang ky khaisinh", "1.001193"),
            ("dăng ky tam chú", "1.004194"),
            ("xac nhan tinh trang hon nhn", "1.004873"),
        ],
    )
    def test_typing_errors_do_not_matter(self, index: SearchIndex, text: str, code: str) -> None:
        assert best(index, text) == code

    def test_each_shipped_procedure_is_among_the_first_for_its_own_name(
        self, index: SearchIndex, procedures: list[ProcedureRecord]
    ) -> None:
        lost = [r.code for r in procedures if r.code not in {hit.key for hit in index.search(prepare(r.name)).hits[:3]}]
        assert lost == []

    def test_each_shipped_common_question_is_among_the_first_for_its_own_words(self, faqs: list[FaqRecord]) -> None:
        index = SearchIndex([faq_searchable(record) for record in faqs])
        lost = [r.slug for r in faqs if r.slug not in {hit.key for hit in index.search(prepare(r.question)).hits[:2]}]
        assert lost == []

    @pytest.mark.parametrize("text", ["", "   ", "?!", "👍🙏", "zzzz qqqq wwww", "\u200b"])
    def test_nothing_for_nonsense(self, index: SearchIndex, text: str) -> None:
        assert index.search(prepare(text)) == NOTHING

    def test_best_first_each_once_and_no_more_than_the_ranker_looks_at(self, index: SearchIndex) -> None:
        hits = index.search(prepare("đăng ký kết hôn")).hits
        shares = [hit.share for hit in hits]
        assert shares == sorted(shares, reverse=True)
        assert len(hits) == len({hit.key for hit in hits}) <= CANDIDATES

    def test_shares_and_that_of_none_of_them_make_one(self, index: SearchIndex) -> None:
        found = index.search(prepare("làm giấy khai sinh"))
        assert sum(hit.share for hit in found.hits) + found.nothing == pytest.approx(1)

    def test_share_of_an_entry_that_was_not_found_is_none(self, index: SearchIndex) -> None:
        assert index.search(prepare("làm giấy khai sinh")).share_of("9.999999") == 0.0

    def test_same_question_gives_the_same_hits(self, index: SearchIndex) -> None:
        query = prepare("làm lại giấy khai sinh bị mất")
        assert index.search(query) == index.search(query)

    def test_length_is_the_number_of_entries(self, index: SearchIndex, procedures: list[ProcedureRecord]) -> None:
        assert len(index) == len(procedures)


def test_empty_index_finds_nothing() -> None:
    assert SearchIndex([]).search(prepare("khai sinh")) == NOTHING


class TestCandidates:
    def test_are_no_more_than_the_ranker_looks_at(self) -> None:
        index = SearchIndex([Searchable(str(number), f"Đăng ký mẫu số {number}") for number in range(3 * CANDIDATES)])
        found = index.candidates(prepare("đăng ký mẫu số"))
        assert found is not None
        assert len(found.keys) == CANDIDATES

    def test_are_only_those_that_share_something_with_the_question(self) -> None:
        found = SearchIndex([BIRTH, PASSPORT]).candidates(prepare("khai sinh"))
        assert found is not None
        assert found.keys == ["birth"]

    @pytest.mark.parametrize("text", ["", "👍", "zzzz qqqq"])
    def test_of_nothing_there_are_none(self, text: str) -> None:
        assert SearchIndex([BIRTH, PASSPORT]).candidates(prepare(text)) is None


class TestGivenParts:
    """What an index may be handed: another ranker, other weights, words counted before."""

    def test_ranker_has_the_last_word(self) -> None:
        shortest_name_wins = Ranker.from_json(json.dumps({"weights": {"name_precision": 50}, "nothing": {}}))
        longest_match_wins = Ranker.from_json(json.dumps({"weights": {"line_recall": 50}, "nothing": {}}))
        entries = [Searchable("short", "khai sinh"), Searchable("long", "đăng ký lại khai sinh cho người lớn")]
        assert best(SearchIndex(entries, ranker=shortest_name_wins), "đăng ký lại khai sinh") == "short"
        assert best(SearchIndex(entries, ranker=longest_match_wins), "đăng ký lại khai sinh") == "long"

    def test_surely_none_of_them_is_said_beside_the_hits(self) -> None:
        ranker = Ranker.from_json(json.dumps({"weights": {"nothing": 50}}))
        found = SearchIndex([BIRTH], ranker=ranker).search(prepare("khai sinh"))
        assert found.nothing == pytest.approx(1)
        assert found.share_of("birth") == pytest.approx(0)

    def test_entry_that_must_be_looked_at_is_among_the_hits_however_little_it_fits(self) -> None:
        index = SearchIndex(
            [BIRTH, Searchable("far", "Cấp hộ chiếu phổ thông"), *(Searchable(f"x{n}", f"khai sinh {n}") for n in range(40))]
        )
        query = prepare("khai sinh")
        assert "far" not in {hit.key for hit in index.search(query).hits}
        with_far = index.search(query, ("far", "unknown"))
        assert 0 < with_far.share_of("far") < with_far.hits[0].share
        assert sum(hit.share for hit in with_far.hits) + with_far.nothing == pytest.approx(1)

    def test_first_look_follows_its_weights(self) -> None:
        entries = [Searchable("named", "khai sinh"), Searchable("told", "hộ tịch", content="khai sinh khai sinh")]
        query = prepare("khai sinh hộ")
        by_name = SearchIndex(entries, weights=Weights(words=1, characters=0, whole=0, content=0)).candidates(query)
        by_content = SearchIndex(entries, weights=Weights(words=0, accented=0, characters=0, whole=0, content=1)).candidates(query)
        assert by_name is not None
        assert by_content is not None
        assert by_name.keys[0] == "named"
        assert by_content.keys == ["told"]

    def test_words_counted_for_an_earlier_index_change_nothing(self) -> None:
        shared = Vocabularies()
        SearchIndex([PASSPORT, Searchable("other", "Đăng ký khai tử")], vocabularies=shared)
        rebuilt = SearchIndex([BIRTH, PASSPORT], vocabularies=shared)
        for text in ("khai sinh", "hộ chiếu", "khai tử"):
            assert rebuilt.search(prepare(text)) == SearchIndex([BIRTH, PASSPORT]).search(prepare(text))


class TestFound:
    def test_best_is_the_first_and_none_of_nothing(self) -> None:
        assert NOTHING.best is None
        assert Found((Hit("a", 0.6, {}), Hit("b", 0.3, {})), 0.1).best == Hit("a", 0.6, {})

    def test_share_of_each_is_known_by_its_key(self) -> None:
        found = Found((Hit("a", 0.6, {}), Hit("b", 0.3, {})), 0.1)
        assert [found.share_of(key) for key in ("a", "b", "c")] == [0.6, 0.3, 0.0]


class TestWithout:
    def test_others_take_over_the_share_of_what_is_left_out(self) -> None:
        found = Found((Hit("a", 0.5, {}), Hit("b", 0.3, {}), Hit("c", 0.1, {})), 0.1)
        left = found.without(["a"])
        assert [(hit.key, round(hit.share, 3)) for hit in left.hits] == [("b", 0.6), ("c", 0.2)]
        assert round(left.nothing, 3) == 0.2

    def test_nothing_is_left_of_one_alone(self) -> None:
        assert Found((Hit("a", 1.0, {}),), 0.0).without(["a"]) == NOTHING
