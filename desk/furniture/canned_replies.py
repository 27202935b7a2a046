"""Ready-made replies: what operators put into the composer with "/" and a few letters."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Database
from core.errors import Conflict, InputError, NotFound
from core.words import Words
from desk.furniture.repository import CannedReplyRepository
from desk.models import CannedReply
from staff import audit
from vntext import normalise

# What the composer fills in: citizen's name, ticket's code, own name, the hotline's number, the procedure talked of.
VARIABLES = ("ten_nguoi_dan", "ma_tra_cuu", "ten_can_bo", "so_tong_dai", "thu_tuc")
MOST_SHORTCUT_CHARACTERS = 30
MOST_TITLE_CHARACTERS = 100
MOST_TEXT_CHARACTERS = 2000
_SHIPPED = Path(__file__).with_name("canned_replies.yml")
_SHORTCUT = re.compile(rf"[a-z0-9-]{{1,{MOST_SHORTCUT_CHARACTERS}}}")
# A brace that is not closed in its line is taken to the line's end: it was meant to be a variable.
_VARIABLE = re.compile(r"\{([^{}\n]*)\}?|\}")
_SUBJECT = "canned_reply"


@dataclass(frozen=True)
class Draft:
    shortcut: str
    title: str
    text: str


class CannedReplies:
    """Every change is written into the audit log. Shortcuts are unique, whoever writes at the same moment."""

    def __init__(self, database: Database, words: Words) -> None:
        self._database = database
        self._words = words

    async def list_all(self) -> Sequence[CannedReply]:
        """By shortcut."""
        async with self._database.session() as session:
            return await CannedReplyRepository(session).list_all()

    async def add(self, draft: Draft, by: uuid.UUID) -> CannedReply:
        """Raises InputError, and Conflict when the shortcut is taken."""
        checked = self._checked(draft)
        async with self._database.session() as session:
            repository = CannedReplyRepository(session)
            await repository.lock()
            reply = await repository.add(asdict(checked) | {"changed_by": by})
            if reply is None:
                raise self._taken(checked.shortcut)
            await _record(session, by, audit.Action.CANNED_REPLY_ADDED, reply)
        return reply

    async def change(self, reply_id: uuid.UUID, draft: Draft, by: uuid.UUID) -> CannedReply:
        """Raises NotFound, InputError, and Conflict when another reply has the shortcut."""
        checked = self._checked(draft)
        async with self._database.session() as session:
            repository = CannedReplyRepository(session)
            await repository.lock()
            self._present(await repository.find_locked(reply_id))
            if await repository.has_shortcut(checked.shortcut, but=reply_id):
                raise self._taken(checked.shortcut)
            reply = await repository.change(reply_id, asdict(checked) | {"changed_by": by})
            await _record(session, by, audit.Action.CANNED_REPLY_CHANGED, reply)
        return reply

    async def remove(self, reply_id: uuid.UUID, by: uuid.UUID) -> None:
        """Raises NotFound."""
        async with self._database.session() as session:
            repository = CannedReplyRepository(session)
            reply = self._present(await repository.find_locked(reply_id))
            await repository.remove(reply_id)
            await _record(session, by, audit.Action.CANNED_REPLY_REMOVED, reply)

    def _checked(self, draft: Draft) -> Draft:
        shortcut, title, text = draft.shortcut.strip(), " ".join(normalise(draft.title).split()), normalise(draft.text)
        if not _SHORTCUT.fullmatch(shortcut):
            raise InputError("bad_shortcut", self._words.say("bad_shortcut", most=MOST_SHORTCUT_CHARACTERS))
        if not 0 < len(title) <= MOST_TITLE_CHARACTERS:
            raise InputError("bad_title", self._words.say("bad_title", most=MOST_TITLE_CHARACTERS))
        if not 0 < len(text) <= MOST_TEXT_CHARACTERS:
            raise InputError("bad_text", self._words.say("bad_text", most=MOST_TEXT_CHARACTERS))
        unknown = unknown_variables(text)
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in VARIABLES)
            raise InputError("unknown_variables", self._words.say("unknown_variables", unknown=", ".join(unknown), known=known))
        return Draft(shortcut, title, text)

    def _taken(self, shortcut: str) -> Conflict:
        return Conflict("shortcut_taken", self._words.say("shortcut_taken", shortcut=shortcut))

    def _present(self, reply: CannedReply | None) -> CannedReply:
        if reply is None:
            raise NotFound("no_canned_reply", self._words.say("no_canned_reply"))
        return reply


def unknown_variables(text: str) -> list[str]:
    """As written, each once; braces that do not fit together are among them."""
    written = (match for match in _VARIABLE.finditer(text) if not (match[0].endswith("}") and match[1] in VARIABLES))
    return list(dict.fromkeys(match[0] for match in written))


async def ship_canned_replies(database: Database) -> int:
    """Puts the replies that come with the program into an empty table, once; returns how many. What staff changed or took away stays so
    as long as they leave one."""
    shipped = yaml.safe_load(_SHIPPED.read_text(encoding="utf-8"))
    async with database.session() as session:
        repository = CannedReplyRepository(session)
        await repository.lock()
        if not await repository.is_empty():
            return 0
        await repository.add_all([{key: normalise(value) for key, value in reply.items()} for reply in shipped])
    return len(shipped)


async def _record(session: AsyncSession, by: uuid.UUID, action: audit.Action, reply: CannedReply) -> None:
    details = {"shortcut": reply.shortcut, "title": reply.title}
    await audit.record(session, staff_id=by, action=action, subject_kind=_SUBJECT, subject_id=reply.id, details=details)
