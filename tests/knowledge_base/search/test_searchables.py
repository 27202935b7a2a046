from __future__ import annotations

import pytest

from knowledge_base.models import Origin
from knowledge_base.search.searchables import faq_searchable, procedure_searchable
from tests.knowledge_base.made_up import faq, procedure


class TestProcedureSearchable:
    def test_is_found_by_name_everyday_names_and_summary(self) -> None:
        record = procedure(aliases=["làm giấy khai sinh"], summary="Ghi tên trẻ vào sổ hộ tịch.")
        assert procedure_searchable(record, Origin.SHIPPED).lines == (
            "Đăng ký khai sinh",
            "làm giấy khai sinh",
            "Ghi tên trẻ vào sổ hộ tịch.",
        )

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
