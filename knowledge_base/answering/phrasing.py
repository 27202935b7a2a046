"""Single fields put into words: money, time, papers, dates."""

from __future__ import annotations

import re
from datetime import date

from core.words import Words
from knowledge_base.records import Fee, ProcedureRecord, ProcessingTime, RequiredDocument, SubmissionMethod

# Official records often name a form by its file.
_FILE_ENDING = re.compile(r"\.(?:docx?|pdf|xlsx?|rtf)$", re.IGNORECASE)
_PAID_IN = re.compile(r"\bđóng\b.*\b(?:bhxh|bhyt|bảo hiểm)\b|\b(?:khai|nộp) (?:\w+ ){0,2}?thuế\b")
_PAID_OUT = re.compile(
    r"\b(?:trợ cấp|hỗ trợ (?:chi phí|kinh phí|tiền)|mai táng|tử tuất|lương hưu|hưởng (?:\w+ ){0,2}?(?:chế độ|bảo hiểm))\b"
)


def money(amount_vnd: int) -> str:
    """20000 → "20.000"."""
    return f"{amount_vnd:,}".replace(",", ".")


def day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def processing_time(words: Words, time: ProcessingTime) -> str:
    if time.amount is None:
        return time.note
    unit = words.say(f"unit_{time.unit.value}") if time.unit else ""
    stated = f"{time.amount} {unit}" if unit else words.say("no_unit", amount=time.amount)
    return f"{stated} ({time.note})" if time.note else stated


def fee(words: Words, item: Fee) -> str:
    label = words.say(f"fee_{item.kind.value}")
    if item.amount_vnd is None:
        return f"{label}: {item.note}"
    amount = words.say("free") if item.amount_vnd == 0 else words.say("amount", amount=money(item.amount_vnd))
    stated = words.say("per", amount=amount, per=item.per) if item.per and item.amount_vnd else amount
    return f"{label}: {stated}. {item.note}".rstrip(". ") if item.note else f"{label}: {stated}"


def is_about_contributions(record: ProcedureRecord) -> bool:
    """Whoever asks what it costs may mean what is paid in, which is no fee."""
    return _PAID_IN.search(record.name.lower()) is not None


def mistaken_for_fee(record: ProcedureRecord) -> str | None:
    """The sentence for whoever asks how much and may mean what is paid in, or paid out, which is no fee."""
    if is_about_contributions(record):
        return "no_contribution"
    return "no_benefit" if _PAID_OUT.search(record.name.lower()) else None


def method_label(words: Words, method: SubmissionMethod) -> str:
    label = words.say(f"method_{method.kind.value}")
    return f"{label} ({method.case})" if method.case else label


def required_document(words: Words, paper: RequiredDocument) -> str:
    counts = []
    if paper.originals:
        counts.append(words.say("originals", count=paper.originals))
    if paper.copies:
        counts.append(words.say("copies", count=paper.copies))
    if paper.form_template:
        counts.append(words.say("with_form", form=_FILE_ENDING.sub("", paper.form_template)))
    name = paper.name.rstrip(" .;")
    return f"{name} – {', '.join(counts)}" if counts else name
