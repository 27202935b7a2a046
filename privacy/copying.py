"""The copy a citizen may take away: one ZIP with a page to read, the same as data, and the files; made when it is fetched, kept nowhere."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import structlog
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from conversations.attachments.storage import AttachmentStorage
from conversations.calls.recordings import Recordings
from conversations.calls.wav import length_of, read_wav
from conversations.repository import ConversationRepository
from core.clock import VIETNAM, Clock, utc_now
from core.db import Database
from core.secret_keeping import SealBroken
from core.words import Words
from privacy.collecting import Collecting, as_json, digest_of
from privacy.models import DataRequest
from privacy.repository import RequestRepository
from privacy.service import PrivacyService

_TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
_PAGE = "copy.html"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
_FILES = "tep"
_CALL = "cuoc-goi"
_log = structlog.get_logger()


def moment_in_words(value: str) -> str:
    """ "2026-11-26T09:05:00+07:00" as people read it, in Vietnam's time; all else as it is."""
    if not _MOMENT.fullmatch(value):
        return value
    return datetime.fromisoformat(value).astimezone(VIETNAM).strftime("%H:%M, %d/%m/%Y")


_TEMPLATES.filters["moment"] = moment_in_words


@dataclass(frozen=True)
class FileOfCopy:
    """`path` is where its bytes lie, `name` where they stand in the copy."""

    path: Path
    name: str


@dataclass(frozen=True)
class Stored:
    """Where the bytes of what was sent and said lie."""

    attachments: AttachmentStorage
    recordings: Recordings


class Copying:
    def __init__(
        self,
        database: Database,
        privacy: PrivacyService,
        collecting: Collecting,
        stored: Stored,
        words: Words,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._privacy = privacy
        self._collecting = collecting
        self._stored = stored
        self._words = words
        self._clock = clock

    async def make(self, token: str) -> Path | None:
        """A file for the caller to send and to remove; None for a link that opens nothing (any more). Each time is written down."""
        async with self._database.session() as session:
            found = await self._privacy.find_by_link(session, token)
            if found is None:
                return None
            conversation = await ConversationRepository(session).get_locked(found.conversation_id)
            request = await RequestRepository(session).get_again(found.id)
            if request.link_hash is None:
                return None  # deleted while we waited for the conversation
            copy = await self._collecting.collect(session, conversation)
            self._note(request, copy)
        target = self._stored.attachments.new_temporary()
        await asyncio.to_thread(self._write, target, copy)
        return target

    def _note(self, request: DataRequest, copy: Mapping[str, Any]) -> None:
        times = int(request.proof.get("downloads", 0)) + 1
        request.proof = {"downloads": times, "last_at": self._clock().isoformat(), "sha256": digest_of(copy)}

    def _write(self, target: Path, copy: Mapping[str, Any]) -> None:
        files = self._files_of(copy)
        recordings = {call["id"]: f"{_FILES}/{_CALL}-{number:02}.wav" for number, call in enumerate(_recorded(copy), start=1)}
        names = {key: one.name for key, one in files.items()} | recordings
        page = _TEMPLATES.get_template(_PAGE).render(copy=copy, say=self._words.say, names=names, kept=self._kept(copy["channel"]))
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            archive.writestr("doc-toi-truoc.html", page)
            archive.writestr("du-lieu.json", as_json(copy))
            for one in files.values():
                if one.path.is_file():
                    archive.write(one.path, one.name)
            for call_id, name in recordings.items():
                self._add_recording(archive, uuid.UUID(call_id), name)

    def _add_recording(self, archive: ZipFile, call_id: uuid.UUID, name: str) -> None:
        try:
            sound = self._stored.recordings.open(call_id)
            with archive.open(name, "w") as entry:
                for piece in read_wav(sound, 0, length_of(sound)):
                    entry.write(piece)
        except (OSError, SealBroken) as error:
            # The rest of the copy is theirs all the same.
            _log.error("a recording could not be put into a copy", call_id=str(call_id), error=type(error).__name__)

    def _kept(self, channel: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What the channel itself keeps of them, each with its name; what it does not know is left out."""
        within = {f"{key}_{name}": one for key, value in channel.items() if isinstance(value, Mapping) for name, one in value.items()}
        facts = {key: value for key, value in channel.items() if not isinstance(value, Mapping)} | within
        return [(self._words.say(f"kept_{key}"), self._readable(value)) for key, value in facts.items() if value not in (None, "")]

    def _readable(self, value: object) -> str:
        if isinstance(value, bool):
            return self._words.say("yes" if value else "no")
        return moment_in_words(str(value))

    def _files_of(self, copy: Mapping[str, Any]) -> Mapping[str, FileOfCopy]:
        """By id; numbered, for several may have one name."""
        sent: Sequence[Mapping[str, Any]] = [file for message in copy["messages"] for file in message["files"]]
        path_of = self._stored.attachments.path_of
        return {
            file["id"]: FileOfCopy(path_of(uuid.UUID(file["id"])), f"{_FILES}/{number:02}-{Path(file['name']).name}")
            for number, file in enumerate(sent, start=1)
        }


def _recorded(copy: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return [call for call in copy["calls"] if call["is_recorded"]]
