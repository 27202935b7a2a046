from __future__ import annotations

import pytest

from knowledge_base.models import Origin
from knowledge_base.search.searchables import TRAITS, choice_searchable, faq_searchable, procedure_searchable, traits_table
from tests.knowledge_base.made_up import choice, everyday, faq, procedure


class TestProcedureSearchable:
    def test_is_found_by_name_everyday_names_and_summary(self) -> None:
        record = procedure(aliases=["làm giấy khai sinh"], summary="Ghi tên trẻ vào sổ hộ tịch.")
        assert procedure_searchable(record, Origin.SHIPPED).lines == (
            "Đăng ký khai sinh",
            "làm giấy khai sinh",
            "Ghi tên trẻ vào sổ hộ tịch.",
        )

    def test_is_also_found_by_what_people_call_it_and_how_they_ask_for_it(self) -> None:
        names = everyday("1.000001", "giấy khai sanh", questions=("vợ em mới sanh giờ làm giấy gì",))
        found = procedure_searchable(procedure(aliases=["làm giấy khai sinh"], summary="Ghi tên trẻ."), Origin.SHIPPED, names)
        assert found.names == ("làm giấy khai sinh", "giấy khai sanh")
        assert found.questions == ("Ghi tên trẻ.", "vợ em mới sanh giờ làm giấy gì")
        assert found.lines == (found.name, *found.names, *found.questions)

    def test_name_that_stands_in_both_places_counts_once(self) -> None:
        names = everyday("1.000001", "làm giấy khai sinh")
        assert procedure_searchable(procedure(aliases=["làm giấy khai sinh"]), Origin.SHIPPED, names).names == ("làm giấy khai sinh",)

    def test_is_expanded_where_anybody_has_named_it(self) -> None:
        assert "expanded" in procedure_searchable(procedure(), Origin.IMPORTED, everyday("1.000001", "giấy khai sanh")).traits
        assert "expanded" not in procedure_searchable(procedure(), Origin.IMPORTED).traits

    @pytest.mark.parametrize(
        ("official", "said"),
        [
            ("Thủ tục đăng ký khai sinh", "đăng ký khai sinh"),
            ("Đăng ký khai sinh (thực hiện tại cấp xã)", "Đăng ký khai sinh"),
            ("Đăng ký khai sinh (1.001193)", "Đăng ký khai sinh"),
            ("Cấp phép nhập khẩu (gạo)", "Cấp phép nhập khẩu (gạo)"),
            ("Thủ tục ", "Thủ tục"),
        ],
    )
    def test_what_only_registers_need_is_left_out_of_the_name(self, official: str, said: str) -> None:
        assert procedure_searchable(procedure(name=official), Origin.SHIPPED).name == said

    def test_speaks_of_its_papers_and_its_outcome(self) -> None:
        record = procedure(outcome="Giấy khai sinh", required_documents=[{"documents": [{"name": "Giấy chứng sinh"}]}])
        content = procedure_searchable(record, Origin.SHIPPED).content
        assert "Giấy chứng sinh" in content
        assert "Giấy khai sinh" in content

    @pytest.mark.parametrize(
        ("likelier", "less_likely"),
        [
            (procedure(authority_levels=["commune"]), procedure(authority_levels=["province"])),
            (procedure(authority_levels=["province"]), procedure(authority_levels=["ministry"])),
            (procedure(applicant_types=["Công dân Việt Nam"]), procedure(applicant_types=["Doanh nghiệp"])),
            (procedure("1.000001"), procedure("5.000001")),
            (procedure(sector="Hộ tịch"), procedure(sector="Hải quan")),
        ],
    )
    def test_what_citizens_do_at_their_commune_is_likelier(self, likelier, less_likely) -> None:
        assert procedure_searchable(likelier, Origin.SHIPPED).prior > procedure_searchable(less_likely, Origin.SHIPPED).prior

    def test_what_we_ship_is_likelier_than_what_was_imported(self) -> None:
        assert procedure_searchable(procedure(), Origin.SHIPPED).prior > procedure_searchable(procedure(), Origin.IMPORTED).prior

    def test_prior_stays_between_none_and_one(self) -> None:
        most = procedure(authority_levels=["commune"], applicant_types=["Công dân Việt Nam"])
        least = procedure("6.000001", sector="Hải quan")
        assert procedure_searchable(most, Origin.EDITED).prior <= 1
        assert procedure_searchable(least, Origin.IMPORTED).prior == 0


class TestFaqSearchable:
    def test_is_found_by_its_question_and_the_ways_to_ask_it(self) -> None:
        record = faq(aliases=["giờ hành chính"])
        assert faq_searchable(record).lines == ("Mấy giờ xã làm việc?", "giờ hành chính")

    def test_speaks_of_its_topic_and_answer(self) -> None:
        content = faq_searchable(faq()).content
        assert "Giờ làm việc" in content
        assert "7 giờ 30" in content


class TestChoiceSearchable:
    WHICH = choice("choice-tang", ("nhà có tang", "bố mới mất"), {"1.000001": "Khai tử", "1.000002": "Mai táng phí"})

    def test_is_found_by_its_wordings_and_not_by_the_question_it_puts(self) -> None:
        found = choice_searchable(self.WHICH)
        assert found.lines == ("nhà có tang", "bố mới mất")
        assert self.WHICH.question not in found.content

    def test_speaks_of_its_options(self) -> None:
        assert "Mai táng phí" in choice_searchable(self.WHICH).content


class TestTraitsTable:
    def test_has_a_row_for_each_entry_and_a_column_for_each_trait(self) -> None:
        table = traits_table([faq_searchable(faq()), choice_searchable(TestChoiceSearchable.WHICH)])
        assert table.shape == (2, len(TRAITS))
        assert table[:, TRAITS.index("faq")].tolist() == [1, 0]
        assert table[:, TRAITS.index("choice")].tolist() == [0, 1]

    def test_of_nothing_is_empty_and_as_wide(self) -> None:
        assert traits_table([]).shape == (0, len(TRAITS))
