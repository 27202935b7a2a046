"""The kinds of answer that steps give, each with the context it leaves for the next turn."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge_base.answering.answer import Answer, Behaviour, Block, EntryRef, Note, Paragraph
from knowledge_base.answering.aspects_told import answered_aspects, told_beside
from knowledge_base.answering.deciding import SURE
from knowledge_base.answering.pages import pages
from knowledge_base.answering.question import Aspect, DialogueContext, Option
from knowledge_base.answering.step import Turn
from knowledge_base.answering.telling_apart import options_of_choice
from knowledge_base.models import EntryKind
from knowledge_base.records import Dated, FaqRecord, ProcedureRecord
from knowledge_base.search.index import Hit
from knowledge_base.told import kind_of_told

_ASKED_CHARACTERS = 300
_MOST_ROUNDS = 2


def answer_procedures(
    turn: Turn, codes: Sequence[str], aspects: Sequence[Aspect], *, step: str, confidence: float, hits: Sequence[Hit] = (), page: int = 0
) -> Answer:
    records = [turn.knowledge.procedures[code] for code in codes]
    beside = _told_beside(turn, codes, aspects, is_read_on=page > 0)
    cut = _cut(turn, records, aspects, beside)
    asked_alone = _cut(turn, records, aspects, []) if beside and page == 0 else cut
    if len(asked_alone) < len(cut):
        # What was not asked for never pushes what was, or its source, off the page.
        beside, cut = [], asked_alone
    page = min(page, len(cut) - 1)
    has_more = page + 1 < len(cut)
    context = DialogueContext(
        procedure_codes=list(codes),
        aspects=list(aspects),
        beside=beside,
        asked_text=_asked_text(turn, codes, is_read_on=page > 0),
        next_page=page + 1 if has_more else 0,
    )
    behaviour, options = _where_told(turn, records, Behaviour.ANSWER)
    if not options and _leaves_open_whether(turn, records, [*aspects, *beside]):
        options = [_person(turn)]
    return Answer(
        behaviour=behaviour,
        blocks=cut[page],
        options=options,
        entries=[EntryRef(kind=EntryKind.PROCEDURE, key=code) for code in codes],
        procedure_codes=list(codes),
        aspects=answered_aspects(aspects, beside, records) if behaviour is Behaviour.ANSWER else [],
        confidence=round(confidence, 3),
        has_more=has_more,
        step=step,
        signals=seen(hits),
        context=context,
    )


def _cut(turn: Turn, records: Sequence[ProcedureRecord], aspects: Sequence[Aspect], beside: Sequence[Aspect]) -> list[list[Block]]:
    return pages([block for record in records for block in turn.composer.procedure(record, aspects, beside)], turn.words)


def answer_told(turn: Turn, key: str, *, step: str, confidence: float, hits: Sequence[Hit] = (), page: int = 0) -> Answer:
    record = turn.knowledge.told[key]
    cut = pages(turn.composer.told(record), turn.words)
    page = min(page, len(cut) - 1)
    has_more = page + 1 < len(cut)
    question = record if isinstance(record, FaqRecord) else None
    related = [code for code in question.related_procedures if code in turn.knowledge.procedures] if question else []
    context = DialogueContext(procedure_codes=related[:1], faq_slug=key, next_page=page + 1 if has_more else 0)
    dated = [record] if isinstance(record, Dated) else []
    behaviour, options = _where_told(turn, dated, Behaviour(question.behaviour.value) if question else Behaviour.ANSWER)
    return Answer(
        behaviour=behaviour,
        blocks=cut[page],
        options=options,
        entries=[EntryRef(kind=kind_of_told(record), key=record.slug)],
        procedure_codes=related,
        confidence=round(confidence, 3),
        has_more=has_more,
        step=step,
        signals=seen(hits),
        context=context,
    )


def answer_entry(turn: Turn, meant: Hit, aspects: Sequence[Aspect], *, step: str, hits: Sequence[Hit] = ()) -> Answer:
    """A procedure, or what is told as a whole, is answered; a choice is put to the citizen."""
    choice = turn.knowledge.choices.get(meant.key)
    if choice is not None:
        return ask_back(turn, choice.question, options_of_choice(choice, turn.knowledge.procedures), step=step, hits=hits)
    if meant.key in turn.knowledge.told:
        return answer_told(turn, meant.key, step=step, confidence=meant.share, hits=hits)
    return answer_procedures(turn, [meant.key], aspects, step=step, confidence=meant.share, hits=hits)


def answer_option(turn: Turn, option: Option, *, confidence: float, step: str = "choose_option") -> Answer | None:
    """What was chosen of the options offered; None when it is no longer published."""
    if option.kind == "operator":
        return hand_over(turn, step=step)
    if option.kind == "faq":
        known = option.key in turn.knowledge.told and option.key not in turn.withheld
        return answer_told(turn, option.key, step=step, confidence=confidence) if known else None
    if option.key not in turn.knowledge.procedures:
        return None
    aspects = turn.question.aspects or turn.question.context.aspects
    return answer_procedures(turn, [option.key], aspects, step=step, confidence=confidence)


def ask_back(turn: Turn, question: str, options: Sequence[Option], *, step: str, hits: Sequence[Hit] = ()) -> Answer:
    """After two questions back in a row, the third gives up and offers a person."""
    before = turn.question.context
    rounds = before.rounds + 1
    aspects = turn.question.aspects or before.aspects
    gives_up = rounds > _MOST_ROUNDS
    offered = [*options, *([_person(turn)] if gives_up else [])]
    context = DialogueContext(aspects=aspects, options=offered, asked_text=_asked_before_choice(turn), rounds=rounds)
    lead = [turn.words.say("give_up")] if gives_up else []
    return Answer(
        behaviour=Behaviour.CLARIFY,
        blocks=[*(Paragraph(text=text) for text in [*lead, question]), Note(text=turn.words.say("clarify_hint"))],
        options=offered,
        procedure_codes=[option.key for option in options if option.kind == "procedure"],
        aspects=turn.question.aspects,
        confidence=round(sum(hit.share for hit in hits[: len(options)]), 3),
        step=step,
        signals=seen(hits),
        context=context,
    )


def _where_told(turn: Turn, records: Sequence[Dated], behaviour: Behaviour) -> tuple[Behaviour, list[Option]]:
    """Where nothing is left that may be given as fact, it is no answer; whoever is told so of any is offered a person."""
    withheld = [record for record in records if turn.composer.is_withheld(record)]
    if not withheld:
        return behaviour, []
    return Behaviour.REFUSE if len(withheld) == len(records) else behaviour, [_person(turn)]


def _leaves_open_whether(turn: Turn, records: Sequence[ProcedureRecord], told: Sequence[Aspect]) -> bool:
    """Whether one may or must was asked, and a record is silent about it."""
    return turn.query.asks_whether and Aspect.CONDITIONS in told and not all(record.conditions for record in records)


def _person(turn: Turn) -> Option:
    return Option(kind="operator", key="operator", label=turn.words.say("operator_option"))


def say(turn: Turn, key: str, *, step: str, context: DialogueContext | None = None, **values: object) -> Answer:
    """A fixed sentence that asks the citizen for more."""
    return Answer(
        behaviour=Behaviour.CLARIFY,
        blocks=[Paragraph(text=turn.words.say(key, **values))],
        step=step,
        context=context or turn.question.context,
    )


def hand_over(turn: Turn, *, step: str) -> Answer:
    return Answer(behaviour=Behaviour.HANDOVER, blocks=[Paragraph(text=turn.words.say("hand_over"))], confidence=1.0, step=step)


def seen(hits: Sequence[Hit]) -> list[dict[str, object]]:
    return [{"key": hit.key, "share": round(hit.share, 3), **hit.signals} for hit in hits[:5]]


def _told_beside(turn: Turn, codes: Sequence[str], aspects: Sequence[Aspect], *, is_read_on: bool) -> list[Aspect]:
    """Reading on goes on with what was begun; a follow-up about the procedure at hand wants what it asks and no more."""
    before = turn.question.context
    if is_read_on:
        return list(before.beside)
    if list(codes) == before.procedure_codes:
        return []
    return told_beside(aspects, [turn.knowledge.procedures[code] for code in codes], asks_whether=turn.query.asks_whether)


def _asked_text(turn: Turn, codes: Sequence[str], *, is_read_on: bool) -> str:
    """What the citizen said of the procedure at hand, so that a detail said later can be read together with it.

    "2" and "xem tiếp" say nothing of it: what was asked before them stays.
    """
    before = turn.question.context
    is_chosen = bool(before.options) and list(codes) == [option.key for option in before.options if option.key in codes]
    is_same = list(codes) == before.procedure_codes
    if is_chosen or (is_same and (turn.query.is_bare or is_read_on)):
        return before.asked_text
    # "xe" after "sang tên": the matter changes, and what it is about stands in both.
    is_detail = all(turn.found.share_of(code) < SURE for code in codes)
    said = f"{before.asked_text} {turn.query.plain}" if is_same or is_detail else turn.query.plain
    return said[:_ASKED_CHARACTERS]


def _asked_before_choice(turn: Turn) -> str:
    """A second question back about the same matter remembers the words of the first."""
    before = turn.question.context
    said = f"{before.asked_text} {turn.query.plain}" if before.options else turn.query.plain
    return said[:_ASKED_CHARACTERS]
