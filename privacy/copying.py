"""The copy a citizen may take away: one ZIP with a page to read, the same as data, and the files; made when it is fetched, kept nowhere."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from conversations.attachments.storage import AttachmentStorage
from conversations.repository import ConversationRepository
from core.clock import Clock, utc_now
from core.db import Database
from core.words import Words
from privacy.collecting import Collecting, as_json, digest_of
from privacy.models import DataRequest
from privacy.repository import RequestRepository
from privacy.service import PrivacyService

_TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
_PAGE = "copy.html"
_FILES = "tep"


@dataclass(frozen=True)
class FileOfCopy:
    """`path` is where its bytes lie, `name` where they stand in the copy."""

    path: Path
    name: str


class Copying:
    def __init__(
        self,
        database: Database,
        privacy: PrivacyService,
        collecting: Collecting,
        storage: AttachmentStorage,
        words: Words,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._privacy = privacy
        self._collecting = collecting
        self._storage = storage
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
        target = self._storage.new_temporary()
        await asyncio.to_thread(self._write, target, copy)
        return target

    def _note(self, request: DataRequest, copy: Mapping[str, Any]) -> None:
        times = int(request.proof.get("downloads", 0)) + 1
        request.proof = {"downloads": times, "last_at": self._clock().isoformat(), "sha256": digest_of(copy)}

    def _write(self, target: Path, copy: Mapping[str, Any]) -> None:
        files = self._files_of(copy)
        page = _TEMPLATES.get_template(_PAGE).render(copy=copy, say=self._words.say, names={key: one.name for key, one in files.items()})
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            archive.writestr("doc-toi-truoc.html", page)
            archive.writestr("du-lieu.json", as_json(copy))
            for one in files.values():
                if one.path.is_file():
                    archive.write(one.path, one.name)

    def _files_of(self, copy: Mapping[str, Any]) -> Mapping[str, FileOfCopy]:
        """By id; numbered, for several may have one name."""
        sent: Sequence[Mapping[str, Any]] = [file for message in copy["messages"] for file in message["files"]]
        return {
            file["id"]: FileOfCopy(self._storage.path_of(uuid.UUID(file["id"])), f"{_FILES}/{number:02}-{Path(file['name']).name}")
            for number, file in enumerate(sent, start=1)
        }
