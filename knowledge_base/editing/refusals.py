"""Refusals put into words, and the errors that carry them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import VIETNAM
from core.errors import Conflict, HotlineError, InputError, NotAllowed
from core.words import Words
from knowledge_base.editing.field_words import place_label
from knowledge_base.editing.reading import DraftView
from knowledge_base.editing.states import Refusal
from knowledge_base.models import EntryKind

MOST_REASON_CHARACTERS = 1000
MOST_TEXT_CHARACTERS = 2000


class DraftChanged(Conflict):
    """Somebody saved or moved it since it was read; `current` is what it is now."""

    def __init__(self, message: str, current: DraftView) -> None:
        super().__init__("draft_changed", message)
        self.current = current


def moment(at: datetime) -> str:
    return at.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")


def draft_changed(session: AsyncSession, words: Words, view: DraftView, said: str = "draft_changed") -> DraftChanged:
    """`said` names the sentence. The view is taken out of the session: a transaction that is undone forgets what it read."""
    session.expunge_all()
    return DraftChanged(words.say(said, name=view.name(view.draft.changed_by), time=moment(view.draft.changed_at)), view)


def error_of(refusal: Refusal, view: DraftView, words: Words) -> HotlineError:
    reading = view.reading
    match refusal:
        case Refusal.NOT_THEIRS:
            return NotAllowed(refusal, words.say(refusal))
        case Refusal.WRONG_STATE:
            last = view.events[-1] if view.events else None
            name = (last.by if last else "") or words.say("the_program")
            return Conflict("draft_" + view.draft.state, words.say(f"state_{view.draft.state}", name=name, time=_when(view)))
        case Refusal.OWN_CHANGE:
            return Conflict(refusal, words.say(refusal))
        case Refusal.NEEDS_APPROVAL:
            return Conflict(refusal, _needs_approval(view, words))
        case Refusal.PUBLISHED_CHANGED:
            return Conflict(*_published_changed(view, words))
        case Refusal.PROBLEMS:
            first = reading.problems[0]
            told = ": ".join(filter(None, (place_label(EntryKind(view.draft.kind), first.path), first.message)))
            return InputError(refusal, words.say(refusal, count=len(reading.problems), first=told))
        case _:
            return InputError(refusal, words.say(refusal))


def _when(view: DraftView) -> str:
    return moment(view.events[-1].at if view.events else view.draft.changed_at)


def _needs_approval(view: DraftView, words: Words) -> str:
    reading = view.reading
    if reading.is_taken_down:
        return words.say("needs_approval_taken_down")
    if reading.standing is None:
        return words.say("needs_approval_new")
    return words.say("needs_approval", fields=", ".join(change.label for change in reading.changes if change.needs_approval))


def _published_changed(view: DraftView, words: Words) -> tuple[str, str]:
    standing = view.reading.standing
    if standing is None or view.reading.is_taken_down:
        return "entry_taken_down", words.say("entry_taken_down")
    said = words.say("published_changed", version=standing.version, author=standing.author, time=moment(standing.created_at))
    return Refusal.PUBLISHED_CHANGED, said
