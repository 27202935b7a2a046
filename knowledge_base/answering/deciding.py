"""How sure is sure: thresholds on the ranker's shares, and what they mean for answering, asking back or saying "not understood".

Shares are probabilities calibrated on questions that the ranker was not trained on (docs/adr/0009); the thresholds
weigh a wrong answer (a wasted trip) against one more question back.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from knowledge_base.answering.question import Aspect
from knowledge_base.search.index import Found, Hit

# What a message wants of us, be it an answer, a report or a person. Matters of others are told as stories, as many of ours are: only where
# that is nearly sure. With a word of danger an emergency is none only where it is far from likely: of 42 told with one by authors left
# out all were caught, of 80 other messages 11 were taken for one.
LIKELY_BEHAVIOUR, LIKELY_MATTER_OF_OTHERS, LIKELY_DANGER = 0.6, 0.8, 0.3
# What is published of a matter of others, once it is known to be one: whatever fits at all.
FITS_AT_ALL = 0.15
# One entry is meant: likely, and clearly likelier than the next.
SURE = 0.5
_AHEAD = 1.4
# It is meant though the bot's language pipeline took the message for small talk or for none of our business.
OVERRULES = 0.8
# An intent that the language pipeline gives less than this is a guess.
UNSURE_INTENT = 0.6
# In the middle of a conversation one entry is meant: likely, since its shares are learned from dialogues that change their mind oftener
# than people do and so err on the side of caution.
CARRIED = 0.35
# A clause of a longer question names its own matter: likely, and called by a name it has. Of two matters that are plainly put side by side,
# less of the name is enough where nothing else is meant.
_CLAUSE, _NOTHING_ELSE, _PARTLY_NAMED = 0.5, 0.9, 0.4
# The few best together are worth asking about; less than that is guessing.
WORTH_ASKING = 0.3
# One alone is worth asking about where it stands out so far from all others.
_WORTH_ASKING_ALONE, _STANDS_OUT = 0.15, 5.0
# An aspect asked before anything was chosen: of the likeliest option, if so likely.
LIKELIEST = 0.75

MOST_OPTIONS = 4
# An option must be at least so likely, compared with the best.
_OPTION_OF_BEST = 0.08
# What only a procedure's record holds: whoever asks for it hardly means a common question about the same matter.
_OF_RECORDS = frozenset(
    {Aspect.DOCUMENTS, Aspect.FEE, Aspect.TIME, Aspect.FORM, Aspect.OUTCOME, Aspect.LEGAL_BASIS, Aspect.CONDITIONS, Aspect.STEPS}
)
_FAQ_ASKED_FOR_RECORD = 0.2
_FOREIGN_UNSAID = 0.3
_OF_OTHERS = 0.02


def favour_records(found: Found, faqs: Container[str], aspects: Sequence[Aspect]) -> Found:
    """Common questions count for less where something is asked that only records hold; the shares still add up to what they did."""
    return _weighed(found, faqs, _FAQ_ASKED_FOR_RECORD) if _OF_RECORDS.intersection(aspects) else found


def favour_unforeign(found: Found, foreign: Container[str]) -> Found:
    """For a question without a word of abroad: whoever has to do with a foreigner says so, nearly always."""
    return _weighed(found, foreign, _FOREIGN_UNSAID)


def favour_fitting(found: Found, of_others: Container[str]) -> Found:
    """For a question that says a school year or an age: what is for others is hardly meant."""
    return _weighed(found, of_others, _OF_OTHERS)


def _weighed(found: Found, keys: Container[str], factor: float) -> Found:
    weighed = [(hit, hit.share * (factor if hit.key in keys else 1.0)) for hit in found.hits]
    before, after = sum(hit.share for hit in found.hits) + found.nothing, sum(share for _, share in weighed) + found.nothing
    scale = before / after if after else 1.0
    hits = sorted((replace(hit, share=share * scale) for hit, share in weighed), key=lambda hit: -hit.share)
    return Found(tuple(hits), found.nothing * scale)


def sure(found: Found, needed: float = SURE) -> Hit | None:
    best = found.best
    if best is None or best.share < needed:
        return None
    return best if all(best.share >= _AHEAD * hit.share for hit in found.hits[1:2]) else None


def named_in_clause(found: Found, *, is_side_by_side: bool = False) -> Hit | None:
    best = found.best
    if best is None:
        return None
    named = best.signal("line_both")
    is_plain = is_side_by_side and best.share >= _NOTHING_ELSE and named >= _PARTLY_NAMED
    return best if is_plain or best.share * named >= _CLAUSE else None


def worth_asking(found: Found) -> list[Hit]:
    """The options of a question back; none when even together they are unlikely to hold what is meant."""
    if found.best is None:
        return []
    near = [hit for hit in found.hits[:MOST_OPTIONS] if hit.share >= _OPTION_OF_BEST * found.best.share]
    if sum(hit.share for hit in near) >= WORTH_ASKING:
        return near
    stands_out = all(found.best.share >= _STANDS_OUT * hit.share for hit in found.hits[1:2])
    return near[:1] if found.best.share >= _WORTH_ASKING_ALONE and stands_out else []
