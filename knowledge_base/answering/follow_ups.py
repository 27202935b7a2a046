"""Turns that lean on the turn before: more of the same, another aspect or a detail of the procedure at hand, a correction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge_base.answering.answer import Answer
from knowledge_base.answering.deciding import CORRECTED, REFINED, STAYS, SURE, brings_new_topic, without
from knowledge_base.answering.question import Aspect
from knowledge_base.answering.replies import answer_entry, answer_faq, answer_procedures, say
from knowledge_base.answering.step import Turn
from knowledge_base.search.index import Found
from knowledge_base.search.query import prepare
from vntext import fold

_MORE = re.compile(r"^(?:cho )?(?:xem )?(?:tiep|them|xem tiep|xem them|tiep di|tiep tuc|con gi nua)(?: (?:di|a|nhe))?$")
_CORRECTION = re.compile(
    r"^(?:(?:a|ak|ah|aa|ua|y|i|o|oi|da)\s+)+(?:khong|ko|k|hong|hok|hem)\b|^(?:khong|ko|k|hong) phai\b|\bnham(?: roi)?\b|\blon (?:roi|a)\b"
    r"|\by (?:em|minh|toi|tui|chau|con) la\b|^y (?:em|minh|toi|tui|chau|con|la)\b|^(?:doi lai|sua lai)\b"
)
# "thôi khỏi xe, giờ hỏi cái đất": what follows has nothing to do with what went before.
_SWITCH = re.compile(r"\b(?:gio|qua|cho|con|roi|them)(?: (?:em|toi|minh|tui|chau|con))? hoi\b|\bhoi (?:cai|vu|viec|chuyen|them|sang|qua)\b")
# "không phải khai tử": what is named is not meant.
_DENIAL = re.compile(r"^(?:(?:a|da|o|y|u)\s+)*(?:khong|ko|k|hong) phai\b")
_DENIED = re.compile(r"\b(?:cho|chu) (?:khong|ko|k|hong|hok) phai\b.*$")
# At most so many words are a detail of the question before rather than a question of their own.
_DETAIL_WORDS = 12
# The procedure at hand is kept unless another fits the whole so much better.
_MUCH_BETTER = 2.0
# Fewer of its words known to any one entry, and a message is no detail of anything.
_SOME_MEANING = 0.3


def continue_answer(turn: Turn) -> Answer | None:
    question, context = turn.question, turn.question.context
    if question.intent != "show_more" and not _MORE.match(fold(question.text)):
        return None
    if not context.next_page:
        return say(turn, "nothing_more", step="continue_answer") if _is_show_more_alone(turn) else None
    if context.faq_slug in turn.knowledge.faqs:
        return answer_faq(turn, context.faq_slug, step="continue_answer", confidence=1.0, page=context.next_page)
    codes = [code for code in context.procedure_codes if code in turn.knowledge.procedures]
    if not codes:
        return None
    return answer_procedures(turn, codes, context.aspects, step="continue_answer", confidence=1.0, page=context.next_page)


def _is_show_more_alone(turn: Turn) -> bool:
    """ "ừ còn vụ sao y nữa" sounds like asking for more and names its own topic."""
    context = turn.question.context
    return bool(context.procedure_codes or context.faq_slug) and (turn.query.is_bare or _MORE.match(turn.query.folded) is not None)


def ask_of_procedure_at_hand(turn: Turn) -> Answer | None:
    """ "thế còn phí?": an aspect without a topic of its own is about the procedure just spoken of."""
    codes = _at_hand(turn)
    if not codes or not turn.question.aspects or not turn.query.is_bare:
        return None
    return answer_procedures(turn, codes, turn.question.aspects, step="ask_of_procedure_at_hand", confidence=0.9)


def correct_procedure_at_hand(turn: Turn) -> Answer | None:
    """ "à không, khai sinh thôi", "ý em là trong nước": anything but what was just answered."""
    codes = _at_hand(turn)
    if not codes or not is_correction(turn):
        return None
    said = prepare(_CORRECTION.sub(" ", _DENIED.sub(" ", turn.query.folded)))
    if said.is_bare:
        return None
    meant = turn.search(said)
    if meant.best is not None and meant.best.key in codes and _DENIAL.match(turn.query.folded):
        return say(turn, "denied", step="correct_procedure_at_hand")
    alone = without(meant, codes)
    together = without(turn.search(prepare(f"{turn.question.context.asked_text} {said.plain}")), codes)
    shares = {hit.key: (alone.share_of(hit.key) + together.share_of(hit.key)) / 2 for hit in (*alone.hits, *together.hits)}
    best = max(alone.hits + together.hits, key=lambda hit: shares[hit.key], default=None)
    if best is None or shares[best.key] < CORRECTED:
        return None
    aspects = turn.question.aspects or turn.question.context.aspects
    meant_instead = replace(best, share=shares[best.key])
    return answer_entry(turn, meant_instead, aspects, step="correct_procedure_at_hand", hits=alone.hits)


def is_correction(turn: Turn) -> bool:
    said = turn.query.folded
    return turn.question.intent == "correct_procedure" or bool(_CORRECTION.search(said) or _DENIED.search(said))


def refine_procedure_at_hand(turn: Turn) -> Answer | None:
    """ "72 tuổi thì sao", "bé học lớp 7": a detail that means something only together with the question before."""
    if not _is_detail(turn):
        return None
    codes = _at_hand(turn)
    together = turn.search(prepare(f"{turn.question.context.asked_text} {turn.query.plain}"))
    shares = {hit.key: (hit.share + turn.found.share_of(hit.key)) / 2 for hit in together.hits}
    best = max(together.hits, key=lambda hit: shares[hit.key], default=None)
    if best is None:
        return None
    at_hand = max((shares.get(code, 0.0) for code in codes), default=0.0)
    aspects = _aspects_of_detail(turn)
    if best.key in codes:
        narrowed = [best.key] if best.share >= SURE else codes
        return _stay(turn, narrowed, aspects, together, best.share)
    if max(shares[best.key], best.share) >= REFINED and shares[best.key] > _MUCH_BETTER * at_hand:
        return answer_entry(turn, best, aspects, step="refine_procedure_at_hand", hits=together.hits)
    if codes and (turn.question.aspects or max(map(together.share_of, codes)) >= STAYS):
        return _stay(turn, codes, aspects, together, at_hand)
    return None


def _is_detail(turn: Turn) -> bool:
    """Of what is at hand or of the options that stand open, and no topic of its own."""
    context, codes = turn.question.context, _at_hand(turn)
    keys = codes or [option.key for option in context.options]
    if not keys or is_correction(turn) or not 0 < len(turn.query.topic_words) <= _DETAIL_WORDS or _SWITCH.search(turn.query.folded):
        return False
    if not (turn.question.aspects or _means_something(turn)):
        return False
    return not brings_new_topic(turn.found, keys, turn.knowledge.choices)


def _stay(turn: Turn, codes: Sequence[str], aspects: Sequence[Aspect], together: Found, share: float) -> Answer:
    return answer_procedures(turn, codes, aspects, step="refine_procedure_at_hand", confidence=max(share, 0.5), hits=together.hits)


def _aspects_of_detail(turn: Turn) -> list[Aspect]:
    """A detail asks whether and how the answer changes for this case: under what conditions, beside what was asked before."""
    if turn.question.aspects:
        return list(turn.question.aspects)
    before = turn.question.context.aspects
    return [*before, Aspect.CONDITIONS] if before and Aspect.CONDITIONS not in before else list(before)


def _at_hand(turn: Turn) -> list[str]:
    """None while options stand open: then the next word is about them."""
    context = turn.question.context
    return [] if context.options else [code for code in context.procedure_codes if code in turn.knowledge.procedures]


def _means_something(turn: Turn) -> bool:
    """Whether any published entry holds words of it; "asdf qwer" is no detail of anything."""
    return any(hit.signals["union_recall"] >= _SOME_MEANING for hit in turn.found.hits)
