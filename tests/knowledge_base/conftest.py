"""What the knowledge base's tests share: its own sentences, and the shipped content as it is searched."""

from __future__ import annotations

import pytest

from core.settings import PROJECT_ROOT
from core.words import Words
from knowledge_base.content_loader import shipped_faqs, shipped_procedures
from knowledge_base.records import FaqRecord, ProcedureRecord


@pytest.fixture(scope="session")
def words() -> Words:
    return Words(PROJECT_ROOT / "knowledge_base" / "answering" / "words.yml", hotline_number="1022", province_name="Đồng Nai")


@pytest.fixture(scope="session")
def procedures() -> list[ProcedureRecord]:
    """As shipped."""
    return shipped_procedures()


@pytest.fixture(scope="session")
def faqs() -> list[FaqRecord]:
    """As shipped."""
    return shipped_faqs()
