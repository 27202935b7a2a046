"""Turns that lean on the turn before: more of the same, another aspect or a detail of the procedure at hand, a correction."""

from __future__ import annotations

import re

from knowledge_base.answering.ages import ages_said, fits_an_age, sets_bounds
from knowledge_base.answering.answer import Answer
from knowledge_base.answering.by_words import strangeness
from knowledge_base.answering.carrying_on import (
    CarryingOn,
    is_correction,
    labels_said,
    leans_on_before,
    meanings_of,
)
from knowledge_base.answering.deciding import CARRIED, OVERRULES, SURE, sure, worth_asking
from knowledge_base.answering.finding import options_of
from knowledge_base.answering.question import Aspect, Option
from knowledge_base.answering.replies import answer_entry, answer_option, answer_procedures, answer_told, ask_back, say
from knowledge_base.answering.school_years import ages_in, years_said
from knowledge_base.answering.step import Turn
from knowledge_base.answering.telling_apart import telling_question
from knowledge_base.records import Announcement
from knowledge_base.search.index import Found, Hit
from vntext import chosen_number, fold

_MORE = re.compile(r"^(?:cho )?(?:xem )?(?:tiep|them|xem tiep|xem them|tiep di|tiep tuc|con gi nua)(?: (?:di|a|nhe))?$")
# "không phải khai tử": what is named is not meant.
_DENIAL = re.compile(r"^(?:(?:a|da|o|y|u)\s+)*(?:khong|ko|k|hong) phai\b")
# Fewer of its words known to any one entry, and a message goes on with nothing.
_SOME_MEANING = 0.3
# So little of its words known to what stands, and by its words so likely about nothing of ours: it is no detail. Where it was heard as
# none of ours, less is enough.
_KNOWN, _STRANGE, _HEARD_AS_STRANGE = 0.4, 0.5, 0.25
# "còn cái này" is too little to be strange.
_FEW_WORDS = 2
_STRANGE_INTENTS = ("out_of_scope", "nlu_fallback")
_WISH = re.compile(r"\b(?:muon|dang ky|can lam|di lam|hoi (?:ve|viec|vu|thu tuc))\b|^(?:lam|xin)\b")


def continue_answer(turn: Turn) -> Answer | None:
    question, context = turn.question, turn.question.context
    if question.intent != "show_more" and not _MORE.match(fold(question.text)) and not _chooses_more(turn):
        return None
    if not context.next_page:
        return say(turn, "nothing_more", step="continue_answer") if _is_show_more_alone(turn) else None
    if context.faq_slug in turn.knowledge.told:
        return answer_told(turn, context.faq_slug, step="continue_answer", confidence=1.0, page=context.next_page)
    codes = [code for code in context.procedure_codes if code in turn.knowledge.procedures]
    if not codes:
        return None
    return answer_procedures(turn, codes, context.aspects, step="continue_answer", confidence=1.0, page=context.next_page)


def _chooses_more(turn: Turn) -> bool:
    """Reading on is offered behind all options, and on a channel without buttons it has a number like them."""
    context = turn.question.context
    return context.next_page > 0 and chosen_number(turn.question.text, len(context.options) + 1) == len(context.options) + 1


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


def carry_on(turn: Turn) -> Answer | None:
    """ "72 tuổi thì sao", "à không, khai sinh thôi", "còn sổ đỏ": goes on with what is at hand or open, or turns to something else."""
    at_hand, options = _at_hand(turn), turn.question.context.options
    told = _option_for_their_age(turn)
    if told is not None:
        return answer_option(turn, told, confidence=SURE, step="carry_on")
    if not (at_hand or options) or not turn.query.topic_words or _asks_what_is_told(turn) or _is_strange(turn):
        return None
    if not (turn.question.aspects or _means_something(turn) or labels_said(turn)):
        return None
    found = CarryingOn.learned().found(meanings_of(turn, at_hand))
    stays = sum(found.share_of(code) for code in at_hand)
    leaves = sum(hit.share for hit in found.hits if hit.key not in at_hand)
    if stays >= CARRIED and stays >= leaves:
        return _stay(turn, at_hand, found, stays)
    # Several that are alike share what speaks against staying: first whether, then where to.
    meant = sure(found.without(at_hand), SURE) if stays >= CARRIED else sure(found, CARRIED)
    if meant is None:
        near = worth_asking(found)
        offered = options_of(turn, near)
        return ask_back(turn, telling_question(turn, offered), offered, step="carry_on", hits=near) if offered else None
    chosen = next((option for option in options if option.key == meant.key), None)
    if chosen is not None:
        return answer_option(turn, chosen, confidence=meant.share, step="carry_on")
    return answer_entry(turn, meant, _aspects_of(turn, meant), step="carry_on", hits=found.hits)


