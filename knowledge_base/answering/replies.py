"""The kinds of answer that steps give, each with the context it leaves for the next turn."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge_base.answering.answer import Answer, Behaviour, Block, Note, Paragraph
from knowledge_base.answering.composing import answered_aspects
from knowledge_base.answering.pages import pages
from knowledge_base.answering.question import Aspect, DialogueContext, Option
from knowledge_base.answering.step import Turn
from knowledge_base.search.index import Hit

_ASKED_CHARACTERS = 300


def answer_procedures(
    turn: Turn, codes: Sequence[str], aspects: Sequence[Aspect], *, step: str, confidence: float, hits: Sequence[Hit] = (), page: int = 0
) -> Answer:
    records = [turn.knowledge.procedures[code] for code in codes]
    blocks: list[Block] = [block for record in records for block in turn.composer.procedure(record, aspects)]
    cut = pages(blocks, turn.words)
    page = min(page, len(cut) - 1)
    has_more = page + 1 < len(cut)
    context = DialogueContext(
        procedure_codes=list(codes),
        aspects=list(aspects),
        asked_text=_asked_text(turn, codes, is_read_on=page > 0),
        next_page=page + 1 if has_more else 0,
    )
    return Answer(
        behaviour=Behaviour.ANSWER,
        blocks=cut[page],
        procedure_codes=list(codes),
        aspects=answered_aspects(aspects),
        confidence=confidence,
        has_more=has_more,
        step=step,
        signals=seen(hits),
        context=context,
    )


def answer_faq(turn: Turn, slug: str, *, step: str, confidence: float, hits: Sequence[Hit] = (), page: int = 0) -> Answer:
    record = turn.knowledge.faqs[slug]
    cut = pages(turn.composer.faq(record), turn.words)
    page = min(page, len(cut) - 1)
    has_more = page + 1 < len(cut)
    related = [code for code in record.related_procedures if code in turn.knowledge.procedures]
    context = DialogueContext(procedure_codes=related[:1], faq_slug=slug, next_page=page + 1 if has_more else 0)
    return Answer(
        behaviour=Behaviour(record.behaviour.value),
        blocks=cut[page],
        procedure_codes=related,
        confidence=confidence,
        has_more=has_more,
        step=step,
        signals=seen(hits),
        context=context,
    )


def ask_back(turn: Turn, question: str, options: Sequence[Option], *, step: str, confidence: float, hits: Sequence[Hit] = ()) -> Answer:
    aspects = turn.question.aspects or turn.question.context.aspects
    context = DialogueContext(aspects=aspects, options=list(options), asked_text=turn.query.plain)
    return Answer(
        behaviour=Behaviour.CLARIFY,
        blocks=[Paragraph(text=question), Note(text=turn.words.say("clarify_hint"))],
        options=list(options),
        procedure_codes=[option.key for option in options if option.kind == "procedure"],
        aspects=turn.question.aspects,
        confidence=confidence,
        step=step,
        signals=seen(hits),
        context=context,
    )


def say(turn: Turn, key: str, *, step: str, context: DialogueContext | None = None, **values: object) -> Answer:
    """A fixed sentence that asks the citizen for more."""
    return Answer(
        behaviour=Behaviour.CLARIFY,
        blocks=[Paragraph(text=turn.words.say(key, **values))],
        step=step,
        context=context or turn.question.context,
    )


def seen(hits: Sequence[Hit]) -> list[dict[str, object]]:
    return [{"key": hit.key, "score": round(hit.score, 3), **hit.signals} for hit in hits[:5]]


def _asked_text(turn: Turn, codes: Sequence[str], *, is_read_on: bool) -> str:
    """What the citizen said of the procedure at hand, so that a detail said later can be read together with it.

    "2" and "xem tiếp" say nothing of it: what was asked before them stays.
    """
    before = turn.question.context
    is_chosen = bool(before.options) and list(codes) == [option.key for option in before.options if option.key in codes]
    is_same = list(codes) == before.procedure_codes and (turn.query.is_bare or is_read_on)
    if is_chosen or is_same:
        return before.asked_text
    return turn.query.plain[:_ASKED_CHARACTERS]
