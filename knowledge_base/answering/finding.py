"""Turns that bring their own topic: a code, a place, a common question, one or two procedures, or near twins to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge_base.answering.answer import Answer, Behaviour, BulletList, Heading, SourceNote
from knowledge_base.answering.clauses import clauses
from knowledge_base.answering.question import Option
from knowledge_base.answering.replies import answer_faq, answer_procedures, ask_back, say
from knowledge_base.answering.step import Turn
from knowledge_base.answering.telling_apart import telling_question
from knowledge_base.records import PlaceRecord
from knowledge_base.search.index import Hit
from knowledge_base.search.query import prepare
from vntext import fold

# Scores are near 1 for a question that is wholly a name; chosen on dev_dialogues.jsonl (docs/adr/0006).
ENOUGH = 0.34
GUESS = 0.28
SURE = 0.5
NAMED = 1.0
NEAR_TWIN = 0.92
NEAR_TWIN_OF_WEAK = 0.85
STRONG = 0.62
CLAUSE = 0.5
_MOST_OPTIONS = 4
_MOST_CLAUSES = 6
_CLAUSE_WORDS = 2
# "bây giờ nhập vào xã nào": so many words beside the names still ask about the place alone.
_WORDS_ABOUT_PLACE = 4
_SHORT_NAME = 140


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
    hits = turn.knowledge.procedure_index.search(turn.query, limit=1)
    if hits and hits[0].score >= ENOUGH and turn.question.intent != "ask_faq":
        return None
    places = turn.knowledge.places.find(turn.question.text) or turn.knowledge.places.in_district(turn.question.text)
    if not places or turn.question.aspects or _asks_more_than_place(turn, places):
        return None
    items = [turn.words.say("place_now", **place.model_dump()) for place in places]
    source = SourceNote(title=turn.words.say("place_source"), as_of="01/07/2025")
    blocks = [Heading(text=turn.words.say("place_heading")), BulletList(items=list(dict.fromkeys(items))), source]
    return Answer(behaviour=Behaviour.ANSWER, blocks=blocks, confidence=0.9, step="answer_place", context=turn.question.context)


def _asks_more_than_place(turn: Turn, places: Sequence[PlaceRecord]) -> bool:
    named = set(fold(" ".join(f"{place.old_name} {place.old_district} {place.old_province}" for place in places)).split())
    return len([word for word in turn.query.topic_words if word not in named]) > _WORDS_ABOUT_PLACE


def answer_common_question(turn: Turn) -> Answer | None:
    faqs = turn.knowledge.faq_index.search(turn.query, limit=3)
    procedures = turn.knowledge.procedure_index.search(turn.query, limit=1)
    if not faqs:
        return None
    rival = procedures[0].score if procedures else 0.0
    needed = ENOUGH if turn.question.intent == "ask_faq" else STRONG
    advantage = 0.8 if turn.question.intent == "ask_faq" else 1.1
    if faqs[0].score < needed or faqs[0].score < rival * advantage:
        return None
    return answer_faq(turn, faqs[0].key, step="answer_common_question", confidence=confidence(faqs), hits=faqs)


def answer_two_procedures(turn: Turn) -> Answer | None:
    """The two best-named matters of a question that joins several; a clause that names none well does not count."""
    parts = [part for part in map(prepare, clauses(turn.question.text)) if len(part.topic_words) >= _CLAUSE_WORDS]
    if not 2 <= len(parts) <= _MOST_CLAUSES:
        return None
    found: dict[str, float] = {}
    for part in parts:
        hits = turn.knowledge.procedure_index.search(part, limit=1)
        if hits and hits[0].score >= CLAUSE:
            found[hits[0].key] = max(hits[0].score, found.get(hits[0].key, 0.0))
    best = sorted(found, key=lambda key: -found[key])[:2]
    whole = turn.knowledge.procedure_index.search(turn.query, limit=8)
    if len(best) < 2 or found[best[0]] < STRONG or not set(best) <= {hit.key for hit in whole}:
        return None
    codes = [key for key in found if key in best]
    return answer_procedures(
        turn, codes, turn.question.aspects, step="answer_two_procedures", confidence=min(0.8, found[best[1]]), hits=whole
    )


def answer_procedure(turn: Turn) -> Answer | None:
    hits = turn.knowledge.procedure_index.search(turn.query, limit=8)
    if turn.query.is_bare or not hits or not _is_clear(hits):
        return None
    aspects = turn.question.aspects
    if not aspects and turn.question.intent == "correct_procedure":
        aspects = turn.question.context.aspects
    return answer_procedures(turn, [hits[0].key], aspects, step="answer_procedure", confidence=confidence(hits), hits=hits)


def ask_which(turn: Turn) -> Answer | None:
    hits = turn.knowledge.procedure_index.search(turn.query, limit=8)
    if turn.query.is_bare or not hits or hits[0].score < GUESS:
        return None
    is_sure = hits[0].score >= ENOUGH
    floor = hits[0].score * (0.88 if is_sure else 0.7)
    near = [hit for hit in hits if hit.score >= floor][:_MOST_OPTIONS]
    options = _options(turn, near)
    question = telling_question(turn, near) if is_sure else turn.words.say("clarify_unsure")
    return ask_back(turn, question, options, step="ask_which", confidence=confidence(hits), hits=hits)


def ask_for_topic(turn: Turn) -> Answer | None:
    """An aspect alone, with nothing at hand: which procedure is meant?"""
    if not turn.query.is_bare or not turn.question.aspects:
        return None
    context = turn.question.context.model_copy(update={"aspects": turn.question.aspects})
    return say(turn, "ask_topic", step="ask_for_topic", context=context)


def confidence(hits: Sequence[Hit]) -> float:
    """0…1 from how good the best is and how far ahead of the next."""
    best = hits[0].score
    lead = 1 - (hits[1].score / best if len(hits) > 1 and best > 0 else 0.0)
    return round(min(1.0, max(0.0, 0.75 * min(best, 1.0) + 0.5 * min(lead, 0.5))), 3)


def _is_clear(hits: Sequence[Hit]) -> bool:
    """The best is good enough and no near twin stands beside it; a weak best needs a greater lead."""
    best, rivals = hits[0], hits[1:]
    if best.score < ENOUGH:
        return False
    lead = NEAR_TWIN if best.score >= SURE else NEAR_TWIN_OF_WEAK
    near = [rival for rival in rivals if rival.score >= lead * best.score]
    if best.score >= NAMED:
        # The question says the best's name: a rival that adds something unasked ("xóa", "nước ngoài") is no twin then.
        near = [rival for rival in near if rival.signals["markers"] >= best.signals["markers"]]
    return not near


def _options(turn: Turn, hits: Sequence[Hit]) -> list[Option]:
    """Where two would read the same, their codes tell them apart."""
    names = [_short(turn.knowledge.procedures[hit.key].name) for hit in hits]
    with_code = [turn.words.say("option_with_code", name=name, code=hit.key) for name, hit in zip(names, hits, strict=True)]
    is_shared = [sum(fold(name) == fold(other) for other in names) > 1 for name in names]
    labels = [long if shared else name for name, long, shared in zip(names, with_code, is_shared, strict=True)]
    return [Option(key=hit.key, label=label) for hit, label in zip(hits, labels, strict=True)]


def _short(name: str) -> str:
    return name if len(name) <= _SHORT_NAME else name[:_SHORT_NAME].rsplit(" ", 1)[0] + "…"
