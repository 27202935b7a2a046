"""Turns that lean on the turn before: more of the same, an option chosen, another aspect of the procedure at hand."""

from __future__ import annotations

import re

from knowledge_base.answering.answer import Answer
from knowledge_base.answering.question import Option
from knowledge_base.answering.replies import answer_faq, answer_procedures, say
from knowledge_base.answering.step import Turn
from knowledge_base.search.query import prepare
from vntext import fold

_ORDINALS = {"nhat": 1, "dau": 1, "dau tien": 1, "mot": 1, "hai": 2, "nhi": 2, "ba": 3, "bon": 4, "tu": 4, "cuoi": -1, "cuoi cung": -1}
_CHOICE = re.compile(
    r"^(?:(?:em|toi|minh|da|vang|chon|lay|la|y)\s+)*(?:(?:cai|so|muc|dong|lua chon|truong hop|thu|phuong an)\s+)*"
    r"(\d{1,2}|dau tien|dau|nhat|mot|hai|nhi|ba|bon|tu|cuoi cung|cuoi)(?:\s+(?:a|nhe|di|nha|ban|em))*$"
)
_MORE = re.compile(r"^(?:cho )?(?:xem )?(?:tiep|them|xem tiep|xem them|tiep di|tiep tuc|con gi nua)(?: (?:di|a|nhe))?$")
# A word of the options must speak clearly for one of them before it counts as chosen.
_CLEAR_CHOICE = 1.15
# How sure a new topic must look before it replaces the procedure at hand.
NEW_TOPIC = 0.62
_TOPIC_WORDS = 2
# At most so many words are a detail of the question before rather than a question of their own.
_DETAIL_WORDS = 6
# The procedure at hand is kept unless another fits the whole clearly better.
_STAY = 0.9
_SOME_MEANING = 0.2


def continue_answer(turn: Turn) -> Answer | None:
    question, context = turn.question, turn.question.context
    if question.intent != "show_more" and not _MORE.match(fold(question.text)):
        return None
    if not context.next_page:
        return say(turn, "nothing_more", step="continue_answer") if context.procedure_codes or context.faq_slug else None
    if context.faq_slug in turn.knowledge.faqs:
        return answer_faq(turn, context.faq_slug, step="continue_answer", confidence=1.0, page=context.next_page)
    codes = [code for code in context.procedure_codes if code in turn.knowledge.procedures]
    if not codes:
        return None
    return answer_procedures(turn, codes, context.aspects, step="continue_answer", confidence=1.0, page=context.next_page)


def take_yes_or_no(turn: Turn) -> Answer | None:
    """ "Vâng", "không phải": about the options just offered; without any there is nothing to search for in it."""
    question, options = turn.question, turn.question.context.options
    if question.intent not in ("affirm", "deny") or len(turn.query.topic_words) >= _TOPIC_WORDS or question.aspects:
        return None
    if not options:
        return say(turn, "nothing_more", step="take_yes_or_no")
    if question.intent == "deny":
        return say(turn, "denied", step="take_yes_or_no", context=question.context.model_copy(update={"options": []}))
    if len(options) == 1:
        return _answer_option(turn, options[0], confidence=0.9)
    return say(turn, "choose_again", step="take_yes_or_no", count=len(options))


def choose_option(turn: Turn) -> Answer | None:
    """ "2", "số 2", "cái thứ hai", an option's own words, or words that fit one option far better than the others."""
    options = turn.question.context.options
    if not options:
        return None
    number = _chosen_number(turn.question.text, len(options))
    if number is not None:
        if not 1 <= number <= len(options):
            return say(turn, "choose_again", step="choose_option", count=len(options))
        return _answer_option(turn, options[number - 1], confidence=1.0)
    named = [option for option in options if fold(option.label) == fold(turn.question.text)]
    if named:
        return _answer_option(turn, named[0], confidence=1.0)
    if turn.query.is_bare:
        return _ask_again(turn, options) if turn.question.aspects else None
    return _option_by_words(turn, options)


def _ask_again(turn: Turn, options: list[Option]) -> Answer:
    """ "Thế còn phí?" before anything was chosen: the aspect is kept for the choice, which is asked for again."""
    context = turn.question.context.model_copy(update={"aspects": turn.question.aspects})
    return say(turn, "choose_again", step="choose_option", context=context, count=len(options))


