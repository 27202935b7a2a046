"""What a citizen sent, as one message of the thread: its words, its files, and what they are told of what was not taken."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from channels.zalo.payloads import Event, Item
from core.words import Words
from vntext import normalise

_CARD = "user_send_business_card"
_MOST_CHARACTERS = 500
# What is said of a place; empty for one that is nobody's here.
Place = Callable[[float, float], str]


@dataclass(frozen=True)
class Fetched:
    """One attachment after the attempt to fetch it: kept under this id, or not, and what the citizen is told then."""

    item: Item
    attachment_id: uuid.UUID | None = None
    refusal: str = ""


@dataclass(frozen=True)
class Line:
    """`told`: what the citizen hears beside, or in place of, an answer.

    `is_sticker`: nothing else, which is answered once in a while. `place`: where they are, when that is all they sent.
    """

    text: str
    attachment_ids: Sequence[uuid.UUID] = ()
    is_question: bool = True
    told: str = ""
    is_sticker: bool = False
    place: str = ""


class Lines:
    def __init__(self, words: Words, place_at: Place) -> None:
        self._words = words
        self._place_at = place_at

    async def prepare(self, event: Event) -> None:
        """What takes long is read beside the event loop, and before any lock is held."""
        for item in event.items:
            await asyncio.to_thread(self._known_place, item)

    def of(self, event: Event, fetched: Sequence[Fetched]) -> Line:
        """An empty text when there is nothing in it."""
        files = {id(one.item): one for one in fetched}
        parts = [self._part(event, item, files.get(id(item))) for item in event.items]
        kept = [one.attachment_id for one in fetched if one.attachment_id is not None]
        refusals = [one.refusal for one in fetched if one.refusal]
        place = next((known for item in event.items if (known := self._known_place(item))), "")
        is_question = bool(event.text or kept or place)
        text = "\n".join(part for part in (event.text, *parts) if part)
        told = refusals[0] if refusals else self._asked_about(event, is_question=is_question)
        is_sticker = bool(told) and _is_sticker(event)
        return Line(text, kept, is_question, told, is_sticker, place="" if event.text or kept else place)

    def _part(self, event: Event, item: Item, file: Fetched | None) -> str:
        sent = self._sent(event, item)
        return self._words.say("not_kept", sent=sent) if file is not None and file.refusal else sent

    def _sent(self, event: Event, item: Item) -> str:
        if item.latitude is not None and item.longitude is not None:
            elsewhere = self._words.say("place_elsewhere", latitude=f"{item.latitude:.5f}", longitude=f"{item.longitude:.5f}")
            return self._words.say("sent_location", place=self._known_place(item) or elsewhere)
        if event.name == _CARD:
            return self._words.say("sent_card", about=_card(item.description)).strip()
        match item.kind:
            case "image" | "gif" | "audio" | "video" | "sticker":
                return self._words.say(f"sent_{item.kind}")
            case "file":
                return self._words.say("sent_file", name=item.name[:_MOST_CHARACTERS]).strip()
            case "link":
                about = " ".join(part for part in (item.description, item.url) if part)
                return self._words.say("sent_link", about=about[:_MOST_CHARACTERS]).strip()
            case _:
                return self._words.say("sent_other")

    def _known_place(self, item: Item) -> str:
        return "" if item.latitude is None or item.longitude is None else self._place_at(item.latitude, item.longitude)

    def _asked_about(self, event: Event, *, is_question: bool) -> str:
        """Of what is no question: a sticker, a link or a card without a word."""
        if is_question or not event.items:
            return ""
        if _is_sticker(event):
            return self._words.say("only_words")
        is_place = any(item.latitude is not None for item in event.items)
        return self._words.say("location_unknown" if is_place else "ask_about_it")


def _is_sticker(event: Event) -> bool:
    return all(item.kind == "sticker" for item in event.items)


def _card(description: str) -> str:
    """The vendor puts JSON into the description; its picture is of no use."""
    try:
        data = json.loads(description)
    except ValueError:
        return description[:_MOST_CHARACTERS]
    if not isinstance(data, dict):
        return ""
    return normalise(" ".join(str(data[key]) for key in ("name", "phone") if data.get(key)))[:_MOST_CHARACTERS]
