from __future__ import annotations

import pytest

from core.settings import PROJECT_ROOT
from knowledge_base.editing.glossary import terms

# Vietnamese terms of the content's part of docs/glossary.md that a form shows.
ON_FORMS = (
    "lĩnh vực",
    "thành phần hồ sơ",
    "phí",
    "lệ phí",
    "ngày làm việc",
    "bản chính",
    "căn cứ pháp lý",
    "tên gọi thường ngày",
    "thời hạn giải quyết",
)


def test_there_are_forty_or_more_each_with_a_sentence():
    assert len(terms()) >= 40
    assert all(len(term.meaning) > 25 and term.meaning.endswith(".") for term in terms())


def test_each_is_explained_once():
    assert len({term.term.casefold() for term in terms()}) == len(terms())


@pytest.mark.parametrize("wanted", ON_FORMS)
def test_what_the_forms_ask_for_is_explained_by_the_projects_own_word(wanted):
    assert wanted in (PROJECT_ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").casefold()
    assert wanted in {term.term.casefold() for term in terms()}
