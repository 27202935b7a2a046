"""Turns that bring their own topic: a code, a place, one entry that is meant, two procedures, or a choice between several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge_base.answering.ages import ages_said, fits_an_age
from knowledge_base.answering.answer import Answer, Behaviour
from knowledge_base.answering.clauses import are_side_by_side, clauses
from knowledge_base.answering.composing import blocks_of_places
from knowledge_base.answering.deciding import MOST_OPTIONS, UNSURE_INTENT, named_in_clause, sure, worth_asking
from knowledge_base.answering.question import Option
from knowledge_base.answering.replies import answer_entry, answer_procedures, ask_back, say
from knowledge_base.answering.step import Turn
from knowledge_base.answering.telling_apart import options_of_choice, short_name, telling_question
from knowledge_base.records import AuthorityLevel, ChoiceRecord, PlaceRecord, ProcedureRecord
from knowledge_base.search.index import Hit
from knowledge_base.search.query import Query, prepare
from knowledge_base.told import title_of
from vntext import fold

_MOST_CLAUSES = 6
_CLAUSE_WORDS = 2
_TOPIC_ALONE_WORDS = 3
_ABOUT_TO = re.compile(r"\bsap\b(?! nhap)")
_WISH = re.compile(r"\b(?:muon|xin|lam|can|dang ky)\b")
_LEVELS = (AuthorityLevel.COMMUNE, AuthorityLevel.PROVINCE, AuthorityLevel.MINISTRY)
# So much of a question is one line of an entry, and of the line the question, that it was named.
_NAMED = 0.8
# "giờ là xã gì", "nay thuộc phường nào", "cũ thành phường gì": what a place has become.
_ASKS_OF_TODAY = re.compile(
    r"\b(?:gio|nay|hien nay|bay gio|cu|sap nhap|sat nhap|doi ten)\b.*"
    r"\b(?:la|thanh|thuoc|ve|vo|vao|goi|ten|ra)\b.*\b(?:xa|phuong|nao|gi|sao|dau)\b"
)
# The choice that editors keep for messages that say no matter at all.
_MATTER_UNSAID = "choice-papers-unsaid"
_PAPERS = re.compile(r"\b(?:giay|thu tuc|ho so)\b")
# "bây giờ nhập vào xã nào": so many words beside the names still ask about the place alone.
_WORDS_ABOUT_PLACE = 4


def answer_codes(turn: Turn) -> Answer | None:
    codes = turn.question.procedure_codes
    if not codes:
        return None
    known = [code for code in codes if code in turn.knowledge.procedures]
    if not known:
        return say(turn, "unknown_code", step="answer_codes", code=codes[0])
    return answer_procedures(turn, known[:2], turn.question.aspects, step="answer_codes", confidence=1.0)


def answer_place(turn: Turn) -> Answer | None:
    """Old commune → new one, when the question is about the place itself and not about a procedure there."""
    best, table, text = sure(turn.found), turn.knowledge.places, turn.question.text
    # Heard as a question about the administration itself, and not merely guessed to be one.
    is_about_administration = turn.question.intent == "ask_faq" and turn.question.confidence >= UNSURE_INTENT
    if best is not None and best.key in turn.knowledge.procedures and not is_about_administration:
        return None
    places = table.find(text) or table.in_district(text)
    if not places and (_ASKS_OF_TODAY.search(turn.query.folded) or _is_name_alone(turn, table.called(text))):
        places = table.called(text)
    if not places or (turn.question.aspects and not _ASKS_OF_TODAY.search(turn.query.folded)) or _asks_more_than_place(turn, places):
        return None
    blocks = blocks_of_places(places, turn.words)
    return Answer(behaviour=Behaviour.ANSWER, blocks=blocks, confidence=0.9, step="answer_place", context=turn.question.context)


def _is_name_alone(turn: Turn, places: Sequence[PlaceRecord]) -> bool:
    """In the middle of talk about a procedure it only says where."""
    context = turn.question.context
    return not (context.procedure_codes or context.options) and any(
        fold(name).endswith(turn.query.folded) for place in places for name in (place.old_name, place.old_district)
    )


def _asks_more_than_place(turn: Turn, places: Sequence[PlaceRecord]) -> bool:
    named = set(fold(" ".join(f"{place.old_name} {place.old_district} {place.old_province}" for place in places)).split())
    return len(set(turn.query.topic_words) - named) > _WORDS_ABOUT_PLACE


def answer_two_procedures(turn: Turn) -> Answer | None:
    """The two best-named matters of a question that joins several; a clause that names none well does not count."""
    parts = [part for part in map(prepare, clauses(turn.question.text)) if len(part.topic_words) >= _CLAUSE_WORDS]
    parts = [part for part in parts if not _is_reason(part)]
    if not 2 <= len(parts) <= _MOST_CLAUSES:
        return None
    shares: dict[str, float] = {}
    is_side_by_side = are_side_by_side(turn.question.text)
    for part in parts:
        named = named_in_clause(turn.search(part), is_side_by_side=is_side_by_side)
        if named is not None and named.key in turn.knowledge.procedures:
            shares[named.key] = max(named.share, shares.get(named.key, 0.0))
    best = sorted(shares, key=lambda key: -shares[key])[:2]
    whole = sure(turn.found)
    if len(best) < 2 or not set(best) <= {hit.key for hit in turn.found.hits} or (whole is not None and whole.key not in best):
        return None
    codes = [key for key in shares if key in best]
    aspects = turn.question.aspects
    return answer_procedures(turn, codes, aspects, step="answer_two_procedures", confidence=shares[best[1]], hits=turn.found.hits)


def _is_reason(clause: Query) -> bool:
    """ "con gái sắp cưới, xin giấy độc thân": what is about to happen is why the other is wished for."""
    return _ABOUT_TO.search(clause.folded) is not None and _WISH.search(clause.folded) is None


def answer_what_is_meant(turn: Turn) -> Answer | None:
    """One procedure or common question is meant; a wording that several share leads to its question back."""
    meant = sure(turn.found)
    if turn.query.is_bare or meant is None:
        return None
    aspects = turn.question.aspects
    if not aspects and turn.question.intent == "correct_procedure":
        aspects = turn.question.context.aspects
    return answer_entry(turn, meant, aspects, step="answer_what_is_meant", hits=turn.found.hits)


def ask_which(turn: Turn) -> Answer | None:
    near = worth_asking(turn.found)
    if turn.query.is_bare or not near:
        return None
    plain = plainest(turn)
    if plain is not None:
        near = [plain, *(hit for hit in near if hit.key != plain.key)][:MOST_OPTIONS]
    options = options_of(turn, near)
    choice = _choice_between(turn, near)
    if choice is not None and (plain is None or plain.key == choice.options[0].code or _is_named(turn, choice)):
        ages = ages_said(turn.query.folded)
        told_apart = [option for option in options_of_choice(choice, turn.knowledge.procedures) if fits_an_age(option.label, ages)]
        others = [option for option in options if option.key not in {each.key for each in told_apart}]
        return ask_back(turn, choice.question, [*told_apart, *others][:MOST_OPTIONS], step="ask_which", hits=turn.found.hits)
    return ask_back(turn, telling_question(turn, options), options, step="ask_which", hits=turn.found.hits)


def plainest(turn: Turn) -> Hit | None:
    """Of a topic alone ("khai sinh") the common procedure: the name that holds all of it and least besides, at the lowest level."""
    if not turn.query.topic_words or len(turn.query.topic_words) > _TOPIC_ALONE_WORDS:
        return None
    procedures = turn.knowledge.procedures
    named = [hit for hit in turn.found.hits if hit.key in procedures and hit.signal("name_recall") >= 1.0]
    return max(named, key=lambda hit: (hit.signal("name_precision"), _nearness(procedures[hit.key])), default=None)


def _nearness(record: ProcedureRecord) -> int:
    return max((-_LEVELS.index(level) for level in record.authority_levels if level in _LEVELS), default=-len(_LEVELS))


def _is_named(turn: Turn, choice: ChoiceRecord) -> bool:
    return any(hit.key == choice.slug and hit.signal("line_both") >= _NAMED for hit in turn.found.hits)


def _choice_between(turn: Turn, near: Sequence[Hit]) -> ChoiceRecord | None:
    """A written choice that tells the likely ones apart in plain words: named word for word, or holding the likeliest and most others."""
    choices = turn.knowledge.choices
    named = [choices[hit.key] for hit in turn.found.hits if hit.key in choices and hit.signal("line_both") >= _NAMED]
    if named:
        return named[0]
    keys = [hit.key for hit in near]
    held = {slug: {option.code for option in choice.options}.intersection(keys) for slug, choice in choices.items()}
    best = max((slug for slug in held if keys[0] in held[slug]), key=lambda slug: len(held[slug]), default=None)
    return choices[best] if best is not None and len(held[best]) > 1 else None


def options_of(turn: Turn, hits: Sequence[Hit]) -> list[Option]:
    """Procedures and what is told as a whole under their names; a choice stands for its own options."""
    options: list[Option] = []
    for hit in hits:
        if hit.key in turn.knowledge.choices:
            options.extend(options_of_choice(turn.knowledge.choices[hit.key], turn.knowledge.procedures))
        elif hit.key in turn.knowledge.told:
            options.append(Option(kind="faq", key=hit.key, label=title_of(turn.knowledge.told[hit.key])))
        else:
            options.append(Option(key=hit.key, label=short_name(turn.knowledge.procedures[hit.key].name)))
    first_of_each = {option.key: option for option in reversed(options)}
    kept = [first_of_each[key] for key in dict.fromkeys(option.key for option in options)][:MOST_OPTIONS]
    return _with_codes_where_alike(turn, kept)


def ask_for_topic(turn: Turn) -> Answer | None:
    """An aspect alone or "làm giấy tờ", with nothing at hand: which procedure is meant?"""
    says_papers_alone = not turn.standing and _PAPERS.search(turn.query.folded) is not None
    if not turn.query.is_bare or not (turn.question.aspects or says_papers_alone):
        return None
    commonest = turn.knowledge.choices.get(_MATTER_UNSAID)
    if commonest is not None and not turn.standing:
        return ask_back(turn, commonest.question, options_of_choice(commonest, turn.knowledge.procedures), step="ask_for_topic")
    context = turn.question.context.model_copy(update={"aspects": turn.question.aspects})
    return say(turn, "ask_topic", step="ask_for_topic", context=context)


def _with_codes_where_alike(turn: Turn, options: Sequence[Option]) -> list[Option]:
    """Where two would read the same, their codes tell them apart."""
    read = [fold(option.label) for option in options]
    return [
        option.model_copy(update={"label": turn.words.say("option_with_code", name=option.label, code=option.key)})
        if read.count(label) > 1
        else option
        for option, label in zip(options, read, strict=True)
    ]