def _chosen_number(text: str, count: int) -> int | None:
    match = _CHOICE.match(fold(text))
    if match is None:
        return None
    said = match.group(1)
    number = int(said) if said.isdigit() else _ORDINALS[said]
    return count if number == -1 else number


def _option_by_words(turn: Turn, options: list[Option]) -> Answer | None:
    keys = {option.key for option in options}
    alone = turn.knowledge.procedure_index.search(turn.query, limit=1)
    if alone and alone[0].key not in keys and alone[0].score >= NEW_TOPIC:
        return None
    together = prepare(f"{turn.question.context.asked_text} {turn.query.plain}")
    hits = [hit for hit in turn.knowledge.procedure_index.search(together, limit=60) if hit.key in keys]
    before = {hit.key: hit.score for hit in turn.knowledge.procedure_index.search(prepare(turn.question.context.asked_text), limit=60)}
    gains = sorted(hits, key=lambda hit: hit.score - before.get(hit.key, 0.0), reverse=True)
    if not gains:
        return None
    best = gains[0]
    if alone and alone[0].key in keys and alone[0].score >= NEW_TOPIC:
        best = next(hit for hit in [*hits, *alone] if hit.key == alone[0].key)
    elif len(hits) > 1 and best.key != hits[0].key and hits[0].score > _CLEAR_CHOICE * best.score:
        return None
    return _answer_option(turn, next(option for option in options if option.key == best.key), confidence=0.7)


def _answer_option(turn: Turn, option: Option, *, confidence: float) -> Answer | None:
    if option.kind == "faq":
        known = option.key in turn.knowledge.faqs
        return answer_faq(turn, option.key, step="choose_option", confidence=confidence) if known else None
    if option.key not in turn.knowledge.procedures:
        return None
    aspects = turn.question.aspects or turn.question.context.aspects
    return answer_procedures(turn, [option.key], aspects, step="choose_option", confidence=confidence)


def ask_of_procedure_at_hand(turn: Turn) -> Answer | None:
    """ "thế còn phí?": an aspect without a topic of its own is about the procedure just spoken of."""
    question = turn.question
    codes = [code for code in question.context.procedure_codes if code in turn.knowledge.procedures]
    if not codes or not question.aspects or question.intent == "correct_procedure" or _brings_new_topic(turn, codes):
        return None
    return answer_procedures(turn, codes, question.aspects, step="ask_of_procedure_at_hand", confidence=0.9)


def refine_procedure_at_hand(turn: Turn) -> Answer | None:
    """ "72 tuổi thì sao", "bé học lớp 7": a detail that means something only together with the question before."""
    question = turn.question
    codes = [code for code in question.context.procedure_codes if code in turn.knowledge.procedures]
    if not codes or question.context.options or question.intent == "correct_procedure":
        return None
    if not 0 < len(turn.query.topic_words) <= _DETAIL_WORDS or _brings_new_topic(turn, codes) or not _means_something(turn):
        return None
    together = prepare(f"{question.context.asked_text} {turn.query.plain}")
    hits = turn.knowledge.procedure_index.search(together, limit=5)
    if not hits:
        return None
    aspects = question.aspects or question.context.aspects
    near_hand = next((hit for hit in hits if hit.key in codes and hit.score >= _STAY * hits[0].score), None)
    chosen = codes if near_hand else [hits[0].key]
    return answer_procedures(turn, chosen, aspects, step="refine_procedure_at_hand", confidence=0.5, hits=hits)


def _means_something(turn: Turn) -> bool:
    """Whether any published entry holds words of it; "asdf qwer" is no detail of anything."""
    hits = turn.knowledge.procedure_index.search(turn.query, limit=1)
    return bool(hits) and hits[0].score >= _SOME_MEANING


def _brings_new_topic(turn: Turn, codes: list[str]) -> bool:
    if len(turn.query.topic_words) < _TOPIC_WORDS:
        return False
    hits = turn.knowledge.procedure_index.search(turn.query, limit=1)
    if not hits:
        return True
    return hits[0].score >= NEW_TOPIC and hits[0].key not in codes
