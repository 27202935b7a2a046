"""Turns that answer a question back: a number, a yes or no, an option's very words, or a number that fits only one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge_base.answering.answer import Answer, Note
from knowledge_base.answering.carrying_on import labels_said
from knowledge_base.answering.deciding import LIKELIEST
from knowledge_base.answering.question import Option
from knowledge_base.answering.replies import answer_option, ask_back, say
from knowledge_base.answering.step import Turn
from knowledge_base.answering.telling_apart import short_name
from knowledge_base.search.query import prepare
from vntext import chosen_number, fold, words

# "lớp 6-9", "dưới 14 tuổi", "từ 14 tuổi": what a number said must lie in to fit the label.
_RANGE = re.compile(r"(\w+) (\d+)\s*[-–]\s*(\d+)")
_BELOW = re.compile(r"dưới (\d+) (\w+)")
_FROM = re.compile(r"từ (\d+) (\w+)")
_TOPIC_WORDS = 2
_NUMBER_FITS_MOST = 150


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
        return answer_option(turn, options[0], confidence=0.9)
    return say(turn, "choose_again", step="take_yes_or_no", count=len(options))


def choose_by_number(turn: Turn) -> Answer | None:
    """ "2", "số 2", "cái thứ hai": of the list that stands open; a number that no list has is never taken for a question."""
    options = turn.question.context.options
    number = chosen_number(turn.question.text, len(options))
    if number is None:
        return None
    if not options:
        return _no_list(turn)
    if not 1 <= number <= len(options):
        refused = say(turn, "no_such_number", step="choose_by_number", number=number, count=len(options))
        return refused.model_copy(update={"options": options})
    return answer_option(turn, options[number - 1], confidence=1.0)


def _no_list(turn: Turn) -> Answer:
    at_hand = [turn.knowledge.procedures[code] for code in turn.question.context.procedure_codes if code in turn.knowledge.procedures]
    if not at_hand or turn.question.context.faq_slug:
        return say(turn, "no_list", step="choose_by_number")
    return say(turn, "no_list_at_hand", step="choose_by_number", name=short_name(at_hand[0].name))


def choose_option(turn: Turn) -> Answer | None:
    """An option's very words, "lớp 7"; other words about the options are weighed by `carry_on`."""
    options = turn.question.context.options
    if not options:
        return None
    named = [option for option in options if fold(option.label) == fold(turn.question.text)]
    if named:
        return answer_option(turn, named[0], confidence=1.0)
    if turn.query.is_bare:
        return _likeliest_option(turn, options) if turn.question.aspects else None
    fitting = _by_number(turn, options) or _by_label(turn, options)
    return answer_option(turn, fitting, confidence=0.8) if fitting is not None else None


def _likeliest_option(turn: Turn, options: Sequence[Option]) -> Answer | None:
    """ "Thế còn phí?" before anything was chosen: of the option that fits the question best by far, the others staying at hand."""
    first = turn.search(prepare(turn.question.context.asked_text))
    shares = [first.share_of(option.key) for option in options]
    best = max(shares)
    if best <= 0 or best < LIKELIEST * sum(shares):
        return ask_back(turn, turn.words.say("choose_first"), options, step="choose_option")
    chosen = answer_option(turn, options[shares.index(best)], confidence=round(best / sum(shares), 3))
    if chosen is None:
        return None
    others = [option for option in options if option != options[shares.index(best)]]
    context = chosen.context.model_copy(update={"options": others})
    note = Note(text=turn.words.say("others_stay"))
    return chosen.model_copy(update={"blocks": [*chosen.blocks, note], "options": others, "context": context})


def _by_number(turn: Turn, options: Sequence[Option]) -> Option | None:
    """ "bé học lớp 7": the only label whose bounds hold the number said of the same thing."""
    said = _numbers_said(words(turn.question.text))
    fitting = [option for option in options if any(_fits(option.label.lower(), unit, number) for unit, number in said)]
    return fitting[0] if len(fitting) == 1 else None


def _by_label(turn: Turn, options: Sequence[Option]) -> Option | None:
    """Nothing but words of one label that the others lack."""
    said = labels_said(turn)
    return next((option for option in options if said.get(option.key) == 1.0), None) if len(said) == 1 else None


def _numbers_said(spoken: Sequence[str]) -> list[tuple[str, int]]:
    """Numbers with the word before and after them, folded: "lớp 7", "4 tuổi"."""
    numbers = [(place, int(word)) for place, word in enumerate(spoken) if word.isdecimal() and int(word) <= _NUMBER_FITS_MOST]
    near = [(fold(spoken[beside]), number) for place, number in numbers for beside in (place - 1, place + 1) if 0 <= beside < len(spoken)]
    return [(unit, number) for unit, number in near if not unit.isdecimal()]


def _fits(label: str, unit: str, number: int) -> bool:
    ranges = [(fold(word), int(low), int(high)) for word, low, high in _RANGE.findall(label)]
    ranges += [(fold(word), 0, int(bound) - 1) for bound, word in _BELOW.findall(label)]
    ranges += [(fold(word), int(bound), _NUMBER_FITS_MOST) for bound, word in _FROM.findall(label)]
    return any(unit == word and low <= number <= high for word, low, high in ranges)
