"""A field of a record in plain Vietnamese lines, as a jurist would write it down. Works on what is not valid yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from core.clock import VIETNAM
from knowledge_base.editing.field_words import field_label, line, value_words, yes_or_no
from knowledge_base.importer.words import field_label as compared_label
from knowledge_base.models import EntryKind

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def lines_of(field: str, value: Any) -> list[str]:
    """Empty for what is empty."""
    if value is None or value in ("", [], {}, ()):
        return []
    writer = _WRITERS.get(field)
    if writer is not None and isinstance(value, list):
        return [text for each in value for text in (writer(each) if isinstance(each, dict) else [str(each)])]
    if isinstance(value, list):
        return [_scalar(field, each) for each in value]
    if isinstance(value, dict):
        return list(_source(value) if field == "source" else _differences(value))
    return _scalar(field, value).splitlines()


def _scalar(field: str, value: Any) -> str:
    if isinstance(value, bool):
        return yes_or_no(value)
    text = str(value)
    if field in {"starts_at", "ends_at"}:
        return _moment(text)
    found = _DAY.fullmatch(text)
    return f"{found[3]}/{found[2]}/{found[1]}" if found else value_words(field, text)


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (moment.astimezone(VIETNAM) if moment.tzinfo else moment).strftime("%H:%M %d/%m/%Y")


def _methods(method: Mapping[str, Any]) -> Iterator[str]:
    kind = value_words("submission_kind", str(method.get("kind") or ""))
    yield line("method_case", kind=kind, case=method["case"]) if method.get("case") else line("method", kind=kind)
    time = method.get("processing_time")
    if isinstance(time, dict):
        yield line("time", time=_time(time))
    for fee in _dicts(method.get("fees")):
        yield line("fee", kind=value_words("fee_kind", str(fee.get("kind") or "fee")), amount=_amount(fee))
    if method.get("note"):
        yield line("method_note", note=method["note"])


def _time(time: Mapping[str, Any]) -> str:
    amount, unit, note = time.get("amount"), time.get("unit"), str(time.get("note") or "")
    if amount is None or amount == "":
        return note
    stated = f"{amount} {value_words('unit', str(unit))}" if unit else line("no_unit", amount=amount)
    return line("noted", text=stated, note=note) if note else stated


def _amount(fee: Mapping[str, Any]) -> str:
    amount, note = fee.get("amount_vnd"), str(fee.get("note") or "")
    if amount is None or amount == "":
        return note
    stated = (line("money", amount=f"{amount:,}".replace(",", ".")) if amount else line("free")) if isinstance(amount, int) else str(amount)
    stated = line("per", amount=stated, per=fee["per"]) if fee.get("per") else stated
    return line("noted", text=stated, note=note) if note else stated


def _case(case: Mapping[str, Any]) -> Iterator[str]:
    yield line("case", case=str(case["case"]).rstrip(":")) if case.get("case") else line("everyone")
    for paper in _dicts(case.get("documents")):
        counted = [line(what, count=paper[what]) for what in ("originals", "copies") if paper.get(what)]
        if paper.get("form_template"):
            counted.append(line("form", form=paper["form_template"]))
        name = paper.get("name") or ""
        yield line("document_counted", name=name, counts=", ".join(counted)) if counted else line("document", name=name)
    notes = case.get("notes")
    yield from (line("case_note", note=note) for note in (notes if isinstance(notes, list) else []))


def _basis(basis: Mapping[str, Any]) -> Iterator[str]:
    number, summary = basis.get("document_number") or "", basis.get("summary")
    text = line("basis", number=number, summary=summary) if summary else str(number)
    if basis.get("issued_on"):
        text = line("issued", text=text, date=_scalar("issued_on", basis["issued_on"]))
    yield line("by", text=text, issuer=basis["issuer"]) if basis.get("issuer") else text


def _linked(item: Mapping[str, Any]) -> Iterator[str]:
    yield line("linked", name=item.get("name") or "", url=item["url"]) if item.get("url") else str(item.get("name") or "")


def _option(option: Mapping[str, Any]) -> Iterator[str]:
    yield line("option", label=option.get("label") or "", code=option.get("code") or "")


def _source(source: Mapping[str, Any]) -> Iterator[str]:
    yield from (str(source[part]) for part in ("title", "url") if source.get(part))


def _differences(differences: Mapping[str, Any]) -> Iterator[str]:
    yield from (line("difference", field=_compared(field), why=why) for field, why in differences.items())


def _compared(field: str) -> str:
    """Some are no field of a record, such as "fees"."""
    label = compared_label(field)
    return label if label != field else field_label(EntryKind.PROCEDURE, field).lower()


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


_WRITERS: Mapping[str, Callable[[Mapping[str, Any]], Iterator[str]]] = {
    "submission_methods": _methods,
    "required_documents": _case,
    "legal_bases": _basis,
    "form_templates": _linked,
    "options": _option,
}
