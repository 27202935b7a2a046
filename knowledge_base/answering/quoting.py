"""What staff published, said word for word: the entry that it stands in is meant, whatever else the words sound like."""

from __future__ import annotations

import re

from knowledge_base.answering.answer import Answer
from knowledge_base.answering.carrying_on import is_correction
from knowledge_base.answering.replies import answer_entry
from knowledge_base.answering.step import Turn
from knowledge_base.records import Announcement, ContactRecord
from knowledge_base.search.index import Hit
from knowledge_base.search.quotes import Quote
from vntext import fold, strip_accents

# In the middle of talk, fewer words are a detail of it or choose from a list ("bản sao"), or are asked about ("cần căn cước không").
_WORDS_OF_DETAIL, _WORDS_OF_ASPECT = 3, 5
_SPOKEN_OF = 0.5
# "số điện thoại …", "… ở đâu, gọi số nào": how people ask for whom they call by name.
_ASKS_FOR_CONTACT = re.compile(
    r"\b(?:so (?:dien thoai|may|hotline|ban|nao)|dien thoai|duong day nong|hotline|dia chi|lien (?:he|lac)|goi|so|tim|may|sao|cho|toi)\b"
)
_ASKS = re.compile(r"\b(?:gi|sao|nao|dau|may|bao (?:gio|lau|nhieu)|khong|chua|ha|phai|the)\b")
# "bữa nào … vậy", "phường mình mai … không": of whatever is announced.
_WHEN_AND_HERE = frozenset(fold("bữa hôm ngày lúc chừng mai nay đang có phường xã ấp khu mình chỗ đây").split())


def answer_quoted(turn: Turn) -> Answer | None:
    meant = quoted(turn)
    if meant is None:
        return None
    return answer_entry(turn, meant, turn.question.aspects, step="answer_quoted", hits=[meant])


def quoted(turn: Turn, *, is_led_away: bool = False) -> Hit | None:
    """The one entry that has what was said among its lines; None where several have it, for then it names none of them.

    `is_led_away`: the bot heard no question about an entry, and takes a short name beside other words for none.
    """
    for quote in turn.knowledge.index.quotes.within(turn.question.text):
        key = _only_one(turn, quote)
        if key is not None and _is_all(turn, quote, key, is_led_away=is_led_away):
            return Hit(key, 1.0, {"line_both": 1.0, "union_recall": 1.0})
    return _announcement_asked_about(turn)


def _announcement_asked_about(turn: Turn) -> Hit | None:
    """ "cúp điện gì vậy" while a power cut is announced: a question, all in words of the announcement's title or names; no report."""
    best = turn.found.best
    told = turn.knowledge.told.get(best.key) if best is not None else None
    if not isinstance(told, Announcement) or turn.query.is_bare or not _ASKS.search(turn.query.folded):
        return None
    known = set(fold(" ".join([told.title, *told.aliases])).split())
    return best if set(turn.query.topic_words) - _WHEN_AND_HERE <= known else None


def _only_one(turn: Turn, quote: Quote) -> str | None:
    """A written question back stands for all that share its wording."""
    keys = [key for key in quote.keys if key not in turn.withheld]
    choices = [key for key in keys if key in turn.knowledge.choices]
    found = choices or keys
    return found[0] if len(found) == 1 else None


def _is_all(turn: Turn, quote: Quote, key: str, *, is_led_away: bool) -> bool:
    context = turn.question.context
    is_in_talk, is_short = bool(context.options or context.procedure_codes), quote.words <= _WORDS_OF_DETAIL
    if quote.is_whole:
        if is_in_talk and turn.query.is_bare:
            return quote.words > _WORDS_OF_ASPECT
        return not (is_in_talk and is_short) or _is_strange_to_what_stands(turn)
    if isinstance(turn.knowledge.told.get(key), ContactRecord):
        quote = Quote(quote.keys, quote.line, _without_asking(quote.before), _without_asking(quote.after))
    elif (is_short and (is_in_talk or is_led_away)) or (is_in_talk and is_correction(turn)):
        return False
    return quote.words > 1 and quote.only_asks


def _is_strange_to_what_stands(turn: Turn) -> bool:
    """Not even half of it is spoken of in what is at hand or stands open."""
    standing = {*turn.standing}
    return all(hit.signal("union_recall") < _SPOKEN_OF for hit in turn.found.hits if hit.key in standing)


def _without_asking(beside: str) -> str:
    return _ASKS_FOR_CONTACT.sub(" ", strip_accents(beside)).strip()
