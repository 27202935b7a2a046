"""What the knowledge base's tests share: its own sentences, and the shipped content as it is searched."""

from __future__ import annotations

import pytest

from core.settings import PROJECT_ROOT
from core.words import Words
from knowledge_base.content_loader import shipped_choices, shipped_everyday_names, shipped_faqs, shipped_procedures
from knowledge_base.records import ChoiceRecord, EverydayNames, FaqRecord, ProcedureRecord


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


@pytest.fixture(scope="session")
def everyday_names() -> list[EverydayNames]:
    """As shipped."""
    return shipped_everyday_names()


@pytest.fixture(scope="session")
def choices() -> list[ChoiceRecord]:
    """As shipped."""
    return shipped_choices()