def _option_for_their_age(turn: Turn) -> Option | None:
    """ "con tôi mới học lớp 6" where a card from 14 years on and one below stand open: no question of its own, and it tells which."""
    said, options = turn.query.folded, turn.question.context.options
    ages = ages_said(said) | ages_in(years_said(said))
    if not ages or turn.question.aspects or turn.query.asks_whether or _WISH.search(said):
        return None
    names = {option.key: turn.knowledge.procedures[option.key].name for option in options if option.key in turn.knowledge.procedures}
    bound = [option for option in options if sets_bounds(names.get(option.key, ""))]
    fitting = [option for option in bound if fits_an_age(names[option.key], ages)]
    return fitting[0] if len(fitting) == 1 and len(bound) > 1 else None


def _asks_what_is_told(turn: Turn) -> bool:
    """ "li dị thì nộp đơn chỗ nào" after identity cards: only procedures were ever meant in what "carrying on" learned from."""
    best = turn.found.best
    record = turn.knowledge.told.get(best.key) if best is not None else None
    if best is None or record is None:
        return False
    if isinstance(record, Announcement):
        # What all ask about today.
        return best.share >= SURE
    return best.share >= OVERRULES and not leans_on_before(turn) and not labels_said(turn)


def _is_strange(turn: Turn) -> bool:
    """ "vé xem phim tối nay" after birth registration: "carrying on" knows of no way out of scope."""
    if labels_said(turn) or (leans_on_before(turn) and len(turn.query.topic_words) <= _FEW_WORDS):
        return False
    needed = _HEARD_AS_STRANGE if turn.question.intent in _STRANGE_INTENTS else _STRANGE
    known = max((hit.signal("union_recall") for hit in turn.found.hits if hit.key in turn.standing), default=0.0)
    return known < _KNOWN and strangeness().likelihood(turn.query.folded) >= needed


def _stay(turn: Turn, at_hand: list[str], found: Found, share: float) -> Answer:
    if is_correction(turn) and _DENIAL.match(turn.query.folded) and not turn.question.aspects:
        return say(turn, "denied", step="carry_on")
    named = next((code for code in at_hand if found.share_of(code) >= SURE), None)
    codes = [named] if named is not None else at_hand
    return answer_procedures(turn, codes, _aspects_of_detail(turn), step="carry_on", confidence=share, hits=found.hits)


def _aspects_of(turn: Turn, meant: Hit) -> list[Aspect]:
    """A correction wants of the right procedure what was asked of the wrong one."""
    if turn.question.aspects or not is_correction(turn):
        return list(turn.question.aspects)
    return list(turn.question.context.aspects)


def _aspects_of_detail(turn: Turn) -> list[Aspect]:
    """A detail asks whether and how the answer changes for this case: under what conditions, beside what was asked before."""
    if turn.question.aspects:
        return list(turn.question.aspects)
    before = turn.question.context.aspects
    return [*before, Aspect.CONDITIONS] if before and Aspect.CONDITIONS not in before else list(before)


def _at_hand(turn: Turn) -> list[str]:
    """None while options stand open: then the next word is about them."""
    context = turn.question.context
    return [] if context.options else [code for code in dict.fromkeys(context.procedure_codes) if code in turn.knowledge.procedures]


def _means_something(turn: Turn) -> bool:
    """Whether any published entry holds words of it; "asdf qwer" is no detail of anything."""
    return any(hit.signal("union_recall") >= _SOME_MEANING for hit in turn.found.hits)
