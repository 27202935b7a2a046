"""An answer composed from the fields of published records: nothing invented, no required paper left out."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from datetime import date, timedelta

from core.clock import VIETNAM
from core.words import Words
from knowledge_base.answering import phrasing
from knowledge_base.answering.answer import Block, BulletList, Facts, Heading, Link, Note, Paragraph, Row, SourceNote
from knowledge_base.answering.aspects_told import FACTS, ORDER, behind_overview
from knowledge_base.answering.question import Aspect
from knowledge_base.records import (
    Announcement,
    ContactRecord,
    Dated,
    FaqRecord,
    PlaceRecord,
    ProcedureRecord,
    SubmissionKind,
    SubmissionMethod,
)
from knowledge_base.told import Told, search_key

EXPIRED_DAYS = 30


class Composer:
    """`expired_days` after its end a record is no longer given as fact; nothing is told of what is `under_check` (Knowledge)."""

    def __init__(
        self, words: Words, today: Callable[[], date], *, expired_days: int = EXPIRED_DAYS, under_check: Container[str] = frozenset()
    ) -> None:
        self.words = words
        self._today = today
        self._under_check = under_check
        self._grace = timedelta(days=expired_days)
        self._sections: dict[Aspect, Callable[[ProcedureRecord], list[Block]]] = {
            Aspect.OVERVIEW: self._overview,
            Aspect.DOCUMENTS: self._documents,
            Aspect.FEE: self._fees,
            Aspect.TIME: self._times,
            Aspect.PLACE: self._place,
            Aspect.STEPS: lambda record: self._listed(Aspect.STEPS, record.steps, ordered=True),
            Aspect.CONDITIONS: lambda record: self._listed(Aspect.CONDITIONS, record.conditions),
            Aspect.LEGAL_BASIS: self._legal_bases,
            Aspect.ONLINE: self._online,
            Aspect.FORM: self._forms,
            Aspect.OUTCOME: lambda record: self._listed(Aspect.OUTCOME, [record.outcome] if record.outcome else []),
        }

    def procedure(self, record: ProcedureRecord, aspects: Sequence[Aspect], beside: Sequence[Aspect] = ()) -> list[Block]:
        """Every asked aspect, in a fixed order; those told beside, shorter where they can be; then source and date.

        No aspect asked is an overview.
        """
        if self.is_withheld(record):
            return self._withheld(record, record.name, record.online_url)
        asked = sorted(set(aspects) - {Aspect.OVERVIEW}, key=ORDER.index) or [Aspect.OVERVIEW]
        blocks: list[Block] = [Heading(text=record.name), *self._validity(record)]
        for aspect in [*asked, *(aspect for aspect in beside if aspect not in FACTS)]:
            blocks.extend(self._sections[aspect](record))
        blocks.extend(self._facts(record, [aspect for aspect in beside if aspect in FACTS]))
        return [*blocks, *(block for block in self._source(record) if block not in blocks)]

    def told(self, record: Told) -> list[Block]:
        match record:
            case FaqRecord():
                return self.faq(record)
            case ContactRecord():
                return self.contact(record)
            case Announcement():
                return self.announcement(record)

    def faq(self, record: FaqRecord) -> list[Block]:
        if self.is_withheld(record):
            return self._withheld(record, record.question)
        return [Heading(text=record.question), *self._validity(record), *_written(record.answer), _source_of(record)]

    def contact(self, record: ContactRecord) -> list[Block]:
        if self.is_withheld(record):
            return self._withheld(record, record.name)
        words = self.words
        ways = {"phone": record.phone, "address": record.address, "opening_hours": record.opening_hours}
        rows = [Row(label=words.say(f"contact_{name}"), value=value.strip()) for name, value in ways.items() if value.strip()]
        link: list[Block] = [Link(text=words.say("contact_url"), url=record.url)] if record.url else []
        facts: list[Block] = [Facts(rows=rows)] if rows else []
        return [Heading(text=record.name), *self._validity(record), *facts, *_written(record.note), *link, _source_of(record)]

    def announcement(self, record: Announcement) -> list[Block]:
        since = phrasing.day(record.starts_at.astimezone(VIETNAM).date())
        source = SourceNote(title=record.source.title, url=record.source.url, as_of=since)
        return [Heading(text=record.title), *_written(record.text), source]

    def is_withheld(self, record: Dated) -> bool:
        """Staff check it, or it is so long after its end that whoever went by it would go in vain."""
        is_over = record.effective_to is not None and record.effective_to + self._grace < self._today()
        return is_over or search_key(record) in self._under_check

    def _withheld(self, record: Dated, name: str, url: str = "") -> list[Block]:
        """None of what it says; of what is over also where it came from."""
        if search_key(record) in self._under_check:
            return [Heading(text=name), Paragraph(text=self.words.say("under_check"))]
        ended = phrasing.day(record.effective_to) if record.effective_to else ""
        source = SourceNote(title=record.source.title, url=record.source.url or url, as_of=phrasing.day(record.as_of))
        return [Heading(text=name), Paragraph(text=self.words.say("out_of_force", date=ended)), source]

    def _overview(self, record: ProcedureRecord) -> list[Block]:
        summary: list[Block] = [Paragraph(text=record.summary)] if record.summary else []
        behind = [block for aspect in behind_overview(record) for block in self._sections[aspect](record)]
        return [*summary, *self._facts(record, FACTS), *self._documents(record), *behind]

    def _facts(self, record: ProcedureRecord, aspects: Sequence[Aspect]) -> list[Block]:
        """Time, fee and place in a line each; what differs by submission method gets a list of its own."""
        words = self.words
        rows: list[Row] = []
        lists: list[Block] = []
        for aspect in aspects:
            lines = self._fact_lines(record, aspect)
            if len(lines) > 1:
                lists.extend(self._listed(aspect, lines))
            else:
                stated = lines[0] if lines else words.say(f"{aspect.value}_missing")
                rows.append(Row(label=words.say(f"heading_{aspect.value}"), value=stated))
        return [*lists, *([Facts(rows=rows)] if rows else [])]

    def _fact_lines(self, record: ProcedureRecord, aspect: Aspect) -> list[str]:
        match aspect:
            case Aspect.TIME:
                return self._time_lines(record)
            case Aspect.FEE:
                return self._fee_lines(record)
            case _:
                return self._place_lines(record)[:1]

    def _documents(self, record: ProcedureRecord) -> list[Block]:
        cases = [case for case in record.required_documents if case.documents or case.notes]
        blocks: list[Block] = [self._title(Aspect.DOCUMENTS)]
        if not any(case.documents for case in cases):
            blocks.append(Paragraph(text=self.words.say("missing_documents")))
        for case in cases:
            title = case.case or (self.words.say("everyone") if len(cases) > 1 else "")
            if title:
                blocks.append(Paragraph(text=f"{title.rstrip(':')}:"))
            if case.documents:
                blocks.append(BulletList(items=[phrasing.required_document(self.words, paper) for paper in case.documents]))
            blocks.extend(Note(text=note) for note in case.notes)
        return blocks

    def _fees(self, record: ProcedureRecord) -> list[Block]:
        sentence = phrasing.mistaken_for_fee(record)
        told_apart = [Note(text=self.words.say(sentence))] if sentence else []
        return [*self._listed(Aspect.FEE, self._fee_lines(record)), *told_apart]

    def _fee_lines(self, record: ProcedureRecord) -> list[str]:
        said = [(method, phrasing.fee(self.words, item)) for method in record.submission_methods for item in method.fees]
        return self._by_method(said)

    def _times(self, record: ProcedureRecord) -> list[Block]:
        return self._listed(Aspect.TIME, self._time_lines(record))

    def _time_lines(self, record: ProcedureRecord) -> list[str]:
        timed = [(method, method.processing_time) for method in record.submission_methods]
        return self._by_method([(method, phrasing.processing_time(self.words, time)) for method, time in timed if time is not None])

    def _by_method(self, said: Sequence[tuple[SubmissionMethod, str]]) -> list[str]:
        """What is the same for several submission methods is said once, naming them all."""
        methods: dict[str, list[str]] = {}
        for method, text in said:
            labels = methods.setdefault(text, [])
            label = phrasing.method_label(self.words, method)
            if label not in labels:
                labels.append(label)
        return [f"{', '.join(labels)}: {text}" for text, labels in methods.items()]

    def _place(self, record: ProcedureRecord) -> list[Block]:
        words, kinds = self.words, {method.kind for method in record.submission_methods}
        lines = self._place_lines(record)
        if SubmissionKind.ONLINE in kinds:
            lines.append(words.say("place_online"))
        if SubmissionKind.POSTAL in kinds:
            lines.append(words.say("place_postal"))
        lines.extend(self._by_method([(method, method.note) for method in record.submission_methods if method.note]))
        return self._listed(Aspect.PLACE, lines)

    def _place_lines(self, record: ProcedureRecord) -> list[str]:
        """Who decides is not always where one files: it is said as what it is."""
        lines = [record.intake_address] if record.intake_address else []
        return [*lines, *([self.words.say("place_agency", agency=record.implementing_agency)] if record.implementing_agency else [])]

    def _legal_bases(self, record: ProcedureRecord) -> list[Block]:
        lines = [f"{basis.document_number} – {basis.summary}" if basis.summary else basis.document_number for basis in record.legal_bases]
        return self._listed(Aspect.LEGAL_BASIS, lines)

    def _online(self, record: ProcedureRecord) -> list[Block]:
        kinds = {method.kind for method in record.submission_methods}
        lines = [self.words.say(f"online_{record.online_level.value}")] if record.online_level else []
        if not lines and SubmissionKind.ONLINE in kinds:
            lines = [self.words.say("place_online")]
        return [*self._listed(Aspect.ONLINE, lines), *(self._link(record) if lines else [])]

    def _forms(self, record: ProcedureRecord) -> list[Block]:
        blocks = self._listed(Aspect.FORM, [form.name for form in record.form_templates])
        return [*blocks, *(self._link(record) if record.form_templates else [])]

    def _listed(self, aspect: Aspect, lines: Sequence[str], *, ordered: bool = False) -> list[Block]:
        if not lines:
            return [self._title(aspect), Paragraph(text=self.words.say(f"missing_{aspect.value}"))]
        if len(lines) == 1:
            return [self._title(aspect), Paragraph(text=lines[0])]
        return [self._title(aspect), BulletList(items=list(lines), ordered=ordered)]

    def _title(self, aspect: Aspect) -> Heading:
        return Heading(text=self.words.say(f"heading_{aspect.value}"))

    def _link(self, record: ProcedureRecord) -> list[Block]:
        return [Link(text=self.words.say("online_link"), url=record.online_url)] if record.online_url else []

    def _source(self, record: ProcedureRecord) -> list[Block]:
        source = SourceNote(
            title=record.source.title,
            url=record.source.url or record.online_url,
            decision_number=record.decision_number,
            as_of=phrasing.day(record.as_of),
        )
        online = any(method.kind is SubmissionKind.ONLINE for method in record.submission_methods)
        return [*(self._link(record) if online else []), source]

    def _validity(self, record: Dated) -> list[Block]:
        today = self._today()
        if record.effective_to is not None and record.effective_to < today:
            return [Note(text=self.words.say("expired", date=phrasing.day(record.effective_to)))]
        if record.effective_from is not None and record.effective_from > today:
            return [Note(text=self.words.say("not_yet", date=phrasing.day(record.effective_from)))]
        if record.review_by is not None and record.review_by < today:
            return [Note(text=self.words.say("review_due", date=phrasing.day(record.review_by)))]
        return []


def _written(text: str) -> list[Block]:
    """What somebody typed: a paragraph a line, and lists of what begins with "- "."""
    blocks: list[Block] = []
    bullets: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("- "):
            bullets.append(line[2:].strip())
            continue
        if bullets:
            blocks.append(BulletList(items=bullets))
            bullets = []
        if line.strip():
            blocks.append(Paragraph(text=line.strip()))
    return blocks


def blocks_of_places(places: Sequence[PlaceRecord], words: Words) -> list[Block]:
    items = dict.fromkeys(words.say("place_now", **place.model_dump()) for place in places)
    source = SourceNote(title=words.say("place_source"), as_of="01/07/2025")
    return [Heading(text=words.say("place_heading")), BulletList(items=list(items)), source]


def _source_of(record: FaqRecord | ContactRecord) -> SourceNote:
    return SourceNote(title=record.source.title, url=record.source.url, as_of=phrasing.day(record.as_of))
