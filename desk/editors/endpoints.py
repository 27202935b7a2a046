"""What the workbench has beside entries and drafts: previews, rules of approval, the glossary."""

from __future__ import annotations

from desk.access.dependencies import desk_router
from desk.editors.parts import Forcer, Parts, ReadersOnly
from desk.editors.schemas import (
    FixedSentenceOut,
    FixedSentencesOut,
    GlossaryOut,
    PreviewIn,
    PreviewOut,
    RuleOut,
    RulesIn,
    RulesOut,
    TermOut,
    WebPreview,
)
from knowledge_base.editing.glossary import terms
from knowledge_base.editing.rules import FieldRule
from knowledge_base.fixed_sentences import ShippedSentence, occasion_of, shipped_sentences

router = desk_router(prefix="/editors")


@router.post("/preview", dependencies=[ReadersOnly])
async def preview(parts: Parts, body: PreviewIn) -> PreviewOut:
    shown = await parts.previewing.preview(body.kind, parts.drafts.cleaned(body.record))
    return PreviewOut(
        problems=shown["problems"],
        web=WebPreview(blocks=shown["blocks"], options=shown["options"]),
        zalo=parts.zalo_parts(shown["text"], shown["options"]),
        phone=shown["phone"],
    )


@router.get("/rules", dependencies=[ReadersOnly])
async def list_rules(parts: Parts) -> RulesOut:
    return RulesOut(rules=[RuleOut.model_validate(rule) for rule in await parts.rules.list_all()])


@router.put("/rules")
async def set_rules(parts: Parts, forcer: Forcer, body: RulesIn) -> RulesOut:
    """Those that are named; the others stay."""
    await parts.rules.set([FieldRule(rule.kind, rule.field, rule.needs_approval) for rule in body.rules], forcer)
    return await list_rules(parts)


@router.get("/glossary", dependencies=[ReadersOnly])
async def glossary() -> GlossaryOut:
    return GlossaryOut(terms=[TermOut(term=term.term, meaning=term.meaning) for term in terms()])


@router.get("/fixed-sentences", dependencies=[ReadersOnly])
async def list_fixed_sentences() -> FixedSentencesOut:
    return FixedSentencesOut(sentences=[_sentence_out(sentence) for sentence in shipped_sentences().values()])


def _sentence_out(shipped: ShippedSentence) -> FixedSentenceOut:
    variables = [f"{{{name}}}" for name in sorted(shipped.required)]
    allowed = [f"{{{name}}}" for name in sorted(shipped.allowed)]
    required = [*variables, *sorted(shipped.numbers)]
    return FixedSentenceOut(name=shipped.name, occasion=occasion_of(shipped.name), texts=shipped.texts, required=required, allowed=allowed)
