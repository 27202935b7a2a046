"""The list of entries: standing versions beside their live drafts, and drafts of what is new. It opens no record.

Words are looked for in any place and any order, in lower case without accents (fold_vietnamese), also among the everyday names of a
procedure, which are an entry of their own.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, Text, and_, any_, case, cast, column, false, func, literal, null, or_, select, true, union_all, values
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from knowledge_base.editing.models import DraftState, EntryDraft
from knowledge_base.editing.raw_records import sentence_title
from knowledge_base.editing.repository import is_live
from knowledge_base.fixed_sentences import shipped_sentences
from knowledge_base.models import EntryKind, EntryState, EntryVersion, Origin
from knowledge_base.repository import is_standing
from staff.models import StaffMember

PAGE_SIZE = 50
SOON = timedelta(days=30)
NEW = "new"
# Two entries about one procedure: found by each other's words, and called by its name.
_COUNTERPARTS = {EntryKind.PROCEDURE: EntryKind.EVERYDAY_NAMES, EntryKind.EVERYDAY_NAMES: EntryKind.PROCEDURE}
# What is filled in is no word that somebody looks for.
_VARIABLE = re.compile(r"\{\w*\}")
_DRAFT_TITLES = ("name", "question", "title", "old_name")


@dataclass(frozen=True)
class ListFilter:
    """Empty values do not narrow. `state`: of the standing version, `new`, or of the live draft. `due`: expired, review or soon."""

    kind: EntryKind | None = None
    words: str = ""
    sector: str = ""
    level: str = ""
    origin: str = ""
    state: str = ""
    due: str = ""
    shortcoming: str = ""


@dataclass(frozen=True)
class ListRow:
    kind: str
    key: str
    title: str
    sector: str
    origin: str | None
    version: int | None
    state: str
    as_of: date | None
    review_by: date | None
    effective_to: str | None
    due: str | None
    draft_id: uuid.UUID | None
    draft_state: str | None
    draft_changed_by: str | None
    draft_changed_at: datetime | None
    publish_at: datetime | None


class ListRepository:
    def __init__(self, session: AsyncSession, today: date) -> None:
        self._session = session
        self._today = today

    async def page(self, chosen: ListFilter, page: int) -> tuple[int, Sequence[ListRow]]:
        """How many there are, and one page of them; of words looked for, the closest titles first. Pages begin at 1."""
        found = self._found(chosen).subquery()
        names = [found.c[name] for name in ListRow.__dataclass_fields__ if name != "draft_changed_by"]
        statement = select(*names, StaffMember.display_name.label("draft_changed_by"), func.count().over().label("total"))
        statement = statement.outerjoin(StaffMember, StaffMember.id == found.c.changed_by)
        order = [*(_closeness(found, chosen.words) if chosen.words else []), found.c.title, found.c.kind, found.c.key]
        rows = (await self._session.execute(statement.order_by(*order).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))).all()
        if not rows and page > 1:
            return await self._session.scalar(select(func.count()).select_from(found)) or 0, []
        shown = [{name: value for name, value in row._mapping.items() if name != "total"} for row in rows]
        return rows[0].total if rows else 0, [ListRow(**values) for values in shown]

    async def list_all(self, chosen: ListFilter) -> Sequence[tuple[str, str]]:
        """Kind and key of every published entry of the list, for what takes them all."""
        found = self._found(chosen).subquery()
        statement = select(found.c.kind, found.c.key).where(found.c.state == EntryState.PUBLISHED).order_by(found.c.kind, found.c.title)
        return [(row.kind, row.key) for row in await self._session.execute(statement)]

    async def sectors(self, kind: EntryKind | None) -> Sequence[str]:
        statement = (
            select(EntryVersion.sector).where(is_standing(), EntryVersion.sector != "", _of_kind(EntryVersion.kind, kind)).distinct()
        )
        return sorted(await self._session.scalars(statement))

    async def levels(self, kind: EntryKind | None) -> Sequence[str]:
        is_list = func.jsonb_typeof(EntryVersion.levels) == "array"
        levels = func.jsonb_array_elements_text(case((is_list, EntryVersion.levels), else_=func.jsonb_build_array()))
        statement = select(levels.label("level")).where(is_standing(), _of_kind(EntryVersion.kind, kind)).distinct()
        return list(await self._session.scalars(statement))

    def _found(self, chosen: ListFilter) -> Select[Any]:
        entries = union_all(self._standing(chosen), self._new(chosen), self._shipped_sentences(chosen)).subquery()
        statement = select(entries)
        if chosen.sector:
            statement = statement.where(entries.c.sector == chosen.sector)
        if chosen.origin:
            statement = statement.where(entries.c.origin == chosen.origin)
        if chosen.state:
            column = entries.c.draft_state if chosen.state in set(DraftState) else entries.c.state
            statement = statement.where(column == chosen.state)
        if chosen.due:
            statement = statement.where(entries.c.due == chosen.due)
        return statement

    def _standing(self, chosen: ListFilter) -> Select[Any]:
        other = aliased(EntryVersion)
        pairs = [and_(EntryVersion.kind == kind, other.kind == its) for kind, its in _COUNTERPARTS.items() if chosen.kind in {None, kind}]
        has_other = bool(pairs) and (bool(chosen.words) or chosen.kind is not EntryKind.PROCEDURE)
        is_names = EntryVersion.kind == EntryKind.EVERYDAY_NAMES
        title, sector = EntryVersion.title, EntryVersion.sector
        columns: list[Any] = [
            EntryVersion.kind,
            EntryVersion.key,
            (case((is_names, func.coalesce(other.title, title)), else_=title) if has_other else title).label("title"),
            (case((is_names, func.coalesce(other.sector, sector)), else_=sector) if has_other else sector).label("sector"),
            EntryVersion.origin,
            EntryVersion.version,
            EntryVersion.state,
            EntryVersion.as_of,
            EntryVersion.review_by,
            EntryVersion.effective_to,
            self._due().label("due"),
            *_draft_columns(),
        ]
        draft = and_(EntryDraft.kind == EntryVersion.kind, EntryDraft.key == EntryVersion.key, is_live())
        statement = select(*columns).select_from(EntryVersion).outerjoin(EntryDraft, draft)
        statement = statement.where(is_standing(), _of_kind(EntryVersion.kind, chosen.kind))
        if has_other:
            statement = statement.outerjoin(other, and_(other.key == EntryVersion.key, is_standing(other), or_(*pairs)))
        if chosen.words:
            text = EntryVersion.search_text + " " + func.coalesce(other.search_text, "") if has_other else EntryVersion.search_text
            statement = statement.where(*_says(text, chosen.words))
        if chosen.level:
            statement = statement.where(EntryVersion.levels.contains([chosen.level]))
        if chosen.shortcoming:
            statement = statement.where(literal(chosen.shortcoming) == any_(EntryVersion.shortcomings))
        return statement

    def _new(self, chosen: ListFilter) -> Select[Any]:
        """Live drafts of what has no standing version."""
        title = self._draft_title()
        stands = select(EntryVersion.id).where(EntryVersion.kind == EntryDraft.kind, EntryVersion.key == EntryDraft.key, is_standing())
        nothing = cast(null(), Text)
        columns: list[Any] = [
            EntryDraft.kind,
            EntryDraft.key,
            title.label("title"),
            func.coalesce(EntryDraft.record["sector"].astext, EntryDraft.record["topic"].astext, "").label("sector"),
            nothing.label("origin"),
            cast(null(), EntryVersion.version.type).label("version"),
            literal(NEW, Text).label("state"),
            cast(null(), EntryVersion.as_of.type).label("as_of"),
            cast(null(), EntryVersion.review_by.type).label("review_by"),
            nothing.label("effective_to"),
            nothing.label("due"),
            *_draft_columns(),
        ]
        statement = select(*columns).where(is_live(), ~stands.exists(), _of_kind(EntryDraft.kind, chosen.kind))
        if chosen.level or chosen.shortcoming:
            return statement.where(false())
        return statement.where(*_says(func.fold_vietnamese(EntryDraft.key + " " + title), chosen.words))

    def _draft_title(self) -> Any:
        """As typed; what everyday names are names of is looked up."""
        named = aliased(EntryVersion)
        procedure = select(named.title).where(named.kind == EntryKind.PROCEDURE, named.key == EntryDraft.key, is_standing(named))
        typed = func.coalesce(*(EntryDraft.record[name].astext for name in _DRAFT_TITLES), EntryDraft.key)
        said = func.regexp_replace(EntryDraft.record["text"].astext, _VARIABLE.pattern, "…", "g")
        return case(
            (EntryDraft.kind == EntryKind.FIXED_SENTENCE, func.left(func.coalesce(said, EntryDraft.key), 120)),
            (EntryDraft.kind == EntryKind.EVERYDAY_NAMES, func.coalesce(procedure.scalar_subquery(), EntryDraft.key)),
            else_=typed,
        )

    def _shipped_sentences(self, chosen: ListFilter) -> Select[Any]:
        """What the bot says as long as staff have written nothing in its place: it stands in data/responses/."""
        rows = [
            (each.name, sentence_title(each.texts[0]), _VARIABLE.sub("", " ".join(each.texts))) for each in shipped_sentences().values()
        ]
        shipped = values(column("key", Text), column("title", Text), column("text", Text), name="shipped").data(rows)
        nothing = cast(null(), Text)
        columns: list[Any] = [
            literal(EntryKind.FIXED_SENTENCE, Text).label("kind"),
            shipped.c.key,
            shipped.c.title,
            literal("", Text).label("sector"),
            literal(Origin.SHIPPED, Text).label("origin"),
            cast(null(), EntryVersion.version.type).label("version"),
            literal(EntryState.PUBLISHED, Text).label("state"),
            cast(null(), EntryVersion.as_of.type).label("as_of"),
            cast(null(), EntryVersion.review_by.type).label("review_by"),
            nothing.label("effective_to"),
            nothing.label("due"),
            *(cast(null(), each.type).label(each.key) for each in _draft_columns()),
        ]
        is_other_kind = chosen.kind not in {None, EntryKind.FIXED_SENTENCE}
        if is_other_kind or chosen.level or chosen.shortcoming:
            return select(*columns).where(false())
        kind = EntryKind.FIXED_SENTENCE
        written = select(EntryVersion.id).where(EntryVersion.kind == kind, EntryVersion.key == shipped.c.key, is_standing())
        typed = select(EntryDraft.id).where(EntryDraft.kind == kind, EntryDraft.key == shipped.c.key, is_live())
        says = _says(func.fold_vietnamese(shipped.c.text), chosen.words)
        return select(*columns).where(~written.exists(), ~typed.exists(), *says)

    def _due(self) -> Any:
        today, soon = self._today, self._today + SOON
        return case(
            (EntryVersion.effective_to < today.isoformat(), "expired"),
            (EntryVersion.review_by <= today, "review"),
            (or_(EntryVersion.effective_to <= soon.isoformat(), EntryVersion.review_by <= soon), "soon"),
            else_=cast(null(), Text),
        )


def _closeness(found: Any, words: str) -> list[Any]:
    """Titles that say the words, of these procedures before what is written about them, of these the title with the least besides."""
    says_it = func.strpos(func.fold_vietnamese(found.c.title), func.fold_vietnamese(words)) > 0
    about_others = found.c.kind.in_((EntryKind.EVERYDAY_NAMES, EntryKind.CHOICE))
    return [says_it.desc(), about_others, func.length(found.c.title)]


def _draft_columns() -> list[Any]:
    return [
        EntryDraft.id.label("draft_id"),
        EntryDraft.state.label("draft_state"),
        EntryDraft.changed_by,
        EntryDraft.changed_at.label("draft_changed_at"),
        EntryDraft.publish_at,
    ]


def _of_kind(column: Any, kind: EntryKind | None) -> Any:
    return column == kind if kind is not None else true()


def _says(text: Any, words: str) -> list[Any]:
    return [func.strpos(text, func.fold_vietnamese(word)) > 0 for word in words.split()]
